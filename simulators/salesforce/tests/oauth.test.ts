import { createHash, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importPKCS8, SignJWT } from 'jose';
import { APP, OrgClient, text } from './org-client.ts';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const VERIFIER = 'a-verifier-of-at-least-forty-three-characters-long';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const REDIRECT = APP.redirectUris[0] ?? '';

describe('OAuth', () => {
  let org: OrgClient;
  beforeAll(async () => {
    org = await OrgClient.start({ app: { ...APP, jwtPublicKeyPem: keys.publicKey } }, []);
  });
  afterAll(() => org.close());

  const client = { client_id: APP.clientId, client_secret: APP.clientSecret };
  const codeForm = (code: string, more: Record<string, string> = {}) => ({
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT,
    code_verifier: VERIFIER,
    ...client,
    ...more,
  });
  const consent = async (): Promise<string> =>
    text((await org.control('POST', '/consent', { redirectUri: REDIRECT, codeChallenge: CHALLENGE }))['code']);
  const refresh = (token: unknown) => org.requestToken({ grant_type: 'refresh_token', refresh_token: String(token), ...client });
  const isAccepted = async (token: unknown): Promise<boolean> =>
    (await org.call('GET', '/limits', undefined, { Authorization: `Bearer ${String(token)}` })).status === 200;

  it('answers client credentials with a session, without expires_in and without a refresh token', async () => {
    const { status, body } = await org.requestToken({ grant_type: 'client_credentials', ...client });
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual([
      'access_token',
      'api_instance_url',
      'id',
      'instance_url',
      'issued_at',
      'scope',
      'signature',
      'token_type',
    ]);
    expect(body).toMatchObject({ token_type: 'Bearer', instance_url: org.url, issued_at: expect.any(String) });
    expect(body['id']).toMatch(/\/id\/00D\w{15}\/005\w{15}$/);
    expect(body['access_token']).toMatch(/^00D\w{12}!/);
  });

  it('refuses client credentials while no administrator has chosen the user that the app runs as', async () => {
    await org.control('POST', '/policies', { runAs: false });
    const { status, body } = await org.requestToken({ grant_type: 'client_credentials', ...client });
    await org.control('POST', '/policies', { runAs: true });

    expect([status, body]).toEqual([400, { error: 'invalid_grant', error_description: 'no client credentials user enabled' }]);
  });

  it('refuses a wrong secret, a missing secret and an unknown grant', async () => {
    const wrong = await org.requestToken({ grant_type: 'client_credentials', client_id: APP.clientId, client_secret: 'x' });
    expect([wrong.status, wrong.body]).toEqual([
      400,
      { error: 'invalid_client', error_description: 'invalid client credentials' },
    ]);
    expect((await org.requestToken({ grant_type: 'client_credentials', client_id: APP.clientId })).body['error']).toBe(
      'invalid_client',
    );
    expect((await org.requestToken({ grant_type: 'magic', ...client })).body['error']).toBe('unsupported_grant_type');
  });

  it('refuses a bad bearer with an array of INVALID_SESSION_ID', async () => {
    const { status, body } = await org.call('GET', '/limits', undefined, { Authorization: 'Bearer nonsense' });
    expect([status, body]).toEqual([401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]]);
  });

  it('asks the person, and leads back with code and state', async () => {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: APP.clientId,
      redirect_uri: REDIRECT,
      state: 's 1',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
    });
    const page = await fetch(`${org.url}/services/oauth2/authorize?${query.toString()}`);
    expect(await page.text()).toContain('name="decision" value="allow"');
    query.set('decision', 'allow');
    const answer = await fetch(`${org.url}/services/oauth2/authorize`, { method: 'POST', body: query, redirect: 'manual' });
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.searchParams.get('state')).toBe('s 1');
    const { body } = await org.requestToken(codeForm(location.searchParams.get('code') ?? ''));
    expect(body).toMatchObject({ refresh_token: expect.any(String), scope: 'refresh_token api' });
  });

  it('refuses to authorize without PKCE or for another redirect URI', async () => {
    const query = { response_type: 'code', client_id: APP.clientId, redirect_uri: REDIRECT };
    const withoutPkce = await fetch(`${org.url}/services/oauth2/authorize?${new URLSearchParams(query).toString()}`);
    expect([withoutPkce.status, ((await withoutPkce.json()) as { error: string }).error]).toEqual([400, 'invalid_request']);
    const elsewhere = await fetch(
      `${org.url}/services/oauth2/authorize?${new URLSearchParams({ ...query, redirect_uri: 'http://evil.example' }).toString()}`,
    );
    expect(((await elsewhere.json()) as { error: string }).error).toBe('redirect_uri_mismatch');
  });

  it('wants both the verifier and the secret, and a code once', async () => {
    expect((await org.requestToken(codeForm(await consent(), { code_verifier: 'wrong' }))).body['error']).toBe('invalid_grant');
    expect((await org.requestToken(codeForm(await consent(), { client_secret: '' }))).body['error']).toBe('invalid_client');
    const code = await consent();
    expect((await org.requestToken(codeForm(code))).status).toBe(200);
    expect((await org.requestToken(codeForm(code))).body['error']).toBe('invalid_grant');
  });

  it('rotates refresh tokens, and revokes everything when a spent one comes back', async () => {
    const { body: first } = await org.requestToken(codeForm(await consent()));
    const { body: second } = await refresh(first['refresh_token']);
    expect(second['refresh_token']).not.toBe(first['refresh_token']);
    expect(await isAccepted(second['access_token'])).toBe(true);
    expect((await refresh(first['refresh_token'])).body).toEqual({
      error: 'invalid_grant',
      error_description: 'expired access/refresh token',
    });
    expect(await isAccepted(second['access_token'])).toBe(false);
    expect((await refresh(second['refresh_token'])).body['error']).toBe('invalid_grant');
    await org.login();
  });

  it('takes a signed assertion for a user of the org', async () => {
    const key = await importPKCS8(keys.privateKey, 'RS256');
    const assertion = (subject: string, audience: string, life = '3m') =>
      new SignJWT()
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(APP.clientId)
        .setSubject(subject)
        .setAudience(audience)
        .setExpirationTime(life)
        .sign(key);
    const ask = async (subject: string, audience: string, life?: string) =>
      org.requestToken({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: await assertion(subject, audience, life),
      });
    const { body } = await ask('integration@example.com', 'https://login.salesforce.com');
    expect(await isAccepted(body['access_token'])).toBe(true);
    expect((await ask('nobody@example.com', org.url)).body['error_description']).toBe("user hasn't approved this consumer");
    expect((await ask('integration@example.com', 'https://elsewhere.example')).body['error_description']).toBe(
      'audience is invalid',
    );
    expect((await ask('integration@example.com', org.url, '1h')).body['error']).toBe('invalid_grant');
  });

  it('tells who the user is', async () => {
    const answer = await fetch(`${org.url}/services/oauth2/userinfo`, { headers: { Authorization: `Bearer ${org.token}` } });
    expect(await answer.json()).toMatchObject({
      preferred_username: 'integration@example.com',
      organization_id: expect.stringMatching(/^00D\w{15}$/),
    });
  });

  it('gives no more tokens after the user took the rights away', async () => {
    await org.control('POST', '/revoke');
    expect(await isAccepted(org.token)).toBe(false);
    expect((await org.requestToken({ grant_type: 'client_credentials', ...client })).body['error']).toBe('invalid_grant');
    await consent();
    expect((await org.requestToken({ grant_type: 'client_credentials', ...client })).status).toBe(200);
  });

  describe('rights of whoever signed in', () => {
    const ACCESS =
      'SELECT PermissionsCustomizeApplication, PermissionsManageUsers, PermissionsViewSetup FROM UserPermissionAccess LIMIT 1';
    const signIn = async (username: string): Promise<Record<string, string>> => {
      const { code } = await org.control('POST', '/consent', { redirectUri: REDIRECT, codeChallenge: CHALLENGE, username });
      const { body } = await org.requestToken(codeForm(text(code)));
      return { Authorization: `Bearer ${text(body['access_token'])}` };
    };
    const accessOf = async (username: string): Promise<unknown> =>
      (await org.query(ACCESS, await signIn(username))).body['records']?.[0];

    it('are those of the profile and the permission sets of that user, and of nobody else', async () => {
      await org.control('POST', '/users', { username: 'sales@example.com' });
      await org.control('POST', '/users', { username: 'half@example.com', profilePermissions: ['CustomizeApplication'] });
      await org.control('POST', '/users', { username: 'boss@example.com', profilePermissions: 'all' });
      const flags = (customize: boolean, manage: boolean, view: boolean) => ({
        PermissionsCustomizeApplication: customize,
        PermissionsManageUsers: manage,
        PermissionsViewSetup: view,
      });

      expect(await accessOf('admin@example.com')).toMatchObject(flags(true, true, true));
      expect(await accessOf('boss@example.com')).toMatchObject(flags(true, true, true));
      expect(await accessOf('half@example.com')).toMatchObject(flags(true, false, false));
      expect(await accessOf('sales@example.com')).toMatchObject(flags(false, false, false));
      expect(await accessOf('integration@example.com')).toMatchObject(flags(false, false, true));
    });

    it('open the package’s own fields in describe to those whose permission set does', async () => {
      await org.control('POST', '/users', { username: 'bare@example.com' });
      const isOpen = async (username: string): Promise<boolean> => {
        const { body } = await org.call('GET', '/sobjects/Product2/describe', undefined, await signIn(username));
        const fields = body['fields'] as { name: string; updateable: boolean }[] | undefined;
        return fields?.find(({ name }) => name === 'Exact_Id__c')?.updateable === true;
      };

      expect(await isOpen('integration@example.com')).toBe(true);
      expect(await isOpen('bare@example.com')).toBe(false);
      await org.control('POST', '/users', {
        username: 'bare@example.com',
        permissionSets: ['Tandem_Integration', 'Tandem_Integration_Org_Rights'],
      });
      expect(await isOpen('bare@example.com')).toBe(true);
    });

    it('are the administrator’s where the consent page does not say who signs in, and nobody’s who may not', async () => {
      const form = new URLSearchParams({
        response_type: 'code',
        client_id: APP.clientId,
        redirect_uri: REDIRECT,
        code_challenge: CHALLENGE,
        code_challenge_method: 'S256',
        decision: 'allow',
      });
      const allow = (more: Record<string, string> = {}) =>
        fetch(`${org.url}/services/oauth2/authorize`, {
          method: 'POST',
          body: new URLSearchParams([...form, ...Object.entries(more)]),
          redirect: 'manual',
        });
      const code = new URL((await allow()).headers.get('location') ?? '').searchParams.get('code') ?? '';
      const { body } = await org.requestToken(codeForm(code));
      const access = await org.query(ACCESS, { Authorization: `Bearer ${text(body['access_token'])}` });

      expect(access.body['records']?.[0]).toMatchObject({ PermissionsCustomizeApplication: true });
      expect((await allow({ username: 'nobody@example.com' })).status).toBe(400);
      expect((await allow({ prompt: 'dance' })).status).toBe(400);
    });
  });
});

describe('a session in a sped-up org', () => {
  it('ends after two hours divided by the time scale', async () => {
    const org = await OrgClient.start({ timeScale: 7_200_000 });
    const deadline = Date.now() + 2;
    while (Date.now() < deadline) await new Promise((resolve) => setImmediate(resolve));
    expect((await org.call('GET', '/limits')).status).toBe(401);
    await org.close();
  });
});
