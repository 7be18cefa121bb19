import { TandemError } from '../errors/index.ts';
import {
  eachInTurn,
  haltsSending,
  inTurns,
  shownChanges,
  type Flow,
  type FlowBatch,
  type FlowContext,
  type Operation,
  type Outcome,
  type ReadRequest,
} from '../flows/index.ts';
import type { OrgStore, RunRecord, TakenWorkItem } from '../store/index.ts';
import { CallMeter } from './call-meter.ts';
import { plannedStatuses } from './counts.ts';
import type { EngineDependencies } from './dependencies.ts';
import { flowDivision } from './flow-context.ts';
import { isWithoutEffect, onlyApproved, operationDigest } from './plan-digest.ts';
import { planned } from './planning.ts';
import { problemOf } from './problem.ts';
import { recordOutcomes } from './record-outcomes.ts';
import { bookTally, tallyOutcomes, tallyStatuses } from './run-tally.ts';
import { takenOverMeanwhile } from './taken-over.ts';

/** What one walk over a flow is for, and what it leaves behind after each batch. */
export interface Pass {
  readonly flow: Flow<unknown>;
  readonly context: FlowContext;
  readonly request: ReadRequest;
  readonly mode: 'plan' | 'apply';
  readonly taken?: ReadonlyMap<string, TakenWorkItem>;
  readonly runId?: string | undefined;
  /** What was booked on the run by its earlier walks with this context. */
  readonly calls?: CallMeter;
  /** An approved plan: only what it holds is applied. */
  readonly isApproved?: boolean;
  /** Stored in the same transaction as the outcomes of the batch. */
  readonly saveCursors?: (orgStore: OrgStore, cursors: Readonly<Record<string, string>>) => Promise<void>;
  /** True when the pass should stop after this batch and be continued in a later slice. */
  readonly isTimeUp: () => boolean;
}

export interface PassResult {
  readonly isFinished: boolean;
  /** Records the flow has dealt with, whatever became of them. */
  readonly recordIds: ReadonlySet<string>;
  /** Those of which an outcome tells: a flow may be asked by the id of one system, and tell by that of the other. */
  readonly toldIds: ReadonlySet<string>;
}

/**
 * Walks a flow batch by batch: read, plan, apply, record. Stops between batches when the time is up; throws, once the batch is
 * recorded, what holds up the whole lane, so that nothing more is read which could not be sent.
 */
export async function walk(dependencies: EngineDependencies, pass: Pass): Promise<PassResult> {
  const recordIds = new Set<string>();
  const toldIds = new Set<string>();
  const calls = pass.calls ?? new CallMeter(pass.context);
  try {
    let readAt = dependencies.now();
    for await (const batch of pass.flow.read(pass.context, pass.request)) {
      // A poll of 100,000 records must not remember them all; only named records are asked for afterwards.
      if (pass.request.kind === 'records') for (const recordId of batch.recordIds) recordIds.add(recordId);
      if (pass.mode === 'plan') await planBatch(dependencies, pass, batch, calls);
      else {
        const outcomes = await applyBatch(dependencies, pass, batch, calls, readAt);
        if (pass.request.kind === 'records') for (const { recordId } of outcomes) toldIds.add(recordId);
        throwHalt(outcomes);
      }
      readAt = dependencies.now();
      if (pass.isTimeUp()) return { isFinished: false, recordIds, toldIds };
    }
    return { isFinished: true, recordIds, toldIds };
  } finally {
    // What was read and found empty was called for too.
    if (pass.runId !== undefined) await bookCalls(dependencies, pass.context, pass.runId, calls);
  }
}

/** What halted the sending holds up every record. */
function throwHalt(outcomes: readonly Outcome[]): void {
  const halt = outcomes.find(({ status, error }) => status === 'failed' && error !== undefined && haltsSending(error));
  if (halt?.error !== undefined) throw halt.error;
}

async function bookCalls({ store }: EngineDependencies, context: FlowContext, runId: string, calls: CallMeter): Promise<void> {
  const spent = calls.take();
  if (spent.exact + spent.salesforce > 0) await store.forOrg(context.orgId).runs.addProgress(runId, { calls: spent });
}

async function planBatch(
  dependencies: EngineDependencies,
  pass: Pass,
  batch: FlowBatch<unknown>,
  calls: CallMeter,
): Promise<void> {
  const { runId, context, flow } = pass;
  if (runId === undefined) throw new TandemError('internal_error', {}, { cause: 'a plan belongs to a run' });
  const operations = await planned(flow, context, batch.input);
  const store = dependencies.store.forOrg(context.orgId);
  const prior = await store.runRecords.find(runId, recordIdsOf(operations));
  // Read again because of the overlap of two reads: it stands in the plan already.
  const isNew = ({ recordId }: Operation): boolean => !flow.isExclusivePerRecord || !prior.has(recordId);
  const shown = operations.filter((operation) => operation.action !== 'unchanged' && isNew(operation));
  const stored = await inTurns(
    eachInTurn(shown, (operation) => ({
      recordId: operation.recordId,
      key: operation.key,
      digest: operationDigest(operation),
      payload: operationForPeople(operation),
    })),
  );
  const tally = tallyStatuses(plannedStatuses(operations), prior);
  await context.assertLease();
  await store.transaction(async (orgStore) => {
    await orgStore.operations.append(runId, stored);
    await pass.saveCursors?.(orgStore, batch.cursors);
    await bookTally(orgStore, runId, tally, { calls: calls.take(), ...totalIn(batch) });
  });
}

/** Answers what became of the records of the batch. */
async function applyBatch(
  dependencies: EngineDependencies,
  pass: Pass,
  batch: FlowBatch<unknown>,
  calls: CallMeter,
  readAt: Date,
): Promise<readonly Outcome[]> {
  const { runId, flow, context } = pass;
  const operations = await planned(flow, context, batch.input);
  const prior =
    runId === undefined
      ? new Map<string, RunRecord>()
      : await dependencies.store.forOrg(context.orgId).runRecords.find(runId, recordIdsOf(operations));
  // Read again because of the overlap of two reads: the run is through with it.
  const due = flow.isExclusivePerRecord ? operations.filter(({ recordId }) => prior.get(recordId)?.state !== 'done') : operations;
  const { kept, dropped } = await approvedPart(dependencies, pass, due);
  await context.assertLease();
  const outcomes = [...(await flow.apply(context, kept)), ...dropped];
  await recordOutcomes(dependencies, context.orgId, {
    flow,
    place: flowDivision(flow, context.configuration, context.division),
    outcomes,
    followUps: batch.followUps,
    elsewhere: await takenOverMeanwhile(context, flow, outcomes),
    taken: pass.taken ?? new Map(),
    runId,
    attempts: new Map([...prior].map(([recordId, { attempts }]) => [recordId, attempts])),
    isExplicit: pass.request.kind === 'records' && pass.request.explicit,
    readAt,
    alongside: async (orgStore) => {
      await pass.saveCursors?.(orgStore, batch.cursors);
      if (runId === undefined) return;
      if (pass.isApproved === true) await orgStore.operations.setOutcome(runId, recordIdsOf(operations), 'seen');
      const tally = tallyOutcomes(dependencies, outcomes, prior, { inParts: pass.request.kind === 'changes' });
      await bookTally(orgStore, runId, tally, { calls: calls.take(), dropped: dropped.length, ...totalIn(batch) });
    },
  });
  return outcomes;
}

function recordIdsOf(operations: readonly Operation[]): string[] {
  return [...new Set(operations.map(({ recordId }) => recordId))];
}

async function approvedPart(
  dependencies: EngineDependencies,
  pass: Pass,
  operations: readonly Operation[],
): Promise<{ kept: readonly Operation[]; dropped: readonly Outcome[] }> {
  if (pass.isApproved !== true || pass.runId === undefined) return { kept: operations, dropped: [] };
  const recordIds = [
    ...new Set(operations.filter((operation) => !isWithoutEffect(operation)).map((operation) => operation.recordId)),
  ];
  const digests = await dependencies.store.forOrg(pass.context.orgId).operations.digests(pass.runId, recordIds);
  const { kept, changedRecords } = await inTurns(onlyApproved(operations, digests));
  const dropped = changedRecords.map((operation): Outcome => {
    const error = new TandemError('changed_since_plan', { record: operation.label }, { recordId: operation.recordId });
    return { recordId: operation.recordId, label: operation.label, status: 'skipped', error, operations: [] };
  });
  return { kept, dropped };
}

/** What the plan review shows and the activity log keeps of an operation. */
function operationForPeople(operation: Operation): object {
  const { key, recordId, label, system, action, object, reason } = operation;
  const fields = shownChanges(operation);
  return { key, recordId, label, system, action, object, fields, reason: reason === undefined ? null : problemOf(reason) };
}

function totalIn(batch: FlowBatch<unknown>): { total?: number } {
  return batch.total === undefined ? {} : { total: batch.total };
}
