import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BASE, errorCode, OrgClient, type Json, list } from './org-client.ts';

const request = (referenceId: string, method: string, path: string, body?: unknown) => ({
  referenceId,
  method,
  url: BASE + path,
  ...(body === undefined ? {} : { body }),
});
const codes = (responses: Json): unknown[] => list(responses).map((response) => response['httpStatusCode']);

describe('composite requests', () => {
  let org: OrgClient;
  beforeAll(async () => {
    org = await OrgClient.start();
  });
  afterAll(() => org.close());

  const composite = async (compositeRequest: unknown[], allOrNone = false) =>
    org.call('POST', '/composite', { allOrNone, compositeRequest });
  const accounts = async (name: string) => (await org.rows(`SELECT Id FROM Account WHERE Name = '${name}'`)).length;

  it('hands answers on by reference, also out of a query', async () => {
    const { status, body } = await composite([
      request('account', 'POST', '/sobjects/Account', { Name: 'Referred' }),
      request('found', 'GET', `/query?q=SELECT+Id,Name+FROM+Account+WHERE+Id='@{account.id}'`),
      request('contact', 'POST', '/sobjects/Contact', {
        LastName: '@{found.records[0].Name}',
        AccountId: '@{found.records[0].Id}',
      }),
    ]);
    expect([status, codes(body['compositeResponse'] as Json)]).toEqual([200, [201, 200, 201]]);
    expect(await org.rows("SELECT Account.Name FROM Contact WHERE LastName = 'Referred'")).toMatchObject([
      { Account: { Name: 'Referred' } },
    ]);
  });

  it('goes on after a failure, except where the failed answer is needed', async () => {
    const { body } = await composite([
      request('bad', 'POST', '/sobjects/Account', {}),
      request('needs', 'POST', '/sobjects/Contact', { LastName: 'x', AccountId: '@{bad.id}' }),
      request('free', 'POST', '/sobjects/Account', { Name: 'Free' }),
    ]);
    expect(codes(body['compositeResponse'] as Json)).toEqual([400, 400, 201]);
    expect(body['compositeResponse']?.[1]?.['body']?.[0]?.['errorCode']).toBe('PROCESSING_HALTED');
  });

  it('undoes all with allOrNone, collections inside included', async () => {
    const { body } = await composite(
      [
        request('first', 'POST', '/sobjects/Account', { Name: 'Undone' }),
        request('many', 'POST', '/composite/sobjects', {
          records: [{ attributes: { type: 'Account' }, Name: 'Undone' }, { attributes: { type: 'Account' } }],
        }),
        request('last', 'POST', '/sobjects/Account', { Name: 'Undone' }),
      ],
      true,
    );
    expect(codes(body['compositeResponse'] as Json)).toEqual([400, 200, 400]);
    expect(body['compositeResponse']?.[0]?.['body']?.[0]?.['errorCode']).toBe('PROCESSING_HALTED');
    expect(await accounts('Undone')).toBe(0);
  });

  it('holds 25 subrequests, 5 of them queries, and counts as one call', async () => {
    const limits = (count: number) => Array.from({ length: count }, (_, index) => request(`r${index}`, 'GET', '/limits'));
    const queries = (count: number) =>
      Array.from({ length: count }, (_, index) => request(`q${index}`, 'GET', '/query?q=SELECT+Id+FROM+Account'));
    expect(errorCode(await composite(limits(26)))).toBe('LIMIT_EXCEEDED');
    expect(errorCode(await composite(queries(6)))).toBe('LIMIT_EXCEEDED');
    await org.control('POST', '/journal/clear');
    expect((await composite([...limits(20), ...queries(5)])).status).toBe(200);
    expect(await org.control('GET', '/counts')).toMatchObject({ counted: 1, writes: 0 });
  });

  it('runs a batch whose requests know nothing of each other', async () => {
    const batch = (haltOnError: boolean) =>
      org.call('POST', '/composite/batch', {
        haltOnError,
        batchRequests: [
          { method: 'GET', url: 'v67.0/sobjects/Nope' },
          { method: 'POST', url: 'v67.0/sobjects/Account', richInput: { Name: 'Batched' } },
        ],
      });
    const statuses = ({ body }: { body: Json }) => list(body['results']).map((result) => result['statusCode']);
    expect(statuses(await batch(true))).toEqual([404, 412]);
    expect(await accounts('Batched')).toBe(0);
    expect(statuses(await batch(false))).toEqual([404, 201]);
    expect(await accounts('Batched')).toBe(1);
  });

  it('writes each graph as a whole or not at all', async () => {
    const graph = (graphId: string, contact: unknown) => ({
      graphId,
      compositeRequest: [
        request('account', 'POST', '/sobjects/Account', { Name: `Graph ${graphId}` }),
        request('contact', 'POST', '/sobjects/Contact', { AccountId: '@{account.id}', ...(contact as object) }),
      ],
    });
    const { body } = await org.call('POST', '/composite/graph', { graphs: [graph('good', { LastName: 'x' }), graph('bad', {})] });
    expect(list(body['graphs']).map((answer) => [answer['graphId'], answer['isSuccessful']])).toEqual([
      ['good', true],
      ['bad', false],
    ]);
    expect([await accounts('Graph good'), await accounts('Graph bad')]).toEqual([1, 0]);
  });

  it('limits graphs: 75 of them, 500 nodes, 15 deep, only records', async () => {
    const node = (index: number) => request(`n${index}`, 'POST', '/sobjects/Account', { Name: 'n' });
    const graphs = (count: number, nodes: number) =>
      Array.from({ length: count }, (_, index) => ({
        graphId: `g${index}`,
        compositeRequest: Array.from({ length: nodes }, (_unused, at) => node(at)),
      }));
    const chain = [
      node(0),
      ...Array.from({ length: 15 }, (_, index) =>
        request(`n${index + 1}`, 'POST', '/sobjects/Account', { Name: 'n', ParentId: `@{n${index}.id}` }),
      ),
    ];
    const post = async (body: unknown) => errorCode(await org.call('POST', '/composite/graph', body));
    expect(await post({ graphs: graphs(76, 1) })).toBe('LIMIT_EXCEEDED');
    expect(await post({ graphs: graphs(2, 251) })).toBe('LIMIT_EXCEEDED');
    expect(await post({ graphs: [{ graphId: 'deep', compositeRequest: chain }] })).toBe('LIMIT_EXCEEDED');
    expect(await post({ graphs: [{ graphId: 'q', compositeRequest: [request('q', 'GET', '/query?q=x')] }] })).toBe(
      'INVALID_INPUT',
    );
  });

  it('stops after 14 failed graphs', async () => {
    const graphs = Array.from({ length: 16 }, (_, index) => ({
      graphId: `g${index}`,
      compositeRequest: [request('a', 'POST', '/sobjects/Account', {})],
    }));
    const { body } = await org.call('POST', '/composite/graph', { graphs });
    const last = body['graphs']?.[15]?.['graphResponse']?.['compositeResponse']?.[0]?.['body']?.[0];
    expect(last?.['errorCode']).toBe('PROCESSING_HALTED');
    expect(body['graphs']?.[13]?.['graphResponse']?.['compositeResponse']?.[0]?.['body']?.[0]?.['errorCode']).toBe(
      'REQUIRED_FIELD_MISSING',
    );
  });
});
