import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { TandemError } from '../errors/index.ts';
import { shortenedName } from './authors.ts';
import { APPROVAL_DAYS, LONG_DAYS } from './retention.ts';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 7;
const FIRST_DAY = Date.parse('2027-01-01T09:00:00Z');

describe('retention, after 90 simulated days and a week', () => {
  let test: TestStore;
  let orgId: string;
  /** Its sign-in is over, and nobody signs in again. */
  let broken: string;
  let now = new Date(FIRST_DAY);
  const lastDay = LONG_DAYS + KEPT_DAYS;

  beforeAll(async () => {
    test = await openTestStore({ now: () => now });
    orgId = (await makeOrg(test.store)).orgId;
    broken = (await makeOrg(test.store)).orgId;
    for (const id of [orgId, broken])
      await test.store.vault.save(id, 'exact', { refreshToken: 'r' }, { userName: 'Anna de Vries' });
    await test.store.vault.markReconnect(broken, 'exact', 'exact_reconnect');
    await test.store.orgs.setState(orgId, 'paused', 'Anna de Vries');
    for (let day = 0; day <= lastDay; day += 1) {
      now = new Date(FIRST_DAY + day * DAY_MS);
      await work(day);
      await test.store.retention.sweep(KEPT_DAYS);
    }
  }, 300_000);
  afterAll(() => test.close());

  /** What one day leaves behind. */
  async function work(day: number): Promise<void> {
    const store = test.store.forOrg(orgId);
    const issue = (recordId: string) =>
      store.issues.report({
        flow: 'orders',
        division: 1,
        besides: [],
        recordId,
        label: `Order of Anna, day ${day}`,
        error: new TandemError('order_without_lines', { order: `Anna ${day}` }),
      });
    if (day === 0) await issue('never-solved');
    await store.issues.setState([await issue(`solved-${day}`)], 'resolved');
    const run = (mode: 'plan' | 'apply') =>
      store.runs.create({ flow: 'orders', division: 1, mode, request: { ids: [`r${day}`] }, configVersion: 1 });
    const [plan, failed] = [await run('plan'), await run('apply')];
    for (const id of [plan, failed])
      await store.operations.append(id, [{ recordId: `r${day}`, key: 'k', digest: 'd', payload: { name: 'Anna' } }]);
    await store.runs.transition(plan, ['queued'], 'planned');
    const problem = { code: 'c', title: 't', status: 500, message: 'Anna', action: 'a' };
    await store.runs.transition(failed, ['queued'], 'failed', problem);
    await store.alerts.raise(
      {
        code: 'code',
        cause: `cause ${day}`,
        title: 'Anna',
        text: 'text',
        action: 'action',
        lane: { division: 1, flow: 'orders' },
      },
      { repeatAfterMs: 1, reopenWithinMs: 1 },
    );
    await test.store.lanes.dueWithin({ orgId, division: 1, flow: 'orders' }, 0);
    await test.store.alertQueue.laneCameRight({ orgId, division: 1, flow: 'orders' });
    await store.configurations.append(day, { day }, 'Anna de Vries');
    const claims = store.claims({ flow: 'orders', division: 1, besides: [] }, 'job');
    await claims.take([`r${day}`]);
    await claims.intend(`r${day}`, `SF-${day}`, 'hash');
    await claims.settle(`r${day}`, { exactId: 'e', exactNumber: '1', reference: `SF-${day}`, content: 'hash' });
    await claims.writtenBack([`r${day}`]);
    await claims.release([`r${day}`]);
    // An order that was in Exact already, and was taken over.
    await claims.take([`adopted-${day}`]);
    await claims.settle(`adopted-${day}`, { exactId: 'a', exactNumber: '2', reference: `SF-A${day}`, content: 'hash' });
    await claims.writtenBack([`adopted-${day}`]);
    await claims.release([`adopted-${day}`]);
    await store.approvals.ask({
      ...{ flow: 'orders', division: 1, recordId: `r${day}`, code: 'c', digest: 'd', label: 'l', params: {}, reason: 'why' },
      ...{ by: { userId: 'u', name: 'Anna' }, lastsMs: DAY_MS },
    });
    await store.activities.record([
      { flow: 'orders', recordId: `r${day}`, status: 'created', direction: 'toExact', payload: { name: 'Anna' } },
    ]);
  }

  async function oldestDays(statement: string): Promise<number> {
    const [row] = await test.query(statement);
    return Math.floor((now.getTime() - new Date(row?.['oldest'] as string).getTime()) / DAY_MS);
  }

  it.each([
    ['the activity log', 'select min(at) as oldest from activity'],
    ['settled issues', `select min(last_at) as oldest from issue where state in ('resolved', 'ignored')`],
    ['operations', 'select min(r.created_at) as oldest from operation o join run r on r.id = o.run_id'],
    ['plans that nobody approved', `select min(created_at) as oldest from run where state = 'planned'`],
    ['runs', 'select min(created_at) as oldest from run'],
    ['settled alerts', 'select min(solved_at) as oldest from alert'],
  ])('keeps %s for as long as the log was promised', async (_what, statement) => {
    expect(await oldestDays(statement)).toBe(KEPT_DAYS);
  });

  it('keeps the claim of an order that both systems know for 90 days', async () => {
    expect(await oldestDays('select min(posted_at) as oldest from claim')).toBe(LONG_DAYS);
  });

  it('keeps the claim of an order that was taken over and never posted for as long', async () => {
    const adopted = `from claim where record_id like 'adopted-%'`;
    expect(await test.query(`select 1 ${adopted} and posted_at is not null`)).toEqual([]);
    expect(await oldestDays(`select min(settled_at) as oldest ${adopted}`)).toBe(LONG_DAYS);
  });

  it('keeps who asked for approval and why, far longer than the log', async () => {
    expect(await oldestDays('select min(asked_at) as oldest from approval')).toBe(lastDay);
    // A year after the question of the first day was over, and no more.
    await test.query(`update approval set expires_at = $1 where record_id = 'r0'`, [
      new Date(now.getTime() - (APPROVAL_DAYS * DAY_MS + 1)),
    ]);
    expect(await test.store.retention.sweep(KEPT_DAYS)).toMatchObject({ approval: 1 });
    expect(await test.query(`select 1 from approval where record_id = 'r0'`)).toEqual([]);
  });

  it('seals who signed in and who paused, and leaves initials where neither is true any more for long', async () => {
    const names = async (id: string) => {
      const connection = await test.store.vault.read(id, 'exact');
      return [connection.meta.userName, connection.meta.username, (await test.store.orgs.pauseOf(id))?.by];
    };
    expect(await names(orgId)).toEqual(['Anna de Vries', undefined, 'A. d. V.']);
    expect(await names(broken)).toEqual(['A. d. V.', undefined, undefined]);
    const [clear] = await test.query(`select jsonb_agg(c)::text || jsonb_agg(o)::text as text
      from org o left join connection c on c.org_id = o.id`);
    expect(clear?.['text']).not.toMatch(/Anna de|de Vries/);

    // As an older version stored them.
    const inTheClear = JSON.stringify({ country: 'nl', userName: 'Bert Bos', username: 'bert@acme.example' });
    await test.query('update connection set meta = $1::jsonb, names = null where org_id = $2', [inTheClear, orgId]);
    await test.query(`update org set paused_by = 'Bert Bos', paused_at = $1 where id = $2`, [now, orgId]);
    expect(await names(orgId)).toEqual(['Bert Bos', 'bert@acme.example', 'Bert Bos']);

    await test.store.retention.sweep(KEPT_DAYS);

    expect(await names(orgId)).toEqual(['Bert Bos', 'bert@acme.example', 'Bert Bos']);
    expect(await test.query('select meta from connection where org_id = $1', [orgId])).toEqual([{ meta: { country: 'nl' } }]);
    expect(await test.query(`select 1 from org where paused_by = 'Bert Bos'`)).toEqual([]);
  });

  it('keeps an issue that still waits, without the words about its record', async () => {
    const { items } = await test.store.forOrg(orgId).issues.list({ state: 'open', limit: 10 });

    expect(items).toMatchObject([
      { recordId: 'never-solved', label: 'never-solved', code: 'order_without_lines', state: 'open' },
    ]);
    expect(JSON.stringify(items)).not.toContain('Anna');
  });

  it('seals the names in the history of the settings, and leaves initials of those that are old', async () => {
    const { configurations } = test.store.forOrg(orgId);
    const names = new Set((await configurations.list(1000)).map(({ author }) => author));
    expect((await configurations.latest())?.author).toBe('Anna de Vries');
    expect([...names].sort()).toEqual(['A. d. V.', 'Anna de Vries']);
    expect((await configurations.find(1))?.author).toBe('A. d. V.');

    // With the space: four letters in a row may stand in any sealed text, which has none.
    const stored = await test.query('select author, saved_at from config_version where author like $1', ['%Anna %']);
    expect(stored).toEqual([]);
    const sealed = await oldestDays(`select min(saved_at) as oldest from config_version where author like '1.%'`);
    expect(sealed).toBe(LONG_DAYS);
  });

  it('seals the names that an older version stored in the clear', async () => {
    await test.query('update config_version set author = $1 where version = $2', ['Bert Bos', lastDay + 1]);
    await test.store.retention.sweep(KEPT_DAYS);

    expect(await test.query(`select 1 from config_version where author = 'Bert Bos'`)).toEqual([]);
    expect((await test.store.forOrg(orgId).configurations.latest())?.author).toBe('Bert Bos');
  });
});

describe('the initials of a name', () => {
  it('stay what they are', () => {
    for (const name of ['Anna de Vries', 'Żaneta', 'O. Peeters', '王 芳']) {
      expect(shortenedName(shortenedName(name))).toBe(shortenedName(name));
      expect(shortenedName(name)).toMatch(/^(.\. ?)+$/u);
    }
  });
});
