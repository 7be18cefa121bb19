import type { FieldChange, Operation } from './operation.ts';

const BYTES_A_KILOBYTE = 1024;

/** What a person reads of an operation: its fields, and the file beside them by its name and size. */
export function shownChanges({ fields, blob }: Pick<Operation, 'fields' | 'blob'>): readonly FieldChange[] {
  if (blob === undefined) return fields;
  const { field, name, size } = blob;
  const to = size === undefined ? name : `${name} (${Math.ceil(size / BYTES_A_KILOBYTE)} kB)`;
  return [...fields, { field, from: null, to, policy: 'always' }];
}
