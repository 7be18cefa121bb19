import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Engine } from '../../src/engine/index.ts';
import { eventually } from '../support/eventually.ts';
import { createLedgerEngine } from '../support/ledger-engine.ts';
import { QueueFlow } from '../support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../support/test-store.ts';

const WHALE_RECORDS = 100_000;
const SMALL_ORGS = 200;
const DIVISION = 7;

// The embedded database keeps no statistics of its own accord: queues of this length belong on a server.
const hasServer = process.env['DATABASE_URL'] !== undefined;
if (!hasServer) console.warn('DATABASE_URL is not set: the test of the long queue is skipped.');
const onServer = hasServer ? describe : describe.skip;

onServer('an org with 100,000 waiting records', () => {
  let test: TestStore;
  let engine: Engine;
  const flow = new QueueFlow();

  beforeAll(async () => {
    test = await openTestStore();
    engine = createLedgerEngine(test.store, [flow]);
  }, 60_000);

  afterAll(async () => {
    await engine.stop(20_000);
    await test.close();
  });

  it('lets the order of every small org begin long before its own queue is through', async () => {
    const whale = await orgWithWork('Whale', WHALE_RECORDS);
    const smallOrgs: string[] = [];
    for (let made = 0; made < SMALL_ORGS; made += 1) smallOrgs.push((await makeOrg(test.store, `Small ${made}`)).orgId);

    await engine.start();
    await engine.wake(whale);
    await eventually(whaleRecordsDone, (done) => done > 0, 'the whale at work');
    for (const orgId of smallOrgs) await engine.hintFromSalesforce(orgId, 'Entry', [`small ${orgId}`]);
    await eventually(smallOrdersDone, (done) => done === SMALL_ORGS, 'every small order', { patienceMs: 120_000 });

    const stillWaiting = (await test.store.forOrg(whale).workItems.countWaiting()).get('ledger') ?? 0;
    expect(stillWaiting).toBeGreaterThan(WHALE_RECORDS * 0.9);
    expect(whaleRecordsDone()).toBeGreaterThan(0);
  }, 240_000);

  async function orgWithWork(name: string, records: number): Promise<string> {
    const { orgId } = await makeOrg(test.store, name);
    const items = Array.from({ length: records }, (_, index) => ({
      flow: 'ledger',
      division: DIVISION,
      recordId: `whale ${String(index).padStart(6, '0')}`,
    }));
    await test.store.forOrg(orgId).workItems.enqueue(items);
    return orgId;
  }

  function whaleRecordsDone(): number {
    return flow.writes.filter((id) => id.startsWith('whale')).length;
  }

  function smallOrdersDone(): number {
    return flow.writes.length - whaleRecordsDone();
  }
});
