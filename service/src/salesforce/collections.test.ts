import { afterEach, describe, expect, it } from '@jest/globals';
import { json, type ScriptedAnswer, type SeenRequest } from '../wire/testing/scripted-server.ts';
import { startTestOrg, TEST_ORG_ID, type TestOrg, type TestOrgOptions } from './testing.ts';
import type { SalesforceWrite } from './types.ts';

let test: TestOrg | undefined;

afterEach(async () => {
  await test?.close();
  test = undefined;
});

interface SentRecord {
  readonly attributes: { readonly type: string };
  readonly [field: string]: unknown;
}

const sent = ({ body }: SeenRequest) => (JSON.parse(body) as { records: SentRecord[] }).records;
const stored = (records: readonly SentRecord[]) =>
  records.map(({ Name }) => ({ id: `id-${String(Name)}`, success: true, errors: [] }));
const failure = (statusCode: string, fields: string[] = []) => ({
  success: false,
  errors: [{ statusCode, message: statusCode, fields }],
});
const create = (name: string, object = 'Account'): SalesforceWrite => ({ action: 'create', object, fields: { Name: name } });

async function start(onData: (request: SeenRequest, number: number) => ScriptedAnswer, options?: TestOrgOptions) {
  test = await startTestOrg(onData, options);
  return await test.clients.org(TEST_ORG_ID);
}

describe('writing collections', () => {
  it('answers in the order of the writes, whatever the calls were', async () => {
    const org = await start((request) => json(stored(sent(request))));
    const writes = Array.from({ length: 450 }, (_, index) => create(String(index), index % 2 === 0 ? 'Account' : 'Contact'));

    const results = await org.write(writes);

    expect(results.map((result) => (result.ok ? result.id : ''))).toEqual(writes.map((_, index) => `id-${index}`));
    expect(test!.requests()).toHaveLength(3);
  });

  it('posts, patches and upserts under the names of the org', async () => {
    const org = await start(
      (request) => json(sent(request).map(() => ({ id: 'x', success: true, created: false, errors: [] }))),
      { namespace: 'tandem' },
    );

    await org.write([
      { action: 'create', object: 'ExactLink__c', fields: { Key__c: '7-items-1' } },
      { action: 'update', object: 'Product2', id: '01t', fields: { Exact_Unit__c: 'stuk' } },
      { action: 'upsert', object: 'Product2', externalIdField: 'Exact_Id__c', fields: { Exact_Id__c: 'g', Name: 'N' } },
    ]);

    expect(
      test!
        .requests()
        .map(({ method, url, body }) => [method, url.replace('/services/data/v67.0', ''), sent({ body } as SeenRequest)]),
    ).toEqual([
      ['POST', '/composite/sobjects', [{ attributes: { type: 'tandem__ExactLink__c' }, tandem__Key__c: '7-items-1' }]],
      ['PATCH', '/composite/sobjects', [{ attributes: { type: 'Product2' }, id: '01t', tandem__Exact_Unit__c: 'stuk' }]],
      [
        'PATCH',
        '/composite/sobjects/Product2/tandem__Exact_Id__c',
        [{ attributes: { type: 'Product2' }, tandem__Exact_Id__c: 'g', Name: 'N' }],
      ],
    ]);
  });

  it('lets one record fail without touching the others', async () => {
    const org = await start((request) =>
      json(
        sent(request).map(({ Name }) =>
          Name === 'bad' ? failure('STRING_TOO_LONG', ['Name']) : { id: 'x', success: true, errors: [] },
        ),
      ),
    );

    const [good, bad] = await org.write([create('good'), create('bad')]);

    expect(good).toEqual({ ok: true, id: 'x', created: true });
    expect(bad).toMatchObject({ ok: false, error: { code: 'salesforce_field_too_long', field: 'Name' } });
  });

  it('tries locked rows again in smaller calls, and only those', async () => {
    const locks = new Map<string, number>();
    const org = await start((request) =>
      json(
        sent(request).map(({ Name }) => {
          const name = String(Name);
          const seen = (locks.get(name) ?? 0) + 1;
          locks.set(name, seen);
          return Number(name) % 2 === 0 && seen < 3 ? failure('UNABLE_TO_LOCK_ROW') : { id: name, success: true, errors: [] };
        }),
      ),
    );

    const results = await org.write(Array.from({ length: 40 }, (_, index) => create(String(index))));

    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(test!.requests().map((request) => sent(request).length)).toEqual([40, 20, 10, 10]);
  });

  it('gives a row that stays locked back after a few tries', async () => {
    const org = await start((request) => json(sent(request).map(() => failure('UNABLE_TO_LOCK_ROW'))));

    expect(await org.write([create('a')])).toMatchObject([
      { ok: false, error: { code: 'salesforce_row_locked', handling: 'retry' } },
    ]);
    expect(test!.requests()).toHaveLength(4);
  });

  it('finds the one record whose value makes Salesforce refuse the whole call', async () => {
    const org = await start((request) => {
      const records = sent(request);
      const isPoisoned = records.some(({ Name }) => Name === '5');
      return isPoisoned ? json([{ errorCode: 'JSON_PARSER_ERROR', message: 'Cannot deserialize' }], 400) : json(stored(records));
    });

    const results = await org.write(Array.from({ length: 16 }, (_, index) => create(String(index))));

    expect(results.flatMap(({ ok }, index) => (ok ? [] : [index]))).toEqual([5]);
    expect(results[5]).toMatchObject({ error: { code: 'salesforce_value_refused' } });
  });

  it('sends nothing more once the org accepts no more calls, and keeps what was done', async () => {
    const org = await start((request, number) =>
      number === 1
        ? json(stored(sent(request)))
        : json([{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }], 403),
    );

    const results = await org.write(Array.from({ length: 600 }, (_, index) => create(String(index))));

    expect(test!.requests()).toHaveLength(2);
    expect(results.filter(({ ok }) => ok)).toHaveLength(200);
    expect(results[599]).toMatchObject({
      ok: false,
      error: { code: 'salesforce_request_limit', handling: 'wait', outcomeUnknown: false },
    });
  });

  it.each<[string, ScriptedAnswer]>([
    ['a reset', { status: 200, fault: 'reset' }],
    ['a cut body', { status: 200, body: '[{"id":"x","success":true}]', fault: 'cut' }],
    ['a 503 without JSON', { status: 503, body: '<html></html>' }],
    ['a success that cannot be read', { status: 200, body: '[{' }],
    ['fewer results than records', { status: 200, body: '[]' }],
  ])('does not create twice after %s: the outcome is unknown', async (_, fault) => {
    const org = await start(() => fault);

    expect(await org.write([create('a')])).toMatchObject([
      { ok: false, error: { code: 'salesforce_outcome_unknown', outcomeUnknown: true } },
    ]);
    expect(test!.requests()).toHaveLength(1);
  });

  it('updates again after a lost answer, since that changes nothing', async () => {
    const org = await start((_request, number) =>
      number === 1 ? { status: 200, fault: 'reset' } : json([{ id: '001', success: true, errors: [] }]),
    );

    expect(await org.write([{ action: 'update', object: 'Account', id: '001', fields: {} }])).toEqual([
      { ok: true, id: '001', created: false },
    ]);
  });

  it('costs nothing for nothing', async () => {
    const org = await start(() => ({ status: 500 }));

    expect(await org.write([])).toEqual([]);
    expect(org.callsSpent).toBe(0);
  });
});
