import { describe, expect, it } from '@jest/globals';
import { TandemError } from '../../errors/index.ts';
import { ACCOUNTS, type ExactBody, type ExactDivision } from '../../exact/index.ts';
import type { SalesforceOrg, SalesforceWrite } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation } from '../operation.ts';
import { MemoryClaims, MemoryLinks } from '../testing/memory-claims.ts';
import { carryOut, exactObject, writePlan, type ObjectTables } from './index.ts';

const TABLES: ObjectTables = {
  exact: [
    exactObject({
      object: 'Document',
      resource: ACCOUNTS,
      isClaimed: true,
      page: (host, division, id) => `${host}/${division}/${id}`,
      factsOf: ({ Code }) => ({ number: Code }),
      findAgain: async (exact, { operation }) => {
        const [found] = await exact.findAny(ACCOUNTS, 'SearchCode', 'text', [operation.mark?.reference ?? '']);
        return found;
      },
    }),
    exactObject({ object: 'Part', resource: ACCOUNTS, findAgain: async () => undefined }),
  ],
  salesforce: [
    { object: 'Parent__c', externalId: 'Key__c', stamp: 'Stamp__c' },
    { object: 'Child__c', parent: { field: 'Parent__c', object: 'Parent__c' } },
    {
      object: 'Source__c',
      stamp: 'Stamp__c',
      numericFields: [],
      problem: { status: 'Status__c', message: 'Why__c', action: 'Do__c' },
    },
  ],
};
const SOURCE = 'a01000000000001AAA';

type Failing = (body: ExactBody) => TandemError | undefined;

/** Both systems as far as an executor uses them: what was written in them, in its order. */
function stage({
  standing = {},
  failing = () => undefined,
}: { standing?: Readonly<Record<string, string>>; failing?: Failing } = {}) {
  const calls: SalesforceWrite[][] = [];
  const queries: string[] = [];
  const posts: ExactBody[] = [];
  /** What arrived at Exact, by its search code. */
  const arrived = new Map<string, object>();
  const claims = new MemoryClaims();
  const links = new MemoryLinks();
  const salesforce = {
    describe: async () => ({ fields: new Map([['Price__c', { type: 'currency' }]]) }),
    features: async () => ({ language: 'en' }),
    write: async (writes: readonly SalesforceWrite[]) => {
      calls.push([...writes]);
      return writes.map(({ id, fields }) => ({
        ok: true,
        id: id ?? `id of ${String(fields['Key__c'] ?? fields['Name'])}`,
        created: true,
      }));
    },
    queryMany: async (soql: readonly string[]) => {
      queries.push(...soql);
      return [Object.entries(standing).map(([Key__c, Id]) => ({ Id, Key__c }))];
    },
  } as unknown as SalesforceOrg;
  const exact = {
    host: 'https://exact.example',
    division: 7,
    create: async (_resource: unknown, body: ExactBody) => {
      posts.push(body);
      const error = failing(body);
      const row = { ID: `guid of ${String(body['Name'])}`, Code: String(posts.length) };
      if (error === undefined || error.outcomeUnknown) arrived.set(String(body['SearchCode']), row);
      if (error !== undefined) throw error;
      return row;
    },
    update: async (_resource: unknown, id: string, body: ExactBody) => void posts.push({ ...body, ID: id }),
    findAny: async (_resource: unknown, _field: string, _kind: string, values: readonly string[]) =>
      values.flatMap((value) => arrived.get(value) ?? []),
  } as unknown as ExactDivision;
  const context = {
    salesforce,
    exact,
    claims,
    links,
    timeScale: 1_000,
    signal: new AbortController().signal,
    assertLease: async () => undefined,
    now: () => new Date(0),
  } as unknown as FlowContext;
  return { calls, queries, posts, claims, links, context };
}

function operation(
  object: string,
  key: string,
  values: Readonly<Record<string, unknown>>,
  more: Partial<Operation> = {},
): Operation {
  return {
    key,
    recordId: key,
    label: key,
    system: 'salesforce',
    action: more.targetId === undefined ? 'create' : 'update',
    object,
    fields: Object.entries(values).map(([field, to]) => ({ field, from: null, to, policy: 'always' })),
    isMain: true,
    ...more,
  };
}

/** A document of the source record, with a part before it and the news of it after. */
function documentPlan(part: Partial<Operation> = {}): Operation[] {
  const of = { recordId: SOURCE, label: 'S-1' };
  const made = { ref: 'document' };
  return [
    operation('Part', 'part', { Name: 'part' }, { ...of, system: 'exact', isMain: false, ...part }),
    operation(
      'Document',
      'document',
      { Name: 'document', SearchCode: 'S-1', Remarks: { ref: 'part' } },
      {
        ...of,
        system: 'exact',
        source: { system: 'salesforce', object: 'Source__c', id: SOURCE },
        mark: { field: 'SearchCode', reference: 'S-1', content: 'hash' },
      },
    ),
    operation(
      'Source__c',
      'news',
      { Exact_Id__c: made, Number__c: made, Url__c: made },
      {
        ...of,
        action: 'update',
        targetId: SOURCE,
        isMain: false,
        actual: { Number__c: { of: 'document', field: 'Code' }, Url__c: { of: 'document', field: 'Url' } },
      },
    ),
  ];
}

const refusal = new TandemError('exact_validation', { text: 'Invalid', entity: 'Document', division: 7 });
const lost = new TandemError(
  'exact_outcome_unknown',
  { entity: 'Document', division: 7, text: 'reset' },
  { outcomeUnknown: true },
);
const failingAt =
  (name: string, error: TandemError): Failing =>
  ({ Name }) =>
    Name === name ? error : undefined;

describe('an operation on an object that no table has', () => {
  it.each(['salesforce', 'exact'] as const)('is refused in %s before anything is written', async (system) => {
    const { calls, posts, context } = stage();
    const plan = [...documentPlan(), operation('Stranger', 'x', { Name: 'x' }, { system })];

    const refused = carryOut(TABLES)(context, plan);

    await expect(refused).rejects.toMatchObject({ code: 'internal_error', cause: expect.stringContaining('Stranger') });
    expect([calls, posts]).toEqual([[], []]);
  });
});

describe('operations on Salesforce', () => {
  it('are written parents first, whatever the order of the plan, and refer to what was made', async () => {
    const { calls, context } = stage();

    const written = await writePlan(context, TABLES, [
      operation('Child__c', 'child', { Name: 'child', Parent__c: { ref: 'parent' } }),
      operation('Parent__c', 'parent', { Key__c: 'k' }),
    ]);

    expect(calls.map((call) => call.map(({ object }) => object))).toEqual([['Parent__c'], ['Child__c']]);
    expect(calls[1]?.[0]).toMatchObject({ parentField: 'Parent__c', fields: { Parent__c: 'id of k' } });
    expect(written.idOf('child')).toBe('id of child');
  });

  it('of objects that need not wait for each other go in one call', async () => {
    const { calls, context } = stage();

    await writePlan(context, TABLES, [
      operation('Source__c', 'source', { Name: 'source' }, { targetId: SOURCE }),
      operation('Parent__c', 'parent', { Name: 'parent' }, { targetId: 'a0P1' }),
    ]);

    expect(calls.map((call) => call.map(({ object }) => object))).toEqual([['Parent__c', 'Source__c']]);
  });

  it('find the record of a reference that was made before, and leave out what refers to nothing', async () => {
    const { calls, queries, context } = stage({ standing: { there: 'a0P1' } });
    const by = (value: string) => ({ ref: value, by: { object: 'Parent__c', field: 'Key__c', value } });

    const written = await writePlan(context, TABLES, [
      operation('Child__c', 'child', { Name: 'child', Parent__c: by('there') }),
      operation('Child__c', 'moved', { Parent__c: by('there') }, { targetId: 'a0C1' }),
      operation('Child__c', 'orphan', { Name: 'orphan', Parent__c: by('gone') }),
    ]);

    expect(queries).toEqual(["SELECT Id, Key__c FROM Parent__c WHERE Key__c IN ('there','gone')"]);
    expect(calls.flat().map(({ fields }) => fields)).toEqual([{ Name: 'child', Parent__c: 'a0P1' }, { Parent__c: 'a0P1' }]);
    expect(written.isDone('orphan')).toBe(false);
  });

  it('carry a file by where it comes from, and fetch it when it is written', async () => {
    const { calls, context } = stage();
    const fetched: string[] = [];
    const tables: ObjectTables = {
      exact: [],
      salesforce: [
        {
          object: 'File',
          readBlob: async (_context, { source }) => {
            fetched.push(source);
            return Buffer.from('bytes');
          },
        },
        { object: 'Owner', numericFields: [] },
      ],
    };
    const blob = { field: 'Data', name: 'lamp.png', size: 5, source: 'https://exact.example/lamp', hash: 'abc' };

    await writePlan(context, tables, [
      operation('Owner', 'owner', { File__c: { ref: 'file', prefix: '/files/' } }, { targetId: SOURCE, after: 'file' }),
      operation('File', 'file', { Name: 'lamp' }, { blob }),
    ]);

    expect(fetched).toEqual([]);
    const [[file], [owner]] = calls as [SalesforceWrite[], SalesforceWrite[]];
    expect(file).toMatchObject({ action: 'create', object: 'File', fields: { Name: 'lamp' }, blob: { field: 'Data' } });
    expect(Buffer.from((await file?.blob?.read()) ?? []).toString()).toBe('bytes');
    expect(fetched).toEqual(['https://exact.example/lamp']);
    expect(owner?.fields).toEqual({ File__c: '/files/id of lamp' });
  });

  it('write a record once that two of them change, stamped, its amounts as numbers', async () => {
    const { calls, context } = stage();

    await writePlan(context, TABLES, [
      operation('Parent__c', 'one', { Price__c: '10.10' }, { targetId: 'a0P1' }),
      operation('Parent__c', 'two', { Name: 'N' }, { targetId: 'a0P1' }),
    ]);

    expect(calls).toHaveLength(1);
    expect(JSON.stringify(calls[0]?.[0]?.fields)).toBe('{"Price__c":10.10,"Name":"N","Stamp__c":"1970-01-01T00:00:00.000Z"}');
  });
});

describe('a document in Exact', () => {
  it('is made after its parts, and its record is told what Exact answered', async () => {
    const { calls, posts, claims, context } = stage();

    const outcomes = await carryOut(TABLES)(context, documentPlan());

    expect(posts).toEqual([{ Name: 'part' }, { Name: 'document', SearchCode: 'S-1', Remarks: 'guid of part' }]);
    const url = 'https://exact.example/7/guid of document';
    expect(calls.flat()).toMatchObject([
      { object: 'Source__c', id: SOURCE, fields: { Exact_Id__c: 'guid of document', Number__c: '2', Url__c: url } },
    ]);
    const told = { status: 'created', salesforceId: SOURCE, exactId: 'guid of document', exactNumber: '2', url };
    expect(outcomes).toMatchObject([told]);
    expect(claims.known.get(SOURCE)).toMatchObject({ exactId: 'guid of document', content: 'hash', isWriteBackPending: false });
  });

  it('whose answer was lost is looked for, and not posted again', async () => {
    const { posts, context } = stage({ failing: failingAt('document', lost) });

    expect(await carryOut(TABLES)(context, documentPlan())).toMatchObject([{ status: 'created', exactId: 'guid of document' }]);
    expect(posts).toHaveLength(2);
  });

  it('that Exact refuses is told on its record, and is not waited for', async () => {
    const { calls, claims, context } = stage({ failing: failingAt('document', refusal) });

    expect(await carryOut(TABLES)(context, documentPlan())).toMatchObject([{ status: 'failed', error: refusal }]);

    expect(calls.flat()).toMatchObject([
      { object: 'Source__c', id: SOURCE, fields: { Status__c: 'Problem', Why__c: refusal.message, Do__c: refusal.action } },
    ]);
    expect(claims.known.size).toBe(0);
  });

  it('is not made where a part of it failed', async () => {
    const { calls, posts, claims, context } = stage({ failing: failingAt('part', lost) });

    expect(await carryOut(TABLES)(context, documentPlan())).toMatchObject([{ status: 'failed', error: lost }]);

    expect([posts.length, calls, claims.known.size]).toEqual([1, [], 0]);
  });

  it('is not made, nor any part of it, where what has to be done before fails', async () => {
    const { posts, context } = stage();
    const locked = new TandemError('salesforce_row_locked', { object: 'Source__c', text: 'locked' });
    const before = operation('Source__c', 'before', { Exact_Id__c: null }, { recordId: SOURCE, targetId: SOURCE, isMain: false });
    const salesforce = { ...context.salesforce, write: async () => [{ ok: false, error: locked }] } as unknown as SalesforceOrg;

    const outcomes = await carryOut(TABLES)({ ...context, salesforce }, [{ ...before, isPrecondition: true }, ...documentPlan()]);

    expect(outcomes).toMatchObject([{ status: 'failed', error: locked }]);
    expect(posts).toEqual([]);
  });

  it('is changed as soon as it is made by what names the operation that makes it, and remembered with what it stands in', async () => {
    const { posts, links, context } = stage();
    const of = { system: 'exact', isMain: false } as const;

    await writePlan(context, TABLES, [
      operation('Part', 'owner', { Name: 'owner' }, of),
      operation(
        'Part',
        'part',
        { Name: 'part' },
        { ...of, link: { role: 'contact', salesforceId: '003', fingerprint: 'f', within: { ref: 'owner' } } },
      ),
      operation('Part', 'change', { MainContact: { ref: 'part' } }, { ...of, action: 'update', targetMadeBy: 'owner' }),
    ]);

    expect(posts.at(-1)).toEqual({ MainContact: 'guid of part', ID: 'guid of owner' });
    expect((await links.find('contact', ['003'])).get('003')).toMatchObject({
      exactId: 'guid of part',
      fingerprint: 'guid of f',
    });
  });
});

describe('an error that halts the sending', () => {
  const limit = new TandemError('exact_minute_limit', { division: 7 }, { retryAfterMs: 1_000 });

  it('is thrown where nothing was sent before it', async () => {
    const { context } = stage({ failing: () => limit });
    await expect(carryOut(TABLES)(context, documentPlan())).rejects.toBe(limit);
  });

  it('is met by all that follow, while what was sent until then is told', async () => {
    const { calls, posts, context } = stage({ failing: ({ Name }) => (Name === 'late' ? limit : undefined) });
    const late = documentPlan().map((each, index) => ({ ...each, key: `${each.key} 2`, recordId: `late ${index > 2}` }));
    const [part] = late;
    const second = [{ ...part, fields: [{ field: 'Name', from: null, to: 'late', policy: 'always' }] }, late[1]] as Operation[];

    const outcomes = await carryOut(TABLES)(context, [...documentPlan(), ...second]);

    expect(outcomes).toMatchObject([{ status: 'created' }, { status: 'failed', error: limit }]);
    expect(posts).toHaveLength(3);
    expect(calls.flat()).toHaveLength(1);
  });
});
