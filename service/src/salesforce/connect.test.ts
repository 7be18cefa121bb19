import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { importSPKI, jwtVerify } from 'jose';
import { json, type ScriptedAnswer, type SeenRequest } from '../wire/testing/scripted-server.ts';
import { authorizeUrl, createPkce } from './oauth.ts';
import type { SalesforceConnectRequest } from './connect.ts';
import { startTestOrg, type TestOrg } from './testing.ts';

let test: TestOrg | undefined;

afterEach(async () => {
  await test?.close();
  test = undefined;
});

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const identity = 'https://login.salesforce.com/id/00D000000000062EAA/005000000000001AAA';
const tokens = (extra: object = {}) =>
  json({
    access_token: '00D!a',
    instance_url: 'https://acme.my.salesforce.com/',
    id: identity,
    token_type: 'Bearer',
    issued_at: '1',
    ...extra,
  });

async function connect(request: (url: string) => SalesforceConnectRequest, answer: (request: SeenRequest) => ScriptedAnswer) {
  test = await startTestOrg(() => ({ status: 500 }), { onToken: answer, app: { privateKeyPem: keys.privateKey } });
  return await test.clients.connect(request(test.server.url)).catch((error: unknown) => error);
}
const sent = () => Object.fromEntries(new URLSearchParams(test!.server.requests[0]!.body));

describe('connecting Salesforce', () => {
  it('by client credentials asks the org itself', async () => {
    const connection = await connect(
      (url) => ({ kind: 'client_credentials', instanceUrl: `${url}/` }),
      () => tokens(),
    );

    expect(connection).toMatchObject({
      orgId: '00D000000000062EAA',
      userId: '005000000000001AAA',
      credentials: { instanceUrl: test!.server.url, grant: 'client_credentials' },
    });
    expect(sent()).toEqual({ grant_type: 'client_credentials', client_id: 'client', client_secret: 'secret' });
  });

  it('by code sends verifier and secret, and keeps the refresh token and the org that answered', async () => {
    const request = { kind: 'code', code: 'c', redirectUri: 'https://tandem.example/cb', codeVerifier: 'v' } as const;
    const connection = await connect(
      () => request,
      () => tokens({ refresh_token: 'r' }),
    );

    expect(connection).toMatchObject({
      credentials: { instanceUrl: 'https://acme.my.salesforce.com', grant: 'refresh_token', refreshToken: 'r' },
    });
    expect(sent()).toMatchObject({
      grant_type: 'authorization_code',
      code_verifier: 'v',
      client_secret: 'secret',
      redirect_uri: 'https://tandem.example/cb',
    });
  });

  it('by jwt signs for the user and the org', async () => {
    await connect(
      (url) => ({ kind: 'jwt', instanceUrl: url, username: 'integration@example.com' }),
      () => tokens(),
    );

    const { payload } = await jwtVerify(sent()['assertion'] ?? '', await importSPKI(keys.publicKey, 'RS256'));
    expect(payload).toMatchObject({ iss: 'client', sub: 'integration@example.com', aud: test!.server.url });
  });

  it('by refresh token keeps the rotated one', async () => {
    const connection = await connect(
      (url) => ({ kind: 'refresh_token', instanceUrl: url, refreshToken: 'r1' }),
      () => tokens({ refresh_token: 'r2' }),
    );

    expect(connection).toMatchObject({ credentials: { refreshToken: 'r2' } });
  });

  it.each<[ScriptedAnswer, string]>([
    [json({ error: 'invalid_client', error_description: 'invalid client credentials' }, 400), 'salesforce_app_registration'],
    [json({ error: 'invalid_client', error_description: 'app must be installed into org' }, 400), 'salesforce_app_registration'],
    [json({ error: 'invalid_grant', error_description: 'expired authorization code' }, 400), 'salesforce_code_refused'],
    [{ status: 503 }, 'salesforce_unavailable'],
    [tokens({ id: 'nothing' }), 'salesforce_unreadable_answer'],
  ])('says what went wrong (%#)', async (answer, code) => {
    const request = { kind: 'code', code: 'c', redirectUri: 'https://tandem.example/cb', codeVerifier: 'v' } as const;

    expect(
      await connect(
        () => request,
        () => answer,
      ),
    ).toMatchObject({ code });
  });

  it('sends the browser to the login with a challenge that only the verifier answers', () => {
    const { codeVerifier, codeChallenge } = createPkce();
    const app = { clientId: 'client', clientSecret: 'secret', loginUrl: 'https://login.salesforce.com' };
    const url = new URL(authorizeUrl(app, { redirectUri: 'https://tandem.example/cb', state: 's', codeChallenge }));

    expect(codeVerifier.length).toBeGreaterThanOrEqual(43);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
      state: 's',
    });
  });
});
