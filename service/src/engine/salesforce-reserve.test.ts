import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { Engine } from './index.ts';
import { isReserveReached, keepSalesforceReserve } from './salesforce-reserve.ts';

const DIVISION = 7;
const LIMIT = 15_000;

let test: TestStore;
let orgId: string;

beforeAll(async () => {
  test = await openTestStore();
});
beforeEach(async () => {
  ({ orgId } = await makeOrg(test.store));
});
afterEach(() => test.store.orgs.delete(orgId));
afterAll(() => test.close());

describe('the reserve of API calls', () => {
  it('is the last tenth of what Salesforce grants', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 0, max: 20_000_000 }), (limit, used) => {
        const measuredAt = new Date();
        expect(isReserveReached({ used, limit, measuredAt })).toBe(used >= limit * 0.9);
      }),
    );
  });

  it('holds batch work back, tells the numbers, and lets one slice find out a quarter of an hour later', async () => {
    const orgStore = test.store.forOrg(orgId);
    await expect(keepSalesforceReserve({ now: () => new Date(), timeScale: 1 }, orgStore)).resolves.toBeUndefined();
    await orgStore.salesforceUsage.save(14_000, LIMIT);

    await expect(keepSalesforceReserve({ now: () => new Date(), timeScale: 1 }, orgStore)).rejects.toMatchObject({
      code: 'salesforce_reserve',
      handling: 'wait',
      params: { used: 14_000, limit: LIMIT },
    });
    const later = new Date(Date.now() + 16 * 60_000);
    await expect(keepSalesforceReserve({ now: () => later, timeScale: 1 }, orgStore)).resolves.toBeUndefined();
  });
});

describe('an engine whose org has only the reserve left', () => {
  let engine: Engine;
  let flow: LedgerFlow;

  beforeEach(async () => {
    flow = new LedgerFlow();
    engine = createLedgerEngine(test.store, [flow], { timeScale: 150 });
    await engine.start();
  });
  afterEach(() => engine.stop(5_000));

  it('lets a person through at once, and the batch when calls come free, with no issue for it', async () => {
    const orgStore = test.store.forOrg(orgId);
    for (const id of ['a', 'b']) flow.from.set(id, { text: id });
    await orgStore.salesforceUsage.save(LIMIT, LIMIT);
    await engine.wake(orgId);
    await eventually(
      () => test.store.lanes.list(orgId),
      ([lane]) => lane !== undefined && lane.dueAt > new Date(),
      'a lane that waits',
    );

    await engine.push(orgId, 'ledger', 'b', 5_000);
    const beforeCallsCameFree = [...flow.writes];
    await eventually(
      () => flow.to.size,
      (size) => size === 2,
      'the batch',
    );

    expect(beforeCallsCameFree).toEqual(['b']);
    expect((await orgStore.issues.list({ state: 'open', limit: 5 })).items).toEqual([]);
    expect((await test.store.lanes.list(orgId)).map(({ division, state }) => ({ division, state }))).toEqual([
      { division: DIVISION, state: 'idle' },
    ]);
  });
});
