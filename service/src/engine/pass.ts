import { TandemError } from '../errors/index.ts';
import type { Flow, FlowBatch, FlowContext, Operation, Outcome, ReadRequest } from '../flows/index.ts';
import type { OrgStore, RunCounts, TakenWorkItem } from '../store/index.ts';
import { countOperations, countOutcomes, noCounts } from './counts.ts';
import type { EngineDependencies } from './dependencies.ts';
import { isWithoutEffect, onlyApproved, operationDigest } from './plan-digest.ts';
import { planned } from './planning.ts';
import { recordOutcomes } from './record-outcomes.ts';

/** What one walk over a flow is for, and what it leaves behind after each batch. */
export interface Pass {
  readonly flow: Flow<unknown>;
  readonly context: FlowContext;
  readonly request: ReadRequest;
  readonly mode: 'plan' | 'apply';
  readonly taken?: ReadonlyMap<string, TakenWorkItem>;
  readonly runId?: string | undefined;
  /** An approved plan: only what it holds is applied. */
  readonly isApproved?: boolean;
  /** Stored in the same transaction as the outcomes of the batch. */
  readonly saveCursors?: (orgStore: OrgStore, cursors: Readonly<Record<string, string>>) => Promise<void>;
  /** True when the pass should stop after this batch and be continued in a later slice. */
  readonly isTimeUp: () => boolean;
}

export interface PassResult {
  readonly isFinished: boolean;
  readonly counts: RunCounts;
  readonly outcomes: number;
  /** Records the flow has dealt with, whatever became of them. */
  readonly recordIds: ReadonlySet<string>;
}

/** Walks a flow batch by batch: read, plan, apply, record. Stops between batches when the time is up. */
export async function walk(dependencies: EngineDependencies, pass: Pass): Promise<PassResult> {
  const recordIds = new Set<string>();
  let counts: RunCounts = noCounts();
  let outcomes = 0;
  const calls = new CallMeter(pass.context);
  let readAt = dependencies.now();
  for await (const batch of pass.flow.read(pass.context, pass.request)) {
    // A poll of 100,000 records must not remember them all; only named records are asked for afterwards.
    if (pass.request.kind === 'records') for (const recordId of batch.recordIds) recordIds.add(recordId);
    const result =
      pass.mode === 'plan'
        ? await planBatch(dependencies, pass, batch, calls)
        : await applyBatch(dependencies, pass, batch, calls, readAt);
    counts = sum(counts, result);
    outcomes += totalOf(result);
    readAt = dependencies.now();
    if (pass.isTimeUp()) return { isFinished: false, counts, outcomes, recordIds };
  }
  return { isFinished: true, counts, outcomes, recordIds };
}

async function planBatch(
  dependencies: EngineDependencies,
  pass: Pass,
  batch: FlowBatch<unknown>,
  calls: CallMeter,
): Promise<RunCounts> {
  const operations = await planned(pass.flow, pass.context, batch.input);
  const counts = countOperations(noCounts(), operations);
  const shown = operations.filter((operation) => operation.action !== 'unchanged');
  const { runId } = pass;
  if (runId === undefined) throw new TandemError('internal_error', {}, { cause: 'a plan belongs to a run' });
  await pass.context.assertLease();
  await dependencies.store.forOrg(pass.context.orgId).transaction(async (orgStore) => {
    await orgStore.operations.append(
      runId,
      shown.map((operation) => ({
        recordId: operation.recordId,
        key: operation.key,
        digest: operationDigest(operation),
        payload: operationForPeople(operation),
      })),
    );
    await orgStore.runs.saveCursors(runId, batch.cursors);
    await orgStore.runs.addProgress(runId, { counts, calls: calls.take(), done: totalOf(counts), ...totalIn(batch) });
  });
  return counts;
}

async function applyBatch(
  dependencies: EngineDependencies,
  pass: Pass,
  batch: FlowBatch<unknown>,
  calls: CallMeter,
  readAt: Date,
): Promise<RunCounts> {
  const operations = await planned(pass.flow, pass.context, batch.input);
  const { kept, dropped } = await approvedPart(dependencies, pass, operations);
  await pass.context.assertLease();
  const outcomes = [...(await pass.flow.apply(pass.context, kept)), ...dropped];
  const counts = countOutcomes(noCounts(), outcomes);
  await recordOutcomes(dependencies, pass.context.orgId, {
    flow: pass.flow,
    division: pass.context.division,
    outcomes,
    followUps: batch.followUps,
    taken: pass.taken ?? new Map(),
    runId: pass.runId,
    readAt,
    alongside: async (orgStore) => {
      await pass.saveCursors?.(orgStore, batch.cursors);
      if (pass.runId !== undefined) {
        await orgStore.runs.addProgress(pass.runId, { counts, calls: calls.take(), done: totalOf(counts), ...totalIn(batch) });
      }
    },
  });
  return counts;
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
  const { kept, changedRecords } = onlyApproved(operations, digests);
  const dropped = changedRecords.map((operation): Outcome => {
    const error = new TandemError('changed_since_plan', { record: operation.label }, { recordId: operation.recordId });
    return { recordId: operation.recordId, label: operation.label, status: 'skipped', error, operations: [] };
  });
  return { kept, dropped };
}

/** What the plan review shows and the activity log keeps of an operation. */
function operationForPeople(operation: Operation): object {
  const { key, recordId, label, system, action, object, fields, reason } = operation;
  const shownReason =
    reason === undefined
      ? null
      : { code: reason.code, title: reason.title, detail: reason.message, action: reason.action, field: reason.field ?? null };
  return { key, recordId, label, system, action, object, fields, reason: shownReason };
}

function totalIn(batch: FlowBatch<unknown>): { total?: number } {
  return batch.total === undefined ? {} : { total: batch.total };
}

function totalOf(counts: RunCounts): number {
  return Object.values<number>({ ...counts }).reduce((total, count) => total + count, 0);
}

function sum(a: RunCounts, b: RunCounts): RunCounts {
  return {
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    skipped: a.skipped + b.skipped,
    blocked: a.blocked + b.blocked,
    failed: a.failed + b.failed,
  };
}

/** Reads the calls of both systems that were not yet booked on the run. */
class CallMeter {
  readonly #context: FlowContext;
  #exactBooked = 0;
  #salesforceBooked = 0;

  constructor(context: FlowContext) {
    this.#context = context;
  }

  take(): { exact: number; salesforce: number } {
    const { exact, salesforce } = this.#context;
    const spent = { exact: exact.callsSpent - this.#exactBooked, salesforce: salesforce.callsSpent - this.#salesforceBooked };
    this.#exactBooked = exact.callsSpent;
    this.#salesforceBooked = salesforce.callsSpent;
    return spent;
  }
}
