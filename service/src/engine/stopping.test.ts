import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import { createStopping, type Engine, type SliceOutcome } from './index.ts';

describe('an engine that is stopped', () => {
  let test: TestStore;
  let flow: LedgerFlow;
  let engines: Engine[];
  let orgId: string;
  let slices: SliceOutcome[];

  beforeAll(async () => {
    test = await openTestStore();
  });
  beforeEach(async () => {
    flow = new LedgerFlow();
    [engines, slices] = [[], []];
    ({ orgId } = await makeOrg(test.store));
  });
  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.stop(5_000)));
    await test.store.orgs.delete(orgId);
  });
  afterAll(() => test.close());

  async function startEngine(stopping = createStopping()): Promise<Engine> {
    const engine = createLedgerEngine(test.store, [flow], {
      connect: async () =>
        ({ exact: { callsSpent: 0, writesUnanswered: 0 }, salesforce: { callsSpent: 0 }, references: {} }) as never,
      timeScale: 100,
      stopping,
      onSlice: (_flow, outcome) => slices.push(outcome),
    });
    engines.push(engine);
    await engine.start();
    return engine;
  }

  function fill(...ids: string[]): void {
    for (const id of ids) flow.from.set(id, { text: `text of ${id}` });
  }

  function succeeded(runId: string) {
    return eventually(
      () => test.store.forOrg(orgId).runs.find(runId),
      (run) => run?.state === 'succeeded',
      'run succeeded',
    );
  }

  /** Resolves when the flow has come to this point, and holds it there as long as `signal` lets it. */
  function heldBy(signal: AbortSignal): { readonly reached: Promise<undefined>; hold(): Promise<void> } {
    const { promise: reached, resolve } = Promise.withResolvers<undefined>();
    return {
      reached,
      hold: async () => {
        resolve(undefined);
        await delay(60_000, undefined, { signal });
      },
    };
  }

  it('answers a push that waits for a limit with a run, which another instance works at once', async () => {
    fill('a');
    const stopping = createStopping();
    const limit = heldBy(stopping.waits);
    flow.beforeRead = limit.hold;
    const engine = await startEngine(stopping);
    const pushed = engine.push(orgId, 'ledger', 'a', 60_000);
    await limit.reached;

    await engine.stop(5_000);
    const answer = await pushed;
    if (answer.kind !== 'running') throw new Error('the push should have been left');
    flow.beforeRead = async () => undefined;
    await startEngine();

    expect((await succeeded(answer.runId))?.counts.created).toBe(1);
    expect(flow.writes).toEqual(['a']);
  });

  it('leaves a push that was answered before to another instance as well', async () => {
    fill('a');
    const stopping = createStopping();
    const limit = heldBy(stopping.waits);
    flow.beforeRead = limit.hold;
    const engine = await startEngine(stopping);
    const answer = await engine.push(orgId, 'ledger', 'a', 0);
    if (answer.kind !== 'running') throw new Error('the push should still run');
    await limit.reached;

    await engine.stop(5_000);
    flow.beforeRead = async () => undefined;
    await startEngine();

    expect((await succeeded(answer.runId))?.counts.created).toBe(1);
    expect(flow.writes).toEqual(['a']);
  });

  it('keeps the claim of a document that is on its way, so that nobody sends a second one before the first arrives', async () => {
    fill('a');
    const stopping = createStopping({ writes: 0, calls: 0 });
    const call = heldBy(stopping.calls);
    flow.beforeWrite = call.hold;
    const engine = await startEngine(stopping);
    const pushed = engine.push(orgId, 'ledger', 'a', 60_000);
    await call.reached;

    await engine.stop(5_000);

    expect((await pushed).kind).toBe('running');
    expect(
      await test.store.forOrg(orgId).claims({ flow: 'ledger', division: 7, besides: [] }, 'somebody else').take(['a']),
    ).toEqual(new Set());
    expect(await test.store.forOrg(orgId).workItems.find('a')).toBeDefined();
  });

  it('takes no push any more', async () => {
    const engine = await startEngine();
    await engine.stop(5_000);

    await expect(engine.push(orgId, 'ledger', 'a', 1_000)).rejects.toMatchObject({ code: 'service_stopping' });
  });

  it('finishes the record at hand and leaves the rest of the flow to another one, which begins at once', async () => {
    fill('a', 'b', 'c', 'd');
    const { promise: reached, resolve } = Promise.withResolvers<undefined>();
    const { promise: goOn, resolve: release } = Promise.withResolvers<undefined>();
    flow.beforeWrite = () => {
      resolve(undefined);
      return goOn;
    };
    const engine = await startEngine();
    await engine.wake(orgId);
    await reached;

    const stopped = engine.stop(5_000);
    release(undefined);
    await stopped;

    expect(flow.writes).toEqual(['a']);
    expect(slices).toEqual(['left']);
    await startEngine();
    await eventually(
      () => flow.to.size,
      (size) => size === 4,
      'the rest',
    );
    expect([...flow.writes].sort()).toEqual(['a', 'b', 'c', 'd']);
  });
});
