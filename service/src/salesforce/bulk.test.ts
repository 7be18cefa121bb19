import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startSalesforceSimulator } from '../../../simulators/salesforce/index.ts';
import { MemoryVault } from '../wire/testing/memory-vault.ts';
import { createSalesforceClients } from './clients.ts';
import type { SalesforceCredentials } from './ports.ts';
import type { SalesforceOrg, SalesforceWrite, SalesforceWriteResult } from './types.ts';

const PACKAGE_DIRECTORY = join(import.meta.dirname, '../../../force-app/main/default');
const MANY = 2_001;

type Row = Readonly<Record<string, unknown>>;

interface Stage {
  readonly org: SalesforceOrg;
  control(path: string, body?: unknown): Promise<unknown>;
  rows(object: string): Promise<Row[]>;
  /** What was asked of ingest jobs since the last look, ids left out. */
  jobCalls(): Promise<string[]>;
  close(): Promise<void>;
}

let stage: Stage | undefined;

afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

async function start(namespace = ''): Promise<Stage> {
  const simulator = await startSalesforceSimulator({
    packageDirectory: PACKAGE_DIRECTORY,
    app: { clientId: 'client', clientSecret: 'secret', redirectUris: [] },
    namespace,
  });
  const vault = new MemoryVault<SalesforceCredentials>({ instanceUrl: simulator.url, grant: 'client_credentials' });
  const clients = createSalesforceClients({
    app: { clientId: 'client', clientSecret: 'secret', loginUrl: simulator.url },
    vault,
    usage: { record: () => undefined },
    now: () => new Date(),
    timeScale: 1_000,
  });
  const { orgId, credentials } = await clients.connect({ kind: 'client_credentials', instanceUrl: simulator.url });
  vault.hold(credentials);
  const org = await clients.org(orgId);
  await org.features();
  const control = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${simulator.url}/_control/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`control ${path}: ${await answer.text()}`);
    return await answer.json().catch(() => undefined);
  };
  stage = {
    org,
    control,
    rows: async (object) => ((await control(`rows/${object}`)) as { rows: Row[] }).rows,
    jobCalls: async () => {
      const { calls } = (await control('journal')) as { calls: { method: string; path: string }[] };
      await control('journal/clear', {});
      return calls
        .filter(({ path }) => path.includes('/jobs/ingest'))
        .map(({ method, path }) => `${method} ${(path.split('/jobs/ingest')[1] ?? '').replace(/^\/\w+/, '/job')}`);
    },
    close: async () => {
      await clients.close();
      await simulator.close();
    },
  };
  return stage;
}

const product = (index: number, fields: Row = {}): SalesforceWrite => ({
  action: 'create',
  object: 'Product2',
  externalIdField: 'Exact_Id__c',
  fields: { Name: `Stuk ${index}`, Exact_Id__c: `Guid-${index}`, IsActive: true, ...fields },
});
const products = (count = MANY, fieldsOf: (index: number) => Row = () => ({})): SalesforceWrite[] =>
  Array.from({ length: count }, (_, index) => product(index, fieldsOf(index)));
const errors = (results: readonly SalesforceWriteResult[]) =>
  Object.fromEntries(results.flatMap((result, index) => (result.ok ? [] : [[index, [result.error.code, result.error.field]]])));
const idOf = (result: SalesforceWriteResult | undefined): string => (result?.ok === true ? result.id : '');

describe.each(['', 'tandem'])('thousands of records in an org with namespace "%s"', (namespace) => {
  const key = (name: string): string => (namespace === '' ? name : `${namespace}__${name}`);

  it('are created in one job, each result at the place of its record', async () => {
    const { org, rows, jobCalls } = await start(namespace);

    const results = await org.write(products(2_500));

    const byId = new Map((await rows('Product2')).map((row) => [row['Id'], row]));
    expect(results.map((result) => byId.get(idOf(result))?.['Name'])).toEqual(
      products(2_500).map(({ fields }) => fields['Name']),
    );
    expect(results.every((result) => result.ok && result.created)).toBe(true);
    expect(byId.size).toBe(2_500);
    const calls = await jobCalls();
    expect(calls.filter((call) => call !== 'GET /job')).toEqual([
      'POST ',
      'PUT /job/batches',
      'PATCH /job',
      'GET /job/successfulResults',
    ]);
  });

  it('tell each refused record its reason, in logical names', async () => {
    const { org, rows } = await start(namespace);
    await org.write([product(9_999, { Exact_Id__c: 'taken' })]);
    const wrong: Record<number, Row> = {
      7: { Exact_Unit__c: 'x'.repeat(21) },
      800: { Exact_Kind__c: 'Nonsense' },
      1_200: { Name: null },
      2_000: { Active_From__c: '2026-13-45' },
    };

    const results = await org.write(products(MANY, (index) => wrong[index] ?? {}));

    expect(errors(results)).toEqual({
      7: ['salesforce_field_too_long', 'Exact_Unit__c'],
      800: ['salesforce_picklist', 'Exact_Kind__c'],
      1_200: ['salesforce_field_required', 'Name'],
      2_000: ['salesforce_value_refused', undefined],
    });
    const updates = results.map((result, index): SalesforceWrite => ({
      action: 'update',
      object: 'Product2',
      id: idOf(result) || '01tQy0000000zzzIAA',
      fields: index === 5 ? { Exact_Id__c: 'TAKEN' } : { Exact_Unit__c: `u${index}` },
    }));
    expect(errors(await org.write(updates))).toEqual({
      5: ['salesforce_duplicate_value', 'Exact_Id__c'],
      7: ['salesforce_record_missing', undefined],
      800: ['salesforce_record_missing', undefined],
      1_200: ['salesforce_record_missing', undefined],
      2_000: ['salesforce_record_missing', undefined],
    });
    const stored = new Map((await rows('Product2')).map((row) => [row['Name'], row]));
    expect(stored.get('Stuk 42')).toMatchObject({ [key('Exact_Unit__c')]: 'u42' });
    expect(stored.get('Stuk 5')).toMatchObject({ [key('Exact_Unit__c')]: null, [key('Exact_Id__c')]: 'Guid-5' });
  });
});

describe('thousands of records', () => {
  it('keep every text, empty field and record that CSV cannot say', async () => {
    const { org, rows } = await start();
    const hostile = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), { numRuns: MANY, seed: 11 });
    const texts = hostile.map((text, index) => {
      if (index % 3 === 0) return `${text}"quoted", 'it'; \n\r\n🚲\té,,${index}`;
      return index % 7 === 0 ? null : text;
    });
    texts[10] = '#N/A';
    texts[11] = 'x'.repeat(3_999);
    texts[12] = '';
    const long = 'é'.repeat(32_500);

    const results = await org.write(
      products(MANY, (index) => ({ Description: texts[index], ...(index === 20 ? { Long_Description__c: long } : {}) })),
    );

    expect(errors(results)).toEqual({});
    const byId = new Map((await rows('Product2')).map((row) => [row['Id'], row]));
    expect(byId.size).toBe(MANY);
    const expected = texts.map((text) => text?.toWellFormed().trim() || null);
    expect(results.map((result) => byId.get(idOf(result))?.['Description'])).toEqual(expected);
    expect(byId.get(idOf(results[20]))).toMatchObject({ Long_Description__c: long });
  });

  it('empty a field for null and leave alone what a write does not name', async () => {
    const { org, rows } = await start();
    const created = await org.write(products(MANY, () => ({ Exact_Unit__c: 'pc', Barcode__c: '871' })));

    await org.write(
      created.map((result, index) => ({
        action: 'update',
        object: 'Product2',
        id: idOf(result),
        fields: index % 2 === 0 ? { Exact_Unit__c: null } : { Barcode__c: '872', IsActive: false },
      })),
    );

    const byId = new Map((await rows('Product2')).map((row) => [row['Id'], row]));
    expect(byId.get(idOf(created[0]))).toMatchObject({ Exact_Unit__c: null, Barcode__c: '871', IsActive: true });
    expect(byId.get(idOf(created[1]))).toMatchObject({ Exact_Unit__c: 'pc', Barcode__c: '872', IsActive: false });
  });

  it('are all written where some rows are locked for a while', async () => {
    const { org, control, rows } = await start();
    await control('faults', {
      rules: [
        { kind: 'rowLock', path: 'jobs/ingest', times: 300 },
        { kind: 'rowLock', path: 'composite', times: 30 },
      ],
    });

    const results = await org.write(products());

    expect(errors(results)).toEqual({});
    expect(new Set((await rows('Product2')).map((row) => row['Exact_Id__c'])).size).toBe(MANY);
    expect(await rows('Product2')).toHaveLength(MANY);
  });

  it('come back to be tried later where rows stay locked', async () => {
    const { org, control } = await start();
    await control('faults', {
      rules: [
        { kind: 'rowLock', path: 'jobs/ingest', times: 2 },
        { kind: 'rowLock', path: 'composite' },
      ],
    });

    const failed = Object.values(errors(await org.write(products())));

    expect(failed).toEqual([
      ['salesforce_row_locked', undefined],
      ['salesforce_row_locked', undefined],
    ]);
  });

  it('have the reason on each record when the job fails as a whole', async () => {
    const { org, rows } = await start();

    const results = await org.write(products(MANY, () => ({ Nope__c: 1 })));

    expect(results.every((result) => !result.ok && result.error.code === 'salesforce_field_missing')).toBe(true);
    expect(results[0]).toMatchObject({ error: { field: 'Nope__c', handling: 'person' } });
    expect(await rows('Product2')).toHaveLength(0);
  });

  const REQUESTS = [
    ['the creation of the job', 'POST', 'jobs/ingest$'],
    ['the upload', 'PUT', '/batches$'],
    ['the close', 'PATCH', 'jobs/ingest/'],
    ['a look', 'GET', 'jobs/ingest/\\w+$'],
    ['the results', 'GET', 'successfulResults$'],
  ] as const;
  it.each(REQUESTS.flatMap((request) => ['resetBefore', 'resetAfter', 'truncated'].map((kind) => [...request, kind] as const)))(
    'are there once when the answer to %s is lost (%s %s: %s)',
    async (_, method, path, kind) => {
      const { org, control, rows } = await start();
      await control('faults', { rules: [{ method, path, kind, times: 1 }] });

      const results = await org.write(products());

      expect(errors(results)).toEqual({});
      expect(new Set(results.map(idOf)).size).toBe(MANY);
      expect(await rows('Product2')).toHaveLength(MANY);
    },
  );

  it('are there once after Salesforce could not be reached for the results and everything is sent again', async () => {
    const { org, control, rows } = await start();
    await control('faults', { rules: [{ method: 'GET', path: 'successfulResults', kind: 'error503' }] });

    const lost = await org.write(products());
    await control('faults', { rules: [] });
    const results = await org.write(products());

    expect(new Set(lost.map((result) => (result.ok ? 'ok' : result.error.handling)))).toEqual(new Set(['wait']));
    expect(errors(results)).toEqual({});
    expect(results.every((result) => result.ok && !result.created)).toBe(true);
    expect(await rows('Product2')).toHaveLength(MANY);
  });

  it('are there once after the caller stopped in the middle and another began anew', async () => {
    const { org, rows } = await start();

    const given = await org.write(products(), { signal: AbortSignal.abort() });
    const results = await org.write(products());

    expect(given[0]).toMatchObject({ ok: false, error: { code: 'salesforce_bulk_unfinished' } });
    expect(errors(results)).toEqual({});
    expect(await rows('Product2')).toHaveLength(MANY);
  });

  it('go in a job a kind, the few of another kind in collections', async () => {
    const { org, control, jobCalls } = await start();
    await control('journal/clear', {});

    const results = await org.write([
      { action: 'create', object: 'Account', fields: { Name: 'first' } },
      ...products(),
      { action: 'create', object: 'Account', fields: { Name: 'last' } },
    ]);

    expect(errors(results)).toEqual({});
    expect([idOf(results[0]).slice(0, 3), idOf(results[1]).slice(0, 3), idOf(results.at(-1)).slice(0, 3)]).toEqual([
      '001',
      '01t',
      '001',
    ]);
    expect((await jobCalls()).filter((call) => call === 'POST ')).toHaveLength(1);
  });
});
