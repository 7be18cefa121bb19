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

/**
 * What the records of a plan would become, each once. One that is written and needs a person all the same, such as a product whose
 * price is stopped, is counted as what needs a person, as its run will count it.
 */
export function plannedStatuses(
  operations: readonly Operation[],
): readonly { readonly recordId: string; readonly status: OutcomeStatus }[] {
  const needy = new Set(
    operations.flatMap(({ recordId, action, reason }) => (action === 'block' && reason?.handling === 'person' ? [recordId] : [])),
  );
  return operations
    .filter(({ isMain }) => isMain)
    .map(({ recordId, action }) => ({ recordId, status: needy.has(recordId) ? 'blocked' : STATUS_OF_ACTION[action] }));
}
