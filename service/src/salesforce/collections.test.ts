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

interface SentCollection {
  readonly method: string;
  readonly url: string;
  readonly body: { readonly records: readonly SentRecord[] };
}

/** The collections of a call, which is one by itself or a composite of several. */
const collections = ({ method, url, body }: SeenRequest): readonly SentCollection[] => {
  const parsed = JSON.parse(body) as { compositeRequest?: SentCollection[] } & SentCollection['body'];
  return parsed.compositeRequest ?? [{ method, url, body: parsed }];
};
const sent = (request: SeenRequest) => collections(request).flatMap(({ body }) => body.records);
const isComposite = ({ url }: SeenRequest) => url.endsWith('/composite');
/** What Salesforce answers to a call when it answers so to each of its records. */
const answering = (request: SeenRequest, answer: (record: SentRecord) => object): ScriptedAnswer => {
  const items = collections(request).map(({ body }) => body.records.map(answer));
  return json(isComposite(request) ? composite(items.map((body) => [200, body])) : items[0]);
};
const composite = (parts: readonly (readonly [number, unknown])[]) => ({
  compositeResponse: parts.map(([httpStatusCode, body], index) => ({
    body,
    httpHeaders: {},
    httpStatusCode,
    referenceId: `b${index}`,
  })),
});
const stored = ({ Name }: SentRecord) => ({ id: `id-${String(Name)}`, success: true, errors: [] });
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
    const org = await start((request) => answering(request, stored));
    const writes = Array.from({ length: 450 }, (_, index) => create(String(index), index % 2 === 0 ? 'Account' : 'Contact'));

    const results = await org.write(writes);

    expect(results.map((result) => (result.ok ? result.id : ''))).toEqual(writes.map((_, index) => `id-${index}`));
    expect(test!.requests().map((request) => collections(request).map(({ body: { records } }) => records.length))).toEqual([
      [200, 200, 50],
    ]);
  });

  it('sends at most five collections in a call, and what may be sent twice apart from what may not', async () => {
    const org = await start((request) => answering(request, stored));
    const update = (name: string): SalesforceWrite => ({
      action: 'update',
      object: 'Product2',
      id: name,
      fields: { Name: name },
    });
    const numbers = Array.from({ length: 1100 }, (_, index) => String(index));

    await org.write([...numbers.map((name) => create(name)), ...numbers.map(update)]);

    expect(test!.requests().map((request) => collections(request).map(({ method }) => method))).toEqual([
      ['POST', 'POST', 'POST', 'POST', 'POST'],
      ['POST'],
      ['PATCH', 'PATCH', 'PATCH', 'PATCH', 'PATCH'],
      ['PATCH'],
    ]);
  });

  it('sends alone what a composite call would take for a reference to another answer', async () => {
    const org = await start((request) => answering(request, stored));
    const names = Array.from({ length: 600 }, (_, index) => (index === 300 ? 'Screw @{b0.id}' : String(index)));

    const results = await org.write(names.map((name) => create(name)));

    expect(results.map((result) => (result.ok ? result.id : ''))).toEqual(names.map((name) => `id-${name}`));
    const holders = test!.requests().filter((request) => sent(request).some(({ Name }) => Name === 'Screw @{b0.id}'));
    expect(holders.map(isComposite)).toEqual([false]);
  });

  it('finds the one record for which a whole composite call was refused', async () => {
    const org = await start((request) =>
      sent(request).some(({ Name }) => Name === '450')
        ? json([{ errorCode: 'JSON_PARSER_ERROR', message: 'Cannot deserialize' }], 400)
        : answering(request, stored),
    );

    const results = await org.write(Array.from({ length: 600 }, (_, index) => create(String(index))));

    expect(results.flatMap(({ ok }, index) => (ok ? [] : [index]))).toEqual([450]);
    expect(results[450]).toMatchObject({ error: { code: 'salesforce_value_refused' } });
  });

  it('keeps what a composite call did when one of its collections is refused, and sends only that one again', async () => {
    const refused = [{ errorCode: 'JSON_PARSER_ERROR', message: 'Cannot deserialize' }];
    const org = await start((request) =>
      isComposite(request)
        ? json(
            composite(
              collections(request).map(({ body: { records } }, index) =>
                index === 1 ? [400, refused] : [200, records.map(stored)],
              ),
            ),
          )
        : answering(request, stored),
    );

    const results = await org.write(Array.from({ length: 600 }, (_, index) => create(String(index))));

    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(test!.requests().map((request) => sent(request).length)).toEqual([600, 200]);
  });

  it.each<[string, ScriptedAnswer]>([
    ['a reset', { status: 200, fault: 'reset' }],
    ['fewer parts than collections', json(composite([]))],
  ])('creates nothing twice after %s in answer to a composite call', async (_, fault) => {
    const org = await start(() => fault);

    const results = await org.write(Array.from({ length: 400 }, (_name, index) => create(String(index))));

    expect(test!.requests()).toHaveLength(1);
    expect(results.map((result) => (result.ok ? '' : result.error.code))).toEqual(
      results.map(() => 'salesforce_outcome_unknown'),
    );
  });

  it('posts, patches and upserts under the names of the org', async () => {
    const org = await start((request) => answering(request, () => ({ id: 'x', success: true, created: false, errors: [] })), {
      namespace: 'tandem',
    });

    await org.write([
      { action: 'create', object: 'ExactLink__c', fields: { Key__c: '7-items-1' } },
      { action: 'update', object: 'Product2', id: '01t', fields: { Exact_Unit__c: 'stuk' } },
      { action: 'upsert', object: 'Product2', externalIdField: 'Exact_Id__c', fields: { Exact_Id__c: 'g', Name: 'N' } },
    ]);

    const calls = test!.requests().map(collections);
    expect(calls.map(({ length }) => length)).toEqual([1, 2]);
    expect(
      calls.flat().map(({ method, url, body: { records } }) => [method, url.replace('/services/data/v67.0', ''), records]),
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
      answering(request, ({ Name }) =>
        Name === 'bad' ? failure('STRING_TOO_LONG', ['Name']) : { id: 'x', success: true, errors: [] },
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
      return isPoisoned
        ? json([{ errorCode: 'JSON_PARSER_ERROR', message: 'Cannot deserialize' }], 400)
        : answering(request, stored);
    });

    const results = await org.write(Array.from({ length: 16 }, (_, index) => create(String(index))));

    expect(results.flatMap(({ ok }, index) => (ok ? [] : [index]))).toEqual([5]);
    expect(results[5]).toMatchObject({ error: { code: 'salesforce_value_refused' } });
  });

  it('sends nothing more once the org accepts no more calls, and keeps what was done', async () => {
    const limit = [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }];
    const org = await start((request) =>
      json(
        composite(
          collections(request).map(({ body: { records } }, index) => (index < 2 ? [200, records.map(stored)] : [403, limit])),
        ),
      ),
    );

    const results = await org.write(Array.from({ length: 1_300 }, (_, index) => create(String(index))));

    expect(test!.requests()).toHaveLength(1);
    expect(results.filter(({ ok }) => ok)).toHaveLength(400);
    expect(results[1_299]).toMatchObject({
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
