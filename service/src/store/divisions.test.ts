import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { FlowDivision } from './flow-division.ts';
import type { OrgStore } from './store.ts';

/** A flow that works in 1 and 2, and has left 3. */
const IN_1: FlowDivision = { flow: 'orders', division: 1, besides: [2] };
const IN_2: FlowDivision = { flow: 'orders', division: 2, besides: [1] };
const IN_3: FlowDivision = { flow: 'orders', division: 3, besides: [] };
const DOCUMENT = { exactId: 'guid', exactNumber: '42', reference: 'SO-1', content: 'content' };

let test: TestStore;
let store: OrgStore;

beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test.close());
beforeEach(async () => {
  store = test.store.forOrg((await makeOrg(test.store)).orgId);
});

function enqueue(...places: readonly FlowDivision[]): Promise<number> {
  return store.workItems.enqueue(places.map(({ flow, division }) => ({ flow, division, recordId: 'a' })));
}

function waitingIn({ flow, division }: FlowDivision): Promise<readonly { readonly recordId: string }[]> {
  return store.workItems.take(flow, division, 10);
}

describe('a record in the queue of two divisions', () => {
  it('is one item in each', async () => {
    expect(await enqueue(IN_1, IN_2, IN_1)).toBe(2);
    await enqueue(IN_2);

    expect(await waitingIn(IN_1)).toMatchObject([{ recordId: 'a', generation: 1 }]);
    expect(await waitingIn(IN_2)).toMatchObject([{ recordId: 'a', generation: 2 }]);
  });

  const later = new Date(Date.now() + 60_000);
  it.each<[string, () => Promise<unknown>]>([
    ['done', () => store.workItems.complete(IN_1, [{ recordId: 'a', generation: 1 }])],
    [
      'put off',
      () => store.workItems.postpone(IN_1, { recordId: 'a', generation: 1 }, later, { code: 'x', isAttemptSpent: true }),
    ],
    ['parked', () => store.workItems.park(IN_1, { recordId: 'a', generation: 1 }, 'not_found')],
    ['discarded', () => store.workItems.discard(IN_1, ['a'])],
    ['taken by name', () => store.workItems.takeRecords(IN_1, ['a'])],
    ['through', () => store.workItems.discardLeft(IN_1, ['a'])],
  ])('waits on in the other when it is %s in one', async (_what, settle) => {
    await enqueue(IN_1, IN_2);

    await settle();

    expect(await waitingIn(IN_2)).toMatchObject([{ recordId: 'a', generation: 1, attempts: 0 }]);
  });

  it('comes once more in the one that was hinted while both are worked', async () => {
    await enqueue(IN_1, IN_2);
    const [first] = await waitingIn(IN_1);
    const [second] = await waitingIn(IN_2);
    await enqueue(IN_2);

    expect(await store.workItems.complete(IN_1, [{ recordId: 'a', generation: 1, ...first }])).toBe(0);
    expect(await store.workItems.complete(IN_2, [{ recordId: 'a', generation: 1, ...second }])).toBe(1);

    expect(await waitingIn(IN_1)).toEqual([]);
    expect(await waitingIn(IN_2)).toMatchObject([{ recordId: 'a' }]);
  });

  it('waits as long as it waits in one of them', async () => {
    await enqueue(IN_1);
    await enqueue(IN_2);
    await store.workItems.park(IN_2, { recordId: 'a', generation: 1 }, 'not_found');

    expect(await store.workItems.find('a')).toMatchObject({ state: 'waiting' });
  });

  it('is done where the flow has left it when it went through', async () => {
    await enqueue(IN_2, IN_3);

    await store.workItems.discardLeft(IN_1, ['a']);

    expect(await waitingIn(IN_3)).toEqual([]);
    expect(await waitingIn(IN_2)).toHaveLength(1);
  });
});

describe('a record that is claimed', () => {
  it('is free in the other division of its flow, with an intent of its own there', async () => {
    const [first, second] = [store.claims(IN_1, 'first'), store.claims(IN_2, 'second')];

    expect(await first.take(['a'])).toEqual(new Set(['a']));
    expect(await second.take(['a'])).toEqual(new Set(['a']));
    await first.intend('a', 'SO-1', 'content');
    await first.settle('a', DOCUMENT);

    expect(await second.intents(['a'])).toEqual(new Map());
    await second.intend('a', 'SO-2', 'content');
    await second.forgetIntent('a');
    await second.release(['a']);
    expect((await first.intents(['a'])).get('a')).toMatchObject({ exactId: 'guid', isWriteBackPending: true });
    expect(await store.claims(IN_1, 'third').take(['a'])).toEqual(new Set());
    expect(await store.intents.pendingWriteBacks('orders', 1, 10)).toEqual(['a']);
    expect(await store.intents.pendingWriteBacks('orders', 2, 10)).toEqual([]);
    expect(await store.intents.findIn(IN_2, 'a')).toBeUndefined();
    expect(await store.intents.findIn(IN_1, 'a')).toMatchObject({ reference: 'SO-1' });
  });

  it('by one who still works in a division that the flow has left is held for all, and the other way round', async () => {
    await store.claims(IN_3, 'late').take(['a']);
    expect(await store.claims(IN_1, 'next').take(['a', 'b'])).toEqual(new Set(['b']));
    expect(await store.claims(IN_3, 'late').take(['b'])).toEqual(new Set());

    await store.claims(IN_3, 'late').release(['a']);
    expect(await store.claims(IN_1, 'next').take(['a'])).toEqual(new Set(['a']));
  });

  it('belongs to one of many who take it at once, however the settings have moved in between', async () => {
    const places = Array.from({ length: 10 }, (_, index) => ({ flow: 'orders', division: index + 1, besides: [] }));

    for (let round = 0; round < 10; round += 1) {
      const ids = Array.from({ length: 20 }, (_, index) => `order ${round}.${String(index).padStart(2, '0')}`);
      const taken = await Promise.all(places.map((place) => store.claims(place, `job in ${place.division}`).take(ids)));
      expect(taken.flatMap((held) => [...held]).sort()).toEqual(ids);
    }
  });

  it('is known with the document that it became in a division that the flow has left, until it has one here', async () => {
    const before = store.claims(IN_3, 'before');
    await before.take(['a']);
    await before.intend('a', 'SO-1', 'content');
    await before.settle('a', DOCUMENT);
    await before.release(['a']);

    const job = store.claims(IN_1, 'job');
    expect((await job.intents(['a'])).get('a')).toMatchObject({ reference: 'SO-1', exactId: 'guid', isWriteBackPending: true });
    await job.writtenBack(['a']);
    expect((await job.intents(['a'])).get('a')).toMatchObject({ isWriteBackPending: false });
    await job.take(['a']);
    await job.intend('a', 'SO-2', 'content');
    expect((await job.intents(['a'])).get('a')).toMatchObject({ reference: 'SO-2', exactId: undefined });
    await job.forgetIntent('a');
    expect(await job.intents(['a'])).toEqual(new Map());
  });
});

describe('a record with an issue', () => {
  const report = (place: FlowDivision): Promise<string> =>
    store.issues.report({
      ...place,
      recordId: 'a',
      label: 'Order 1',
      error: new TandemError('record_busy', { record: 'Order 1' }),
    });
  const states = async (): Promise<unknown> =>
    (await store.issues.list({ limit: 10 })).items.map(({ division, state, attempts }) => [division, state, attempts]);

  it('has one in each division, and only that of the one in which it goes through is over', async () => {
    const since = new Date(Date.now() - 60_000);
    await report(IN_1);
    expect(await store.issues.reportedSince(IN_2, ['a'], since)).toEqual(new Set());
    const second = await report(IN_2);
    expect(await report(IN_2)).toBe(second);
    expect(await store.issues.reportedSince(IN_2, ['a'], since)).toEqual(new Set(['a']));
    expect(await store.issues.countOpen()).toEqual(new Map([['orders', 2]]));
    expect(await store.issues.unsettled(IN_1, ['a', 'b'], 'record_busy')).toEqual(new Set(['a']));
    expect(await store.issues.unsettled(IN_1, ['a', 'b'], 'record_locked')).toEqual(new Set());

    await store.issues.resolveRecords(IN_1, ['a']);
    expect(await store.issues.unsettled(IN_1, ['a'], 'record_busy')).toEqual(new Set());

    expect(await states()).toEqual([
      [2, 'open', 2],
      [1, 'resolved', 1],
    ]);
  });

  it('has it moved along when its flow has moved, and over when it went through there', async () => {
    const first = await report(IN_3);
    expect(await report(IN_1)).toBe(first);
    expect(await states()).toEqual([[1, 'open', 2]]);

    await report(IN_3);
    await store.issues.resolveRecords(IN_1, ['a']);
    expect(await store.issues.countOpen()).toEqual(new Map());
  });
});
