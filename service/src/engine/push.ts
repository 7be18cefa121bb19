import { setTimeout as delay } from 'node:timers/promises';
import { TandemError, toTandemError } from '../errors/index.ts';
import type { Flow, Outcome, PersonsChoice } from '../flows/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { configurationInForce } from './flow-context.ts';
import { problemOf } from './problem.ts';
import { divisionForRecords } from './record-division.ts';
import { sendRecord, wakeLane, type PushEnding, type PushJob, type PushPlace } from './push-record.ts';
import type { PushAnswer, PushStage } from './types.ts';

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
  const { configuration } = inForce;
  if (!job.flow.isEnabled(configuration)) throw new TandemError('flow_off', { flow: job.flow.name });
  const division = await divisionForRecords(dependencies, { ...job, configuration, ids: [job.recordId] });

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
  job: PushPlace & { readonly runId: string },
  sending: Promise<PushEnding>,
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
  job: PushPlace & { readonly runId: string },
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
  job: PushJob,
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
  job: PushPlace,
  { error, isSettled }: { readonly error: TandemError; readonly isSettled: boolean },
): Promise<PushStage> {
  const intent = await store.forOrg(job.orgId).intents.findIn({ flow: job.flow.name, division: job.division }, job.recordId);
  if (intent?.isWriteBackPending === true && intent.exactId !== undefined)
    return { kind: 'telling', exactNumber: intent.exactNumber ?? '' };
  const isUnknown = error.outcomeUnknown || !isSettled || error.code === 'order_outcome_open';
  return isUnknown ? { kind: 'checking' } : { kind: 'waiting', reason: error };
}

function answer(outcome: Outcome): PushAnswer {
  if (
    outcome.error !== undefined &&
    (outcome.status === 'blocked' || outcome.status === 'failed' || outcome.exactId === undefined)
  )
    throw outcome.error;
  return { kind: 'done', status: outcome.status === 'created' ? 'sent' : 'alreadySent', outcome };
}
