import { afterEach, describe, expect, it } from '@jest/globals';
import { json, type ScriptedAnswer, type SeenRequest } from '../wire/testing/scripted-server.ts';
import { readCsv, writeCsv, type CsvRow } from './bulk-csv.ts';
import { readJobFault } from './bulk-results.ts';
import { startTestOrg, TEST_ORG_ID, type TestOrg } from './testing.ts';
import type { SalesforceOrg, SalesforceWrite } from './types.ts';

const JOB = '750Qy00000FakeJob1';
const MANY = 2_001;

let test: TestOrg | undefined;

afterEach(async () => {
  await test?.close();
  test = undefined;
});

type Info = Readonly<Record<string, unknown>>;

/** An org with one job: what its state is when looked at, and what its lists hold of the uploaded rows. */
interface Script {
  readonly info: (look: number) => Info;
  readonly succeeded?: (rows: CsvRow[]) => CsvRow[];
  readonly failed?: (rows: CsvRow[]) => CsvRow[];
  readonly unprocessed?: (rows: CsvRow[]) => CsvRow[];
  readonly instead?: (request: SeenRequest) => ScriptedAnswer | undefined;
}

const csv = (rows: readonly CsvRow[]): ScriptedAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/csv' },
  body: rows.length === 0 ? '' : writeCsv(Object.keys(rows[0] ?? {}), rows),
});
const written = (rows: readonly CsvRow[]): CsvRow[] =>
  rows.map((row) => ({ sf__Id: `id of ${row['Name'] ?? row['Id'] ?? ''}`, sf__Created: 'true', ...row }));
const complete = { state: 'JobComplete', numberRecordsProcessed: MANY, numberRecordsFailed: 0 };

async function start(script: Script): Promise<SalesforceOrg> {
  let rows: CsvRow[] = [];
  let looks = 0;
  test = await startTestOrg((request) => {
    const instead = script.instead?.(request);
    if (instead !== undefined) return instead;
    const path = request.url.split('/jobs/ingest')[1] ?? '';
    if (request.method === 'POST') return json({ id: JOB, state: 'Open' });
    if (request.method === 'PUT') {
      rows = readCsv(request.body);
      return { status: 201 };
    }
    if (request.method === 'PATCH') return json({ id: JOB, ...(JSON.parse(request.body) as Info) });
    if (path.endsWith('/successfulResults')) return csv(script.succeeded?.(rows) ?? []);
    if (path.endsWith('/failedResults')) return csv(script.failed?.(rows) ?? []);
    if (path.endsWith('/unprocessedrecords')) return csv(script.unprocessed?.(rows) ?? []);
    looks += 1;
    return json({ id: JOB, ...script.info(looks) });
  });
  return await test.clients.org(TEST_ORG_ID);
}

const creates = (count = MANY): SalesforceWrite[] =>
  Array.from({ length: count }, (_, index) => ({ action: 'create', object: 'Account', fields: { Name: `A${index}` } }));
/** What Salesforce answers to collections that it stores: one by itself, or those of a composite call. */
const stored = (body: string): ScriptedAnswer => {
  type Collection = { readonly records: readonly { readonly Name: string }[] };
  const { compositeRequest, records = [] } = JSON.parse(body) as {
    compositeRequest?: { body: Collection }[];
  } & Partial<Collection>;
  const itemsOf = (all: Collection['records']) => all.map(({ Name }) => ({ id: Name, success: true, errors: [] }));
  if (compositeRequest === undefined) return json(itemsOf(records));
  return json({
    compositeResponse: compositeRequest.map((part) => ({ httpStatusCode: 200, body: itemsOf(part.body.records) })),
  });
};
const states = () =>
  test!
    .requests()
    .filter(({ method }) => method === 'PATCH')
    .map(({ body }) => (JSON.parse(body) as { state?: string }).state);

describe('an ingest job', () => {
  it('is created, filled, closed and looked at until it is over', async () => {
    const org = await start({ info: (look) => (look < 4 ? { state: 'InProgress' } : complete), succeeded: written });

    const results = await org.write(creates());

    expect(results).toEqual(creates().map(({ fields }) => ({ ok: true, id: `id of ${String(fields['Name'])}`, created: true })));
    const below = `/services/data/v67.0/jobs/ingest`;
    expect(test!.requests().map(({ method, url }) => `${method} ${url.slice(below.length)}`)).toEqual([
      'POST ',
      `PUT /${JOB}/batches`,
      `PATCH /${JOB}`,
      ...Array.from({ length: 4 }, () => `GET /${JOB}`),
      `GET /${JOB}/successfulResults`,
    ]);
    expect(JSON.parse(test!.requests()[0]!.body)).toEqual({
      object: 'Account',
      operation: 'insert',
      contentType: 'CSV',
      columnDelimiter: 'COMMA',
      lineEnding: 'LF',
    });
    expect(test!.requests()[1]!.headers['content-type']).toContain('text/csv');
  });

  it('gives equal rows a result each, in whatever order they come', async () => {
    const org = await start({
      info: () => ({ ...complete, numberRecordsFailed: 1 }),
      succeeded: (rows) => written(rows).reverse().slice(1),
      failed: (rows) => [{ sf__Id: '', sf__Error: 'STRING_TOO_LONG:Name: too long:Name --', ...rows[0] }],
    });

    const results = await org.write(creates().map((write) => ({ ...write, fields: { Name: 'same' } })));

    expect(results.filter(({ ok }) => ok)).toHaveLength(MANY - 1);
    expect(results.filter(({ ok }) => !ok)).toMatchObject([{ error: { code: 'salesforce_field_too_long', field: 'Name' } }]);
  });

  it('is given up after a few minutes, and holds everything back as one', async () => {
    const org = await start({ info: () => ({ state: 'InProgress' }) });

    const results = await org.write(creates());

    expect(new Set(results.map((result) => (result.ok ? 'ok' : result.error.code)))).toEqual(
      new Set(['salesforce_bulk_unfinished']),
    );
    expect(results[0]).toMatchObject({ error: { handling: 'wait', outcomeUnknown: true, retryAfterMs: 60 } });
    expect(states()).toEqual(['UploadComplete', 'Aborted']);
  });

  it('is given up, and stopped in Salesforce, when the caller stops', async () => {
    const stopping = new AbortController();
    const org = await start({
      info: (look) => {
        if (look === 2) stopping.abort();
        return { state: 'InProgress' };
      },
    });

    const results = await org.write(creates(), { signal: stopping.signal });

    expect(results[0]).toMatchObject({ ok: false, error: { code: 'salesforce_bulk_unfinished', retryAfterMs: 0 } });
    expect(states()).toEqual(['UploadComplete', 'Aborted']);
  });

  it('that an administrator stopped leaves what it did not come to for later', async () => {
    const org = await start({
      info: () => ({ state: 'Aborted', numberRecordsProcessed: 1, numberRecordsFailed: 0 }),
      succeeded: (rows) => written(rows.slice(0, 1)),
      unprocessed: (rows) => rows.slice(1),
    });

    const [first, second] = await org.write(creates());

    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: false, error: { code: 'salesforce_bulk_failed', handling: 'retry' } });
  });

  it('does not say of a row without a result that it was not written', async () => {
    const org = await start({ info: () => complete, succeeded: (rows) => written(rows.slice(1)) });

    const [first, second] = await org.write(creates());

    expect(first).toMatchObject({ ok: false, error: { code: 'salesforce_outcome_unknown', outcomeUnknown: true } });
    expect(second).toMatchObject({ ok: true });
  });

  it('that Salesforce refuses is done by collections', async () => {
    const org = await start({
      info: () => complete,
      instead: ({ method, url, body }) => {
        if (method === 'POST' && url.endsWith('/jobs/ingest'))
          return json([{ errorCode: 'INVALIDENTITY', message: 'Entity is not supported' }], 400);
        return url.includes('/composite') ? stored(body) : undefined;
      },
    });

    const results = await org.write(creates());

    expect(results.map((result) => (result.ok ? result.id : ''))).toEqual(creates().map(({ fields }) => fields['Name']));
    // 2,001 records are eleven collections, of which five go in a call.
    expect(test!.requests()).toHaveLength(1 + 3);
  });

  it('is not begun while the calls of the day are used up, and nothing else is sent', async () => {
    const org = await start({
      info: () => complete,
      instead: () => json([{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }], 403),
    });

    const results = await org.write([...creates(), { action: 'create', object: 'Contact', fields: { LastName: 'x' } }]);

    expect(test!.requests()).toHaveLength(1);
    expect(results).toHaveLength(MANY + 1);
    expect(new Set(results.map((result) => (result.ok ? 'ok' : result.error.code)))).toEqual(
      new Set(['salesforce_request_limit']),
    );
  });

  it('is for more than 2,000 writes of one kind only', async () => {
    const org = await start({
      info: () => complete,
      instead: ({ url, body }) => {
        return url.endsWith('/composite') ? stored(body) : undefined;
      },
    });

    await org.write(creates(2_000));

    expect(test!.requests().every(({ url }) => url.endsWith('/composite'))).toBe(true);
    expect(test!.requests()).toHaveLength(2);
  });

  it('has the children of one parent next to each other', async () => {
    let uploaded: CsvRow[] = [];
    const org = await start({
      info: () => complete,
      succeeded: (rows) => {
        uploaded = rows;
        return written(rows);
      },
    });

    await org.write(
      Array.from({ length: MANY }, (_, index) => ({
        action: 'create',
        object: 'Contact',
        parentField: 'AccountId',
        fields: { LastName: `C${index}`, AccountId: `001-${index % 500}` },
      })),
    );

    const runs = uploaded.filter((row, index) => uploaded[index - 1]?.['AccountId'] !== row['AccountId']);
    expect(runs).toHaveLength(500);
  });
});

describe('the error of a row', () => {
  it.each([
    ['STRING_TOO_LONG:Unit: data value too large: x (max length=20):Exact_Unit__c --', 'STRING_TOO_LONG', ['Exact_Unit__c']],
    ['REQUIRED_FIELD_MISSING:Required fields are missing: [A, B]:A, B --', 'REQUIRED_FIELD_MISSING', ['A', 'B']],
    ['UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--', 'UNABLE_TO_LOCK_ROW', []],
    ['INVALID_EMAIL_ADDRESS:Email: invalid\nemail: a:b:Email --', 'INVALID_EMAIL_ADDRESS', ['Email']],
    ['something else', 'UNKNOWN', []],
  ])('%s', (text, code, fields) => {
    expect(readJobFault(text)).toMatchObject({ code, fields });
    expect(text).toContain(readJobFault(text).message);
  });
});
