import { afterEach, describe, expect, it } from '@jest/globals';
import { PERSON_BOUNDS } from '../wire/index.ts';
import { json, type ScriptedAnswer, type SeenRequest } from '../wire/testing/scripted-server.ts';
import { startTestOrg, TEST_ORG_ID, type TestOrg, type TestOrgOptions } from './testing.ts';

let test: TestOrg | undefined;

afterEach(async () => {
  await test?.close();
  test = undefined;
});

async function start(onData: (request: SeenRequest, number: number) => ScriptedAnswer, options?: TestOrgOptions) {
  test = await startTestOrg(onData, options);
  return await test.clients.org(TEST_ORG_ID);
}

const page = (records: unknown[], nextRecordsUrl?: string) =>
  ({
    totalSize: records.length,
    done: nextRecordsUrl === undefined,
    records,
    ...(nextRecordsUrl === undefined ? {} : { nextRecordsUrl }),
  }) as const;
const soqlOf = ({ url }: SeenRequest) => new URL(url, 'http://x').searchParams.get('q');

describe('queries', () => {
  it('follow pages and speak logical names both ways', async () => {
    const org = await start(
      (_request, number) =>
        json(
          number === 1
            ? page([{ tandem__Exact_Id__c: 'a' }], '/services/data/v67.0/query/01g-2000')
            : page([{ tandem__Exact_Id__c: 'b' }]),
        ),
      { namespace: 'tandem' },
    );

    expect(await org.query("SELECT Exact_Id__c FROM Product2 WHERE Name = 'Exact_Id__c'")).toEqual([
      { Exact_Id__c: 'a' },
      { Exact_Id__c: 'b' },
    ]);
    expect(soqlOf(test!.requests()[0]!)).toBe("SELECT tandem__Exact_Id__c FROM Product2 WHERE Name = 'Exact_Id__c'");
    expect(org.callsSpent).toBe(3);
  });

  it('keep the digits of an amount that no double holds', async () => {
    const org = await start(() => ({
      status: 200,
      body: '{"done":true,"records":[{"UnitPrice":1234567890123456.78,"Quantity":2.0}]}',
    }));

    expect(await org.query('SELECT UnitPrice, Quantity FROM OrderItem')).toEqual([
      { UnitPrice: '1234567890123456.78', Quantity: 2 },
    ]);
  });

  it('read no endless answer where a person waits, and do not ask for it again', async () => {
    await start(() => ({ status: 200, body: ' '.repeat(65_536), fault: 'flood' }));
    const org = await test!.clients.org(TEST_ORG_ID, undefined, PERSON_BOUNDS);

    await expect(org.query('SELECT Id FROM Account')).rejects.toMatchObject({ code: 'salesforce_unreadable_answer' });
    expect(test!.requests()).toHaveLength(1);
  });

  it('do not follow a next page to another host', async () => {
    const org = await start(() => json(page([], 'http://evil.example/')));

    await expect(org.query('SELECT Id FROM Account')).rejects.toMatchObject({ code: 'salesforce_unreadable_answer' });
  });

  it('are sent five at a time in one call, and a long one in a body', async () => {
    const org = await start(({ body }) => {
      const { compositeRequest } = JSON.parse(body) as { compositeRequest: { url: string; referenceId: string }[] };
      return json({
        compositeResponse: compositeRequest.map(({ url }) => ({ httpStatusCode: 200, body: page([{ Name: url.slice(-1) }]) })),
      });
    });

    const answers = await org.queryMany(['1', '2', '3', '4', '5', '6'].map((digit) => `SELECT Name FROM Account LIMIT ${digit}`));
    expect(answers).toEqual([1, 2, 3, 4, 5, 6].map((digit) => [{ Name: String(digit) }]));
    expect(test!.requests()).toHaveLength(2);

    await org.query(`SELECT Name FROM Account WHERE Name = '${'x'.repeat(16_000)}' LIMIT 7`);
    expect(test!.requests()[2]).toMatchObject({ method: 'POST', url: '/services/data/v67.0/composite' });
  });

  it('fail with the fault of the part that failed', async () => {
    const fault = [{ errorCode: 'INVALID_FIELD', message: "No such column 'tandem__Barcode__c' on entity 'Product2'" }];
    const org = await start(() => json({ compositeResponse: [{ httpStatusCode: 400, body: fault }] }), { namespace: 'tandem' });

    await expect(org.queryMany(['SELECT Barcode__c FROM Product2'])).rejects.toMatchObject({
      code: 'salesforce_field_missing',
      field: 'Barcode__c',
    });
  });

  it('are tried again when Salesforce is down for a moment', async () => {
    const org = await start((_request, number) => (number < 3 ? { status: 503 } : json(page([]))));

    expect(await org.query('SELECT Id FROM Account')).toEqual([]);
    expect(org.callsSpent).toBe(4);
  });

  it('tell how many calls of the day are used', async () => {
    const org = await start(() => json(page([]), 200, { 'Sforce-Limit-Info': 'api-usage=18/15000' }));
    await org.query('SELECT Id FROM Account');

    expect(test!.usage).toEqual([{ used: 18, limit: 15_000 }]);
  });
});

describe('describe', () => {
  const body = {
    createable: true,
    updateable: true,
    fields: [
      { name: 'Name', type: 'string', length: 255, nillable: false, createable: true, updateable: true, picklistValues: [] },
      {
        name: 'tandem__Exact_Kind__c',
        type: 'picklist',
        restrictedPicklist: true,
        picklistValues: [
          { value: 'Simple', active: true },
          { value: 'Old', active: false },
        ],
      },
    ],
  };

  it('is read once an hour, then only if it changed', async () => {
    const org = await start(
      ({ headers }) =>
        headers['if-modified-since'] === 'Mon, 23 Nov 2026 10:00:00 GMT'
          ? { status: 304 }
          : json(body, 200, { 'Last-Modified': 'Mon, 23 Nov 2026 10:00:00 GMT' }),
      { namespace: 'tandem' },
    );
    const [first] = await Promise.all([org.describe('Product2'), org.describe('Product2')]);

    expect(first.fields.get('Exact_Kind__c')).toMatchObject({ picklist: ['Simple'], restrictedPicklist: true });
    expect(first.fields.get('Name')).toMatchObject({ length: 255, nillable: false, updateable: true });
    expect(test!.requests()).toHaveLength(1);

    test!.clock.now = new Date(test!.clock.now.getTime() + 61 * 60_000);
    expect(await org.describe('Product2')).toBe(first);
    expect(test!.requests()).toHaveLength(2);
  });

  it('says that an object is missing', async () => {
    const org = await start(() => json([{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }], 404));

    await expect(org.describe('Order')).rejects.toMatchObject({ code: 'salesforce_object_missing', params: { object: 'Order' } });
  });
});

describe('the sign-in', () => {
  const expired = json([{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }], 401);
  const granted = (extra: object = {}) =>
    json({ access_token: 'access-2', instance_url: 'http://x', token_type: 'Bearer', ...extra });
  const accepting = (token: string) => (request: SeenRequest) =>
    request.headers.authorization === `Bearer ${token}` ? json(page([])) : expired;
  const refreshing = { grant: 'refresh_token', refreshToken: 'refresh-1' } as const;

  it('is renewed once for many refused calls, and stored', async () => {
    const org = await start(accepting('access-2'), { onToken: () => granted() });
    await org.features().catch(() => undefined);

    await Promise.all(Array.from({ length: 4 }, () => org.query('SELECT Id FROM Account')));

    expect(test!.server.requests.filter(({ url }) => url.endsWith('/token'))).toHaveLength(1);
    expect(test!.vault.stored).toMatchObject([{ accessToken: 'access-2' }]);
  });

  it('is tried again only once', async () => {
    const org = await start(() => expired, { onToken: () => granted() });

    await expect(org.query('SELECT Id FROM Account')).rejects.toMatchObject({
      code: 'salesforce_access_refused',
      handling: 'stop',
    });
    expect(test!.requests()).toHaveLength(2);
  });

  it('is renewed when the one that another instance stored has ended as well', async () => {
    let accepted = 'access-1';
    const org = await start((request) => accepting(accepted)(request), {
      onToken: () => json({ access_token: 'access-3', instance_url: 'http://x', token_type: 'Bearer' }),
    });
    await org.query('SELECT Id FROM Account');
    const { credentials } = test!.vault.entry;
    test!.vault.hold({ ...credentials, accessToken: 'access-2' });
    accepted = 'access-3';

    expect(await org.query('SELECT Id FROM Account')).toEqual([]);
  });

  it('keeps the rotated refresh token', async () => {
    const org = await start(accepting('access-2'), {
      credentials: refreshing,
      onToken: () => granted({ refresh_token: 'refresh-2' }),
    });
    await org.query('SELECT Id FROM Account');

    expect(test!.vault.entry.credentials).toMatchObject({ refreshToken: 'refresh-2', accessToken: 'access-2' });
  });

  it.each<[string, ScriptedAnswer]>([
    ['the answer is lost', { status: 200, fault: 'reset' }],
    ['the token was revoked', json({ error: 'invalid_grant', error_description: 'expired access/refresh token' }, 400)],
  ])('needs a person when %s, and the refresh token is presented once', async (_, answer) => {
    const org = await start(accepting('access-2'), { credentials: refreshing, onToken: () => answer });

    for (let round = 0; round < 2; round += 1) {
      await expect(org.query('SELECT Id FROM Account')).rejects.toMatchObject({ code: 'salesforce_reconnect', handling: 'stop' });
    }
    expect(test!.server.requests.filter(({ url }) => url.endsWith('/token'))).toHaveLength(1);
    expect(test!.vault.marks).toEqual(['salesforce_reconnect']);
  });

  it('tries later when an answer without a refresh token is lost', async () => {
    const org = await start(accepting('access-2'), { onToken: () => ({ status: 200, fault: 'reset' }) });

    await expect(org.query('SELECT Id FROM Account')).rejects.toMatchObject({ code: 'salesforce_unavailable' });
    expect(test!.vault.marks).toEqual([]);
  });
});
