import type { OperationAction, Outcome, OutcomeStatus, Operation } from '../flows/index.ts';

/** How many records of a run ended how. */
export type RunCounts = Record<OutcomeStatus, number>;

/** A run that has not looked at anything yet. */
export function noCounts(): RunCounts {
  return { created: 0, updated: 0, unchanged: 0, skipped: 0, blocked: 0, failed: 0 };
}

/** The counts after these outcomes. */
export function countOutcomes(counts: RunCounts, outcomes: readonly Outcome[]): RunCounts {
  const next = { ...counts };
  for (const outcome of outcomes) next[outcome.status] += 1;
  return next;
}

const STATUS_OF_ACTION: Readonly<Record<OperationAction, OutcomeStatus>> = {
  create: 'created',
  update: 'updated',
  unchanged: 'unchanged',
  skip: 'skipped',
  block: 'blocked',
};

/** The counts of a plan: what its records would become. */
export function countOperations(counts: RunCounts, operations: readonly Operation[]): RunCounts {
  const next = { ...counts };
  for (const operation of operations) if (operation.isMain) next[STATUS_OF_ACTION[operation.action]] += 1;
  return next;
}
