import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { TandemError, toTandemError } from '../errors/index.ts';
import type { Flow, FlowContext, Outcome, PersonsChoice } from '../flows/index.ts';
import type { NewWorkItem, TakenWorkItem } from '../store/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import {
  configurationInForce,
  createFlowContext,
  flowDivision,
  requireDivision,
  type ConfigurationInForce,
} from './flow-context.ts';
import { holdClaims } from './held-claims.ts';
import { claimLeaseMs } from './leases.ts';
import { comesBack } from './patience.ts';
import { refuseWhenPaused } from './pause.ts';
import { planned } from './planning.ts';
import { problemOf } from './problem.ts';
import { recordOutcomes } from './record-outcomes.ts';
import type { PushAnswer, PushStage } from './types.ts';

const BUSY_LOOK_MS = 150;
const AGAIN_PRIORITY = 9;
const TAKEOVER_MARGIN_MS = 1_000;
/** A push that goes on behind the answer still ends: Exact's slowest answer, a new customer, a minute window. */
const LONGEST_PUSH_MS = 180_000;

/** How the work on a push ends in this process. */
type Ending =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  /** The process stops. `isFree`: nothing is on its way to Exact, so another instance may send the record at once. */
  | { readonly kind: 'left'; readonly isFree: boolean }
  /** Not known yet, or held up by what passes by itself: the record is in the queue of its lane. */
  | { readonly kind: 'open'; readonly error: TandemError; readonly isSettled: boolean };

/** Sends one record at once, ahead of its lane. See `Engine.push`. */
export async function push(
  dependencies: EngineDependencies,
  job: {
    readonly orgId: string;
    readonly flow: Flow<unknown>;
    readonly recordId: string;
    readonly waitMs: number;
    readonly choice: PersonsChoice;
  },
  onRunning: (promise: Promise<unknown>) => void,
): Promise<PushAnswer> {
  const orgStore = dependencies.store.forOrg(job.orgId);
  const inForce = await configurationInForce(dependencies, orgStore);
  const division = requireDivision(job.flow, inForce.configuration);
  if (!job.flow.isEnabled(inForce.configuration)) throw new TandemError('flow_off', { flow: job.flow.name });

  const sending = sendRecord(dependencies, { ...job, division, inForce });
  onRunning(sending.catch(() => undefined));
  const ending = await Promise.race([sending, delay(job.waitMs, undefined, { ref: false })]);
  if (ending?.kind === 'outcome') return answer(ending.outcome);
  if (ending?.kind === 'open') {
    const runId = await leaveToRun(dependencies, { ...job, division, inForce }, ending);
    return { kind: 'running', runId, stage: await stageOf(dependencies, { ...job, division }, ending) };
  }

  const isFree = ending?.isFree === true;
  const runId = await orgStore.runs.create({
    flow: job.flow.name,
    division,
    mode: 'apply',
    request: { ids: [job.recordId], choice: job.choice, ...(isFree ? {} : { isPush: true }) },
    configVersion: inForce.version,
    total: 1,
  });
  if (isFree) {
    await wakeLane(dependencies, { ...job, division });
    return { kind: 'running', runId, stage: { kind: 'sending' } };
  }
  // Marked running at once, so that no lane takes it up: this process works it, or it is taken over as that of one that died.
  await orgStore.runs.transition(runId, ['queued'], 'running');
  if (ending === undefined) onRunning(finishRun(dependencies, { ...job, division, runId }, sending));
  return { kind: 'running', runId, stage: { kind: 'sending' } };
}

/** Tells the run that was answered what became of the push behind it. */
async function finishRun(
  dependencies: EngineDependencies,
  job: {
    readonly orgId: string;
    readonly flow: Flow<unknown>;
    readonly division: number;
    readonly runId: string;
    readonly recordId: string;
  },
  sending: Promise<Ending>,
): Promise<void> {
  const { runs } = dependencies.store.forOrg(job.orgId);
  try {
    const ending = await sending;
    if (ending.kind !== 'outcome') {
      if (ending.kind === 'left' && !ending.isFree) return;
      await handOver(dependencies, job, ending.kind === 'open' ? ending.error : undefined);
      return;
    }
    const { outcome } = ending;
    await runs.addProgress(job.runId, { counts: { [outcome.status]: 1 }, done: 1 });
    const isOver = outcome.status === 'failed' || outcome.status === 'blocked';
    await runs.transition(job.runId, ['running'], isOver ? 'failed' : 'succeeded', outcome.error && problemOf(outcome.error));
  } catch (error) {
    await runs.transition(job.runId, ['running'], 'failed', problemOf(toTandemError(error)));
  }
}

/** The lane goes on with the run; that the record stands in the queue too would look at it twice. */
async function handOver(
  dependencies: EngineDependencies,
  job: {
    readonly orgId: string;
    readonly flow: Flow<unknown>;
    readonly division: number;
    readonly runId: string;
    readonly recordId: string;
  },
  error?: TandemError,
): Promise<void> {
  const until = new Date(dependencies.now().getTime() + (error?.retryAfterMs ?? 0));
  await dependencies.store.forOrg(job.orgId).transaction(async ({ runs, runRecords, workItems }) => {
    await runs.handOver(job.runId);
    await workItems.discard({ flow: job.flow.name, division: job.division }, [job.recordId]);
    await runRecords.save(job.runId, [{ recordId: job.recordId, state: 'waiting', status: null, attempts: 0, until }]);
    if (error !== undefined) await runs.setWaiting(job.runId, { count: 1, until, reason: problemOf(error) });
  });
  await wakeLane(dependencies, job);
}

/** The run that finds out what became of the push, and brings it to its end as the person chose. */
async function leaveToRun(
  dependencies: EngineDependencies,
  job: {
    readonly orgId: string;
    readonly flow: Flow<unknown>;
    readonly division: number;
    readonly recordId: string;
    readonly choice: PersonsChoice;
    readonly inForce: ConfigurationInForce;
  },
  { error }: { readonly error: TandemError },
): Promise<string> {
  const runId = await dependencies.store.forOrg(job.orgId).runs.create({
    flow: job.flow.name,
    division: job.division,
    mode: 'apply',
    request: { ids: [job.recordId], choice: job.choice },
    configVersion: job.inForce.version,
    total: 1,
  });
  await handOver(dependencies, { ...job, runId }, error);
  return runId;
}

/** What is found out, or waited for, when the push has not come to its end. */
async function stageOf(
  { store }: EngineDependencies,
  job: { readonly orgId: string; readonly flow: Flow<unknown>; readonly division: number; readonly recordId: string },
  { error, isSettled }: { readonly error: TandemError; readonly isSettled: boolean },
): Promise<PushStage> {
  const intent = await store.forOrg(job.orgId).intents.findIn({ flow: job.flow.name, division: job.division }, job.recordId);
  if (intent?.isWriteBackPending === true && intent.exactId !== undefined)
    return { kind: 'telling', exactNumber: intent.exactNumber ?? '' };
  const isUnknown = error.outcomeUnknown || !isSettled || error.code === 'order_outcome_open';
  return isUnknown ? { kind: 'checking' } : { kind: 'waiting', reason: error };
}

/** What a lane brings to its end by itself. A pause and a connection that is over are told to whoever pressed the button. */
function passes({ code, handling }: TandemError): boolean {
  return (
    (handling === 'retry' || handling === 'wait') && code !== 'paused' && code !== 'service_stopping' && code !== 'internal_error'
  );
}

function answer(outcome: Outcome): PushAnswer {
  if (
    outcome.error !== undefined &&
    (outcome.status === 'blocked' || outcome.status === 'failed' || outcome.exactId === undefined)
  )
    throw outcome.error;
  return { kind: 'done', status: outcome.status === 'created' ? 'sent' : 'alreadySent', outcome };
}

/** Reads, plans and applies the record until it was this job's turn, or the process stops. */
async function sendRecord(
  dependencies: EngineDependencies,
  job: {
    orgId: string;
    flow: Flow<unknown>;
    recordId: string;
    division: number;
    choice: PersonsChoice;
    inForce: ConfigurationInForce;
  },
): Promise<Ending> {
  const { stopping, timeScale } = dependencies;
  const orgStore = dependencies.store.forOrg(job.orgId);
  const place = flowDivision(job.flow, job.inForce.configuration, job.division);
  const claims = holdClaims(orgStore.claims(place, `push-${randomUUID()}`, claimLeaseMs(timeScale)));
  const signal = AbortSignal.any([AbortSignal.timeout(LONGEST_PUSH_MS), stopping.calls]);
  const context = await createFlowContext(dependencies, {
    orgId: job.orgId,
    place,
    configuration: job.inForce.configuration,
    claims,
    callClass: 'interactive',
    signal,
    assertLease: async () => {
      stopping.writes.throwIfAborted();
      await refuseWhenPaused(dependencies, job.orgId);
    },
  });
  const taken = await rememberPush(dependencies, job);
  const isOnItsWay = (): boolean => !claims.isSettled || context.exact.writesUnanswered > 0;
  const leave = async (): Promise<Ending> => {
    // Its claims outlive this process then, and its item is due when they are over, like those of a process that died.
    if (isOnItsWay()) return { kind: 'left', isFree: false };
    await claims.releaseAll();
    await comeBack(dependencies, job);
    return { kind: 'left', isFree: true };
  };
  try {
    const outcome = await untilDone(dependencies, context, job, taken);
    if (outcome.status === 'failed' && isLeft(dependencies, outcome.error)) return await leave();
    const { error } = outcome;
    if (outcome.status === 'failed' && error !== undefined && passes(error)) {
      return { kind: 'open', error, isSettled: claims.isSettled };
    }
    return { kind: 'outcome', outcome };
  } catch (error) {
    if (isLeft(dependencies, error)) return await leave();
    if (signal.aborted) throw new TandemError('record_busy', { record: job.recordId }, { recordId: job.recordId, cause: error });
    // A person chose it: what passes by itself must not need a second press.
    if (toTandemError(error).handling === 'person') await orgStore.workItems.complete(place, [...taken.values()]);
    else await comeBack(dependencies, job);
    if (passes(toTandemError(error))) return { kind: 'open', error: toTandemError(error), isSettled: claims.isSettled };
    throw error;
  } finally {
    if (!stopping.waits.aborted || !isOnItsWay()) await claims.releaseAll();
  }
}

async function untilDone(
  dependencies: EngineDependencies,
  context: FlowContext,
  job: { orgId: string; flow: Flow<unknown>; recordId: string; division: number; choice: PersonsChoice },
  taken: ReadonlyMap<string, TakenWorkItem>,
): Promise<Outcome> {
  const signal = AbortSignal.any([context.signal, dependencies.stopping.waits]);
  for (;;) {
    const outcome = await attempt(dependencies, context, job, taken);
    if (outcome !== undefined) return outcome;
    // Somebody else is sending it: when they are done the record says so.
    await delay(BUSY_LOOK_MS, undefined, { signal });
  }
}

/** Not done because the process stops; what only a person can put right is told to them all the same. */
function isLeft({ stopping }: EngineDependencies, error: unknown): boolean {
  return stopping.waits.aborted && toTandemError(error).handling !== 'person';
}

/**
 * Before anything is sent the record stands in the queue of its lane, to be looked at when this process has given no sign of
 * life for as long as its claim lasts: a process that dies in the middle of a push must not leave the push undone.
 */
async function rememberPush(
  { store, now, timeScale }: EngineDependencies,
  { orgId, flow, recordId, division }: { orgId: string; flow: Flow<unknown>; recordId: string; division: number },
): Promise<ReadonlyMap<string, TakenWorkItem>> {
  const { workItems } = store.forOrg(orgId);
  const inMs = claimLeaseMs(timeScale) + TAKEOVER_MARGIN_MS;
  const notBefore = new Date(now().getTime() + inMs);
  await workItems.enqueue([{ flow: flow.name, division, recordId, priority: AGAIN_PRIORITY, notBefore, isExplicit: true }]);
  await store.lanes.dueWithin({ orgId, division, flow: flow.name }, inMs);
  const items = await workItems.takeRecords({ flow: flow.name, division }, [recordId]);
  return new Map(items.map((item) => [item.recordId, item]));
}

/** Nothing of the record was recorded yet, so its lane would not know of it. */
async function comeBack(
  dependencies: EngineDependencies,
  { orgId, flow, recordId, division }: { orgId: string; flow: Flow<unknown>; recordId: string; division: number },
): Promise<void> {
  const item: NewWorkItem = { flow: flow.name, division, recordId, priority: AGAIN_PRIORITY, isExplicit: true };
  await dependencies.store.forOrg(orgId).workItems.enqueue([item]);
  await wakeLane(dependencies, { orgId, flow, division });
}

/** The lane last looked when the record was not in its queue: without this it would wait for its next poll. */
async function wakeLane(
  { store }: EngineDependencies,
  { orgId, flow, division }: { orgId: string; flow: Flow<unknown>; division: number },
): Promise<void> {
  await store.lanes.dueWithin({ orgId, division, flow: flow.name }, 0);
}

async function attempt(
  dependencies: EngineDependencies,
  context: FlowContext,
  job: { orgId: string; flow: Flow<unknown>; recordId: string; division: number; choice: PersonsChoice },
  taken: ReadonlyMap<string, TakenWorkItem>,
): Promise<Outcome | undefined> {
  const { flow, recordId, choice } = job;
  const place = flowDivision(flow, context.configuration, context.division);
  for await (const batch of flow.read(context, { kind: 'records', ids: [recordId], explicit: true, choice })) {
    const operations = await planned(flow, context, batch.input);
    const outcomes = await flow.apply(context, operations);
    // Nothing to tell yet: somebody else holds it, or its customer, and will be done in a moment.
    if (outcomes.every(({ error }) => error?.code === 'record_busy')) continue;
    await recordOutcomes(dependencies, job.orgId, { flow, place, outcomes, followUps: batch.followUps, taken });
    if (outcomes.some(comesBack)) await wakeLane(dependencies, job);
    return outcomes.find((outcome) => outcome.recordId === recordId) ?? outcomes[0];
  }
  return undefined;
}
