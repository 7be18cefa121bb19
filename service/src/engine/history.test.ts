import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { TandemError } from '../errors/index.ts';
import type { FlowContext, ReadRequest } from '../flows/index.ts';
import type { Run } from '../store/index.ts';
import type { Engine } from './index.ts';

/** A ledger with entries of the past, which it reads only when a history is asked for. */
class LedgerWithPast extends LedgerFlow {
  readonly history = {
    fewestYears: 2,
    windowOf: (today: string, years: number) => ({ from: `${years} before ${today}`, until: today }),
    measure: async () => ({ records: 3, rows: 3, calls: { exact: 1, salesforce: 1 } }),
  };
  readonly past = new LedgerFlow();
  readonly asked: ReadRequest[] = [];

  override async *read(context: FlowContext, request: ReadRequest): ReturnType<LedgerFlow['read']> {
    this.asked.push(request);
    yield* request.kind === 'changes' && request.history !== undefined
      ? this.past.read(context, request)
      : super.read(context, request);
  }
}

let test: TestStore;
let flow: LedgerWithPast;
let engine: Engine;
let orgId: string;

beforeAll(async () => {
  test = await openTestStore();
});

beforeEach(async () => {
  flow = new LedgerWithPast();
  ({ orgId } = await makeOrg(test.store));
  engine = createLedgerEngine(test.store, [flow, new LedgerFlow('plain')], { timeScale: 100 });
});

afterEach(async () => {
  await engine.stop(5_000);
  await test.store.orgs.delete(orgId);
});

afterAll(() => test.close());

const runIs = (runId: string, state: Run['state']): Promise<Run | undefined> =>
  eventually(
    () => test.store.forOrg(orgId).runs.find(runId),
    (run) => run?.state === state,
    `run ${state}`,
  );
const startHistory = (historyYears = 2): Promise<string> =>
  engine.startRun(orgId, { flow: 'ledger', mode: 'apply', historyYears });
const fillPast = (...ids: string[]): void => {
  for (const id of ids) flow.past.from.set(id, { text: `text of ${id}` });
};

describe('a run for a part of the past', () => {
  it('reads that part from its start, and leaves the positions of the everyday walk alone', async () => {
    fillPast('old-1', 'old-2', 'old-3');
    flow.from.set('new', { text: 'new' });
    await test.store.forOrg(orgId).cursors.save(7, 'ledger', { last: 'a position' });

    const runId = await startHistory();
    await engine.start();
    const run = await runIs(runId, 'succeeded');

    expect(run?.counts.created).toBe(3);
    expect(flow.asked.find((request) => request.kind === 'changes' && request.history !== undefined)).toMatchObject({
      cursors: {},
      history: { until: expect.any(String) },
    });
    expect(await test.store.forOrg(orgId).cursors.read(7, 'ledger')).toMatchObject({ last: 'new' });
  });

  it('lets what changes meanwhile go before it', async () => {
    fillPast('old-1', 'old-2', 'old-3');
    flow.from.set('new', { text: 'new' });

    const runId = await startHistory();
    await engine.start();
    await runIs(runId, 'succeeded');

    expect(flow.writes.filter((id) => id === 'new' || id.startsWith('old'))[0]).toBe('new');
  });

  it('rests after the batch in hand when it is paused, and goes on where it was', async () => {
    fillPast('old-1', 'old-2', 'old-3', 'old-4', 'old-5');
    const runId = await startHistory();
    let isPaused = false;
    flow.beforeWrite = async (id) => {
      if (!id.startsWith('old') || isPaused) return;
      isPaused = true;
      await engine.pauseRun(orgId, runId);
    };
    await engine.start();
    await eventually(
      () => test.store.forOrg(orgId).runs.find(runId),
      (run) => run?.progress.done === 2,
      'the first batch',
    );

    // Whatever else changes is worked meanwhile: the lane does not rest.
    flow.from.set('new', { text: 'new' });
    await engine.hintFromSalesforce(orgId, 'Entry', ['new']);
    await eventually(
      () => flow.to.get('new'),
      (text) => text === 'new',
      'the change',
    );
    expect(flow.writes.filter((id) => id.startsWith('old'))).toEqual(['old-1', 'old-2']);
    expect((await test.store.forOrg(orgId).runs.find(runId))?.state).toBe('paused');

    await engine.resumeRun(orgId, runId);
    const run = await runIs(runId, 'succeeded');

    expect(flow.writes.filter((id) => id.startsWith('old'))).toEqual(['old-1', 'old-2', 'old-3', 'old-4', 'old-5']);
    expect(run?.counts.created).toBe(5);
  });

  it('rests with its reason when its lane is stopped, and goes on where it was', async () => {
    fillPast('old-1', 'old-2', 'old-3');
    const runId = await startHistory();
    let isStopped = false;
    flow.beforeWrite = async (id) => {
      if (id !== 'old-3' || isStopped) return;
      isStopped = true;
      throw new TandemError('exact_reconnect', { reason: 'signed out' });
    };
    await engine.start();
    const resting = await runIs(runId, 'paused');
    expect(resting).toMatchObject({ problem: { code: 'exact_reconnect' }, progress: { done: 2 } });

    await engine.wake(orgId);
    await engine.resumeRun(orgId, runId);
    const run = await runIs(runId, 'succeeded');

    expect(run).toMatchObject({ problem: null, counts: { created: 3 } });
    expect(flow.writes.filter((id) => id.startsWith('old'))).toEqual(['old-1', 'old-2', 'old-3']);
  });

  it('can be cancelled while it rests, and is not gone on with after that', async () => {
    const runId = await startHistory();
    await engine.pauseRun(orgId, runId);
    await expect(engine.pauseRun(orgId, runId)).rejects.toMatchObject({ code: 'run_not_waiting' });

    await engine.cancelRun(orgId, runId);

    await expect(engine.resumeRun(orgId, runId)).rejects.toMatchObject({ code: 'run_not_waiting' });
    await expect(engine.resumeRun(orgId, 'another')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is refused for a flow without a past, and for years that come by themselves', async () => {
    await expect(startHistory(1)).rejects.toMatchObject({ code: 'history_too_short', params: { years: 2 } });
    const plain = engine.startRun(orgId, { flow: 'plain', mode: 'apply', historyYears: 2 });
    await expect(plain).rejects.toMatchObject({ code: 'flow_without_history' });
  });

  it('is counted before it starts', async () => {
    const { division, window, size } = await engine.measureHistory(orgId, { flow: 'ledger', years: 3 });

    expect({ division, size }).toEqual({ division: 7, size: { records: 3, rows: 3, calls: { exact: 1, salesforce: 1 } } });
    expect(window.from).toMatch(/^3 before \d{4}-\d{2}-\d{2}$/);
  });
});
