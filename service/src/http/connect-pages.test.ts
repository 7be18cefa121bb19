import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ADMINISTRATOR,
  COMPANY,
  INTEGRATION_USER,
  startConnectStage,
  TestBrowser,
  type ConnectStage,
} from '../../tests/support/connect-stage.ts';

let stage: ConnectStage;
let orgId: string;
let browser: TestBrowser;

beforeAll(async () => {
  stage = await startConnectStage();
  orgId = String((await stage.control('salesforce', 'GET', 'health'))['orgId']);
});
afterAll(() => stage.close());
beforeEach(() => {
  browser = new TestBrowser(stage);
});
afterEach(async () => {
  await stage.app.store.orgs.delete(orgId);
});

async function asAdministrator(username = ADMINISTRATOR): Promise<void> {
  await browser.open('/connect/salesforce');
  await browser.press('Log in to Salesforce');
  await browser.signInAtSalesforce(username);
}

const statusOf = async (key: string): Promise<number> => (await stage.app.request('GET', '/v1/org', { key })).status;
const stored = async (): Promise<Record<string, unknown>> => {
  const connection = await stage.app.store.vault.find(orgId, 'salesforce');
  return { grant: connection?.meta.grant, userName: connection?.meta.userName };
};
const alerts = async (): Promise<unknown[]> =>
  stage.app.query("select * from alert where org_id = $1 and code = 'connection_changed'", [orgId]);

describe('a first connection', () => {
  it('is proven by an administrator, who lets another user work, and leads to the pairing code and to Exact', async () => {
    await asAdministrator();
    expect(browser.html).toContain('You are an administrator of Simulated Org');
    expect(await stage.app.store.orgs.find(orgId)).toBeUndefined();

    await browser.press('Log in as this user');
    expect(browser.onward.searchParams.get('prompt')).toBe('login');
    await browser.signInAtSalesforce(INTEGRATION_USER);

    expect(browser.html).toContain(`Tandem works as ${INTEGRATION_USER}`);
    expect(await stored()).toEqual({ grant: 'refresh_token', userName: INTEGRATION_USER });
    const redeemed = await stage.app.request('POST', '/v1/pairing/redeem', {
      body: { code: browser.pairingCode },
      headers: { 'x-salesforce-org-id': orgId },
    });
    expect(redeemed.status).toBe(200);

    await browser.open(browser.linkTo('/connect/exact?ticket='));
    await browser.press('Log in to Exact Online NL');
    await browser.signInAtExact();
    expect(browser.html).toContain(`Test Company BV (${COMPANY})`);
    // Nothing was replaced: nobody needs a warning.
    expect(await alerts()).toEqual([]);
  });

  it('may leave the work to the user that the app runs as, or to the administrator himself', async () => {
    await asAdministrator();
    await browser.press('The user that the app runs as');
    expect(await stored()).toEqual({ grant: 'client_credentials', userName: INTEGRATION_USER });

    await stage.app.store.orgs.delete(orgId);
    await asAdministrator();
    await browser.press(`Me, ${ADMINISTRATOR}`);
    expect(await stored()).toEqual({ grant: 'refresh_token', userName: ADMINISTRATOR });
  });

  it.each([
    ['a plain user', [], 'the right Customize Application and Manage Users'],
    ['a user who may only customize', ['CustomizeApplication'], 'the right Manage Users'],
  ])('is refused to %s with the reason, and nothing is stored', async (_who, profilePermissions, reason) => {
    const username = `plain-${profilePermissions.length}@example.com`;
    await stage.control('salesforce', 'POST', 'users', { username, profilePermissions, permissionSets: ['Tandem_Integration'] });

    await asAdministrator(username);

    expect(browser.status).toBe(403);
    expect(browser.html).toContain(
      `Only an administrator may connect Simulated Org. Salesforce does not give ${username} the right`,
    );
    expect(browser.html).toContain(reason);
    expect(browser.pairingCode).toBeUndefined();
    expect(await stage.app.store.orgs.find(orgId)).toBeUndefined();
    expect(await stage.app.query('select 1 from oauth_state where kind = $1', ['salesforceProof'])).toEqual([]);
  });

  it('is refused for a user who cannot do the work, names the right that is missing, and can be tried again', async () => {
    await stage.control('salesforce', 'POST', 'users', { username: 'bare@example.com', permissionSets: [] });
    await asAdministrator();
    await browser.press('Log in as this user');
    await browser.signInAtSalesforce('bare@example.com');

    expect(browser.status).toBe(422);
    expect(browser.html).toContain('bare@example.com');
    expect(browser.html).toContain('Exact_Id__c');
    expect(browser.html).toContain('Assign the permission set Tandem Integration');
    expect(await stage.app.store.orgs.find(orgId)).toBeUndefined();
  });
});

describe('an org that is connected', () => {
  it('does not change hands for an administrator without a ticket: he gets a pairing code and nothing else', async () => {
    const apiKey = await stage.connectByOperator();
    const before = await stage.rows(orgId);

    await asAdministrator();

    expect(browser.html).toContain('Simulated Org is connected already');
    expect(browser.html).not.toContain('<form');
    expect(await stage.rows(orgId)).toEqual(before);
    expect(await statusOf(apiKey)).toBe(200);
    expect(browser.pairingCode).toMatch(/^[2-9A-Z]{5}(-[2-9A-Z]{5}){3}$/);
  });

  it('does not change hands for a plain user, who gets nothing', async () => {
    const apiKey = await stage.connectByOperator();
    const before = await stage.rows(orgId);
    await stage.control('salesforce', 'POST', 'users', { username: 'sales@example.com', permissionSets: ['Tandem_User'] });

    await asAdministrator('sales@example.com');

    expect([browser.status, browser.pairingCode]).toEqual([403, undefined]);
    expect(await stage.rows(orgId)).toEqual(before);
    expect(await statusOf(apiKey)).toBe(200);
  });

  it('does not change hands when it was connected while an administrator still chose', async () => {
    await asAdministrator();
    await stage.connectByOperator();
    const before = await stage.rows(orgId);

    await browser.press(`Me, ${ADMINISTRATOR}`);

    expect(browser.html).toContain('is connected already');
    expect(await stage.rows(orgId)).toEqual(before);
  });

  it('changes hands with a ticket of its own page; key and Exact stay, and everybody is told who did it', async () => {
    const apiKey = await stage.connectByOperator();

    await browser.open(await stage.ticket('salesforce', apiKey));
    await browser.press('Log in as this user');
    await browser.signInAtSalesforce(INTEGRATION_USER);

    expect(browser.html).toContain('is connected again');
    expect(browser.pairingCode).toBeUndefined();
    expect(await stored()).toEqual({ grant: 'refresh_token', userName: INTEGRATION_USER });
    expect(await statusOf(apiKey)).toBe(200);
    const activity = (await (await stage.app.request('GET', '/v1/activity', { key: apiKey })).json()) as {
      items: { flow: string; message: string }[];
    };
    expect(activity.items[0]).toMatchObject({
      flow: 'connections',
      message: `The connection to Salesforce was changed by Zoë. Tandem now works there as ${INTEGRATION_USER}.`,
    });
    const [alert] = await stage.app.store.alertQueue.take(10, 1000);
    expect(alert).toMatchObject({ orgId, code: 'connection_changed', isNotice: true, body: expect.stringContaining('Zoë') });
  });

  it('takes a ticket for itself only', async () => {
    const apiKey = await stage.connectByOperator();
    const other = '00D000000000777EAA';
    await stage.app.store.orgs.save({ id: other, name: 'Other', features: {} });
    await stage.app.store.vault.save(other, 'salesforce', {}, { instanceUrl: stage.salesforceUrl });
    const theirs = await stage.ticket('salesforce', await stage.app.store.apiKeys.issue(other));
    const before = await stage.rows(orgId);

    await browser.open(theirs);
    await browser.press('Log in as this user');
    await browser.signInAtSalesforce(INTEGRATION_USER);

    expect(browser.status).toBe(409);
    expect(browser.html).toContain('The login leads to the Salesforce org Simulated Org, but Other is being connected');
    expect(await stage.rows(orgId)).toEqual(before);
    expect(await statusOf(apiKey)).toBe(200);
  });
});

describe('the pages', () => {
  it('spend a ticket by a click, never by being looked at', async () => {
    const apiKey = await stage.connectByOperator();
    for (const system of ['exact', 'salesforce'] as const) {
      const url = await stage.ticket(system, apiKey);
      const path = url.replace('http://localhost', '');
      for (const method of ['HEAD', 'GET', 'GET', 'HEAD']) expect((await stage.app.request(method, path)).status).toBe(200);
      await browser.open(url);
      const button = system === 'exact' ? 'Log in to Exact Online NL' : 'Log in as this user';
      const page = browser.html;
      await browser.press(button);
      expect(browser.status).toBe(200);
      browser.html = page;
      await browser.press(button);
      expect([browser.status, browser.html.includes('login took too long')]).toEqual([400, true]);
      expect((await stage.app.request('GET', path)).status).toBe(400);
    }
  });

  it('do not let a link scanner spend the way back', async () => {
    await browser.open('/connect/salesforce');
    await browser.press('Log in to Salesforce');
    const state = browser.onward.searchParams.get('state') ?? '';

    expect((await stage.app.request('HEAD', `/connect/salesforce/callback?code=x&state=${state}`)).status).toBe(404);
    expect((await stage.app.request('HEAD', `/connect/exact/callback?code=x&state=${state}`)).status).toBe(404);
    await browser.signInAtSalesforce(ADMINISTRATOR);
    expect(browser.html).toContain('You are an administrator');
  });

  it('never take over a login cookie that somebody planted', async () => {
    const planted = 'p'.repeat(43);
    const response = await fetch(`${stage.app.url}/connect/salesforce`, {
      method: 'POST',
      headers: { cookie: `tandem_login=${planted}` },
      body: new URLSearchParams({ loginUrl: stage.salesforceUrl }),
    });
    const state = new URL(
      (/content="0;url=([^"]*)"/.exec(await response.text())?.[1] ?? '').replaceAll('&#38;', '&'),
    ).searchParams.get('state');

    expect(response.headers.get('set-cookie')).toMatch(/^tandem_login=(?!p{43})[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Lax/);
    const back = await stage.app.request('GET', `/connect/salesforce/callback?code=x&state=${state}`, {
      headers: { cookie: `tandem_login=${planted}` },
    });
    expect([back.status, (await back.text()).includes('login took too long')]).toEqual([400, true]);
  });

  it('refuse a login that was begun in another browser, is used twice, or was never begun', async () => {
    await browser.open('/connect/salesforce');
    await browser.press('Log in to Salesforce');
    const path = `/connect/salesforce/callback?code=abc&state=${browser.onward.searchParams.get('state')}`;

    expect((await stage.app.request('GET', path)).status).toBe(400);
    await browser.open(path);
    expect(browser.status).toBe(400);
    await browser.open('/connect/salesforce/callback?code=abc&state=made-up');
    expect(browser.status).toBe(400);
  });

  it('bind the proof of an administrator to his browser', async () => {
    await asAdministrator();
    const stranger = new TestBrowser(stage);
    stranger.html = browser.html;

    await stranger.press(`Me, ${ADMINISTRATOR}`);

    expect(stranger.status).toBe(400);
    expect(await stage.app.store.orgs.find(orgId)).toBeUndefined();
  });

  it('say why access was refused, without executing what the address says', async () => {
    await browser.open('/connect/salesforce');
    await browser.press('Log in to Salesforce');
    const state = browser.onward.searchParams.get('state') ?? '';
    const query = new URLSearchParams({ error: 'access_denied', error_description: '<script>alert(1)</script>', state });

    await browser.open(`/connect/salesforce/callback?${query.toString()}`);

    expect([browser.status, browser.html.includes('got no access to Salesforce')]).toEqual([400, true]);
    expect(browser.html).not.toContain('<script>');
  });

  it('send the client secret to no login address but Salesforce’s', async () => {
    const post = (loginUrl: string) =>
      fetch(`${stage.app.url}/connect/salesforce`, { method: 'POST', body: new URLSearchParams({ loginUrl }) });
    const strangers = ['https://evil.example', 'https://acme.my.salesforce.com.evil.example', 'http://acme.my.salesforce.com'];
    for (const loginUrl of strangers) {
      expect((await stage.app.request('GET', `/connect/salesforce?loginUrl=${encodeURIComponent(loginUrl)}`)).status).toBe(400);
      expect((await post(loginUrl)).status).toBe(404);
    }
    for (const loginUrl of ['https://acme--dev.sandbox.my.salesforce.com', 'https://test.salesforce.com'])
      expect((await post(loginUrl)).status).toBe(200);
  });

  it('carry no script, lead nowhere by a form but to this service, and are not kept', async () => {
    const response = await stage.app.request('GET', '/connect/salesforce');
    const style = /<style>([^]*?)<\/style>/.exec(await response.text())?.[1] ?? '';
    const policy = response.headers.get('content-security-policy') ?? '';

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
