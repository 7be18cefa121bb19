import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { isDelivered, isSolved, isTried, openAlertDesk, type AlertDesk } from '../../../tests/support/alert-desk.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { TandemError } from '../../errors/index.ts';

const REVOKED = new TandemError('exact_app_revoked', { text: 'access_denied' });
const RECONNECT = new TandemError('exact_reconnect', { reason: 'a person has to sign in' });
const SALESFORCE_RECONNECT = new TandemError('salesforce_reconnect', { reason: 'a person has to sign in' });

let desk: AlertDesk;

beforeAll(async () => {
  desk = await openAlertDesk();
});
beforeEach(() => desk.begin());
afterEach(() => desk.end());
afterAll(() => desk.close());

const startEngine = () => desk.startEngine({ hasWebhook: false });
const notified = () => eventually(() => desk.notifications(), (sent) => sent.length > 0, 'a notification'); // prettier-ignore
const tried = () => eventually(() => desk.deliveries('salesforce'), isTried, 'an attempt');
const delivered = () => eventually(() => desk.deliveries('salesforce'), isDelivered, 'a delivery');
const solved = () => eventually(() => desk.alerts(), isSolved, 'a solved alert');

/** Each flow has looked twice since. */
async function twoMoreLooks(): Promise<void> {
  const before = desk.flows.map(({ reads }) => reads);
  await eventually(
    () => desk.flows.every(({ reads }, index) => reads > (before[index] ?? 0) + 1),
    Boolean,
    'two more looks of each flow',
  );
}

describe('a flow that stopped', () => {
  it('is told to the active administrators with what to do', async () => {
    const anna = { username: 'anna@x.nl', permissionSets: ['Tandem_Administrator'] };
    const { id: annaId } = await desk.control('POST', 'users', anna);
    await desk.control('POST', 'users', { username: 'user@x.nl', permissionSets: ['Tandem_User'] });
    desk.breakFlow(desk.flows[0], REVOKED);

    await (await startEngine()).wake(desk.orgId);

    const [notification] = await notified();
    expect(notification).toMatchObject({
      deliveredTo: [expect.stringMatching(/^005/), annaId],
      title: `Tandem: ${REVOKED.title}`,
      body: `${REVOKED.message} ${REVOKED.action}`,
      targetPageRef: expect.stringContaining('"Tandem_Setup"'),
    });
  });

  it('is told once, however many flows meet the cause on however many instances', async () => {
    await desk.control('POST', 'journal/clear');
    desk.breakFlow(desk.flows[0], REVOKED);
    desk.breakFlow(desk.flows[1], RECONNECT);
    const [first, second] = [await startEngine(), await startEngine()];

    await Promise.all([first.wake(desk.orgId), second.wake(desk.orgId)]);
    await notified();
    await twoMoreLooks();

    expect(await desk.notifications()).toHaveLength(1);
    expect(await desk.alerts()).toHaveLength(1);
    // Which objects there are, type and administrators, the notification.
    expect(await desk.control('GET', 'counts')).toMatchObject({ counted: 3 });
  });

  it('is told to nobody when it came right before', async () => {
    await desk.closeSalesforce();
    desk.breakFlow(desk.flows[0], RECONNECT);
    const engine = await startEngine();
    await engine.wake(desk.orgId);
    await tried();

    desk.repair();
    await engine.wake(desk.orgId);
    await solved();
    await desk.openSalesforce();

    desk.breakFlow(desk.flows[1], new TandemError('exact_user_blocked', { division: 7, text: 'blocked' }));
    await engine.hintFromSalesforce(desk.orgId, 'Entry', ['a']);
    expect((await notified()).map(({ title }) => title)).toEqual([expect.not.stringContaining(RECONNECT.title)]);
  });

  it('is told later when Salesforce does not answer, and the log says so until then', async () => {
    await desk.closeSalesforce();
    desk.breakFlow(desk.flows[0], RECONNECT);
    await (await startEngine()).wake(desk.orgId);
    await tried();
    expect(await desk.notifications()).toEqual([]);
    const fields = { orgId: desk.orgId, code: 'exact_reconnect', channel: 'salesforce', reason: 'salesforce_unavailable' };
    expect(desk.warnings).toContainEqual(fields);

    await desk.openSalesforce();

    expect(await notified()).toHaveLength(1);
    // It is noted after Salesforce has taken it.
    expect(await delivered()).toEqual([expect.objectContaining({ delivered_at: expect.any(Date), last_problem: null })]);
  });

  it('because Salesforce let nobody in is not told there, which the log says, nor through the connection that is back', async () => {
    await desk.test.store.vault.markReconnect(desk.orgId, 'salesforce', 'salesforce_reconnect');
    for (const flow of desk.flows) desk.breakFlow(flow, SALESFORCE_RECONNECT);
    const engine = await startEngine();
    await engine.wake(desk.orgId);
    const fields = { orgId: desk.orgId, code: 'salesforce_reconnect', channel: 'salesforce', reason: 'salesforce_reconnect' };
    await eventually(
      () => desk.warnings,
      (warnings) => warnings.some(({ reason }) => reason === fields.reason),
      'a warning',
    );
    expect(desk.warnings).toContainEqual(fields);

    await desk.connectSalesforce();
    await engine.wake(desk.orgId);
    await twoMoreLooks();
    desk.repair();
    await engine.wake(desk.orgId);
    await solved();

    expect(await desk.notifications()).toEqual([]);
  });

  it('is told to nobody where nobody administers Tandem, which the log says, and to the first who does', async () => {
    await desk.control('POST', 'users', { username: 'admin@example.com', permissionSets: [] });
    desk.breakFlow(desk.flows[0], RECONNECT);
    await (await startEngine()).wake(desk.orgId);
    await tried();
    const fields = { orgId: desk.orgId, code: 'exact_reconnect', channel: 'salesforce', reason: 'no_administrator' };
    expect(desk.warnings).toContainEqual(fields);
    expect(await desk.notifications()).toEqual([]);

    await desk.control('POST', 'users', { username: 'admin@example.com', permissionSets: ['Tandem_Administrator'] });

    expect(await notified()).toHaveLength(1);
  });
});
