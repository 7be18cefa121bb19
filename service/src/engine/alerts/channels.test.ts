import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ALERT_SECRET, isSolved, openAlertDesk, type AlertDesk } from '../../../tests/support/alert-desk.ts';
import { withStatus } from '../../../tests/support/alert-receiver.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { announceChange } from '../../connector/announcement.ts';
import { TandemError } from '../../errors/index.ts';

const RECONNECT = new TandemError('exact_reconnect', { reason: 'a person has to sign in' });
const SALESFORCE_RECONNECT = new TandemError('salesforce_reconnect', { reason: 'a person has to sign in' });
const BLOCKED = new TandemError('exact_user_blocked', { division: 7, text: 'blocked' });

type Channel = 'salesforce' | 'webhook';

let desk: AlertDesk;

beforeAll(async () => {
  desk = await openAlertDesk();
});
beforeEach(() => desk.begin());
afterEach(() => desk.end());
afterAll(() => desk.close());

/** The channel has told this many alerts. */
async function told(channel: Channel, count = 1): Promise<void> {
  const isTold = (rows: readonly Record<string, unknown>[]) =>
    rows.filter((row) => row['delivered_at'] !== null).length === count;
  await eventually(() => desk.deliveries(channel), isTold, `${count} alerts told by ${channel}`);
}

async function failed(channel: Channel, attempts = 1): Promise<void> {
  const isFailed = ([row]: readonly Record<string, unknown>[]) => Number(row?.['attempts'] ?? 0) >= attempts;
  await eventually(() => desk.deliveries(channel), isFailed, `${attempts} attempts of ${channel}`);
}

/** A second cause stops the other flow, and the channels have told this many then: by then they would have told the first again too. */
async function anotherIsTold(counts: Partial<Record<Channel, number>>): Promise<void> {
  desk.breakFlow(desk.flows[1], BLOCKED);
  await (await desk.startEngine()).hintFromSalesforce(desk.orgId, 'Entry', ['a']);
  for (const [channel, count] of Object.entries(counts)) await told(channel as Channel, count);
}

/** These attempts were counted, each as often as it stands here at least. */
async function counted(...expected: readonly string[]): Promise<void> {
  const count = (all: readonly string[], attempt: string) => all.filter((one) => one === attempt).length;
  const isCounted = (all: readonly string[]) => expected.every((attempt) => count(all, attempt) >= count(expected, attempt));
  await eventually(() => desk.attempts, isCounted, `${expected.join(', ')} counted`);
}

const codesReceived = () => desk.receiver.taken.map(({ body }) => body['code']);
const titlesSent = async () => (await desk.notifications()).map(({ title }) => title);
const titleOf = (error: TandemError) => `Tandem: ${error.title}`;

describe('an alert with two channels', () => {
  it('is told once by each, by the webhook with what it is about and nothing else', async () => {
    desk.breakFlow(desk.flows[0], RECONNECT);
    const [first, second] = [await desk.startEngine(), await desk.startEngine()];
    await Promise.all([first.wake(desk.orgId), second.wake(desk.orgId)]);
    for (const channel of ['salesforce', 'webhook'] as const) await told(channel);

    await anotherIsTold({ salesforce: 2, webhook: 2 });

    expect(await titlesSent()).toEqual([titleOf(RECONNECT), titleOf(BLOCKED)]);
    expect(codesReceived()).toEqual(['exact_reconnect', 'exact_user_blocked']);
    expect(desk.receiver.received).toHaveLength(2);
    expect(desk.receiver.taken[0]?.body).toEqual({
      orgId: desk.orgId,
      orgName: 'Acme',
      code: 'exact_reconnect',
      title: titleOf(RECONNECT),
      text: RECONNECT.message,
      action: RECONNECT.action,
      flow: 'ledger',
      division: 7,
      raisedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    await counted('salesforce delivered', 'salesforce delivered', 'webhook delivered', 'webhook delivered');
  });

  it('is told by the webhook while Salesforce is down, and there once it is up', async () => {
    await desk.closeSalesforce();
    desk.breakFlow(desk.flows[0], RECONNECT);
    await (await desk.startEngine()).wake(desk.orgId);
    await told('webhook');
    await failed('salesforce', 2);
    expect(await desk.notifications()).toEqual([]);

    await desk.openSalesforce();
    await told('salesforce');

    expect(await titlesSent()).toEqual([titleOf(RECONNECT)]);
    expect(desk.receiver.received).toHaveLength(1);
    await counted('webhook delivered', 'salesforce later', 'salesforce delivered');
    expect(desk.attempts.filter((attempt) => attempt === 'webhook delivered')).toHaveLength(1);
  });

  it('is told in Salesforce while the receiver is down, and to the receiver once it is up', async () => {
    desk.receiver.answer = withStatus(503);
    desk.breakFlow(desk.flows[0], RECONNECT);
    await (await desk.startEngine()).wake(desk.orgId);
    await told('salesforce');
    await failed('webhook', 2);
    expect(await desk.deliveries('webhook')).toEqual([expect.objectContaining({ last_problem: 'http_503', delivered_at: null })]);

    desk.receiver.answer = undefined;
    await told('webhook');

    expect(codesReceived()).toEqual(['exact_reconnect']);
    expect(await titlesSent()).toEqual([titleOf(RECONNECT)]);
  });

  it('that Salesforce is closed is told by the webhook, and the log does not ask the operator to tell it himself', async () => {
    await desk.test.store.vault.markReconnect(desk.orgId, 'salesforce', 'salesforce_reconnect');
    desk.breakFlow(desk.flows[0], SALESFORCE_RECONNECT);
    await (await desk.startEngine()).wake(desk.orgId);

    await told('webhook');

    expect(codesReceived()).toEqual(['salesforce_reconnect']);
    await eventually(
      () => desk.deliveries('salesforce'),
      ([row]) => row?.['refused_at'] instanceof Date,
      'left to others',
    );
    expect(desk.warnings.filter(({ code, channel }) => code === 'salesforce_reconnect' && channel !== undefined)).toEqual([]);
    expect(await desk.notifications()).toEqual([]);
  });

  it.each([
    ['webhook', 'salesforce'],
    ['salesforce', 'webhook'],
  ] as const)('is doubled by neither when the service starts anew after %s told it and before %s did', async (first, second) => {
    if (second === 'salesforce') await desk.closeSalesforce();
    else desk.receiver.answer = withStatus(503);
    desk.breakFlow(desk.flows[0], RECONNECT);
    await (await desk.startEngine()).wake(desk.orgId);
    await told(first);
    await failed(second);
    await desk.stopEngines();

    await desk.openSalesforce();
    desk.receiver.answer = undefined;
    await (await desk.startEngine()).wake(desk.orgId);
    await told(second);
    await anotherIsTold({ salesforce: 2, webhook: 2 });

    expect(await titlesSent()).toEqual([titleOf(RECONNECT), titleOf(BLOCKED)]);
    expect(codesReceived()).toEqual(['exact_reconnect', 'exact_user_blocked']);
  });

  it('goes to a receiver that is set up later as long as it is true', async () => {
    desk.breakFlow(desk.flows[0], RECONNECT);
    await (await desk.startEngine({ hasWebhook: false })).wake(desk.orgId);
    await told('salesforce');
    await desk.stopEngines();

    await (await desk.startEngine()).wake(desk.orgId);
    await told('webhook');

    expect(codesReceived()).toEqual(['exact_reconnect']);
    expect(await titlesSent()).toEqual([titleOf(RECONNECT)]);
  });

  it('is not tried again at a receiver that will never take it', async () => {
    desk.receiver.answer = withStatus(422);
    desk.breakFlow(desk.flows[0], RECONNECT);
    await (await desk.startEngine()).wake(desk.orgId);
    await eventually(
      () => desk.deliveries('webhook'),
      ([row]) => row?.['refused_at'] instanceof Date,
      'a refusal',
    );
    const fields = { orgId: desk.orgId, code: 'exact_reconnect', channel: 'webhook', reason: 'http_422' };
    expect(desk.warnings).toContainEqual(fields);

    desk.receiver.answer = undefined;
    await anotherIsTold({ webhook: 1 });

    expect(codesReceived()).toEqual(['exact_user_blocked']);
    expect(desk.receiver.received).toHaveLength(2);
  });

  it('is given up by the webhook after its last attempt, and not in Salesforce', async () => {
    desk.receiver.answer = withStatus(503);
    await desk.closeSalesforce();
    desk.breakFlow(desk.flows[0], RECONNECT);
    await (await desk.startEngine()).wake(desk.orgId);
    for (const channel of ['salesforce', 'webhook'] as const) await failed(channel);
    await desk.test.query('update alert_delivery set attempts = 23, next_attempt_at = now() where org_id = $1', [desk.orgId]);

    await eventually(
      () => desk.deliveries('webhook'),
      ([row]) => row?.['refused_at'] instanceof Date,
      'the end',
    );
    await failed('salesforce', 24);

    expect(await desk.deliveries('salesforce')).toEqual([expect.objectContaining({ refused_at: null, delivered_at: null })]);
    await counted('webhook refused');
  });

  it('puts neither the secret nor the address of the webhook into the log', async () => {
    desk.receiver.answer = withStatus(503);
    desk.breakFlow(desk.flows[0], RECONNECT);
    await (await desk.startEngine()).wake(desk.orgId);
    await failed('webhook');
    desk.receiver.answer = (response) => response.destroy();
    await failed('webhook', 2);
    desk.receiver.answer = undefined;
    await told('webhook');

    const lines = desk.log.join('');
    expect(lines).toContain('"channel":"webhook"');
    expect(lines).not.toContain(ALERT_SECRET);
    expect(lines).not.toContain('key-in-the-address');
  });
});

describe('a changed connection', () => {
  it('is told to the administrators, whose names it holds, and not to the operator, and is over then', async () => {
    const change = { system: 'exact', by: 'Zoë', user: 'anna@acme.example', isFirst: false } as const;
    await announceChange(desk.test.store.forOrg(desk.orgId), change);

    await (await desk.startEngine()).wake(desk.orgId);
    await eventually(() => desk.alerts(), isSolved, 'the end of the notice');

    expect(await desk.notifications()).toEqual([expect.objectContaining({ body: expect.stringContaining('Zoë') })]);
    expect(desk.receiver.received).toEqual([]);
  });
});
