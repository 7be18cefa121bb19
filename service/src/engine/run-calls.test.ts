import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { TandemError } from '../errors/index.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';

let test: TestStore;

beforeAll(async () => {
  test = await openTestStore();
});

afterAll(() => test.close());

it('the calls of a run count once, also when a record is looked at again at once', async () => {
  const { orgId } = await makeOrg(test.store);
  const flow = new LedgerFlow();
  let exact = { callsSpent: 0 };
  const engine = createLedgerEngine(test.store, [flow], {
    connect: async () => {
      exact = { callsSpent: 0 };
      return { exact, salesforce: { callsSpent: 0 }, references: {} } as never;
    },
  });
  flow.from.set('a', { text: 'a', error: new TandemError('exact_unavailable', { text: 'for a moment' }, { retryAfterMs: 0 }) });
  flow.beforeRead = async () => {
    exact.callsSpent += 3;
    if (exact.callsSpent > 3) flow.from.set('a', { text: 'a' });
  };

  const runId = await engine.startRun(orgId, { flow: 'ledger', mode: 'apply', ids: ['a'] });
  await engine.start();
  const run = await eventually(
    () => test.store.forOrg(orgId).runs.find(runId),
    (found) => found?.state === 'succeeded',
    'the end of the run',
  );
  await engine.stop(5_000);

  expect(run?.calls).toEqual({ exact: 6, salesforce: 0 });
});
