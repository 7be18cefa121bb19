import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startConnectStage, TestBrowser, type ConnectStage } from '../../tests/support/connect-stage.ts';

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
  await stage.control('salesforce', 'DELETE', 'faults');
  await stage.control('exact', 'DELETE', 'faults');
  await stage.app.store.orgs.delete(orgId);
});

const alerts = async (): Promise<unknown[]> =>
  stage.app.query("select * from alert where org_id = $1 and code = 'connection_changed'", [orgId]);

describe('a reconnect that fails leaves the stored rows byte for byte as they were', () => {
  type Way = 'browser' | 'operator';
  type Failure = [step: string, system: 'exact' | 'salesforce', prepare: (username: string) => Promise<void>];
  const fail = (system: 'exact' | 'salesforce', rule: object) => async (): Promise<void> => {
    await stage.control(system, 'POST', 'faults', { rules: [rule] });
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
        await stage.control('salesforce', 'POST', 'users', { username, permissionSets: [] });
      },
    ],
    ['readiness', 'salesforce', fail('salesforce', { kind: 'error500Html', path: '/sobjects/Order/describe' })],
  ];

  it.each(SALESFORCE)('at Salesforce: %s', async (_step, _system, prepare) => {
    const apiKey = await stage.connectByOperator();
    const username = 'next@example.com';
    await stage.control('salesforce', 'POST', 'users', { username, permissionSets: ['Tandem_Integration'] });
    const before = await stage.rows(orgId);
    await browser.open(await stage.ticket('salesforce', apiKey));
    await browser.press('Log in as this user');
    await prepare(username);

    await browser.signInAtSalesforce(username);

    expect(browser.status).toBeGreaterThanOrEqual(400);
    expect(browser.status).not.toBe(500);
    expect(await stage.rows(orgId)).toEqual(before);
    await stage.control('salesforce', 'DELETE', 'faults');
    expect(await alerts()).toEqual([]);
    // And the old connection still works.
    const readiness = (await (await stage.app.request('GET', '/v1/readiness', { key: apiKey })).json()) as {
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
      const apiKey = await stage.connectByOperator();
      const before = await stage.rows(orgId);
      const status = way === 'browser' ? await byBrowser(apiKey, prepare) : await byOperator(prepare);

      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).not.toBe(500);
      const after = (await stage.rows(orgId)) as { connections: { system: string }[] };
      const exactOnly = (rows: unknown) => (rows as typeof after).connections.filter(({ system }) => system === 'exact');
      expect(exactOnly(after)).toEqual(exactOnly(before));
    },
  );

  async function byBrowser(apiKey: string, prepare: Failure[2]): Promise<number> {
    await browser.open(await stage.ticket('exact', apiKey));
    await browser.press('Log in to Exact Online NL');
    await prepare('');
    await browser.signInAtExact();
    return browser.status;
  }

  async function byOperator(prepare: Failure[2]): Promise<number> {
    const { code } = await stage.control('exact', 'POST', 'consent', { redirectUri: stage.redirectUri.exact });
    await prepare('');
    return (await stage.postOrg({ code, redirectUri: stage.redirectUri.exact })).status;
  }
});
