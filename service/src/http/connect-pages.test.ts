import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { useConnectDesk } from '../../tests/support/connect-desk.ts';
import { ADMINISTRATOR, COMPANY, INTEGRATION_USER, TestBrowser } from '../../tests/support/connect-stage.ts';

const desk = useConnectDesk();

async function asAdministrator(username = ADMINISTRATOR): Promise<void> {
  await desk.browser.open('/connect/salesforce');
  await desk.browser.press('Log in to Salesforce');
  await desk.browser.signInAtSalesforce(username);
}

const statusOf = async (key: string): Promise<number> => (await desk.stage.app.request('GET', '/v1/org', { key })).status;
const stored = async (): Promise<Record<string, unknown>> => {
  const connection = await desk.stage.app.store.vault.find(desk.orgId, 'salesforce');
  return { grant: connection?.meta.grant, userName: connection?.meta.userName };
};

describe('a first connection', () => {
  it('is proven by an administrator, who lets another user work, and leads to the pairing code and to Exact', async () => {
    await asAdministrator();
    expect(desk.browser.html).toContain('You are an administrator of Simulated Org');
    expect(await desk.stage.app.store.orgs.find(desk.orgId)).toBeUndefined();

    await desk.browser.press('Sign in as another user');
    expect(desk.browser.onward.searchParams.get('prompt')).toBe('login');
    await desk.browser.signInAtSalesforce(INTEGRATION_USER);

    expect(desk.browser.html).toContain(`Tandem works as ${INTEGRATION_USER}`);
    expect(await stored()).toEqual({ grant: 'refresh_token', userName: INTEGRATION_USER });
    const redeemed = await desk.stage.app.request('POST', '/v1/pairing/redeem', {
      body: { code: desk.browser.pairingCode },
      headers: { 'x-salesforce-org-id': desk.orgId },
    });
    expect(redeemed.status).toBe(200);

    await desk.browser.open(desk.browser.linkTo('/connect/exact?ticket='));
    await desk.browser.press('Log in to Exact Online NL');
    await desk.browser.signInAtExact();
    expect(desk.browser.html).toContain(`Test Company BV (${COMPANY})`);
    // Nothing was replaced: nobody needs a warning.
    expect(await desk.alerts()).toEqual([]);
  });

  it('recommends the user that the app runs as, then a person who signs in, then the certificate', async () => {
    await asAdministrator();

    expect([...desk.browser.html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title)).toEqual([
      'As the user that the app runs as (recommended)',
      'As a person who signs in (the quickest way to begin)',
      'By certificate (where your org forbids the first)',
    ]);
  });

  it.each([
    ['the Run As user', 'Use the Run As user', {}, 'client_credentials', INTEGRATION_USER, 'This ends only if an administrator'],
    [
      'the administrator himself',
      `Use my sign-in, ${ADMINISTRATOR}`,
      {},
      'refresh_token',
      ADMINISTRATOR,
      'This ends if the person is deactivated',
    ],
    [
      'a user by certificate',
      'Use the certificate',
      { username: ` ${INTEGRATION_USER} ` },
      'jwt',
      INTEGRATION_USER,
      'takes the approval of this user back',
    ],
  ])('lets %s work, and says as whom and what would end it', async (_who, button, typed, grant, userName, end) => {
    await asAdministrator();
    await desk.browser.press(button, typed);

    expect(await stored()).toEqual({ grant, userName });
    expect(desk.browser.html).toContain(`Tandem works as ${userName}.`);
    expect(desk.browser.html).toContain(end);
    const { meta } = await desk.stage.app.store.vault.read(desk.orgId, 'salesforce');
    expect(meta.instanceUrl).toBe(desk.stage.salesforceUrl);
  });

  it('tells the administrator what to prepare where no Run As user is chosen, and lets him choose again on the same page', async () => {
    await desk.stage.control('salesforce', 'POST', 'policies', { runAs: false });
    await asAdministrator();
    await desk.browser.press('Use the Run As user');

    expect(desk.browser.status).toBe(409);
    expect(desk.browser.html).toContain('no client credentials user enabled');
    expect(desk.browser.html).toContain('switch on the client credentials flow and choose a Run As user');
    expect(await desk.stage.app.store.orgs.find(desk.orgId)).toBeUndefined();

    await desk.stage.control('salesforce', 'POST', 'policies', { runAs: true });
    await desk.browser.press('Use the Run As user');
    expect(await stored()).toEqual({ grant: 'client_credentials', userName: INTEGRATION_USER });
  });

  it('tells which user the certificate was refused for, and lets another name be typed', async () => {
    await asAdministrator();
    await desk.browser.press('Use the certificate', { username: 'tandme@example.com' });

    expect(desk.browser.status).toBe(409);
    expect(desk.browser.html).toContain('Salesforce does not let Tandem sign in as tandme@example.com by its certificate');

    await desk.browser.press('Use the certificate', { username: INTEGRATION_USER });
    expect(await stored()).toEqual({ grant: 'jwt', userName: INTEGRATION_USER });
  });

  it('names the right that the administrator himself lacks for the work, and lets him choose the Run As user instead', async () => {
    const username = 'setup-only@example.com';
    const profilePermissions = ['CustomizeApplication', 'ManageUsers'];
    await desk.stage.control('salesforce', 'POST', 'users', {
      username,
      profilePermissions,
      permissionSets: ['Tandem_Integration'],
    });
    await asAdministrator(username);
    await desk.browser.press(`Use my sign-in, ${username}`);

    expect(desk.browser.status).toBe(422);
    expect(desk.browser.html).toContain(`${username} cannot read Product2`);

    await desk.browser.press('Use the Run As user');
    expect(await stored()).toEqual({ grant: 'client_credentials', userName: INTEGRATION_USER });
  });

  it('may fall back to the administrator himself after another choice was refused', async () => {
    await asAdministrator();
    await desk.browser.press('Use the certificate', { username: 'tandme@example.com' });
    await desk.browser.press(`Use my sign-in, ${ADMINISTRATOR}`);

    expect(await stored()).toEqual({ grant: 'refresh_token', userName: ADMINISTRATOR });
  });

  it.each([
    ['a plain user', [], 'the right Customize Application and Manage Users'],
    ['a user who may only customize', ['CustomizeApplication'], 'the right Manage Users'],
  ])('is refused to %s with the reason, and nothing is stored', async (_who, profilePermissions, reason) => {
    const username = `plain-${profilePermissions.length}@example.com`;
    await desk.stage.control('salesforce', 'POST', 'users', {
      username,
      profilePermissions,
      permissionSets: ['Tandem_Integration'],
    });

    await asAdministrator(username);

    expect(desk.browser.status).toBe(403);
    expect(desk.browser.html).toContain(
      `Only an administrator may connect Simulated Org. Salesforce does not give ${username} the right`,
    );
    expect(desk.browser.html).toContain(reason);
    expect(desk.browser.pairingCode).toBeUndefined();
    expect(await desk.stage.app.store.orgs.find(desk.orgId)).toBeUndefined();
    expect(await desk.stage.app.query('select 1 from oauth_state where kind = $1', ['salesforceProof'])).toEqual([]);
  });

  it('is refused for a user who cannot do the work, names the right that is missing, and can be tried again', async () => {
    await desk.stage.control('salesforce', 'POST', 'users', {
      username: 'bare@example.com',
      permissionSets: ['Tandem_Integration'],
    });
    await asAdministrator();
    await desk.browser.press('Sign in as another user');
    await desk.browser.signInAtSalesforce('bare@example.com');

    expect(desk.browser.status).toBe(422);
    expect(desk.browser.html).toContain('bare@example.com');
    expect(desk.browser.html).toContain('bare@example.com cannot read Product2');
    expect(desk.browser.html).toContain('Assign the permission set Tandem Integration');
    expect(await desk.stage.app.store.orgs.find(desk.orgId)).toBeUndefined();
  });
});

describe('an org that is connected', () => {
  it('does not change hands for an administrator without a ticket: he gets a pairing code and nothing else', async () => {
    const apiKey = await desk.stage.connectByOperator();
    const before = await desk.stage.rows(desk.orgId);

    await asAdministrator();

    expect(desk.browser.html).toContain('Simulated Org is connected already');
    expect(desk.browser.html).not.toContain('<form');
    expect(await desk.stage.rows(desk.orgId)).toEqual(before);
    expect(await statusOf(apiKey)).toBe(200);
    expect(desk.browser.pairingCode).toMatch(/^[2-9A-Z]{5}(-[2-9A-Z]{5}){3}$/);
  });

  it('does not change hands for a plain user, who gets nothing', async () => {
    const apiKey = await desk.stage.connectByOperator();
    const before = await desk.stage.rows(desk.orgId);
    await desk.stage.control('salesforce', 'POST', 'users', { username: 'sales@example.com', permissionSets: ['Tandem_User'] });

    await asAdministrator('sales@example.com');

    expect([desk.browser.status, desk.browser.pairingCode]).toEqual([403, undefined]);
    expect(await desk.stage.rows(desk.orgId)).toEqual(before);
    expect(await statusOf(apiKey)).toBe(200);
  });

  it('does not change hands when it was connected while an administrator still chose', async () => {
    await asAdministrator();
    await desk.stage.connectByOperator();
    const before = await desk.stage.rows(desk.orgId);

    await desk.browser.press(`Use my sign-in, ${ADMINISTRATOR}`);

    expect(desk.browser.html).toContain('is connected already');
    expect(await desk.stage.rows(desk.orgId)).toEqual(before);
  });

  it('changes hands with a ticket of its own page; key and Exact stay, and everybody is told who did it', async () => {
    const apiKey = await desk.stage.connectByOperator();

    await desk.browser.open(await desk.stage.ticket('salesforce', apiKey));
    await desk.browser.press('Sign in as another user');
    await desk.browser.signInAtSalesforce(INTEGRATION_USER);

    expect(desk.browser.html).toContain('is connected again');
    expect(desk.browser.pairingCode).toBeUndefined();
    expect(await stored()).toEqual({ grant: 'refresh_token', userName: INTEGRATION_USER });
    expect(await statusOf(apiKey)).toBe(200);
    const activity = (await (await desk.stage.app.request('GET', '/v1/activity', { key: apiKey })).json()) as {
      items: { flow: string; message: string }[];
    };
    expect(activity.items[0]).toMatchObject({
      flow: 'connections',
      message: `The connection to Salesforce was changed by Zoë. Tandem now works there as ${INTEGRATION_USER}.`,
    });
    const [alert] = await desk.stage.app.store.alertQueue.take('salesforce', 10, 1000);
    expect(alert).toMatchObject({
      orgId: desk.orgId,
      code: 'connection_changed',
      isNotice: true,
      text: expect.stringContaining('Zoë'),
    });
  });

  it('keeps its ticket for another choice when the first is refused, and its connection until one is proven', async () => {
    const apiKey = await desk.stage.connectByOperator();
    const before = await desk.stage.rows(desk.orgId);
    await desk.browser.open(await desk.stage.ticket('salesforce', apiKey));

    await desk.browser.press('Use the certificate', { username: 'tandme@example.com' });
    expect(desk.browser.status).toBe(409);
    expect(await desk.stage.rows(desk.orgId)).toEqual(before);
    await desk.browser.press('Use the certificate', { username: INTEGRATION_USER });

    expect(desk.browser.html).toContain('is connected again');
    expect(await stored()).toEqual({ grant: 'jwt', userName: INTEGRATION_USER });
    const org = (await (await desk.stage.app.request('GET', '/v1/org', { key: apiKey })).json()) as {
      connections: { salesforce: { signIn: string } };
    };
    expect(org.connections.salesforce.signIn).toBe('jwt');
  });

  it('takes a ticket for itself only', async () => {
    const apiKey = await desk.stage.connectByOperator();
    const other = '00D000000000777EAA';
    await desk.stage.app.store.orgs.save({ id: other, name: 'Other', features: {} });
    await desk.stage.app.store.vault.save(other, 'salesforce', {}, { instanceUrl: desk.stage.salesforceUrl });
    const theirs = await desk.stage.ticket('salesforce', await desk.stage.app.store.apiKeys.issue(other));
    const before = await desk.stage.rows(desk.orgId);

    await desk.browser.open(theirs);
    await desk.browser.press('Sign in as another user');
    await desk.browser.signInAtSalesforce(INTEGRATION_USER);

    expect(desk.browser.status).toBe(409);
    expect(desk.browser.html).toContain('The login leads to the Salesforce org Simulated Org, but Other is being connected');
    expect(await desk.stage.rows(desk.orgId)).toEqual(before);
    expect(await statusOf(apiKey)).toBe(200);
  });
});

describe('the pages', () => {
  it('spend a ticket by a click, never by being looked at', async () => {
    const apiKey = await desk.stage.connectByOperator();
    for (const system of ['exact', 'salesforce'] as const) {
      const url = await desk.stage.ticket(system, apiKey);
      const path = url.replace('http://localhost', '');
      for (const method of ['HEAD', 'GET', 'GET', 'HEAD']) expect((await desk.stage.app.request(method, path)).status).toBe(200);
      await desk.browser.open(url);
      const button = system === 'exact' ? 'Log in to Exact Online NL' : 'Sign in as another user';
      const page = desk.browser.html;
      await desk.browser.press(button);
      expect(desk.browser.status).toBe(200);
      desk.browser.html = page;
      await desk.browser.press(button);
      expect([desk.browser.status, desk.browser.html.includes('login took too long')]).toEqual([400, true]);
      expect((await desk.stage.app.request('GET', path)).status).toBe(400);
    }
  });

  it('do not let a link scanner spend the way back', async () => {
    await desk.browser.open('/connect/salesforce');
    await desk.browser.press('Log in to Salesforce');
    const state = desk.browser.onward.searchParams.get('state') ?? '';

    expect((await desk.stage.app.request('HEAD', `/connect/salesforce/callback?code=x&state=${state}`)).status).toBe(404);
    expect((await desk.stage.app.request('HEAD', `/connect/exact/callback?code=x&state=${state}`)).status).toBe(404);
    await desk.browser.signInAtSalesforce(ADMINISTRATOR);
    expect(desk.browser.html).toContain('You are an administrator');
  });

  it('never take over a login cookie that somebody planted', async () => {
    const planted = 'p'.repeat(43);
    const response = await fetch(`${desk.stage.app.url}/connect/salesforce`, {
      method: 'POST',
      headers: { cookie: `tandem_login=${planted}` },
      body: new URLSearchParams({ loginUrl: desk.stage.salesforceUrl }),
    });
    const state = new URL(
      (/content="0;url=([^"]*)"/.exec(await response.text())?.[1] ?? '').replaceAll('&#38;', '&'),
    ).searchParams.get('state');

    expect(response.headers.get('set-cookie')).toMatch(/^tandem_login=(?!p{43})[\w-]{43}; Path=\/; .*HttpOnly; SameSite=Lax/);
    const back = await desk.stage.app.request('GET', `/connect/salesforce/callback?code=x&state=${state}`, {
      headers: { cookie: `tandem_login=${planted}` },
    });
    expect([back.status, (await back.text()).includes('login took too long')]).toEqual([400, true]);
  });

  it('refuse a login that was begun in another browser, is used twice, or was never begun', async () => {
    await desk.browser.open('/connect/salesforce');
    await desk.browser.press('Log in to Salesforce');
    const path = `/connect/salesforce/callback?code=abc&state=${desk.browser.onward.searchParams.get('state')}`;

    expect((await desk.stage.app.request('GET', path)).status).toBe(400);
    await desk.browser.open(path);
    expect(desk.browser.status).toBe(400);
    await desk.browser.open('/connect/salesforce/callback?code=abc&state=made-up');
    expect(desk.browser.status).toBe(400);
  });

  it('bind the proof of an administrator to his browser', async () => {
    await asAdministrator();
    const stranger = new TestBrowser(desk.stage);
    stranger.html = desk.browser.html;

    await stranger.press(`Use my sign-in, ${ADMINISTRATOR}`);

    expect(stranger.status).toBe(400);
    expect(await desk.stage.app.store.orgs.find(desk.orgId)).toBeUndefined();
  });

  it('say why access was refused, without executing what the address says', async () => {
    await desk.browser.open('/connect/salesforce');
    await desk.browser.press('Log in to Salesforce');
    const state = desk.browser.onward.searchParams.get('state') ?? '';
    const query = new URLSearchParams({ error: 'access_denied', error_description: '<script>alert(1)</script>', state });

    await desk.browser.open(`/connect/salesforce/callback?${query.toString()}`);

    expect([desk.browser.status, desk.browser.html.includes('got no access to Salesforce')]).toEqual([400, true]);
    expect(desk.browser.html).not.toContain('<script>');
  });

  it('send the client secret to no login address but Salesforce’s', async () => {
    const post = (loginUrl: string) =>
      fetch(`${desk.stage.app.url}/connect/salesforce`, { method: 'POST', body: new URLSearchParams({ loginUrl }) });
    const strangers = ['https://evil.example', 'https://acme.my.salesforce.com.evil.example', 'http://acme.my.salesforce.com'];
    for (const loginUrl of strangers) {
      expect((await desk.stage.app.request('GET', `/connect/salesforce?loginUrl=${encodeURIComponent(loginUrl)}`)).status).toBe(
        400,
      );
      expect((await post(loginUrl)).status).toBe(404);
    }
    for (const loginUrl of ['https://acme--dev.sandbox.my.salesforce.com', 'https://test.salesforce.com'])
      expect((await post(loginUrl)).status).toBe(200);
  });

  it('carry no script, lead nowhere by a form but to this service, and are not kept', async () => {
    const response = await desk.stage.app.request('GET', '/connect/salesforce');
    const style = /<style>([^]*?)<\/style>/.exec(await response.text())?.[1] ?? '';
    const policy = response.headers.get('content-security-policy') ?? '';

    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});
