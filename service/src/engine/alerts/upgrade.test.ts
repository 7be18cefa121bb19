import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openAlertDesk, type AlertDesk } from '../../../tests/support/alert-desk.ts';
import { eventually } from '../../../tests/support/eventually.ts';
import { testMasterKeys } from '../../../tests/support/test-store.ts';
import { TandemError } from '../../errors/index.ts';
import { KeyRing } from '../../store/index.ts';

const MASTER_KEYS = testMasterKeys();
const RECONNECT = new TandemError('exact_reconnect', { reason: 'a person has to sign in' });
const BLOCKED = new TandemError('exact_user_blocked', { division: 7, text: 'blocked' });

let desk: AlertDesk;

beforeAll(async () => {
  desk = await openAlertDesk({ masterKeys: MASTER_KEYS });
});
beforeEach(() => desk.begin());
afterEach(() => desk.end());
afterAll(() => desk.close());

/** The tables as the version before the channels left them. */
async function goBack(): Promise<void> {
  await desk.test.query('drop table alert_delivery');
  await desk.test.query("delete from kysely_migration where name = '0071-alert-channels'");
}

/** As that version raised it, for a lane that is stopped by it and does not look again soon. */
async function raisedBefore(error: TandemError, flow: string, deliveredAt: Date | null, attempts: number): Promise<void> {
  const text = { title: `Tandem: ${error.title}`, body: `${error.message} ${error.action}` };
  await desk.test.query(
    `insert into lane (org_id, division, flow, state, stopped_code, due_at) values ($1, 7, $2, 'stopped', $3, now() + interval '1 day')`,
    [desk.orgId, flow, error.code],
  );
  await desk.test.query(
    `insert into alert (org_id, code, cause, payload, lanes, created_at, delivered_at, attempts, next_attempt_at)
     values ($1, $2, $2, $3, jsonb_build_array('7/' || $4::text), now() - interval '2 hours', $5, $6, now() - interval '1 minute')`,
    [desk.orgId, error.code, new KeyRing(MASTER_KEYS).sealJson(desk.orgId, 'alert', text), flow, deliveredAt, attempts],
  );
}

describe('an upgrade from a version without channels', () => {
  it('tells what was pending, in the words in which it was raised, and not again what was told', async () => {
    await goBack();
    await raisedBefore(RECONNECT, 'ledger', null, 3);
    await raisedBefore(BLOCKED, 'journal', new Date(), 0);

    await desk.test.store.migrate();
    await desk.startEngine();

    const isTold = (rows: readonly Record<string, unknown>[]) =>
      rows.length === 2 && rows.every((row) => row['delivered_at'] !== null);
    for (const channel of ['salesforce', 'webhook'])
      await eventually(() => desk.deliveries(channel), isTold, `both are told by ${channel}`);
    const told = { title: `Tandem: ${RECONNECT.title}`, body: `${RECONNECT.message} ${RECONNECT.action}` };
    expect(await desk.notifications()).toEqual([expect.objectContaining(told)]);
    // Nobody has told the operator of either.
    expect(desk.receiver.taken.map(({ body }) => body['code'])).toEqual(['exact_reconnect', 'exact_user_blocked']);
    expect(desk.receiver.taken[0]?.body).toMatchObject({ text: told.body, action: '', flow: 'ledger' });
  });

  it('goes on with the attempts that were made, and leaves the alert to instances with channels for a while', async () => {
    await goBack();
    await raisedBefore(RECONNECT, 'ledger', null, 3);

    await desk.test.store.migrate();

    expect(await desk.deliveries('salesforce')).toEqual([
      { attempts: 3, delivered_at: null, refused_at: null, last_problem: null },
    ]);
    const due = 'select next_attempt_at <= now() as due from alert where org_id = $1';
    expect(await desk.test.query(due, [desk.orgId])).toEqual([{ due: false }]);
  });
});
