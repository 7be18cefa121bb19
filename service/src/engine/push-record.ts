import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { TandemError, toTandemError } from '../errors/index.ts';
import type { Flow, FlowContext, Outcome, PersonsChoice } from '../flows/index.ts';
import type { NewWorkItem, TakenWorkItem } from '../store/index.ts';
import type { EngineDependencies } from './dependencies.ts';
import { createFlowContext, flowDivision, type ConfigurationInForce } from './flow-context.ts';
import { holdClaims } from './held-claims.ts';
import { claimLeaseMs } from './leases.ts';
import { comesBack } from './patience.ts';
import { refuseWhenPaused } from './pause.ts';
import { planned } from './planning.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { takenOverMeanwhile } from './taken-over.ts';

const BUSY_LOOK_MS = 150;
const AGAIN_PRIORITY = 9;
const TAKEOVER_MARGIN_MS = 1_000;
/** A push that goes on behind the answer still ends: Exact's slowest answer, a new customer, a minute window. */
const LONGEST_PUSH_MS = 180_000;

/** Which record is pushed. */
export interface PushPlace {
  readonly orgId: string;
  readonly flow: Flow<unknown>;
  readonly division: number;
  readonly recordId: string;
}

/** A push: the record, what the person chose, and the settings that were in force when it began. */
export interface PushJob extends PushPlace {
  readonly choice: PersonsChoice;
  readonly inForce: ConfigurationInForce;
}

/** How the work on a push ends in this process. */
export type PushEnding =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  /** The process stops. `isFree`: nothing is on its way to Exact, so another instance may send the record at once. */
  | { readonly kind: 'left'; readonly isFree: boolean }
  /** Not known yet, or held up by what passes by itself: the record is in the queue of its lane. */
  | { readonly kind: 'open'; readonly error: TandemError; readonly isSettled: boolean };

/** Reads, plans and applies the record until it was this job's turn, or the process stops. */
export async function sendRecord(dependencies: EngineDependencies, job: PushJob): Promise<PushEnding> {
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
  const leave = async (): Promise<PushEnding> => {
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
  job: PushJob,
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
  { orgId, flow, recordId, division }: PushPlace,
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
async function comeBack(dependencies: EngineDependencies, { orgId, flow, recordId, division }: PushPlace): Promise<void> {
  const item: NewWorkItem = { flow: flow.name, division, recordId, priority: AGAIN_PRIORITY, isExplicit: true };
  await dependencies.store.forOrg(orgId).workItems.enqueue([item]);
  await wakeLane(dependencies, { orgId, flow, division });
}

/** The lane last looked when the record was not in its queue: without this it would wait for its next poll. */
export async function wakeLane(
  { store }: EngineDependencies,
  { orgId, flow, division }: Omit<PushPlace, 'recordId'>,
): Promise<void> {
  await store.lanes.dueWithin({ orgId, division, flow: flow.name }, 0);
}

async function attempt(
  dependencies: EngineDependencies,
  context: FlowContext,
  job: PushJob,
  taken: ReadonlyMap<string, TakenWorkItem>,
): Promise<Outcome | undefined> {
  const { flow, recordId, choice } = job;
  const place = flowDivision(flow, context.configuration, context.division);
  for await (const batch of flow.read(context, { kind: 'records', ids: [recordId], explicit: true, choice })) {
    const operations = await planned(flow, context, batch.input);
    const outcomes = await flow.apply(context, operations);
    // Nothing to tell yet: somebody else holds it, or its customer, and will be done in a moment.
    if (outcomes.every(({ error }) => error?.code === 'record_busy')) continue;
    const elsewhere = await takenOverMeanwhile(context, flow, outcomes);
    await recordOutcomes(dependencies, job.orgId, { flow, place, outcomes, followUps: batch.followUps, elsewhere, taken });
    if (outcomes.some(comesBack)) await wakeLane(dependencies, job);
    return outcomes.find((outcome) => outcome.recordId === recordId) ?? outcomes[0];
  }
  return undefined;
}

/** What a lane brings to its end by itself. A pause and a connection that is over are told to whoever pressed the button. */
function passes({ code, handling }: TandemError): boolean {
  return (
    (handling === 'retry' || handling === 'wait') && code !== 'paused' && code !== 'service_stopping' && code !== 'internal_error'
  );
}
