import { phrase, TandemError, toTandemError } from '../errors/index.ts';
import type { Flow, FlowContext, Outcome, PersonsChoice, ReadRequest } from '../flows/index.ts';
import type { LaneKey, OrgStore, Run, RunRecord } from '../store/index.ts';
import { CallMeter } from './call-meter.ts';
import type { EngineDependencies } from './dependencies.ts';
import { flowDivision } from './flow-context.ts';
import { historyOfRun } from './history.ts';
import { walk, type Pass } from './pass.ts';
import { lookAgainAt } from './patience.ts';
import { problemOf } from './problem.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { bookTally, tallyOutcomes, tallyStatuses } from './run-tally.ts';

const RECORDS_A_LOOK = 50;

/** Operations of a plan that are held at a time. */
const UNTOUCHED_PAGE = 500;

/** A run in the hands of a slice. */
export interface RunJob {
  readonly lane: LaneKey;
  readonly orgStore: OrgStore;
  readonly flow: Flow<unknown>;
  readonly run: Run;
  openContext(): Promise<FlowContext>;
  readonly isTimeUp: () => boolean;
}

/**
 * Works a run: what it is about, then again and again what waits. It is over when each of its records is through, blocked or
 * failed for good. Answers true when it came to its end and stood for a poll of its lane. Throws what holds up the lane; the run then
 * says so, or is over with it. One for a part of the past rests until somebody goes on with it: it may have come far.
 */
export async function workRun(dependencies: EngineDependencies, job: RunJob): Promise<boolean> {
  const { orgStore, run } = job;
  if (!(await orgStore.runs.transition(run.id, ['queued', 'running'], 'running'))) return false;
  try {
    const work = new RunWork(dependencies, job, await job.openContext());
    if (!(await work.goOn())) return false;
    return await finish(job);
  } catch (thrown) {
    const error = toTandemError(thrown);
    const isOver = error.handling === 'stop' || error.handling === 'person';
    if (isOver && historyOfRun(run) !== undefined)
      await orgStore.runs.transition(run.id, ['running'], 'paused', problemOf(error));
    else if (isOver) await fail(job, error);
    else if (error.code !== 'lease_lost') await holdUp(dependencies, job, error);
    throw error;
  }
}

class RunWork {
  readonly #dependencies: EngineDependencies;
  readonly #job: RunJob;
  readonly #pass: Omit<Pass, 'request'>;

  constructor(dependencies: EngineDependencies, job: RunJob, context: FlowContext) {
    const { flow, run, isTimeUp } = job;
    this.#dependencies = dependencies;
    this.#job = job;
    const isApproved = run.request['isApproved'] === true;
    this.#pass = { flow, context, mode: run.mode, runId: run.id, calls: new CallMeter(context), isApproved, isTimeUp };
  }

  /** True when nothing is left to do. */
  async goOn(): Promise<boolean> {
    const { run, orgStore } = this.#job;
    if (!run.isRead && !(await this.#readScope())) return false;
    if (!(await this.#lookAgain())) return false;
    const { count, until } = await orgStore.runRecords.waiting(run.id);
    if (until !== null) await orgStore.runs.setWaitingCount(run.id, count, until);
    return until === null;
  }

  async #readScope(): Promise<boolean> {
    const { run, orgStore, flow } = this.#job;
    const request = await requestOf(this.#job);
    let isWanted = true;
    const saveCursors: Pass['saveCursors'] = async (inner, positions) => {
      isWanted = await inner.runs.saveCursors(run.id, positions);
    };
    const isTimeUp = (): boolean => !isWanted || this.#pass.isTimeUp();
    const result = await walk(this.#dependencies, { ...this.#pass, request, saveCursors, isTimeUp });
    if (!result.isFinished) return false;
    if (request.kind === 'records' && flow.isExclusivePerRecord)
      await this.#waitForHolders(request.ids.filter((id) => !result.recordIds.has(id)).map(asNew));
    if (this.#pass.isApproved === true) await this.#tellUntouched();
    const [{ count }, now] = await Promise.all([orgStore.runRecords.waiting(run.id), orgStore.runs.find(run.id)]);
    await orgStore.runs.markRead(run.id, (now?.progress.done ?? 0) + count);
    return true;
  }

  /** Records that wait and whose time has come. True when none of them is left. */
  async #lookAgain(): Promise<boolean> {
    const { run, orgStore, isTimeUp } = this.#job;
    for (;;) {
      const due = await orgStore.runRecords.due(run.id, RECORDS_A_LOOK);
      if (due.length === 0) return true;
      const ids = due.map(({ recordId }) => recordId);
      const request: ReadRequest = {
        kind: 'records',
        ids,
        explicit: isOfChosen(run) || historyOfRun(run) !== undefined,
        choice: choiceOf(run),
      };
      const result = await walk(this.#dependencies, { ...this.#pass, request });
      const after = await orgStore.runRecords.find(run.id, ids);
      const left = due.filter(({ recordId, until }) => {
        const record = after.get(recordId);
        return record?.state === 'waiting' && record.until?.getTime() === until?.getTime();
      });
      await this.#waitForHolders(left.filter(({ recordId }) => !result.recordIds.has(recordId)));
      const untold = left.filter(({ recordId }) => result.recordIds.has(recordId));
      const statuses = untold.map(({ recordId }) => ({ recordId, status: 'unchanged' as const }));
      await bookTally(orgStore, run.id, tallyStatuses(statuses, after), { calls: { exact: 0, salesforce: 0 } });
      if (isTimeUp()) return false;
    }
  }

  /** What another job holds at this moment is looked at again soon. */
  async #waitForHolders(records: readonly RunRecord[]): Promise<void> {
    if (records.length === 0) return;
    const { run, orgStore } = this.#job;
    const busy = new TandemError('record_busy', { record: phrase('one_of_the_records') });
    const until = lookAgainAt(this.#dependencies, busy, 0);
    await orgStore.runRecords.save(
      run.id,
      records.map((record) => ({ ...record, until })),
    );
    await orgStore.runs.setWaiting(run.id, { count: records.length, until, reason: problemOf(busy) });
  }

  /** What was approved and does not come up any more is told like what changed; a page at a time, a plan may be of a whole catalogue. */
  async #tellUntouched(): Promise<void> {
    const { run, orgStore } = this.#job;
    let after = 0;
    for (;;) {
      const page = await orgStore.operations.untouched(run.id, after, UNTOUCHED_PAGE);
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.seq;
      await this.#tellDropped(page);
    }
  }

  async #tellDropped(operations: readonly { readonly recordId: string; readonly payload: unknown }[]): Promise<void> {
    const { run, lane, flow } = this.#job;
    const dropped = new Map<string, Outcome>();
    for (const { recordId, payload } of operations) {
      const { action, label = recordId } = payload as { action?: string; label?: string };
      if (action !== 'create' && action !== 'update') continue;
      const error = new TandemError('changed_since_plan', { record: label }, { recordId });
      dropped.set(recordId, { recordId, label, status: 'skipped', error, operations: [] });
    }
    const outcomes = [...dropped.values()];
    if (outcomes.length === 0) return;
    const tally = tallyOutcomes(this.#dependencies, outcomes, new Map(), { inParts: false });
    await recordOutcomes(this.#dependencies, lane.orgId, {
      ...{
        flow,
        place: flowDivision(flow, this.#pass.context.configuration, lane.division),
        outcomes,
        followUps: [],
        taken: new Map(),
        runId: run.id,
      },
      alongside: async (inner) => {
        // All of its operations: one on a later page must not tell it again.
        await inner.operations.setOutcome(run.id, [...dropped.keys()], 'seen');
        await bookTally(inner, run.id, tally, { calls: { exact: 0, salesforce: 0 }, dropped: outcomes.length });
      },
    });
  }
}

function asNew(recordId: string): RunRecord {
  return { recordId, state: 'waiting', status: null, attempts: 0, until: null };
}

function isOfChosen(run: Run): boolean {
  return Array.isArray(run.request['ids']);
}

/** What a person decided about the record of a push that was left to this run. */
function choiceOf(run: Run): PersonsChoice | undefined {
  return run.request['choice'] as PersonsChoice | undefined;
}

/** What the run has not looked at yet. */
async function requestOf({ run, orgStore, lane, flow }: RunJob): Promise<ReadRequest> {
  const { ids, since, isFull } = run.request as { ids?: readonly string[]; since?: string; isFull?: boolean };
  if (ids !== undefined) {
    const known = flow.isExclusivePerRecord ? await orgStore.runRecords.find(run.id, ids) : new Map<string, RunRecord>();
    return { kind: 'records', ids: [...new Set(ids)].filter((id) => !known.has(id)), explicit: true, choice: choiceOf(run) };
  }
  const history = historyOfRun(run);
  if (history !== undefined) return { kind: 'changes', cursors: run.cursors, full: false, history };
  const hasBegun = Object.keys(run.cursors).length > 0;
  const start = isFull === true ? {} : await orgStore.cursors.read(lane.division, flow.name);
  return { kind: 'changes', cursors: hasBegun ? { ...start, ...run.cursors } : start, full: isFull === true, since };
}

/** True when the lane's own positions were moved on. */
async function finish({ run, orgStore, lane, flow }: RunJob): Promise<boolean> {
  const { runs, runRecords, cursors, operations } = orgStore;
  if (run.mode === 'plan') {
    await runRecords.release(run.id);
    await runs.transition(run.id, ['running'], 'planned');
    return false;
  }
  const finished = await runs.find(run.id);
  // A run from a date, or of a part of the past, says nothing about what lies outside: the lane's own positions stay.
  const isOfAll = !isOfChosen(run) && run.request['since'] === undefined && historyOfRun(run) === undefined;
  const standsForPoll = isOfAll && finished !== undefined;
  if (standsForPoll) await cursors.save(lane.division, flow.name, finished.cursors);
  await operations.delete(run.id);
  await runRecords.release(run.id);
  await runs.transition(run.id, ['running'], 'succeeded');
  return standsForPoll;
}

/** What still waited goes on by itself; what somebody approved needs his approval again. */
async function fail({ run, orgStore, lane, flow }: RunJob, error: TandemError): Promise<void> {
  await orgStore.transaction(async (inner) => {
    await inner.runs.transition(run.id, ['running'], 'failed', problemOf(error));
    const waiting = await inner.runRecords.release(run.id);
    if (run.request['isApproved'] === true || !isOfChosen(run)) return;
    const item = { flow: flow.name, division: lane.division, isExplicit: true };
    await inner.workItems.enqueue(waiting.map((recordId) => ({ ...item, recordId })));
  });
}

/** The run says what holds it up, and until when. */
async function holdUp(dependencies: EngineDependencies, { run, orgStore }: RunJob, error: TandemError): Promise<void> {
  const [now, waiting] = await Promise.all([orgStore.runs.find(run.id), orgStore.runRecords.waiting(run.id)]);
  const { done = 0, total = null } = now?.progress ?? {};
  const count = total !== null ? total - done : waiting.count > 0 ? waiting.count : null;
  await orgStore.runs.setWaiting(run.id, { count, until: lookAgainAt(dependencies, error, 0), reason: problemOf(error) });
}
