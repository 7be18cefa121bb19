import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { APP, closeSimulators, DIVISION, REDIRECT_URI, startConnected, type TestClient, type Tokens } from './testing/client.ts';

afterEach(closeSimulators);

describe('consent', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await startConnected();
  });

  const authorize = (changes: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      client_id: APP.clientId,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      state: 's 1',
      ...changes,
    });
    return client.call('GET', `/api/oauth2/auth?${query.toString()}`);
  };

  it('shows a page with a button that leads back with a code and the state', async () => {
    const page = await authorize();
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.text).toContain('<button');

    const form = new URLSearchParams({
      client_id: APP.clientId,
      redirect_uri: REDIRECT_URI,
      state: 's 1',
      division: String(DIVISION),
    });
    const back = await client.call('POST', '/api/oauth2/auth', form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
    const target = new URL(back.headers.get('location') ?? '');
    expect(back.status).toBe(302);
    expect(target.searchParams.get('state')).toBe('s 1');
    const code = target.searchParams.get('code') ?? '';
    const exchanged = await client.tokenRequest({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI });
    expect(exchanged.status).toBe(200);
  });

  it.each([{ client_id: 'other' }, { redirect_uri: 'http://evil.example/callback' }, { response_type: 'token' }])(
    'refuses an authorisation with %j',
    async (changes) => {
      expect((await authorize(changes)).status).toBe(400);
    },
  );

  it('gives tokens that are long, hold a "!" and say their life as text', async () => {
    const tokens = await client.connect();
    expect(tokens.expires_in).toBe('600');
    expect(tokens.token_type).toBe('bearer');
    expect(tokens.access_token).toContain('!');
    expect(tokens.access_token.length).toBeGreaterThan(500);
  });

  it('takes a code once', async () => {
    const code = await client.code();
    const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI };
    expect((await client.tokenRequest(form)).status).toBe(200);
    expect((await client.tokenRequest(form)).status).toBe(400);
  });

  it('refuses a token request as JSON, with a wrong secret, or with another redirect URI', async () => {
    const code = await client.code();
    const asJson = await client.call('POST', '/api/oauth2/token', { grant_type: 'authorization_code', code });
    expect(asJson).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI };
    expect((await client.tokenRequest({ ...form, client_secret: 'wrong' })).status).toBe(401);
    expect((await client.tokenRequest({ ...form, redirect_uri: 'http://127.0.0.1/other' })).status).toBe(400);
  });

  it('hides companies outside the consent', async () => {
    await client.connect([999]);
    const me = await client.call('GET', '/api/v1/current/Me');
    expect(me.status).toBe(403);
    expect(me.text).toContain('User division is not within division scope');
    expect(await client.rows('system/Divisions', { $select: 'Code' })).toEqual([]);
    const other = await client.get('vat/VATCodes');
    expect(other.status).toBe(403);
    expect(other.headers.get('reason')).toBe('NoDivisionAccess');
  });

  it('kills every token when the user takes the rights away', async () => {
    const tokens = await client.connect();
    await client.call('POST', '/_control/revoke');
    expect((await client.get('vat/VATCodes')).status).toBe(401);
    expect((await client.tokenRequest({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).status).toBe(400);
  });
});

describe('access tokens', () => {
  it('answer a missing token with the login page and an unknown one with JSON', async () => {
    const client = await startConnected();
    client.token = '';
    const missing = await client.get('vat/VATCodes');
    expect(missing.status).toBe(401);
    expect(missing.text).toContain('Object moved');
    client.token = 'nonsense';
    expect(await client.get('vat/VATCodes')).toMatchObject({ status: 401, body: { error: { code: '' } } });
  });

  it('cannot be refreshed while the old one is young, and the refresh token survives the attempt', async () => {
    const client = await startConnected();
    const tokens = await client.connect();
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    const early = { status: 400, body: { error_description: 'Rate limit exceeded: access_token not expired' } };
    expect(await client.tokenRequest(refresh)).toMatchObject(early);
    expect(await client.tokenRequest(refresh)).toMatchObject(early);
    expect((await client.get('vat/VATCodes')).status).toBe(200);
  });

  it('expire, and refresh tokens rotate: the old one is dead for good', async () => {
    // 600 s of life become 60 ms.
    const client = await startConnected({ timeScale: 10_000 });
    const tokens = await client.connect();
    const refresh = (token: string) => client.tokenRequest({ grant_type: 'refresh_token', refresh_token: token });
    let status = 200;
    while (status === 200) ({ status } = await client.get('vat/VATCodes'));
    expect(status).toBe(401);
    const first = await refresh(tokens.refresh_token);
    expect(first.status).toBe(200);
    expect((first.body as Tokens).refresh_token).not.toBe(tokens.refresh_token);
    expect(await refresh(tokens.refresh_token)).toMatchObject({
      status: 401,
      body: { error: 'unauthorized_client', error_description: 'Old refresh token used.' },
    });
    client.token = (first.body as Tokens).access_token;
    expect((await client.get('vat/VATCodes')).status).toBe(200);
  });
});
