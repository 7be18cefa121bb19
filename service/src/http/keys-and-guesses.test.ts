import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OPERATOR_TOKEN, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

let app: TestApp;
let org: { orgId: string; apiKey: string };
beforeAll(async () => {
  app = await startTestApp({ settings: { trustedProxies: 1 } });
});
afterAll(() => app.close());
beforeEach(async () => {
  org = await makeOrg(app.store);
});

interface KeyRow {
  readonly id: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly isThisOne: boolean;
}

const statusOf = async (key: string): Promise<number> => (await app.request('GET', '/v1/org', { key })).status;
const keys = async (key: string): Promise<KeyRow[]> =>
  ((await (await app.request('GET', '/v1/keys', { key })).json()) as { keys: KeyRow[] }).keys;
/** Ids and secrets may hold underscores. */
const idOf = (key: string): string => key.slice('tandem_'.length, 'tandem_'.length + 16);
const rotate = (key: string): Promise<Response> => app.request('POST', '/v1/keys/rotate', { key });
const keyIn = async (response: Response): Promise<string> => ((await response.json()) as { apiKey: string }).apiKey;

describe('pairing', () => {
  const redeem = (code: string, orgId: string): Promise<Response> =>
    app.request('POST', '/v1/pairing/redeem', { body: { code }, headers: { 'x-salesforce-org-id': orgId } });

  it('tells a page without a key where its org is connected', async () => {
    const response = await app.request('GET', '/v1/pairing');

    expect([response.status, await response.json()]).toEqual([200, { connectUrl: 'http://localhost/connect/salesforce' }]);
  });

  it('gives the key for a code once, however many ask at the same moment', async () => {
    const code = await app.store.pairingCodes.issue(org.orgId);

    const answers = await Promise.all(Array.from({ length: 5 }, () => redeem(code, org.orgId)));

    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400, 400, 400, 400]);
    const granted = answers.find((answer) => answer.status === 200);
    expect(await statusOf(granted === undefined ? '' : await keyIn(granted))).toBe(200);
  });

  it('gives nothing to another org, and leaves the code good for its own', async () => {
    const other = await makeOrg(app.store);
    const code = await app.store.pairingCodes.issue(org.orgId);

    expect((await redeem(code, other.orgId)).status).toBe(400);
    expect(await statusOf(org.apiKey)).toBe(200);
    expect((await redeem(code.toLowerCase(), org.orgId)).status).toBe(200);
  });

  it('again ends every key the org had, and none of another org', async () => {
    const other = await makeOrg(app.store);
    const second = await app.store.apiKeys.issue(org.orgId);
    const code = await app.store.pairingCodes.issue(org.orgId);

    const apiKey = await keyIn(await redeem(code, org.orgId));

    expect(await Promise.all([apiKey, org.apiKey, second, other.apiKey].map(statusOf))).toEqual([200, 401, 401, 200]);
  });

  it('with codes at the same moment leaves one key', async () => {
    const codes = await Promise.all(Array.from({ length: 4 }, () => app.store.pairingCodes.issue(org.orgId)));

    const answered = await Promise.all(codes.map(async (code) => keyIn(await redeem(code, org.orgId))));

    const statuses = await Promise.all(answered.map(statusOf));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  });
});

describe('API keys', () => {
  it('rotate: the new one and the asking one live on, every other is dead', async () => {
    const older = await app.store.apiKeys.issue(org.orgId);

    const apiKey = await keyIn(await rotate(org.apiKey));

    expect(await Promise.all([apiKey, org.apiKey, older].map(statusOf))).toEqual([200, 200, 401]);
  });

  it('of rotations at the same moment answer one, whose key works', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => rotate(org.apiKey)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    const granted = answers.find(({ status }) => status === 200);
    expect(await statusOf(granted === undefined ? '' : await keyIn(granted))).toBe(200);
    const refused = answers.find(({ status }) => status === 409);
    expect(await refused?.json()).toMatchObject({ code: 'key_just_rotated' });
    expect(refused?.headers.get('retry-after')).toBe('60');
  });

  it('of rotations with different keys at the same moment leave every answered key that a later one did not end', async () => {
    const second = await keyIn(await rotate(org.apiKey));

    const answers = await Promise.all([rotate(second), rotate(org.apiKey)]);

    const granted = answers.filter(({ status }) => status === 200);
    expect(granted).toHaveLength(1);
    expect(await Promise.all(granted.map(async (answer) => statusOf(await keyIn(answer))))).toEqual([200]);
    expect(await statusOf(org.apiKey)).toBe(401);
  });

  it('after a lost answer give a new one, and end the one that nobody received', async () => {
    const lost = await keyIn(await rotate(org.apiKey));
    await app.query("update api_key set rotated_at = now() - interval '61 seconds' where org_id = $1", [org.orgId]);

    const apiKey = await keyIn(await rotate(org.apiKey));

    expect(await Promise.all([apiKey, org.apiKey, lost].map(statusOf))).toEqual([200, 200, 401]);
  });

  it('show when they were made and last used, and which one asks', async () => {
    const unused = await app.store.apiKeys.issue(org.orgId);

    const rows = await keys(org.apiKey);

    expect(rows).toHaveLength(2);
    expect(rows.find(({ isThisOne }) => isThisOne)).toMatchObject({
      id: idOf(org.apiKey),
      createdAt: expect.stringMatching(/^\d{4}-/),
      lastUsedAt: expect.stringMatching(/^\d{4}-/),
    });
    expect(rows.find(({ id }) => id === idOf(unused))).toMatchObject({ lastUsedAt: null, isThisOne: false });
    expect(JSON.stringify(rows)).not.toContain(unused.slice('tandem_'.length + 17));
  });

  it('note their use once a minute, not with every request', async () => {
    await statusOf(org.apiKey);
    await app.query("update api_key set last_used_at = '2020-01-01T00:00:00Z' where org_id = $1", [org.orgId]);

    for (let n = 0; n < 5; n += 1) await statusOf(org.apiKey);

    const [row] = await keys(org.apiKey);
    expect(row?.lastUsedAt).toBe('2020-01-01T00:00:00.000Z');
  });

  it('can be ended, each by its own org only', async () => {
    const stray = await app.store.apiKeys.issue(org.orgId);
    const other = await makeOrg(app.store);
    const path = `/v1/keys/${idOf(stray)}`;

    expect((await app.request('DELETE', path, { key: other.apiKey })).status).toBe(404);
    expect(await statusOf(stray)).toBe(200);
    expect((await app.request('DELETE', path, { key: org.apiKey })).status).toBe(204);
    expect(await statusOf(stray)).toBe(401);
    expect((await app.request('DELETE', path, { key: org.apiKey })).status).toBe(404);
  });
});

describe('a guesser', () => {
  let nextNetwork = 0;
  const newAddress = (): string => {
    nextNetwork += 1;
    return `203.0.113.${nextNetwork}`;
  };
  const wrongKey = (n: number): string => `tandem_${String(n).padStart(16, 'x')}_${'b'.repeat(43)}`;
  const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });

  const DOORS: [string, (n: number, address: string) => Promise<Response>, number][] = [
    ['org keys', (n, address) => app.request('GET', '/v1/org', { key: wrongKey(n), headers: from(address) }), 401],
    [
      'operator tokens',
      (n, address) => app.request('DELETE', '/v1/orgs/00D000000000404EAA', { key: `guess-${n}`, headers: from(address) }),
      401,
    ],
    ['webhook addresses', (n, address) => app.request('POST', `/webhooks/exact/guess-${n}`, { headers: from(address) }), 404],
    [
      'pairing codes',
      (n, address) =>
        app.request('POST', '/v1/pairing/redeem', {
          body: { code: `GUESS-${n}` },
          headers: { ...from(address), 'x-salesforce-org-id': org.orgId },
        }),
      400,
    ],
  ];

  it.each(DOORS)('at %s is not looked at any more after ten, while others are', async (_what, guess, refusal) => {
    const address = newAddress();
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await guess(n, address)).status);

    expect(statuses).toEqual([...Array.from({ length: 10 }, () => refusal), 429, 429]);
    const refused = await guess(99, address);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'too_many_guesses' });
    expect((await guess(99, newAddress())).status).toBe(refusal);
  });

  it('does not learn of a right key behind his limit, nor shut out a program that used its key before', async () => {
    const address = newAddress();
    const asking = (key: string) => app.request('GET', '/v1/org', { key, headers: from(address) });
    const fresh = await makeOrg(app.store);
    expect((await asking(org.apiKey)).status).toBe(200);
    for (let n = 0; n < 10; n += 1) await asking(wrongKey(n));

    expect((await asking(fresh.apiKey)).status).toBe(429);
    expect((await asking(org.apiKey)).status).toBe(200);
  });

  it('is not a program that keeps sending one dead key', async () => {
    const address = newAddress();
    for (let n = 0; n < 30; n += 1)
      expect((await app.request('GET', '/v1/org', { key: wrongKey(0), headers: from(address) })).status).toBe(401);

    expect((await app.request('GET', '/v1/org', { key: org.apiKey, headers: from(address) })).status).toBe(200);
  });

  it('cannot hide among the addresses of one IPv6 network', async () => {
    const guess = (n: number, address: string) =>
      app.request('DELETE', '/v1/orgs/00D000000000404EAA', { key: `v6-${n}`, headers: from(address) });
    for (let n = 0; n < 10; n += 1) await guess(n, `2001:db8:1:2::${n + 1}`);

    expect((await guess(10, '2001:db8:1:2:ffff::1')).status).toBe(429);
    expect((await guess(10, '2001:db8:1:3::1')).status).toBe(401);
    const right = { key: OPERATOR_TOKEN, headers: from('2001:db8:1:3::1') };
    expect((await app.request('DELETE', '/v1/orgs/00D000000000404EAA', right)).status).toBe(404);
  });
});
