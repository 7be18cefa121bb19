import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { APP, errorCode, OrgClient, type Json, list, text } from './org-client.ts';

describe('the control interface', () => {
  let org: OrgClient;
  beforeEach(async () => {
    org = await OrgClient.start({ dailyApiLimit: 50 });
  });
  afterEach(() => org.close());

  const faults = (...rules: Record<string, unknown>[]) => org.control('POST', '/faults', { rules });
  const names = async () => list((await org.control('GET', '/rows/Account'))['rows']).map((row) => row['Name']);
  const create = (name: string) => org.call('POST', '/sobjects/Account', { Name: name });

  it('seeds as an administrator, all or nothing, with the rules of the org', async () => {
    const { ids } = (await org.control('POST', '/seed', {
      records: [{ object: 'Account', fields: { Name: 'a', Exact_Id__c: '1' } }],
    })) as unknown as { ids: string[] };
    await org.control('POST', '/seed', { records: [{ object: 'Account', id: ids[0], fields: { Name: 'b' } }] });
    expect(await names()).toEqual(['b']);
    const refused = await org.control('POST', '/seed', {
      records: [
        { object: 'Account', fields: { Name: 'c' } },
        { object: 'Account', fields: { Name: 'd', Exact_Id__c: '1' } },
      ],
    });
    expect(refused).toMatchObject({
      errorCode: 'DUPLICATE_VALUE',
      message: expect.stringContaining('records[1] (Account)'),
    });
    expect(await names()).toEqual(['b']);
  });

  it('changes and deletes a row as a person does', async () => {
    const id = await org.create('Account', { Name: 'a' });
    const before = (await org.rows('SELECT LastModifiedById FROM Account'))[0];
    await org.control('PATCH', `/rows/Account/${id}`, { Name: 'b' });
    const [after] = await org.rows('SELECT Name, LastModifiedById FROM Account');
    expect(after?.['Name']).toBe('b');
    expect(after?.['LastModifiedById']).not.toBe(before?.['LastModifiedById']);
    await org.control('DELETE', `/rows/Account/${id}`);
    expect(await names()).toEqual([]);
  });

  it('keeps a journal of everything but itself', async () => {
    await org.control('POST', '/journal/clear');
    await org.login();
    await create('a');
    await org.call('PATCH', '/sobjects/Account/nonsense', {});
    await org.query('SELECT Id FROM Account');
    const { calls } = (await org.control('GET', '/journal')) as unknown as {
      calls: { seq: number; path: string; isCounted: boolean; isWrite: boolean; status: number }[];
    };
    expect(
      calls.map(({ path, status, isCounted, isWrite }) => [path.replace('/services/', ''), status, isCounted, isWrite]),
    ).toEqual([
      ['oauth2/token', 200, false, false],
      ['data/v67.0/sobjects/Account', 201, true, true],
      ['data/v67.0/sobjects/Account/nonsense', 400, true, false],
      ['data/v67.0/query', 200, true, false],
    ]);
    const rest = (await org.control('GET', `/journal?after=${calls[2]?.seq ?? 0}`)) as unknown as { calls: unknown[] };
    expect(rest.calls).toHaveLength(1);
    expect(await org.control('GET', '/counts')).toEqual({ counted: 3, writes: 1, rowsWritten: 1 });
  });

  it('counts calls against the day and refuses the rest', async () => {
    const first = await org.call('GET', '/limits');
    expect(first.headers.get('sforce-limit-info')).toBe('api-usage=1/50');
    expect(first.body['DailyApiRequests']).toEqual({ Max: 50, Remaining: 49 });
    for (let call = 1; call < 50; call += 1) await org.call('GET', '/limits');
    const refused = await org.call('GET', '/limits');
    expect([refused.status, refused.body]).toEqual([
      403,
      [{ message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' }],
    ]);
  });

  it.each([
    ['tooMany', 429, 'REQUEST_LIMIT_EXCEEDED'],
    ['error500Json', 500, 'UNKNOWN_EXCEPTION'],
    ['error503', 503, 'SERVER_UNAVAILABLE'],
    ['unauthorized', 401, 'INVALID_SESSION_ID'],
    ['requestLimit', 403, 'REQUEST_LIMIT_EXCEEDED'],
  ])('answers %s once, in place of the org', async (kind, status, code) => {
    await faults({ kind, times: 1, path: '/sobjects/Account$' });
    const struck = await create('a');
    expect([struck.status, errorCode(struck)]).toEqual([status, code]);
    expect(await names()).toEqual([]);
    expect((await create('a')).status).toBe(201);
  });

  it('drops the connection before or after the write', async () => {
    await faults({ kind: 'resetBefore', times: 1, method: 'POST' });
    await expect(create('before')).rejects.toThrow();
    await faults({ kind: 'resetAfter', times: 1, method: 'POST' });
    await expect(create('after')).rejects.toThrow();
    expect(await names()).toEqual(['after']);
  });

  it('cuts an answer short and sends one that is no JSON', async () => {
    await faults({ kind: 'truncated', times: 1 });
    await expect(create('cut')).rejects.toThrow();
    await faults({ kind: 'error500Html' });
    expect((await create('x')).headers.get('content-type')).toBe('text/html');
    await org.control('DELETE', '/faults');
    expect((await create('x')).status).toBe(201);
  });

  it('locks single rows of a collection', async () => {
    await faults({ kind: 'rowLock', skip: 1, times: 1, path: '/composite/sobjects' });
    const { body } = await org.call('POST', '/composite/sobjects', {
      records: ['a', 'b', 'c'].map((Name) => ({ attributes: { type: 'Account' }, Name })),
    });
    expect(list(body).map((result) => result['errors']?.[0]?.['statusCode'] ?? 'ok')).toEqual(['ok', 'UNABLE_TO_LOCK_ROW', 'ok']);
  });

  it('loses the answer of a refresh after the rotation, so that trying again finds a spent token', async () => {
    const verifier = 'a-verifier-of-at-least-forty-three-characters-long';
    const codeChallenge = createHash('sha256').update(verifier).digest('base64url');
    const { code } = await org.control('POST', '/consent', { codeChallenge });
    const client = { client_id: APP.clientId, client_secret: APP.clientSecret };
    const { body } = await org.requestToken({
      ...client,
      grant_type: 'authorization_code',
      code: text(code),
      redirect_uri: APP.redirectUris[0] ?? '',
      code_verifier: verifier,
    });
    await faults({ kind: 'lostTokenAnswer', times: 1 });
    expect((await org.call('GET', '/limits')).status).toBe(200);
    const refresh = () =>
      org.requestToken({ ...client, grant_type: 'refresh_token', refresh_token: text(body['refresh_token']) });
    await expect(refresh()).rejects.toThrow();
    expect((await refresh()).body['error']).toBe('invalid_grant');
  });

  it('repeats a run of chance with the same seed', async () => {
    const run = async (): Promise<number[]> => {
      await org.control('POST', '/faults', { seed: 7, rules: [{ kind: 'error503', probability: 0.5 }] });
      const statuses: number[] = [];
      for (let call = 0; call < 12; call += 1) statuses.push((await org.call('GET', '/limits')).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await run()).toEqual(first);
  });

  it('refuses a fault it does not know', async () => {
    expect(await faults({ kind: 'earthquake' })).toMatchObject({
      message: expect.stringContaining('There is no fault of kind earthquake'),
    });
  });

  it('starts over', async () => {
    await create('a');
    await org.control('POST', '/reset');
    expect(await names()).toEqual([]);
    expect((await org.call('GET', '/limits')).status).toBe(401);
  });

  describe('with the order trigger of the package', () => {
    let service: Server;
    const hints: { body: Json; headers: IncomingMessage['headers'] }[] = [];

    beforeEach(async () => {
      hints.length = 0;
      service = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          hints.push({ body: JSON.parse(Buffer.concat(chunks).toString()) as Json, headers: request.headers });
          response.writeHead(202).end('{}');
          service.emit('hint');
        });
      }).listen(0, '127.0.0.1');
      await once(service, 'listening');
    });
    afterEach(() => {
      service.closeAllConnections();
      service.close();
    });

    it('hints at new orders and changes of status by people, not at writes of the integration user', async () => {
      await org.control('POST', '/automation', {
        url: `http://127.0.0.1:${(service.address() as AddressInfo).port}`,
        apiKey: 'key-1',
        orgId: '00D000000000001AAA',
      });
      const { entryId } = await org.createProduct('p', 1);
      const orderId = await org.createOrder();
      await org.create('OrderItem', { OrderId: orderId, PricebookEntryId: entryId, Quantity: 1, UnitPrice: 1 });
      await org.control('PATCH', `/rows/Order/${orderId}`, { Description: 'no status' });
      const heard = once(service, 'hint');
      await org.control('PATCH', `/rows/Order/${orderId}`, { Status: 'Activated' });
      await heard;
      expect(hints).toHaveLength(1);
      expect(hints[0]).toMatchObject({
        body: { object: 'Order', ids: [orderId] },
        headers: { authorization: 'Bearer key-1', 'x-salesforce-org-id': '00D000000000001AAA' },
      });
    });
  });
});
