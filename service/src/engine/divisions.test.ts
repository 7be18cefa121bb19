import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import type { OrgStore } from '../store/index.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { QueueFlow } from '../../tests/support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { Engine } from './index.ts';

let test: TestStore;
let flow: QueueFlow;
let engine: Engine;
let orgId: string;
let orgStore: OrgStore;

beforeAll(async () => {
  test = await openTestStore();
});
beforeEach(async () => {
  flow = new QueueFlow();
  flow.divisions = [7, 8];
  ({ orgId } = await makeOrg(test.store));
  orgStore = test.store.forOrg(orgId);
  engine = createLedgerEngine(test.store, [flow], { timeScale: 100 });
  await engine.start();
});
afterEach(async () => {
  await engine.stop(5_000);
  await test.store.orgs.delete(orgId);
});
afterAll(() => test.close());

async function issuesByDivision(): Promise<Record<string, string>> {
  const { items } = await orgStore.issues.list({ limit: 50 });
  return Object.fromEntries(items.map(({ division, state }) => [division, state]));
}

function queueIsEmpty(): Promise<unknown> {
  return eventually(
    () => orgStore.workItems.countWaiting(),
    (waiting) => waiting.size === 0,
    'an empty queue',
  );
}

/** A record that needs a person in division 8, and goes through in 7. */
async function stopIn8(): Promise<void> {
  flow.from.set('a', { text: 'a', error: new TandemError('flow_off', { flow: 'a' }), errorIn: 8 });
  await engine.hintFromSalesforce(orgId, 'Entry', ['a']);
  await eventually(issuesByDivision, (issues) => Object.keys(issues).length > 0, 'an issue');
  await queueIsEmpty();
}

describe('a record of a flow that works in two divisions', () => {
  it('that is hinted once is worked in both at the same time: neither claim holds the other', async () => {
    flow.from.set('a', { text: 'a' });
    const inTheAir = new Set<number>();
    const { promise: bothAreThere, resolve } = Promise.withResolvers<undefined>();
    flow.beforeWrite = async (_id, division) => {
      inTheAir.add(division);
      if (inTheAir.size === 2) resolve(undefined);
      await bothAreThere;
    };

    expect(await engine.hintFromSalesforce(orgId, 'Entry', ['a'])).toBe(2);

    await bothAreThere;
    await queueIsEmpty();
    expect(flow.writes).toEqual(['a', 'a']);
    expect((await test.store.lanes.list(orgId)).map(({ division }) => division)).toEqual([7, 8]);
    for (const division of [7, 8]) {
      const claims = orgStore.claims({ flow: 'ledger', division, besides: [] }, 'next');
      expect((await claims.intents(['a'])).get('a')).toMatchObject({ exactId: 'exact-a' });
    }
  });

  it('is worked where Exact told of it, and not in the other division', async () => {
    flow.from.set('a', { text: 'a' });
    const divisions: number[] = [];
    flow.beforeWrite = async (_id, division) => void divisions.push(division);

    await engine.hintFromExact(orgId, 8, 'Entries', 'a');

    await queueIsEmpty();
    expect(divisions).toEqual([8]);
  });

  it('that needs a person in one keeps its issue when it goes through in the other', async () => {
    await stopIn8();

    expect(flow.writes).toEqual(['a']);
    expect(await issuesByDivision()).toEqual({ '8': 'open' });
    expect(await orgStore.workItems.find('a')).toMatchObject({ state: 'issue' });
  });

  it('has an issue in each that it needs a person in, and a retry of one is not one of the other', async () => {
    flow.from.set('a', { text: 'a', error: new TandemError('flow_off', { flow: 'a' }) });
    await engine.hintFromSalesforce(orgId, 'Entry', ['a']);
    await eventually(issuesByDivision, (issues) => Object.keys(issues).length === 2, 'two issues');
    await queueIsEmpty();
    const { items } = await orgStore.issues.list({ limit: 50 });
    flow.from.set('a', { text: 'repaired' });

    await engine.retryIssues(
      orgId,
      items.filter(({ division }) => division === 8).map(({ id }) => id),
    );

    await eventually(issuesByDivision, (issues) => issues['8'] === 'resolved', 'the end of the issue');
    expect(await issuesByDivision()).toEqual({ '7': 'open', '8': 'resolved' });
    expect(flow.writes).toEqual(['a']);
  });

  it('is looked for by the poll of each lane when the settings change', async () => {
    await engine.wake(orgId);

    await eventually(
      () => test.store.lanes.list(orgId),
      (lanes) => lanes.length === 2 && lanes.every(({ lastRunAt }) => lastRunAt !== null),
      'both polls',
    );
  });
});

describe('a flow that moved from division 8 to 7', () => {
  it('leaves no issue and no waiting item of a record behind that has gone through in the new one', async () => {
    await stopIn8();
    flow.divisions = [7];
    await orgStore.workItems.enqueue([
      { flow: 'ledger', division: 8, recordId: 'a', notBefore: new Date(Date.now() + 3_600_000) },
    ]);

    await engine.hintFromSalesforce(orgId, 'Entry', ['a']);

    await eventually(issuesByDivision, (issues) => issues['8'] === 'resolved', 'the end of the issue');
    expect(await orgStore.workItems.find('a')).toBeUndefined();
  });

  it('sends nothing that is still being sent in the old one', async () => {
    flow.from.set('a', { text: 'a' });
    const { promise: goOn, resolve: release } = Promise.withResolvers<undefined>();
    const { promise: isInTheAir, resolve: arrived } = Promise.withResolvers<undefined>();
    flow.divisions = [8];
    flow.beforeWrite = async () => {
      arrived(undefined);
      await goOn;
    };
    await engine.hintFromSalesforce(orgId, 'Entry', ['a']);
    await isInTheAir;
    flow.divisions = [7];
    const readsBefore = flow.reads;

    await engine.hintFromSalesforce(orgId, 'Entry', ['a']);
    await eventually(
      () => orgStore.workItems.findAny(['a']),
      (item) => flow.reads > readsBefore && item?.lastCode === 'record_busy',
      'a look at what is busy',
    );
    release(undefined);
    await queueIsEmpty();

    expect(flow.writes).toEqual(['a']);
  });
});
