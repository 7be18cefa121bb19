import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { makeOrg, openTestStore } from '../../tests/support/test-store.ts';
import type { Engine } from './index.ts';

const test = await openTestStore();
const DIVISION = 7;

let orgId: string;
let flow: LedgerFlow;
let engine: Engine;

beforeEach(async () => {
  ({ orgId } = await makeOrg(test.store));
  flow = new LedgerFlow();
  engine = createLedgerEngine(test.store, [flow], { timeScale: 100 });
  await engine.start();
});
afterEach(async () => {
  await engine.stop(5_000);
  await test.store.orgs.delete(orgId);
});
afterAll(() => test.close());

describe('work on a record that is named by its id in the other system', () => {
  it('is done once, although what became of it is told by its own id', async () => {
    flow.from.set('a', { text: 'text of a' });
    flow.otherIds.set('product-of-a', 'a');
    const { workItems } = test.store.forOrg(orgId);
    await workItems.enqueue([{ flow: flow.name, division: DIVISION, recordId: 'product-of-a' }]);

    await engine.wake(orgId);

    await eventually(
      () => workItems.find('product-of-a'),
      (item) => item === undefined,
      'that nothing is left to do',
    );
    expect(flow.writes).toEqual(['a']);
  });
});
