import { afterEach, describe, expect, it } from '@jest/globals';
import { json, startScriptedServer, type ScriptedAnswer, type ScriptedServer } from '../wire/testing/scripted-server.ts';
import { authorizeUrl } from './oauth.ts';
import type { ExactCredentials } from './ports.ts';
import { appAt, createTestClients, type TestClients } from './testing.ts';

let server: ScriptedServer | undefined;
let test: TestClients | undefined;

afterEach(async () => {
  await test?.clients.close();
  await server?.close();
  test = undefined;
  server = undefined;
});

const granted = json({ access_token: 'access', token_type: 'bearer', expires_in: '600', refresh_token: 'refresh' });
const divisions = [
  { Code: 7, Description: 'Holland BV', Country: 'NL ', Currency: 'EUR', IsMainDivision: true, BlockingStatus: 0 },
  { Code: 8, Description: 'Blocked BV', Country: 'NL ', Currency: 'EUR', IsMainDivision: false, BlockingStatus: 2 },
];

async function connect(token: ScriptedAnswer, wanted: readonly number[]) {
  server = await startScriptedServer(({ url }) => {
    if (url === '/api/oauth2/token') return token;
    if (url.startsWith('/api/v1/current/Me?'))
      return json({ d: { results: [{ UserID: 'u', FullName: 'Karin Jansen', CurrentDivision: 7 }] } });
    return json({ d: { results: divisions } });
  });
  test = createTestClients(server.url);
  const persisted: ExactCredentials[] = [];
  const grant = { kind: 'code', code: 'c!1', redirectUri: 'https://tandem.example/cb' } as const;
  const persist = (credentials: ExactCredentials) => {
    persisted.push(credentials);
    return Promise.resolve();
  };
  return {
    persisted,
    connection: await test.clients.connect({ country: 'nl', grant, divisions: wanted, persist }).catch((error: unknown) => error),
  };
}

describe('connecting Exact Online', () => {
  it('trades the code for a user and the divisions that are granted', async () => {
    const { connection, persisted } = await connect(granted, [7]);

    expect(connection).toMatchObject({
      me: { fullName: 'Karin Jansen' },
      divisions: [{ code: 7, name: 'Holland BV', country: 'NL' }, { code: 8 }],
    });
    expect(persisted).toMatchObject([{ country: 'nl', refreshToken: 'refresh', accessToken: 'access' }]);
    expect(Object.fromEntries(new URLSearchParams(server!.requests[0]!.body))).toEqual({
      grant_type: 'authorization_code',
      code: 'c!1',
      redirect_uri: 'https://tandem.example/cb',
      client_id: 'client',
      client_secret: 'secret',
    });
  });

  it.each([8, 9])(
    'names the divisions that are granted when %i is blocked or not among them, and loses no token',
    async (wanted) => {
      const { connection, persisted } = await connect(granted, [wanted]);

      expect(connection).toMatchObject({
        code: 'exact_wrong_division',
        params: { division: wanted, granted: 'Granted are: 7 (Holland BV).' },
      });
      expect(persisted).toHaveLength(1);
    },
  );

  it.each([
    [json({ error: 'invalid_grant', error_description: 'Code was used' }, 400), 'exact_code_refused'],
    [json({ error: 'invalid_client' }, 401), 'exact_app_registration'],
    [json({ error: 'access_denied', error_description: 'access_token not expired' }, 400), 'exact_token_held'],
    [{ status: 503 } as const, 'exact_unavailable'],
  ])('says what went wrong (%#)', async (token, code) => {
    expect((await connect(token, [])).connection).toMatchObject({ code });
  });

  it('sends the browser to the login of the country, without a scope', () => {
    const url = new URL(
      authorizeUrl(appAt('https://start.exactonline.be'), { redirectUri: 'https://tandem.example/cb', state: 's&1' }),
    );

    expect(url.origin + url.pathname).toBe('https://start.exactonline.be/api/oauth2/auth');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'client',
      redirect_uri: 'https://tandem.example/cb',
      response_type: 'code',
      state: 's&1',
    });
  });
});
