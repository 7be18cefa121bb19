import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { FlowHints } from '../flows/index.ts';
import type { Engine } from './index.ts';

let test: TestStore;
let flow: LedgerFlow;
let engine: Engine;
let orgId: string;

beforeAll(async () => {
  test = await openTestStore();
});

beforeEach(async () => {
  flow = new LedgerFlow();
  ({ orgId } = await makeOrg(test.store));
  engine = createLedgerEngine(test.store, [flow], { timeScale: 100 });
  await engine.start();
});

afterEach(() => engine.stop(5_000));
afterAll(() => test.close());

class Follower extends LedgerFlow {
  override readonly hints: FlowHints;

  constructor(news: Pick<FlowHints, 'changesOf' | 'changesIn'>) {
    super('follower');
    this.hints = { salesforceObjects: {}, exactTopics: {}, flows: { ledger: 'poll' }, ...news };
  }
}

describe('a hint', () => {
  it.each([
    ['and not of those that only changed', {}, 2],
    ['and where they changed, for a flow that says so', { changesOf: ['ledger'] }, 3],
    ['and where a field changed, for a flow that names it', { changesIn: { ledger: ['Text'] } }, 3],
    ['and not where another field did', { changesIn: { ledger: ['Colour'] } }, 2],
  ])('of records that another flow made is a poll, in the division where they were made, %s', async (_, news, expected) => {
    await engine.stop(5_000);
    const follower = new Follower(news);
    engine = createLedgerEngine(test.store, [flow, follower], { timeScale: 100 });
    await engine.start();
    await engine.wake(orgId);
    const polls = (): number => Math.min(flow.reads, follower.reads);
    await eventually(polls, (reads) => reads === 1, 'the first polls');
    flow.from.set('a', { text: 'text of a' });
    await engine.hintFromSalesforce(orgId, 'Entry', ['a']);
    await eventually(
      () => follower.reads,
      (reads) => reads === 2,
      'the poll after a was made',
    );
    flow.from.set('a', { text: 'another text' });

    await engine.hintFromSalesforce(orgId, 'Entry', ['a']);

    await eventually(
      () => flow.to.get('a'),
      (text) => text === 'another text',
      'the change',
    );
    const queue = () => test.store.forOrg(orgId).workItems.backlog();
    await eventually(queue, (lanes) => lanes.length === 0, 'an empty queue');
    expect(follower.reads).toBe(expected);
  });

  it('of something that the records of a flow stand behind is a look at those, and done with where there are none', async () => {
    await engine.wake(orgId);
    await eventually(
      () => flow.reads,
      (reads) => reads > 0,
      'the first poll',
    );
    for (const id of ['a', 'b', 'c']) flow.from.set(id, { text: `text of ${id}` });
    flow.pages.set('first page', ['a', 'b']);

    expect(await engine.hintFromSalesforce(orgId, 'Page', ['first page', 'empty page'])).toBe(2);

    await eventually(
      () => flow.to.size,
      (size) => size === 2,
      'two entries',
    );
    expect(flow.writes.toSorted()).toEqual(['a', 'b']);
    await eventually(
      () => test.store.forOrg(orgId).workItems.backlog(),
      (lanes) => lanes.length === 0,
      'an empty queue',
    );
  });

  it('to poll waits once, however often it comes, and is done with when the poll has found everything new', async () => {
    await engine.wake(orgId);
    await eventually(
      () => flow.reads,
      (reads) => reads > 0,
      'the first poll',
    );
    await engine.stop(5_000);
    for (const id of ['a', 'b', 'c']) flow.from.set(id, { text: `text of ${id}` });
    engine = createLedgerEngine(test.store, [flow], { timeScale: 100 });
    for (const key of ['1', '2', '3']) await engine.hintFromExact(orgId, 7, 'Ledgers', key);
    const waiting = () => test.store.forOrg(orgId).workItems.backlog();
    expect(await waiting()).toMatchObject([{ division: 7, waiting: 1 }]);
    const before = flow.reads;

    await engine.start();

    await eventually(waiting, (lanes) => lanes.length === 0, 'an empty queue');
    expect(flow.writes.toSorted()).toEqual(['a', 'b', 'c']);
    expect(flow.reads - before).toBe(1);
  });
});
