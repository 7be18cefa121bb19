import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { DIVISION, WEBHOOK_SECRET, startTestApp, type TestApp } from '../../tests/support/test-app.ts';
import { makeOrg } from '../../tests/support/test-store.ts';

let app: TestApp;
let org: { orgId: string; apiKey: string };

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  org = await makeOrg(app.store);
});

describe('webhooks', () => {
  const signed = (content: string, secret = WEBHOOK_SECRET): string =>
    `{"Content":${content},"HashCode":"${createHmac('sha256', secret).update(content).digest('hex').toUpperCase()}"}`;
  const content = `{"Topic":"Items","Action":"Update","Division":${DIVISION.code},"Key":"guid-ünï"}`;
  let token: string;

  beforeEach(async () => {
    token = (await app.store.orgs.find(org.orgId))?.webhookToken ?? '';
    await app.store.vault.save(org.orgId, 'exact', { refreshToken: 'r' }, { country: 'nl', divisions: [DIVISION] });
  });

  it('answers the empty POST with which Exact tries the address', async () => {
    expect((await app.request('POST', `/webhooks/exact/${token}`)).status).toBe(200);
  });

  it('hands a signed event to every org of the division', async () => {
    const sharing = await makeOrg(app.store);
    await app.store.vault.save(sharing.orgId, 'exact', { refreshToken: 'r' }, { country: 'nl', divisions: [DIVISION] });

    const response = await app.request('POST', `/webhooks/exact/${token}`, { body: signed(content) });

    expect(response.status).toBe(200);
    for (const orgId of [org.orgId, sharing.orgId]) {
      await until(() =>
        app.engineCalls.some((call) => call.method === 'hintFromExact' && call.args[0] === orgId && call.args[3] === 'guid-ünï'),
      );
    }
  });

  it.each([
    ['another secret', () => signed(content, 'other')],
    ['a changed content', () => signed(content).replace('Update', 'Delete')],
    ['no signature', () => content],
  ])('refuses %s', async (_what, body) => {
    expect((await app.request('POST', `/webhooks/exact/${token}`, { body: body() })).status).toBe(401);
  });

  it('knows nothing at an address that was not given out', async () => {
    expect((await app.request('POST', '/webhooks/exact/guessed', { body: signed(content) })).status).toBe(404);
  });
});

describe('connect pages', () => {
  const cookieOf = (response: Response): string =>
    /tandem_login=[\w-]+/.exec(response.headers.get('set-cookie') ?? '')?.[0] ?? '';
  const stateOf = (html: string): string => /state=([\w-]+)/.exec(html.replaceAll('&#38;', '&'))?.[1] ?? '';

  it('lead from the Salesforce login over the pairing code to Exact Online', async () => {
    const start = await app.request('GET', '/connect/salesforce');
    const startHtml = await start.text();
    const cookie = cookieOf(start);
    const callback = await app.request('GET', `/connect/salesforce/callback?code=abc&state=${stateOf(startHtml)}`, {
      headers: { cookie },
    });
    const html = await callback.text();
    const ticket = /ticket=([\w-]+)/.exec(html)?.[1] ?? '';
    const exact = await app.request('GET', `/connect/exact?ticket=${ticket}`, { headers: { cookie } });
    const exactHtml = await exact.text();
    const done = await app.request('GET', `/connect/exact/callback?code=def&state=${stateOf(exactHtml)}`, {
      headers: { cookie },
    });

    expect(startHtml).toContain('code_challenge=');
    expect(html).toMatch(/<code>[2-9A-Z]{5}(-[2-9A-Z]{5}){3}<\/code>/);
    expect(callback.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(callback.headers.get('cache-control')).toBe('no-store');
    expect(exactHtml).toContain('Log in to Exact Online BE');
    expect(await done.text()).toContain('Acme NL (123456)');
  });

  it('refuse a login that was begun in another browser, is used twice, or was never begun', async () => {
    const start = await app.request('GET', '/connect/salesforce');
    const html = await start.text();
    const path = `/connect/salesforce/callback?code=abc&state=${stateOf(html)}`;

    expect((await app.request('GET', path)).status).toBe(400);
    expect((await app.request('GET', path, { headers: { cookie: cookieOf(start) } })).status).toBe(400);
    expect(
      (await app.request('GET', '/connect/salesforce/callback?code=abc&state=made-up', { headers: { cookie: cookieOf(start) } }))
        .status,
    ).toBe(400);
  });

  it('say why access was refused, without executing what the address says', async () => {
    const start = await app.request('GET', '/connect/salesforce');
    const reason = encodeURIComponent('<script>alert(1)</script>');
    const response = await app.request(
      'GET',
      `/connect/salesforce/callback?error=access_denied&error_description=${reason}&state=${stateOf(await start.text())}`,
      { headers: { cookie: cookieOf(start) } },
    );
    const html = await response.text();

    expect(response.status).toBe(400);
    expect(html).toContain('got no access to Salesforce');
    expect(html).not.toContain('<script>');
  });

  it('send the client secret to no login address but Salesforce’s', async () => {
    for (const loginUrl of [
      'https://evil.example',
      'https://acme.my.salesforce.com.evil.example',
      'http://acme.my.salesforce.com',
    ]) {
      expect((await app.request('GET', `/connect/salesforce?loginUrl=${encodeURIComponent(loginUrl)}`)).status).toBe(400);
    }
    expect(
      (
        await app.request(
          'GET',
          `/connect/salesforce?loginUrl=${encodeURIComponent('https://acme--dev.sandbox.my.salesforce.com')}`,
        )
      ).status,
    ).toBe(200);
  });

  it('give an org its own address for Exact Online, good for one visit', async () => {
    const { url } = (await (await app.request('POST', '/v1/connect/exact', { key: org.apiKey, body: {} })).json()) as {
      url: string;
    };
    const path = url.replace('http://localhost', '');

    expect((await app.request('GET', path)).status).toBe(200);
    expect((await app.request('GET', path)).status).toBe(400);
  });
});

/** Waits for something that happens after an answer, a turn of the event loop at a time. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
