import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
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

afterEach(async () => {
  await engine.stop(5_000);
  await test.store.orgs.delete(orgId);
});

afterAll(() => test.close());

function fill(...ids: string[]): void {
  for (const id of ids) flow.from.set(id, { text: `text of ${id}` });
}

describe('a pause', () => {
  it('stops a slice before its next record, and what is left goes on after it', async () => {
    fill('a', 'b', 'c');
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    let isInTheAir = false;
    flow.beforeWrite = async () => {
      isInTheAir = true;
      await held;
    };
    await engine.wake(orgId);
    await eventually(
      () => isInTheAir,
      (is) => is,
      'the first write',
    );

    await test.store.orgs.setState(orgId, 'paused', 'Anna');
    goOn();
    await eventually(
      () => test.store.lanes.list(orgId),
      ([lane]) => lane?.isLeased === false,
      'the end of the slice',
    );
    expect(flow.writes).toEqual(['a']);

    await test.store.orgs.setState(orgId, 'active');
    await engine.wake(orgId);
    await eventually(
      () => flow.writes,
      (writes) => writes.length === 3,
      'the rest',
    );
    expect(flow.writes).toEqual(['a', 'b', 'c']);
  });

  it('keeps hints, and works nothing of them until it is over', async () => {
    fill('a');
    await test.store.orgs.setState(orgId, 'paused', 'Anna');

    expect(await engine.hintFromSalesforce(orgId, 'Entry', ['a'])).toBe(1);
    await engine.hintFromExact(orgId, 7, 'Entries', 'a');
    await engine.wake(orgId);
    await expect(engine.retryIssues(orgId, [])).rejects.toMatchObject({ code: 'paused' });
    expect(await test.store.lanes.acquire({ orgId, division: 7, flow: 'ledger' }, 'somebody', 1_000)).toBeUndefined();
    expect(flow.reads).toBe(0);

    await test.store.orgs.setState(orgId, 'active');
    await engine.wake(orgId);
    await eventually(
      () => flow.writes,
      (writes) => writes.length === 1,
      'the hinted record',
    );
  });
});
