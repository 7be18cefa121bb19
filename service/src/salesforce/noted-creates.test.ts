import { afterEach, describe, expect, it } from '@jest/globals';
import { json, type ScriptedAnswer, type SeenRequest } from '../wire/testing/scripted-server.ts';
import { startTestOrg, TEST_ORG_ID, type TestOrg, type TestOrgOptions } from './testing.ts';
import type { SalesforceWrite } from './types.ts';

let test: TestOrg | undefined;

afterEach(async () => {
  await test?.close();
  test = undefined;
});

interface Node {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const graphsOf = ({ body }: SeenRequest) =>
  (JSON.parse(body) as { readonly graphs: readonly { readonly compositeRequest: readonly Node[] }[] }).graphs;
const namesIn = (request: SeenRequest) =>
  graphsOf(request).map(({ compositeRequest }) => compositeRequest.flatMap(({ body }) => body['ShipToName'] ?? []));
const made = ({ compositeRequest }: { readonly compositeRequest: readonly Node[] }) => ({
  isSuccessful: true,
  graphResponse: {
    compositeResponse: compositeRequest.map(({ method, body }) =>
      method === 'POST'
        ? { body: { id: `id-${String(body['ShipToName'])}`, success: true }, httpStatusCode: 201 }
        : { body: null, httpStatusCode: 204 },
    ),
  },
});
const failed = (...codes: readonly string[]) => ({
  isSuccessful: false,
  graphResponse: {
    compositeResponse: codes.map((errorCode) => ({ body: [{ errorCode, message: errorCode }], httpStatusCode: 400 })),
  },
});
const HALTED = failed('PROCESSING_HALTED', 'PROCESSING_HALTED');
const shipment = (name: string, more: object = {}): SalesforceWrite => ({
  action: 'create',
  object: 'Shipment',
  fields: { ShipToName: name, ...more },
  notedOn: { object: 'ExactDelivery__c', id: `a00-${name}`, field: 'Shipment_Id__c' },
});

async function start(onData: (request: SeenRequest, number: number) => ScriptedAnswer, options?: TestOrgOptions) {
  test = await startTestOrg(onData, options);
  return await test.clients.org(TEST_ORG_ID);
}

describe('a record whose id another one takes', () => {
  it('is made in one transaction with it, by the names of the org', async () => {
    const org = await start((request) => json({ graphs: graphsOf(request).map(made) }), { namespace: 'tandem' });

    expect(await org.write([shipment('Jan')])).toEqual([{ ok: true, id: 'id-Jan', created: true }]);

    const [request] = test!.requests();
    expect([request?.method, request?.url]).toEqual(['POST', '/services/data/v67.0/composite/graph']);
    expect(graphsOf(request!)[0]?.compositeRequest).toMatchObject([
      { method: 'POST', url: '/services/data/v67.0/sobjects/Shipment', body: { ShipToName: 'Jan' } },
      {
        method: 'PATCH',
        url: '/services/data/v67.0/sobjects/tandem__ExactDelivery__c/a00-Jan',
        body: { tandem__Shipment_Id__c: '@{made0.id}' },
      },
    ]);
  });

  it('stands with the other children of its parent in one graph, 75 graphs of 500 records in a call', async () => {
    const org = await start((request) => json({ graphs: graphsOf(request).map(made) }));
    const alone = Array.from({ length: 80 }, (_, index) => shipment(`alone ${index}`));
    const children = Array.from({ length: 300 }, (_, index) => ({
      ...shipment(`child ${index}`, { ParentId: 'parent' }),
      parentField: 'ParentId',
    }));

    const results = await org.write([...alone, ...children]);

    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(test!.requests().map((request) => namesIn(request).map(({ length }) => length))).toEqual([
      Array.from({ length: 75 }, () => 1),
      [1, 1, 1, 1, 1],
      [250],
      [50],
    ]);
  });

  it('that is refused says why for each of its graph, and leaves the others alone', async () => {
    const org = await start((request) =>
      json({
        graphs: graphsOf(request).map((graph) =>
          graph.compositeRequest.length === 4
            ? failed('PROCESSING_HALTED', 'PROCESSING_HALTED', 'REQUIRED_FIELD_MISSING', 'PROCESSING_HALTED')
            : made(graph),
        ),
      }),
    );
    const child = (name: string) => ({ ...shipment(name, { ParentId: 'parent' }), parentField: 'ParentId' });

    expect(await org.write([child('a'), child('b'), shipment('c')])).toMatchObject([
      { ok: false, error: { code: 'salesforce_field_required', params: { object: 'Shipment' } } },
      { ok: false, error: { code: 'salesforce_field_required' } },
      { ok: true, id: 'id-c' },
    ]);
  });

  it('is sent again where Salesforce did not begin with it, and not for ever', async () => {
    const org = await start((request, number) =>
      json({
        graphs: graphsOf(request).map((graph, index) => {
          if (number > 2) return HALTED;
          return index === 0 ? failed('REQUIRED_FIELD_MISSING') : number === 2 && index === 1 ? made(graph) : HALTED;
        }),
      }),
    );

    const results = await org.write(['a', 'b', 'c', 'd'].map((name) => shipment(name)));

    expect(test!.requests().map(namesIn)).toEqual([[['a'], ['b'], ['c'], ['d']], [['b'], ['c'], ['d']], [['d']]]);
    expect(results).toMatchObject([
      { ok: false, error: { code: 'salesforce_field_required' } },
      { ok: false, error: { code: 'salesforce_field_required' } },
      { ok: true, id: 'id-c' },
      { ok: false, error: { code: 'salesforce_outcome_unknown' } },
    ]);
  });

  it('is found by halves where one of them makes Salesforce refuse the whole call', async () => {
    const org = await start((request) =>
      namesIn(request).flat().includes('bad')
        ? json([{ errorCode: 'JSON_PARSER_ERROR', message: 'unreadable' }], 400)
        : json({ graphs: graphsOf(request).map(made) }),
    );

    expect(await org.write(['a', 'bad', 'c'].map((name) => shipment(name)))).toMatchObject([
      { ok: true },
      { ok: false, error: { code: 'salesforce_value_refused' } },
      { ok: true },
    ]);
  });

  it('is not sent again when its answer was lost, and nothing is after a limit', async () => {
    const org = await start((_request, number) =>
      number === 1
        ? json({ graphs: [] })
        : json([{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }], 403),
    );
    expect(await org.write([shipment('lost')])).toMatchObject([
      { ok: false, error: { code: 'salesforce_outcome_unknown', outcomeUnknown: true } },
    ]);

    const results = await org.write(Array.from({ length: 100 }, (_, index) => shipment(String(index))));

    expect(new Set(results.map((result) => (result.ok ? '' : result.error.code)))).toEqual(new Set(['salesforce_request_limit']));
    expect(test!.requests()).toHaveLength(2);
  });

  it('with a text that Salesforce would replace is not sent', async () => {
    const org = await start((request) => json({ graphs: graphsOf(request).map(made) }));
    expect(await org.write([shipment('Jan @{made1.id}'), shipment('b')])).toMatchObject([
      { ok: false, error: { code: 'salesforce_request_refused' } },
      { ok: true, id: 'id-b' },
    ]);
  });
});
