import { createHash } from 'node:crypto';
import type { Operation, Steps } from '../flows/index.ts';

/**
 * A fingerprint of what an operation would do and of the states it rests on. Two plans of the same state have the same
 * digests; a record that changed in between has another one, and its approved operations drop out.
 */
export function operationDigest(operation: Operation): string {
  const essence = [
    operation.system,
    operation.action,
    operation.object,
    operation.targetId ?? null,
    operation.restsOn ?? operation.link?.fingerprint ?? null,
    operation.fields.map((change) => [change.field, change.from ?? null, change.to ?? null]),
    ...blobEssence(operation),
  ];
  return createHash('sha256').update(JSON.stringify(essence, bigintAsText)).digest('base64url');
}

/** Keeps of a fresh plan the records whose operations are exactly the approved ones; the others are named. Pauses after each. */
export function* onlyApproved(
  operations: readonly Operation[],
  approvedDigests: ReadonlyMap<string, string>,
): Steps<{ readonly kept: readonly Operation[]; readonly changedRecords: readonly Operation[] }> {
  const changed = new Map<string, Operation>();
  for (const operation of operations) {
    if (isWithoutEffect(operation) || operation.isNote === true) continue;
    const isChanged = approvedDigests.get(operation.key) !== operationDigest(operation);
    if (isChanged && !changed.has(operation.recordId)) changed.set(operation.recordId, operation);
    yield;
  }
  return {
    kept: operations.filter((operation) => !changed.has(operation.recordId)),
    changedRecords: [...changed.values()],
  };
}

/** Operations that write nothing need no approval. */
export function isWithoutEffect(operation: Operation): boolean {
  return operation.action === 'unchanged' || operation.action === 'skip' || operation.action === 'block';
}

/** Nothing where there is no file: plans that were approved before there were any keep their digests. */
function blobEssence({ blob }: Operation): readonly unknown[] {
  return blob === undefined ? [] : [[blob.field, blob.name, blob.size ?? null, blob.hash ?? null]];
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
