import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { connectExactInBrowser } from '../support/browser-login.ts';
import { enterItems, enterOrder, exactOrdersOf, item, orderRow, productRow, steer } from '../support/shop.ts';
import { DIVISION, OPERATOR_TOKEN, REDIRECT_URI, startWorld, type World } from '../support/world.ts';

/** An access token of Exact lives ten seconds at this speed, and the flows look every second. */
const TIME_SCALE = 60;

interface FlowState {
  readonly isEnabled: boolean;
  readonly name: string;
  readonly state: string;
  readonly stoppedBecause: { readonly code: string; readonly detail: string; readonly action: string } | null;
}

interface OrgState {
  readonly flows: readonly FlowState[];
  readonly connections: Readonly<Record<'exact' | 'salesforce', { readonly state: string; readonly detail: string | null }>>;
}

let world: World;

beforeAll(async () => {
  // The address that the app registration knows, so that a person can sign in again.
  world = await startWorld({ timeScale: TIME_SCALE, environment: { PUBLIC_URL: new URL(REDIRECT_URI).origin } });
  await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
  await world.saveConfiguration({
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: {
      products: { enabled: true, everyMinutes: 1 },
      orders: { enabled: true, everyMinutes: 1, sendFrom: '2020-01-01T00:00:00Z' },
    },
  });
  await arrived('SKU-1');
}, 120_000);

afterAll(() => world.close());

beforeEach(async () => {
  await eventually(org, isWorking, 'both flows at work');
});

describe('a sign-in that ends', () => {
  it('at Exact is renewed as often as it expires, and nothing is lost', async () => {
    const tokens = () => tokenCalls(world.exactUrl);
    await eventually(tokens, (calls) => calls.length >= 3, 'two renewals', { patienceMs: 60_000, lookMs: 200 });
    await enterItems(world, [{ row: item('AFTER-EXPIRY'), price: 2 }]);
    const order = await enterOrder(world, 'Renewed');
    await arrived('AFTER-EXPIRY');
    await sent(order);
    expect((await tokens()).map(({ status }) => status)).toEqual((await tokens()).map(() => 200));
  }, 90_000);

  it('in Salesforce is replaced by a new one, and nothing is lost', async () => {
    const before = (await tokenCalls(world.salesforceUrl)).length;
    await world.setFaults('salesforce', [{ kind: 'unauthorized', path: '/services/data/', times: 1 }]);
    const order = await enterOrder(world, 'Sessionless');
    await sent(order);
    expect((await tokenCalls(world.salesforceUrl)).length).toBe(before + 1);
    await world.setFaults('salesforce', []);
  }, 60_000);
});

describe('access that was withdrawn', () => {
  it('at Exact stops the flows with the reason, and everything goes on after somebody connected again', async () => {
    await steer(world.exactUrl, 'POST', 'revoke');
    const order = await enterOrder(world, 'Waiting');
    await enterItems(world, [{ row: item('WAITING'), price: 3 }]);
    const stopped = await eventually(org, isStopped, 'both flows stopped', { patienceMs: 60_000, lookMs: 100 });
    expect(stopped.connections.exact).toMatchObject({
      state: 'reconnect',
      detail: 'Tandem was denied access to Exact Online',
    });
    expect(stopped.connections.salesforce).toMatchObject({ state: 'connected' });
    for (const { stoppedBecause } of stopped.flows) {
      expect(stoppedBecause?.code).toMatch(/^exact_(app_revoked|reconnect)$/);
      expect(stoppedBecause?.action).toContain('Connect');
      expect(`${stoppedBecause?.detail} ${stoppedBecause?.action}`).not.toMatch(/[{}]/);
    }
    await eventually(notificationTitles, (titles) => titles.length > 0, 'a notification');
    const push = await world.api('POST', `/v1/orders/${order.orderId}/push?waitMs=20000`);
    expect(push).toMatchObject({ status: 409, body: { code: 'exact_reconnect' } });
    expect(await exactOrdersOf(world, order.number)).toHaveLength(0);

    await connectExactInBrowser(world);

    await arrived('WAITING');
    await sent(order);
    const after = await eventually(org, isWorking, 'both flows at work');
    expect(after.connections.exact).toMatchObject({ state: 'connected', detail: null });
    // Both flows met it, one of them as an access that was taken away, the other as a sign-in that is missing.
    expect(await notificationTitles()).toEqual([expect.stringMatching(/^Tandem: .*Exact Online/)]);
  }, 120_000);

  it('in Salesforce stops the flows with the reason, and they go on by themselves when it is given again', async () => {
    const order = await enterOrder(world, 'Locked', { isDraft: true });
    await steer(world.salesforceUrl, 'POST', 'revoke');
    // A products flow without news asks Salesforce nothing.
    await enterItems(world, [{ row: item('LOCKED'), price: 3 }]);
    const stopped = await eventually(org, isStopped, 'both flows stopped', { patienceMs: 60_000, lookMs: 100 });
    for (const { stoppedBecause } of stopped.flows) {
      expect(stoppedBecause).toMatchObject({ code: 'salesforce_run_as_missing', action: expect.stringContaining('Run As') });
      expect(`${stoppedBecause?.detail} ${stoppedBecause?.action}`).not.toMatch(/[{}]/);
    }
    await world.salesforce.seed([{ id: order.orderId, object: 'Order', fields: { Status: 'Activated' } }]);
    await steer(world.salesforceUrl, 'POST', 'consent', { codeChallenge: 'a'.repeat(43) });
    await sent(order);
    await arrived('LOCKED');
  }, 120_000);
});

describe('a division that is not granted', () => {
  it('is refused when an org is connected, naming the divisions that are; what was connected goes on', async () => {
    const { body } = await steer(world.exactUrl, 'POST', 'consent', { redirectUri: REDIRECT_URI });
    const response = await fetch(`${world.service.url}/v1/orgs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${OPERATOR_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        salesforce: { instanceUrl: world.salesforceUrl, grant: 'client_credentials' },
        exact: { country: 'nl', code: body['code'], redirectUri: REDIRECT_URI, divisions: [999_999] },
      }),
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      code: 'exact_wrong_division',
      detail: `Division 999999 of Exact Online is not among those that Tandem may use. Granted are: ${DIVISION} (Test Company BV).`,
    });
    await enterItems(world, [{ row: item('STILL-CONNECTED'), price: 4 }]);
    await arrived('STILL-CONNECTED');
    expect((await org()).flows.map(({ stoppedBecause }) => stoppedBecause)).toEqual([null, null]);
  }, 60_000);
});

/** The org with the flows that are switched on. */
async function org(): Promise<OrgState> {
  const state = (await world.api('GET', '/v1/org')).body as unknown as OrgState;
  return { ...state, flows: state.flows.filter(({ isEnabled }) => isEnabled) };
}

function isStopped({ flows }: OrgState): boolean {
  return flows.every(({ state }) => state === 'stopped');
}

function isWorking({ flows }: OrgState): boolean {
  return flows.every(({ state }) => state !== 'stopped' && state !== 'off');
}

async function arrived(code: string): Promise<void> {
  await eventually(
    () => productRow(world, code),
    (row) => row['Exact_Sync_Status__c'] === 'Synced',
    `product ${code}`,
    { patienceMs: 60_000 },
  );
}

/** The order is in Exact, once, and Salesforce knows. */
async function sent(order: { readonly orderId: string; readonly number: string }): Promise<void> {
  await eventually(
    () => orderRow(world, order.orderId),
    (row) => row['Exact_Sync_Status__c'] === 'Sent',
    `order ${order.number}`,
    { patienceMs: 60_000 },
  );
  expect(await exactOrdersOf(world, order.number)).toHaveLength(1);
}

/** Of what the administrators of Tandem were told in Salesforce about causes that stop something. */
async function notificationTitles(): Promise<readonly string[]> {
  const { body } = await steer(world.salesforceUrl, 'GET', 'notifications');
  const titles = (body['notifications'] as { title: string }[]).map(({ title }) => title);
  // That somebody connected anew is told too, in its own time.
  return titles.filter((title) => title !== 'Tandem: A connection was changed');
}

async function tokenCalls(url: string): Promise<readonly { readonly status: number }[]> {
  const { body } = await steer(url, 'GET', 'journal');
  return (body['calls'] as { path: string; status: number }[]).filter(({ path }) => path.endsWith('oauth2/token'));
}
