import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { tellingOf } from '../activity/index.ts';
import { TandemError } from '../errors/index.ts';
import type { Run } from '../store/index.ts';
import { eventually } from '../../tests/support/eventually.ts';
import { createLedgerEngine } from '../../tests/support/ledger-engine.ts';
import { LedgerFlow } from '../../tests/support/ledger-flow.ts';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';
import type { Engine } from './index.ts';

let test: TestStore;
let flow: LedgerFlow;
let engines: Engine[];
let orgId: string;

beforeAll(async () => {
  test = await openTestStore();
});

beforeEach(async () => {
  flow = new LedgerFlow();
  engines = [];
  ({ orgId } = await makeOrg(test.store));
});

afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.stop(5_000)));
  await test.store.orgs.delete(orgId);
});

afterAll(() => test.close());

async function startEngine(): Promise<Engine> {
  const engine = createLedgerEngine(test.store, [flow], { timeScale: 100 });
  engines.push(engine);
  await engine.start();
  return engine;
}

function runIs(runId: string, state: Run['state']): Promise<Run | undefined> {
  return eventually(
    () => test.store.forOrg(orgId).runs.find(runId),
    (run) => run?.state === state,
    `run ${state}`,
  );
}

async function openIssues() {
  return (await test.store.forOrg(orgId).issues.list({ state: 'open', limit: 50 })).items;
}

function fill(...ids: string[]): void {
  for (const id of ids) flow.from.set(id, { text: `text of ${id}` });
}

describe('a lane', () => {
  it('polls a flow that was switched on, and keeps the position once everything is stored', async () => {
    fill('a', 'b', 'c');
    const engine = await startEngine();

    await engine.wake(orgId);

    await eventually(
      () => flow.to.size,
      (size) => size === 3,
      'three entries',
    );
    await eventually(
      () => test.store.forOrg(orgId).cursors.read(7, 'ledger'),
      (cursors) => cursors['last'] === 'c',
      'cursor',
    );
    expect(flow.writes).toEqual(['a', 'b', 'c']);
  });

  it('turns a record that needs a person into an issue and goes on with the others', async () => {
    fill('a', 'b', 'c');
    flow.from.set('b', { text: 'b', error: new TandemError('flow_off', { flow: 'b' }) });
    const engine = await startEngine();

    await engine.wake(orgId);

    const issues = await eventually(openIssues, (items) => items.length === 1, 'issue');
    await eventually(
      () => flow.to.size,
      (size) => size === 2,
      'the others',
    );
    expect(issues[0]).toMatchObject({ recordId: 'b', label: 'Entry b', code: 'flow_off', state: 'open' });
  });

  it('closes the issue when a retry goes through', async () => {
    fill('b');
    flow.from.set('b', { text: 'b', error: new TandemError('flow_off', { flow: 'b' }) });
    const engine = await startEngine();
    await engine.wake(orgId);
    const [issue] = await eventually(openIssues, (items) => items.length === 1, 'issue');
    flow.from.set('b', { text: 'repaired' });

    await engine.retryIssues(orgId, [issue?.id ?? '']);

    await eventually(openIssues, (items) => items.length === 0, 'no open issue');
    expect(flow.to.get('b')).toBe('repaired');
  });

  it('tries a record again that failed for a passing reason', async () => {
    fill('a');
    flow.from.set('a', { text: 'a', error: new TandemError('record_busy', { record: 'a' }) });
    const engine = await startEngine();
    await engine.wake(orgId);
    await eventually(
      () => test.store.forOrg(orgId).workItems.find('a'),
      (item) => item !== undefined,
      'a work item',
    );

    flow.from.set('a', { text: 'a' });

    await eventually(
      () => flow.to.get('a'),
      (text) => text === 'a',
      'the second attempt',
    );
  });

  it('says why it stopped, and resumes by itself when the cause is gone', async () => {
    fill('a');
    flow.laneErrors.push(new TandemError('unauthorized'));
    const engine = await startEngine();

    await engine.wake(orgId);

    await eventually(
      () => test.store.lanes.list(orgId),
      ([lane]) => lane?.stoppedCode === 'unauthorized',
      'stopped lane',
    );
    await eventually(
      () => flow.to.size,
      (size) => size === 1,
      'resumed',
    );
    const [lane] = await eventually(
      () => test.store.lanes.list(orgId),
      ([idle]) => idle?.state === 'idle',
      'idle lane',
    );
    expect(lane?.stoppedCode).toBeNull();
  });

  it('looks at hinted records without waiting for the poll', async () => {
    const engine = await startEngine();
    await engine.wake(orgId);
    await eventually(
      () => test.store.lanes.list(orgId),
      ([lane]) => lane?.lastRunAt != null,
      'first poll',
    );
    fill('z');

    expect(await engine.hintFromSalesforce(orgId, 'Entry', ['z'])).toBe(1);

    await eventually(
      () => flow.to.get('z'),
      (text) => text !== undefined,
      'hinted record',
    );
    expect(await engine.hintFromSalesforce(orgId, 'Account', ['z'])).toBe(0);
  });

  it('is gone when its flow is switched off', async () => {
    const engine = await startEngine();
    await engine.wake(orgId);
    await eventually(
      () => test.store.lanes.list(orgId),
      (lanes) => lanes.length === 1,
      'lane',
    );
    flow.isOn = false;

    await engine.wake(orgId);

    await eventually(
      () => test.store.lanes.list(orgId),
      (lanes) => lanes.length === 0,
      'no lane',
    );
  });
});

describe('a run', () => {
  // A flow that is off is not polled: what happens is the run's doing.
  beforeEach(() => {
    flow.isOn = false;
  });

  it('of a plan writes nothing and shows what would happen', async () => {
    fill('a', 'b');
    flow.to.set('b', 'text of b');
    const engine = await startEngine();

    const runId = await engine.startRun(orgId, { flow: 'ledger', mode: 'plan', full: true });

    const run = await runIs(runId, 'planned');
    expect(run?.counts).toMatchObject({ created: 1, unchanged: 1 });
    expect(run?.progress.done).toBe(2);
    const operations = await test.store.forOrg(orgId).operations.page(runId, 0, 10);
    expect(operations.map((operation) => operation.key)).toEqual(['exact/Entry/a']);
    expect(flow.writes).toEqual([]);
  });

  it('that is approved applies what was planned and drops by name what changed since', async () => {
    fill('a', 'b');
    const engine = await startEngine();
    const runId = await engine.startRun(orgId, { flow: 'ledger', mode: 'plan', full: true });
    await runIs(runId, 'planned');
    flow.from.set('b', { text: 'edited meanwhile' });

    await engine.approveRun(orgId, runId);

    const run = await runIs(runId, 'succeeded');
    expect(run?.counts).toMatchObject({ created: 1, skipped: 1 });
    expect(flow.writes).toEqual(['a']);
    const activities = await test.store.forOrg(orgId).activities.list({ recordId: 'b', limit: 5 });
    expect(activities.map((activity) => activity.code)).toEqual(['changed_since_plan']);
  });

  it('that is approved names both of two records that changed since, and why they were left', async () => {
    fill('a', 'b', 'c');
    const engine = await startEngine();
    const runId = await engine.startRun(orgId, { flow: 'ledger', mode: 'plan', full: true });
    await runIs(runId, 'planned');
    for (const changed of ['b', 'c']) flow.from.set(changed, { text: `${changed} edited meanwhile` });

    await engine.approveRun(orgId, runId);

    expect(await runIs(runId, 'succeeded')).toMatchObject({ dropped: 2, counts: { created: 1, skipped: 2 } });
    expect(flow.writes).toEqual(['a']);
    const told = await test.store.forOrg(orgId).activities.ofRun(runId, 'changed_since_plan', 10);
    expect(told.map(({ recordId }) => recordId).sort()).toEqual(['b', 'c']);
    for (const activity of told) expect(tellingOf(activity, 'en').message).toContain('changed after the preview was made');
  });

  it('that is approved tells each record that is gone once, however many there are', async () => {
    fill('stays');
    const engine = await startEngine();
    const runId = await engine.startRun(orgId, { flow: 'ledger', mode: 'plan', full: true });
    await runIs(runId, 'planned');
    const names = Array.from({ length: 1_200 }, (_, index) => `gone-${index}`);
    const planned = [...names, ...names].map((recordId, index) => {
      const key = `${index < names.length ? 'exact' : 'salesforce'}/Entry/${recordId}`;
      return { recordId, key, digest: 'd', payload: { action: 'create', label: recordId } };
    });
    await test.store.forOrg(orgId).operations.append(runId, planned);

    await engine.approveRun(orgId, runId);

    const run = await runIs(runId, 'succeeded');
    expect(run?.counts).toMatchObject({ created: 1, skipped: names.length });
    expect(run?.dropped).toBe(names.length);
    const told = await test.store.forOrg(orgId).activities.ofRun(runId, 'changed_since_plan', 2_000);
    expect(new Set(told.map(({ recordId }) => recordId))).toEqual(new Set(names));
    expect(told).toHaveLength(names.length);
  });

  it('cannot be approved once the settings have another version', async () => {
    fill('a');
    const engine = await startEngine();
    const runId = await engine.startRun(orgId, { flow: 'ledger', mode: 'plan' });
    await runIs(runId, 'planned');
    await test.store.forOrg(orgId).configurations.append(0, { version: 1 }, 'somebody');

    await expect(engine.approveRun(orgId, runId)).rejects.toMatchObject({ code: 'plan_outdated' });
  });

  it('that is cancelled stays cancelled', async () => {
    const engine = await startEngine();
    const runId = await engine.startRun(orgId, { flow: 'ledger', mode: 'plan' });
    await runIs(runId, 'planned');

    await engine.cancelRun(orgId, runId);

    await expect(engine.approveRun(orgId, runId)).rejects.toMatchObject({ code: 'run_not_waiting' });
    await expect(engine.cancelRun(orgId, runId)).rejects.toMatchObject({ code: 'run_not_waiting' });
  });

  it('of an unknown flow names the flows there are', async () => {
    const engine = await startEngine();

    await expect(engine.startRun(orgId, { flow: 'nope', mode: 'plan' })).rejects.toMatchObject({
      code: 'unknown_flow',
      action: expect.stringContaining('ledger'),
    });
  });
});

describe('a push', () => {
  it('sends the record and answers what became of it', async () => {
    fill('a');
    const engine = await startEngine();

    const answer = await engine.push(orgId, 'ledger', 'a', 10_000);

    expect(answer).toMatchObject({ kind: 'done', status: 'sent', outcome: { exactId: 'exact-a' } });
  });

  it('stands in the queue while it runs, so that a process that dies in the middle leaves it to another', async () => {
    fill('a');
    const look = () => test.store.forOrg(orgId).workItems.find('a');
    let found: Awaited<ReturnType<typeof look>>;
    flow.beforeWrite = async () => {
      found = await look();
    };
    const engine = await startEngine();

    await engine.push(orgId, 'ledger', 'a', 10_000);

    expect(found).toMatchObject({ flow: 'ledger' });
    expect(await look()).toBeUndefined();
  });

  it('pressed twice at the same moment writes once', async () => {
    fill('a');
    const engine = await startEngine();

    const answers = await Promise.all([1, 2, 3].map(() => engine.push(orgId, 'ledger', 'a', 10_000)));

    expect(flow.writes).toEqual(['a']);
    expect(answers.map((answer) => answer.kind === 'done' && answer.status).sort()).toEqual([
      'alreadySent',
      'alreadySent',
      'sent',
    ]);
  });

  it('at the same moment as a hint and a poll, on two instances, writes once', async () => {
    fill('a');
    const [first, second] = [await startEngine(), await startEngine()];

    await Promise.all([
      first.push(orgId, 'ledger', 'a', 10_000),
      second.push(orgId, 'ledger', 'a', 10_000),
      second.hintFromSalesforce(orgId, 'Entry', ['a']),
      first.wake(orgId),
    ]);
    await eventually(
      () => test.store.lanes.list(orgId),
      ([lane]) => lane?.lastRunAt != null,
      'poll',
    );

    expect(flow.writes).toEqual(['a']);
  });

  it('answers with a run when it takes longer, which ends by itself', async () => {
    fill('a');
    const { promise: goOn, resolve: release } = Promise.withResolvers<undefined>();
    flow.beforeWrite = () => goOn;
    const engine = await startEngine();

    const answer = await engine.push(orgId, 'ledger', 'a', 50);
    if (answer.kind !== 'running') throw new Error('the push should still run');
    release(undefined);

    const run = await runIs(answer.runId, 'succeeded');
    expect(run?.counts.created).toBe(1);
  });

  it('tells the reason when a person is needed, and leaves an issue', async () => {
    flow.from.set('a', { text: 'a', error: new TandemError('flow_not_configured', { flow: 'x' }) });
    const engine = await startEngine();

    await expect(engine.push(orgId, 'ledger', 'a', 10_000)).rejects.toMatchObject({ code: 'flow_not_configured' });
    expect((await openIssues()).map((issue) => issue.recordId)).toEqual(['a']);
  });

  it('is refused while everything is paused', async () => {
    fill('a');
    await test.store.orgs.setState(orgId, 'paused', 'Anna Beheer');
    const engine = await startEngine();

    await expect(engine.push(orgId, 'ledger', 'a', 1_000)).rejects.toMatchObject({
      code: 'paused',
      message: expect.stringMatching(/^Tandem is paused since \d{4}-\d\d-\d\d \d\d:\d\d UTC by Anna Beheer\./),
    });
    expect(flow.writes).toEqual([]);
  });
});
