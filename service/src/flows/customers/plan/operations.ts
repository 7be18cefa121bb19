import type { FieldChange, Operation } from '../../operation.ts';
import type { CustomerInput } from '../types.ts';

/** What every operation of a customer says of itself: it is told under the record that asks. */
export function base({ customer: { record } }: CustomerInput, system: Operation['system'], object: string, key: string) {
  return { key, recordId: record.id, label: record.label, system, object, isMain: false } as const;
}

export function set(field: string, to: unknown): FieldChange {
  return { field, from: null, to, policy: 'always' };
}
