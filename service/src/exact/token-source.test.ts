import { afterEach, describe, expect, it } from '@jest/globals';
import { phrase } from '../errors/index.ts';
import {
  json,
  startScriptedServer,
  type ScriptedAnswer,
  type ScriptedServer,
  type SeenRequest,
} from '../wire/testing/scripted-server.ts';
import { ITEMS } from './resources/index.ts';
import { createTestClients, TEST_TIME_SCALE, type TestClients } from './testing.ts';

let server: ScriptedServer | undefined;
let test: TestClients | undefined;

afterEach(async () => {
  await test?.clients.close();
  await server?.close();
  test = undefined;
  server = undefined;
});

const isToken = (request: SeenRequest) => request.url === '/api/oauth2/token';
const tokenRequests = () => server?.requests.filter(isToken).map(({ body }) => new URLSearchParams(body).get('refresh_token'));
const granted = json({ access_token: 'access-2', token_type: 'bearer', expires_in: '600', refresh_token: 'refresh!2' });
const items = json({ d: { results: [] } });

/** A server whose data routes take one access token and whose token route follows a script. */
async function start(tokenAnswers: readonly ScriptedAnswer[], accepted = 'access-2'): Promise<TestClients> {
  let next = 0;
  server = await startScriptedServer((request) => {
    if (isToken(request)) return tokenAnswers[next++] ?? { status: 500 };
    return request.headers.authorization === `Bearer ${accepted}` ? items : { status: 401, body: '<html>Object moved</html>' };
  });
  test = createTestClients(server.url);
  return test;
}

async function readItems({ clients }: TestClients): Promise<unknown> {
  const division = await clients.division('org', 7, 'batch');
  return await division.find(ITEMS, { filter: "Code eq 'A'" });
}

function age({ clock }: TestClients, seconds: number): void {
  clock.now = new Date(clock.now.getTime() + (seconds * 1_000) / TEST_TIME_SCALE);
}

describe('access to Exact Online', () => {
  it('is not renewed while the token is young', async () => {
    const clients = await start([], 'access-1');
    age(clients, 570);

    await readItems(clients);

    expect(tokenRequests()).toEqual([]);
  });

  it('is renewed once for many calls at a time, and what is new is stored before it is used', async () => {
    const clients = await start([granted]);
    age(clients, 590);

    await Promise.all(Array.from({ length: 5 }, () => readItems(clients)));

    expect(tokenRequests()).toEqual(['refresh-1']);
    expect(clients.vault.stored).toMatchObject([{ accessToken: 'access-2', refreshToken: 'refresh!2' }]);
  });

  it('uses what another instance stored meanwhile instead of presenting a spent token', async () => {
    const clients = await start([]);
    age(clients, 590);
    const { vault, clock } = clients;
    vault.hold({ ...vault.entry.credentials, accessToken: 'access-2', issuedAt: clock.now });

    await readItems(clients);

    expect(tokenRequests()).toEqual([]);
  });

  it.each([400, 401])('goes on with the token it has when Exact answers %i "not expired"', async (status) => {
    const early = json({ error: 'access_denied', error_description: 'Rate limit exceeded: access_token not expired' }, status);
    const clients = await start([early], 'access-1');
    age(clients, 590);

    await readItems(clients);

    expect(clients.vault.marks).toEqual([]);
  });

  it('asks a person to connect again when the refresh token was used before, and asks Exact no more', async () => {
    const spent = json({ error: 'unauthorized_client', error_description: 'Old refresh token used.' }, 401);
    const clients = await start([spent]);
    age(clients, 590);

    await expect(readItems(clients)).rejects.toMatchObject({ code: 'exact_reconnect' });
    await expect(readItems(clients)).rejects.toMatchObject({ code: 'exact_reconnect' });

    expect(clients.vault.marks).toEqual(['exact_reconnect']);
    expect(tokenRequests()).toHaveLength(1);
  });

  it('says so when the app was denied', async () => {
    const clients = await start([json({ error: 'invalid_grant', error_description: 'Consent was withdrawn' }, 400)]);
    age(clients, 590);

    await expect(readItems(clients)).rejects.toMatchObject({ code: 'exact_app_revoked', handling: 'stop' });
    expect(clients.vault.marks).toEqual(['exact_app_revoked']);
  });

  it('finds out with one more try whether a lost answer cost the connection: it did not', async () => {
    const clients = await start([{ status: 200, fault: 'reset' }, granted]);
    age(clients, 590);

    await readItems(clients);

    expect(tokenRequests()).toEqual(['refresh-1', 'refresh-1']);
    expect(clients.vault.marks).toEqual([]);
  });

  it.each([
    ['the old token is spent', json({ error: 'unauthorized_client', error_description: 'Old refresh token used.' }, 401)],
    ['the new one is not due yet', json({ error: 'access_denied', error_description: 'access_token not expired' }, 400)],
    ['that answer is lost too', { status: 200, fault: 'reset' } as const],
  ])('asks a person to connect again after a lost answer when %s', async (_, second) => {
    const clients = await start([{ status: 200, fault: 'reset' }, second]);
    age(clients, 590);

    await expect(readItems(clients)).rejects.toMatchObject({ code: 'exact_reconnect' });
    expect(tokenRequests()).toHaveLength(2);
    expect(clients.vault.marks).toEqual(['exact_reconnect']);
  });

  it.each([
    ['the gateway stumbles', json({ fault: { faultstring: 'Unable to identify proxy for host' } }, 400)],
    ['the token endpoint is down', { status: 503, body: '<html></html>' }],
  ])('tries later when %s', async (_, answer) => {
    const clients = await start([answer]);
    age(clients, 590);

    await expect(readItems(clients)).rejects.toMatchObject({ code: 'exact_unavailable', handling: 'retry' });
    expect(clients.vault.marks).toEqual([]);
  });

  describe('that is refused before its time', () => {
    it('is tried once more, by one of many calls at a time, and never again by anybody until a new one may be asked for', async () => {
      const clients = await start([granted]);
      const other = createTestClients(server?.url ?? '', {}, clients);
      age(clients, 60);
      const five = (of: TestClients) => Promise.allSettled(Array.from({ length: 5 }, () => readItems(of)));

      const first = await five(clients);
      const later = await five(clients);
      const elsewhere = await five(other);

      for (const result of [...first, ...later, ...elsewhere]) {
        expect(result).toMatchObject({ status: 'rejected', reason: { code: 'exact_access_ended', handling: 'wait' } });
        // When Exact gives a new one, to the second.
        expect((result as PromiseRejectedResult).reason).toMatchObject({ retryAfterMs: 510 });
      }
      expect(server?.requests).toHaveLength(2);
      expect(clients.budget.errors).toHaveLength(2);
      expect(clients.vault.marks).toEqual([]);

      age(clients, 511);
      const after = await Promise.all([five(clients), five(other)]);

      expect(after.flat().map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 'fulfilled'));
      expect(tokenRequests()).toEqual(['refresh-1']);
      expect(clients.budget.errors).toHaveLength(2);
      await other.clients.close();
    });

    it('once, by a whim of Exact, goes on being used', async () => {
      let refusals = 1;
      server = await startScriptedServer(() => (refusals-- > 0 ? { status: 401, body: '' } : items));
      test = createTestClients(server.url);
      const { clients, vault } = test;
      const division = await clients.division('org', 7, 'interactive');

      await Promise.all(Array.from({ length: 5 }, () => division.find(ITEMS, { filter: "Code eq 'A'" })));

      expect(server.requests).toHaveLength(6);
      expect(vault.entry.isAccessRefused).toBeUndefined();
    });

    it('and that Exact does not replace yet is not sent again either', async () => {
      const early = json({ error: 'access_denied', error_description: 'access_token not expired' }, 400);
      const clients = await start([early, granted]);
      clients.vault.entry = { ...clients.vault.entry, isAccessRefused: true };
      age(clients, 571);

      await expect(readItems(clients)).rejects.toMatchObject({ code: 'exact_access_ended', retryAfterMs: 10 });

      await readItems(clients);
      expect(server?.requests.filter((request) => request.headers.authorization === 'Bearer access-1')).toEqual([]);
    });
  });

  it('is recorded as begun before it is asked for; whose asker died is never asked for again, and a person reads why', async () => {
    const clients = await start([granted]);
    age(clients, 590);
    clients.vault.entry = { ...clients.vault.entry, isRenewalLost: true };

    for (let n = 0; n < 2; n += 1) {
      await expect(readItems(clients)).rejects.toMatchObject({
        code: 'exact_reconnect',
        params: { reason: phrase('renewal_ended') },
      });
    }
    expect(tokenRequests()).toEqual([]);
    expect(clients.vault.marks).toEqual(['exact_reconnect']);

    clients.vault.entry = { ...clients.vault.entry, needsReconnect: false, isRenewalLost: false };
    await readItems(clients);
    expect(clients.vault.begun).toBe(1);
  });

  it('renews and tries once more when an old token is refused, which many calls at a time find out by one', async () => {
    const clients = await start([granted]);
    age(clients, 575);

    await Promise.all(Array.from({ length: 20 }, () => readItems(clients)));

    expect(tokenRequests()).toEqual(['refresh-1']);
    expect(clients.budget.errors).toEqual(['logistics/Items']);
  });
});
