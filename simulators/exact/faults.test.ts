import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, REDIRECT_URI, startConnected, type TestClient } from './testing/client.ts';

describe('faults', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await startConnected();
  });
  beforeEach(async () => {
    await client.call('POST', '/_control/reset');
    await client.connect();
  });
  afterAll(closeSimulators);

  const strike = (...rules: Record<string, unknown>[]) => client.call('POST', '/_control/faults', { rules });
  const accounts = async (): Promise<unknown[]> => {
    const { rows } = (await client.call('GET', '/_control/rows/1234/crm/Accounts')).body as { rows: unknown[] };
    return rows;
  };
  const post = () => client.api('POST', 'crm/Accounts', {}, { Name: 'ACME' });

  it.each([
    ['tooMany', 429, true],
    ['tooManyBare', 429, false],
    ['error500Json', 500, false],
    ['error500Html', 500, false],
    ['error503', 503, false],
    ['unauthorized', 401, false],
  ])('%s answers %i once and then lets calls pass', async (kind, status, hasHeaders) => {
    await strike({ kind, path: 'VATCodes', times: 1 });
    const reply = await client.get('vat/VATCodes');
    expect(reply.status).toBe(status);
    expect(reply.headers.has('x-ratelimit-minutely-limit')).toBe(hasHeaders);
    expect(reply.body === undefined).toBe(kind === 'error500Html' || kind === 'error503');
    expect((await client.get('vat/VATCodes')).status).toBe(200);
  });

  it('a reset before the write leaves nothing behind', async () => {
    await strike({ kind: 'resetBefore', method: 'POST', times: 1 });
    await expect(post()).rejects.toThrow();
    expect(await accounts()).toHaveLength(0);
  });

  it('a reset after the write leaves the row behind', async () => {
    await strike({ kind: 'resetAfter', method: 'POST', times: 1 });
    await expect(post()).rejects.toThrow();
    expect(await accounts()).toHaveLength(1);
  });

  it('a truncated body ends in the middle', async () => {
    await strike({ kind: 'truncated', times: 1 });
    await expect(client.get('vat/VATCodes')).rejects.toThrow();
  });

  it('what is lost without a word is not stored, and the answer is a success', async () => {
    const { ID: debtorId } = await client.create('crm/Accounts', { Name: 'De Halm', Status: 'C' });
    const { ID: itemId } = await client.create('logistics/Items', { Code: 'A', Description: 'Stuk', IsSalesItem: true });
    const lines = [1, 2].map((Quantity) => ({ Item: itemId, Quantity, NetPrice: 10 }));
    const order = { OrderedBy: debtorId, DeliverTo: debtorId, Currency: 'USD', SalesOrderLines: lines };
    const made: Record<string, unknown>[] = [];
    for (const kind of ['losesLine', 'losesGuids', 'losesCurrency']) {
      await strike({ kind, path: 'SalesOrders', method: 'POST', times: 1 });
      made.push(await client.create('salesorder/SalesOrders', order));
    }
    expect(made.map(({ AmountFCExclVat: net, Currency }) => [net, Currency])).toEqual([
      [10, 'USD'],
      [30, 'USD'],
      [30, 'EUR'],
    ]);
  });

  it('a lost token answer spends the refresh token or code all the same', async () => {
    const code = await client.code();
    await strike({ kind: 'lostTokenAnswer' });
    const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI };
    await expect(client.tokenRequest(form)).rejects.toThrow();
    expect((await client.tokenRequest(form)).status).toBe(400);
  });

  it('latency holds a call back while others overtake it, and goes with another fault', async () => {
    await strike({ kind: 'latency', path: 'VATCodes', latencyMs: 500 }, { kind: 'error503', path: 'VATCodes' });
    const order: number[] = [];
    const slow = client.get('vat/VATCodes').then((reply) => order.push(reply.status));
    const quick = client.get('logistics/Units').then((reply) => order.push(reply.status));
    await Promise.all([slow, quick]);
    expect(order).toEqual([200, 503]);
  });

  it('skip, strike a number of times, and end when cleared', async () => {
    await strike({ kind: 'error503', path: 'VATCodes', skip: 1, times: 2 });
    const statuses = [];
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await client.get('vat/VATCodes')).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    await strike({ kind: 'error503' });
    await client.call('DELETE', '/_control/faults');
    expect((await client.get('vat/VATCodes')).status).toBe(200);
  });

  it('strike by chance alike for the same seed', async () => {
    const run = async () => {
      await client.call('POST', '/_control/faults', { seed: 7, rules: [{ kind: 'error503', probability: 0.5 }] });
      const statuses = [];
      for (let turn = 0; turn < 20; turn += 1) statuses.push((await client.get('vat/VATCodes')).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await run()).toEqual(first);
  });

  it('refuse a kind that does not exist', async () => {
    expect((await strike({ kind: 'earthquake' })).status).toBe(400);
  });
});

describe('the control interface', () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await startConnected();
  });
  afterAll(closeSimulators);

  it('keeps a journal of calls with what was counted and written', async () => {
    await client.call('POST', '/_control/journal/clear');
    await client.get('vat/VATCodes', { $select: 'Code' });
    await client.api('POST', 'crm/Accounts', {}, { Name: 'ACME' });
    await client.call('GET', '/api/v1/current/Me');
    const { calls } = (await client.call('GET', '/_control/journal?after=0')).body as { calls: { seq: number }[] };
    expect(calls).toMatchObject([
      {
        method: 'GET',
        path: '/api/v1/1234/vat/VATCodes',
        query: '%24select=Code',
        status: 200,
        division: 1234,
        isCounted: true,
        isWrite: false,
        token: 1,
      },
      { method: 'POST', path: '/api/v1/1234/crm/Accounts', status: 201, isCounted: true, isWrite: true },
      { path: '/api/v1/current/Me', isCounted: false },
    ]);
    const after = await client.call('GET', `/_control/journal?after=${calls[1]?.seq ?? 0}`);
    expect((after.body as { calls: unknown[] }).calls).toHaveLength(1);
    expect((await client.call('GET', '/_control/counts')).body).toEqual({ counted: 2, writes: 1 });
  });

  it('seeds under the same rules, naming the row that breaks one', async () => {
    const entities = {
      'logistics/Items': [
        { Code: 'OK', Description: 'Fine' },
        { Code: 'OK', Description: 'Twin' },
      ],
    };
    const reply = await client.call('POST', '/_control/seed', { division: 1234, entities });
    expect(reply).toMatchObject({ status: 422, body: { error: 'logistics/Items[1]: Already exists' } });
  });

  it('seeds what an app may not write, and shows rows without padding', async () => {
    await client.seed('logistics/ItemGroups', [{ Code: 'TOYS', Description: 'Toys' }]);
    const { rows } = (await client.call('GET', '/_control/rows/1234/vat/VATCodes')).body as { rows: Record<string, unknown>[] };
    expect(rows.find((row) => row['Code'] === '2')).toMatchObject({
      Percentage: 0.21,
      Created: expect.stringMatching(/^\d{4}-/),
    });
  });

  it('resets to the company as it was founded', async () => {
    await client.call('POST', '/_control/reset');
    expect((await client.get('vat/VATCodes')).status).toBe(401);
    expect((await client.call('GET', '/_control/rows/1234/crm/Accounts')).body).toEqual({ rows: [] });
    expect((await client.call('GET', '/_control/health')).status).toBe(200);
  });
});
