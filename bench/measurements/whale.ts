import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../service/tests/support/eventually.ts';
import { createLedgerEngine } from '../../service/tests/support/ledger-engine.ts';
import { QueueFlow } from '../../service/tests/support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../../service/tests/support/test-store.ts';
import { atMost, figure, percentile, type Figure, type Sizes } from '../measurement.ts';

const START_P95_MS = 2_000;
/** What one record takes at both systems together; known customers take two calls there. */
const VENDORS_MS = 100;
/** As many slices as an instance of the service works at the same time. */
const CONCURRENT_SLICES = 16;
const DIVISION = 7;

/**
 * One org with a long queue next to many small ones whose orders arrive evenly: from the hint until work on the order
 * begins. Engine and store are real, on one process; the two systems are a wait, since a simulated org is a process each.
 */
export async function whale(sizes: Sizes): Promise<Figure[]> {
  const test = await openTestStore();
  const flow = new QueueFlow();
  const engine = createLedgerEngine(test.store, [flow], { concurrency: CONCURRENT_SLICES });
  try {
    const whaleOrg = await fillWhale(test, sizes.whaleRecords);
    const smallOrgs = await makeOrgs(test, sizes.smallOrgs);
    const hintedAt = new Map<string, number>();
    const waitedMs: number[] = [];
    let whaleRecords = 0;
    flow.beforeWrite = async (id) => {
      const at = hintedAt.get(id);
      if (at === undefined) whaleRecords += 1;
      else waitedMs.push(performance.now() - at);
      await delay(VENDORS_MS);
    };
    await engine.start();
    await engine.wake(whaleOrg);
    await eventually(
      () => whaleRecords,
      (count) => count > 0,
      'the whale at work',
    );

    const cpuFrom = process.cpuUsage();
    const from = performance.now();
    for (const [index, orgId] of smallOrgs.entries()) {
      const dueMs = (index * sizes.arrivalMs) / smallOrgs.length - (performance.now() - from);
      if (dueMs > 0) await delay(dueMs);
      const id = `order of ${orgId}`;
      flow.from.set(id, { text: id });
      hintedAt.set(id, performance.now());
      await engine.hintFromSalesforce(orgId, 'Entry', [id]);
    }
    await eventually(
      () => waitedMs.length,
      (count) => count === smallOrgs.length,
      'every small order begun',
      { patienceMs: 600_000 },
    );
    const cpu = process.cpuUsage(cpuFrom);
    const title = `${sizes.smallOrgs} small orgs beside ${sizes.whaleRecords.toLocaleString('en-GB')} waiting records`;
    return [
      figure(`${title}: an order begins, p50`, percentile(waitedMs, 0.5), 'ms'),
      atMost(`${title}: an order begins, p95`, percentile(waitedMs, 0.95), START_P95_MS, 'ms'),
      figure(`${title}: engine CPU`, (cpu.user + cpu.system) / 1000 / (smallOrgs.length + whaleRecords), 'ms a record'),
    ];
  } finally {
    await engine.stop(20_000);
    await test.close();
  }
}

async function fillWhale(test: TestStore, records: number): Promise<string> {
  const { orgId } = await makeOrg(test.store, 'Whale');
  const items = Array.from({ length: records }, (_, index) => ({
    flow: 'ledger',
    division: DIVISION,
    recordId: `whale ${String(index).padStart(6, '0')}`,
  }));
  await test.store.forOrg(orgId).workItems.enqueue(items);
  return orgId;
}

async function makeOrgs(test: TestStore, count: number): Promise<string[]> {
  const orgIds: string[] = [];
  for (let made = 0; made < count; made += 1) orgIds.push((await makeOrg(test.store, `Small ${made}`)).orgId);
  return orgIds;
}
