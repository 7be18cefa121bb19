import type { Operation, OperationAction } from './operation.ts';

const STRENGTH: readonly OperationAction[] = ['create', 'block', 'update', 'skip', 'unchanged'];

/** Of several operations of a record the strongest counts: an unchanged item whose price changed has changed. */
export function oneMainEach(operations: readonly Operation[]): Operation[] {
  const mains = new Map<string, Operation>();
  for (const operation of operations) {
    const main = mains.get(operation.recordId);
    if (operation.isMain && (main === undefined || strengthOf(operation) < strengthOf(main)))
      mains.set(operation.recordId, operation);
  }
  return operations.map((operation) =>
    operation.isMain && mains.get(operation.recordId) !== operation ? { ...operation, isMain: false } : operation,
  );
}

function strengthOf(operation: Operation): number {
  return STRENGTH.indexOf(operation.action);
}
