import { describe, expect, it } from '@jest/globals';
import { useConnectDesk } from '../../tests/support/connect-desk.ts';

const desk = useConnectDesk();

describe('a reconnect that fails leaves the stored rows byte for byte as they were', () => {
  type Way = 'browser' | 'operator';
  type Failure = [step: string, system: 'exact' | 'salesforce', prepare: (username: string) => Promise<void>];
  const fail = (system: 'exact' | 'salesforce', rule: object) => async (): Promise<void> => {
    await desk.stage.control(system, 'POST', 'faults', { rules: [rule] });
  };
  const SALESFORCE: Failure[] = [
    ['the token exchange refused', 'salesforce', fail('salesforce', { kind: 'error503', path: '/services/oauth2/token' })],
    ['the token answer lost', 'salesforce', fail('salesforce', { kind: 'lostTokenAnswer' })],
    ['the identity', 'salesforce', fail('salesforce', { kind: 'unauthorized', path: '/composite' })],
    ['describe of the org', 'salesforce', fail('salesforce', { kind: 'error500Html', path: '/sobjects$' })],
    ['describe of an object', 'salesforce', fail('salesforce', { kind: 'error500Html', path: '/sobjects/Account/describe' })],
    [
      'rights',
      'salesforce',
      async (username) => {
        await desk.stage.control('salesforce', 'POST', 'users', { username, permissionSets: [] });
      },
    ],
    ['readiness', 'salesforce', fail('salesforce', { kind: 'error500Html', path: '/sobjects/Order/describe' })],
  ];

  it.each(SALESFORCE)('at Salesforce: %s', async (_step, _system, prepare) => {
    const apiKey = await desk.stage.connectByOperator();
    const username = 'next@example.com';
    await desk.stage.control('salesforce', 'POST', 'users', {
      username,
      permissionSets: ['Tandem_Integration', 'Tandem_Integration_Org_Rights'],
    });
    const before = await desk.stage.rows(desk.orgId);
    await desk.browser.open(await desk.stage.ticket('salesforce', apiKey));
    await desk.browser.press('Sign in as another user');
    await prepare(username);

    await desk.browser.signInAtSalesforce(username);

    expect(desk.browser.status).toBeGreaterThanOrEqual(400);
    expect(desk.browser.status).not.toBe(500);
    expect(await desk.stage.rows(desk.orgId)).toEqual(before);
    await desk.stage.control('salesforce', 'DELETE', 'faults');
    expect(await desk.alerts()).toEqual([]);
    // And the old connection still works.
    const readiness = (await (await desk.stage.app.request('GET', '/v1/readiness', { key: apiKey })).json()) as {
      checks: { id: string; state: string }[];
    };
    expect(readiness.checks.find(({ id }) => id === 'salesforce-connection')?.state).toBe('ok');
  });

  const EXACT: Failure[] = [
    ['the token exchange refused', 'exact', fail('exact', { kind: 'error503', path: '/api/oauth2/token' })],
    ['the token answer lost', 'exact', fail('exact', { kind: 'lostTokenAnswer' })],
    ['the identity', 'exact', fail('exact', { kind: 'unauthorized', path: '/current/Me', times: 9 })],
    ['the divisions', 'exact', fail('exact', { kind: 'error500Json', path: '/Divisions' })],
    ['rights', 'exact', fail('exact', { kind: 'error500Json', path: '/VATCodes' })],
  ];

  it.each(EXACT.flatMap((failure) => (['browser', 'operator'] as Way[]).map((way) => [...failure, way] as const)))(
    'at Exact Online: %s',
    async (_step, _system, prepare, way) => {
      const apiKey = await desk.stage.connectByOperator();
      const before = await desk.stage.rows(desk.orgId);
      const status = way === 'browser' ? await byBrowser(apiKey, prepare) : await byOperator(prepare);

      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).not.toBe(500);
      // An operator connects both systems in one step: Salesforce is as it was too.
      expect(await desk.stage.rows(desk.orgId)).toEqual(before);
      expect(await desk.alerts()).toEqual([]);
    },
  );

  it('at the place where it is stored: no connection changes without the news of it', async () => {
    await desk.stage.connectByOperator();
    const before = await desk.stage.rows(desk.orgId);
    await desk.stage.app.query("alter table alert add constraint no_news check (code <> 'connection_changed')");

    const status = await byOperator(async () => undefined);

    await desk.stage.app.query('alter table alert drop constraint no_news');
    expect(status).toBe(500);
    expect(await desk.stage.rows(desk.orgId)).toEqual(before);
  });

  it.each(EXACT)('and a first connection leaves no org: %s', async (_step, _system, prepare) => {
    expect(await byOperator(prepare)).toBeGreaterThanOrEqual(400);

    expect(await desk.stage.rows(desk.orgId)).toEqual({ connections: [], org: [] });
  });

  async function byBrowser(apiKey: string, prepare: Failure[2]): Promise<number> {
    await desk.browser.open(await desk.stage.ticket('exact', apiKey));
    await desk.browser.press('Log in to Exact Online NL');
    await prepare('');
    await desk.browser.signInAtExact();
    return desk.browser.status;
  }

  async function byOperator(prepare: Failure[2]): Promise<number> {
    const { code } = await desk.stage.control('exact', 'POST', 'consent', { redirectUri: desk.stage.redirectUri.exact });
    await prepare('');
    return (await desk.stage.postOrg({ code, redirectUri: desk.stage.redirectUri.exact })).status;
  }
});
