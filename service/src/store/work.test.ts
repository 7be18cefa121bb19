import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { OrgStore } from './store.ts';

const FLOW = 'orders';
const PLACE = { flow: FLOW, division: 1, besides: [] };
let test: TestStore;
let orgId: string;
let store: OrgStore;

beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());
beforeEach(async () => {
  ({ orgId } = await makeOrg(test.store));
  store = test.store.forOrg(orgId);
});

const enqueue = (recordId: string, more: { priority?: number; notBefore?: Date; isExplicit?: boolean } = {}): Promise<number> =>
  store.workItems.enqueue([{ flow: FLOW, division: 1, recordId, ...more }]);

describe('work items', () => {
  it('are taken most urgent first, each once, by however many take', async () => {
    await store.workItems.enqueue(
      Array.from({ length: 30 }, (_, n) => ({ flow: FLOW, division: 1, recordId: `r${n}`, priority: n === 29 ? 9 : 0 })),
    );

    const [first] = await store.workItems.take(FLOW, 1, 1);
    const taken = await Promise.all(Array.from({ length: 4 }, () => store.workItems.take(FLOW, 1, 10)));

    expect(first?.recordId).toBe('r29');
    const ids = taken.flat().map((item) => item.recordId);
    expect(new Set(ids).size).toBe(29);
    expect(ids).toHaveLength(29);
  });

  it('are one a record, whoever names it how often', async () => {
    await Promise.all([
      enqueue('a'),
      enqueue('a'),
      store.workItems.enqueue([1, 2].map(() => ({ flow: FLOW, division: 1, recordId: 'a' }))),
    ]);

    expect(await store.workItems.countWaiting()).toEqual(new Map([[FLOW, 1]]));
  });

  it('come once more when a hint arrives while they are worked', async () => {
    await enqueue('a');
    const taken = await store.workItems.take(FLOW, 1, 10);
    await enqueue('a');

    await store.workItems.complete(PLACE, taken);

    expect((await store.workItems.take(FLOW, 1, 10)).map((item) => item.recordId)).toEqual(['a']);
  });

  it('are gone when they are done', async () => {
    await enqueue('a');
    await store.workItems.complete(PLACE, await store.workItems.take(FLOW, 1, 10));

    expect(await store.workItems.find('a')).toBeUndefined();
  });

  it('wait after a failure, with one attempt more; after a limit without', async () => {
    const later = new Date(Date.now() + 60_000);
    await enqueue('a');
    const [item] = await store.workItems.take(FLOW, 1, 1);
    if (item === undefined) throw new Error('nothing taken');

    await store.workItems.postpone(PLACE, item, later, { code: 'record_busy', isAttemptSpent: true });
    expect(await store.workItems.take(FLOW, 1, 1)).toEqual([]);
    expect(await store.workItems.nextDueAt(FLOW, 1)).toEqual(later);
    const [again] = await store.workItems.takeRecords(PLACE, ['a']);
    expect(again?.attempts).toBe(1);
    await store.workItems.postpone(PLACE, item, new Date(0), { code: 'exact_minute_limit', isAttemptSpent: false });
    expect((await store.workItems.take(FLOW, 1, 1))[0]?.attempts).toBe(1);
  });

  it('rest as an issue until a hint wakes them, and do not rest when it came meanwhile', async () => {
    await enqueue('a');
    const [item] = await store.workItems.take(FLOW, 1, 1);
    if (item === undefined) throw new Error('nothing taken');

    await store.workItems.park(PLACE, item, 'not_found');
    expect(await store.workItems.take(FLOW, 1, 1)).toEqual([]);
    await enqueue('a');
    const [woken] = await store.workItems.take(FLOW, 1, 1);
    expect(woken).toMatchObject({ recordId: 'a', attempts: 0 });
    await enqueue('a');
    await store.workItems.park(PLACE, { recordId: 'a', generation: woken?.generation ?? 0 }, 'not_found');
    expect(await store.workItems.take(FLOW, 1, 1)).toHaveLength(1);
  });

  it('stay explicit once a person has chosen them, and go back when their slice died', async () => {
    await enqueue('a', { isExplicit: true });
    await enqueue('a');
    expect(await store.workItems.take(FLOW, 1, 1)).toMatchObject([{ isExplicit: true }]);

    await store.workItems.giveBack(FLOW, 1);

    expect(await store.workItems.take(FLOW, 1, 1)).toMatchObject([{ recordId: 'a', isExplicit: true }]);
  });
});

describe('lanes', () => {
  const lane = (): { orgId: string; division: number; flow: string } => ({ orgId, division: 1, flow: FLOW });
  const isDue = async (): Promise<boolean> => (await test.store.lanes.due(1000)).some((due) => due.orgId === orgId);

  beforeEach(() => test.store.lanes.dueWithin(lane(), 0));

  it('are held by one slice, whose epoch ends when another takes over', async () => {
    const late = await test.store.lanes.acquire(lane(), 'late', 0);
    const [next, second] = await Promise.all([
      test.store.lanes.acquire(lane(), 'x', 60_000),
      test.store.lanes.acquire(lane(), 'y', 60_000),
    ]);
    const lease = next ?? second;
    if (late === undefined || lease === undefined) throw new Error('nobody got the lane');

    expect([next, second].filter((got) => got !== undefined)).toHaveLength(1);
    await expect(test.store.lanes.assertHeld(late)).rejects.toMatchObject({ code: 'lease_lost' });
    await expect(test.store.lanes.extend(late, 1000)).rejects.toMatchObject({ code: 'lease_lost' });
    await expect(test.store.lanes.assertHeld(lease)).resolves.toBe(true);
  });

  it('of one flow that write on the same records are worked one at a time, and the other waits', async () => {
    const other = { ...lane(), division: 2 };
    await test.store.lanes.dueWithin(other, 0);
    const taken = await Promise.all(
      [lane(), other].map((each) => test.store.lanes.acquireAlone(each, `of ${each.division}`, 60_000)),
    );
    const [lease, ...more] = taken.filter((got) => got !== undefined);
    if (lease === undefined) throw new Error('nobody got a lane');
    expect(more).toEqual([]);

    await test.store.lanes.release(lease, { dueAt: new Date(), hasRun: true });
    const waiting = lease.division === 1 ? other : lane();
    expect(await test.store.lanes.acquireAlone(waiting, 'next', 60_000)).toMatchObject({ division: waiting.division });
  });

  it('are due at once when they were woken during the slice, else when the slice says', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000);
    const first = await test.store.lanes.acquire(lane(), 'x', 60_000);
    if (first !== undefined) await test.store.lanes.release(first, { dueAt: tomorrow, hasRun: true });
    expect(await isDue()).toBe(false);

    await test.store.lanes.dueWithin(lane(), 0);
    const second = await test.store.lanes.acquire(lane(), 'x', 60_000);
    await test.store.lanes.dueWithin(lane(), 0);
    if (second !== undefined) {
      await test.store.lanes.extend(second, 60_000);
      await test.store.lanes.release(second, { dueAt: tomorrow, hasRun: true });
    }
    expect(await isDue()).toBe(true);
  });

  it('are due again when their slice dies', async () => {
    await test.store.lanes.acquire(lane(), 'dead', 0);

    expect(await isDue()).toBe(true);
  });

  it('stay stopped, with the whole reason, until they are restarted, and look again when they said', async () => {
    const lease = await test.store.lanes.acquire(lane(), 'x', 60_000);
    const { code, title, status, message, action } = new TandemError('not_connected', { system: 'Exact Online' });
    if (lease !== undefined) {
      const stoppedProblem = { code, title, status, message, action };
      await test.store.lanes.release(lease, {
        dueAt: new Date(Date.now() + 86_400_000),
        hasRun: false,
        stoppedCode: code,
        stoppedProblem,
      });
    }

    expect(await test.store.lanes.list(orgId)).toMatchObject([
      {
        state: 'stopped',
        stoppedCode: 'not_connected',
        stoppedProblem: { message: 'Tandem has no connection to Exact Online for this org.' },
      },
    ]);
    expect(await isDue()).toBe(false);
    await test.store.lanes.restart(orgId);
    expect(await test.store.lanes.list(orgId)).toMatchObject([{ state: 'idle', stoppedCode: null, stoppedProblem: null }]);
    expect(await isDue()).toBe(true);
  });

  it('are gone when their slice has nothing to do, but not when they were woken meanwhile', async () => {
    const first = await test.store.lanes.acquire(lane(), 'x', 60_000);
    if (first === undefined) throw new Error('nobody got the lane');
    await test.store.lanes.dueWithin(lane(), 0);
    expect(await test.store.lanes.remove(first)).toBe(false);
    await test.store.lanes.release(first, { dueAt: new Date(), hasRun: false });

    const second = await test.store.lanes.acquire(lane(), 'x', 60_000);
    if (second === undefined) throw new Error('nobody got the lane');
    expect(await test.store.lanes.remove(first)).toBe(false);
    expect(await test.store.lanes.remove(second)).toBe(true);
    expect(await test.store.lanes.list(orgId)).toEqual([]);
  });

  it('rest while the org is paused', async () => {
    await test.store.orgs.setState(orgId, 'paused');

    expect(await isDue()).toBe(false);
  });
});

describe('issues', () => {
  const report = (code: 'record_busy' | 'not_found', recordId = 'a'): Promise<string> =>
    store.issues.report({
      ...PLACE,
      recordId,
      label: 'Order 1',
      error: new TandemError(code, { record: 'Order 1' }),
    });

  it('are one a record and cause while they are open, and a new one after', async () => {
    const first = await report('record_busy');

    expect(await report('record_busy')).toBe(first);
    expect((await store.issues.find(first))?.attempts).toBe(2);
    expect(await report('not_found')).not.toBe(first);
    await store.issues.resolveRecords(PLACE, ['a']);
    expect(await store.issues.countOpen()).toEqual(new Map());
    expect(await report('record_busy')).not.toBe(first);
  });

  it('hold their texts sealed', async () => {
    await report('record_busy');

    expect(JSON.stringify(await test.query('select * from issue where org_id = $1', [orgId]))).not.toContain('Order 1');
  });

  it('page from the newest to the oldest', async () => {
    for (const recordId of ['a', 'b', 'c']) await report('record_busy', recordId);

    const first = await store.issues.list({ limit: 2 });
    const second = await store.issues.list({ limit: 2, cursor: first.next ?? '' });

    expect([...first.items, ...second.items].map((issue) => issue.recordId)).toEqual(['c', 'b', 'a']);
    expect(second.next).toBeNull();
  });
});

describe('runs', () => {
  it('change state once, however many try, and add up what slices report', async () => {
    const id = await store.runs.create({ flow: FLOW, division: 1, mode: 'apply', request: { ids: ['a'] }, configVersion: 3 });
    const moved = await Promise.all(Array.from({ length: 4 }, () => store.runs.transition(id, ['queued'], 'running')));
    await Promise.all(
      Array.from({ length: 3 }, () =>
        store.runs.addProgress(id, { counts: { created: 2 }, calls: { exact: 1, salesforce: 1 }, done: 2 }),
      ),
    );
    await store.runs.saveCursors(id, { a: '1' });
    await store.runs.saveCursors(id, { b: '2' });

    expect(moved.filter(Boolean)).toHaveLength(1);
    expect(await store.runs.find(id)).toMatchObject({
      state: 'running',
      counts: { created: 6, failed: 0 },
      calls: { exact: 3 },
      progress: { done: 6, total: null },
      cursors: { a: '1', b: '2' },
      request: { ids: ['a'] },
    });
    expect((await store.runs.newestByFlow()).runs.get(FLOW)?.id).toBe(id);
  });
});
