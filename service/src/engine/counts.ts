import type { OperationAction, OutcomeStatus, Operation } from '../flows/index.ts';

/** How many records of a run ended how. */
export type RunCounts = Record<OutcomeStatus, number>;

/** A run that has not looked at anything yet. */
export function noCounts(): RunCounts {
  return { created: 0, updated: 0, unchanged: 0, skipped: 0, blocked: 0, failed: 0 };
}

const STATUS_OF_ACTION: Readonly<Record<OperationAction, OutcomeStatus>> = {
  create: 'created',
  update: 'updated',
  unchanged: 'unchanged',
  skip: 'skipped',
  block: 'blocked',
};

/** What the records of a plan would become, each once. */
export function plannedStatuses(
  operations: readonly Operation[],
): readonly { readonly recordId: string; readonly status: OutcomeStatus }[] {
  return operations
    .filter(({ isMain }) => isMain)
    .map(({ recordId, action }) => ({ recordId, status: STATUS_OF_ACTION[action] }));
}
