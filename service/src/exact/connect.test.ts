import { afterEach, describe, expect, it } from '@jest/globals';
import { phrase } from '../errors/index.ts';
import { json, startScriptedServer, type ScriptedAnswer, type ScriptedServer } from '../wire/testing/scripted-server.ts';
import { authorizeUrl } from './oauth.ts';
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

const VAT_CODES = [{ ID: '00000000-0000-0000-0000-000000000001', Code: '2  ', Type: 'E', IsBlocked: false }];

async function connect(token: ScriptedAnswer, wanted: readonly number[], vatCodes: readonly object[] = VAT_CODES) {
  server = await startScriptedServer(({ url }) => {
    if (url === '/api/oauth2/token') return token;
    if (url.startsWith('/api/v1/current/Me?'))
      return json({ d: { results: [{ UserID: 'u', FullName: 'Karin Jansen', CurrentDivision: 7 }] } });
    if (url.includes('/vat/VATCodes')) return json({ d: { results: vatCodes } });
    return json({ d: { results: divisions } });
  });
  test = createTestClients(server.url);
  const grant = { kind: 'code', code: 'c!1', redirectUri: 'https://tandem.example/cb' } as const;
  return await test.clients.connect({ country: 'nl', grant, divisions: wanted }).catch((error: unknown) => error);
}

describe('connecting Exact Online', () => {
  it('trades the code for a user and the divisions that are granted', async () => {
    const connection = await connect(granted, [7]);

    expect(connection).toMatchObject({
      credentials: { country: 'nl', refreshToken: 'refresh', accessToken: 'access' },
      me: { FullName: 'Karin Jansen' },
      divisions: [{ Code: 7, Description: 'Holland BV', Country: 'NL' }, { Code: 8 }],
    });
    expect(Object.fromEntries(new URLSearchParams(server!.requests[0]!.body))).toEqual({
      grant_type: 'authorization_code',
      code: 'c!1',
      redirect_uri: 'https://tandem.example/cb',
      client_id: 'client',
      client_secret: 'secret',
    });
  });

  it.each([8, 9])('names the divisions that are granted when %i is blocked or not among them', async (wanted) => {
    expect(await connect(granted, [wanted])).toMatchObject({
      code: 'exact_wrong_division',
      params: { division: wanted, granted: phrase('exact_granted', { divisions: '7 (Holland BV)' }) },
    });
  });

  it.each([
    [json({ error: 'invalid_grant', error_description: 'Code was used' }, 400), 'exact_code_refused'],
    [json({ error: 'invalid_client' }, 401), 'exact_app_registration'],
    [json({ error: 'access_denied', error_description: 'access_token not expired' }, 400), 'exact_token_held'],
    [{ status: 503 } as const, 'exact_unavailable'],
  ])('says what went wrong (%#)', async (token, code) => {
    expect(await connect(token, [])).toMatchObject({ code });
  });

  it('refuses a user who sees no VAT codes, which every flow reads', async () => {
    expect(await connect(granted, [7], [])).toMatchObject({ code: 'exact_rights_missing', params: { division: 7 } });
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
