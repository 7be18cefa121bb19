import { soqlForValues } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import type { FieldChange, Operation, Reference } from '../operation.ts';
import type { Written } from './written.ts';

export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'ref' in value && typeof value.ref === 'string';
}

/** A value with the id that its reference stands for. Undefined where nothing was made for it. */
export function resolved(value: unknown, written: Written): unknown {
  if (!isReference(value)) return value;
  const id = written.idOf(value.ref);
  return id === undefined ? undefined : `${value.prefix ?? ''}${id}`;
}

/** What the other system answered for a field that takes that. Undefined where it answered nothing. */
export function answered({ actual }: Operation, { field }: FieldChange, written: Written): unknown {
  const from = actual?.[field];
  return from === undefined ? undefined : written.inExact(from.of)?.answer[from.field];
}

/** Keys of the operations without which this one cannot be carried out. */
export function neededBy({ fields, targetMadeBy }: Operation): readonly string[] {
  const referred = fields.flatMap(({ to }) => (isReference(to) ? [to.ref] : []));
  return targetMadeBy === undefined ? referred : [...referred, targetMadeBy];
}

/** Every reference that operations hold, each once. */
export function referencesIn(operations: readonly Operation[]): readonly Reference[] {
  const references = operations.flatMap(({ fields }) => fields.map(({ to }) => to).filter(isReference));
  return [...new Map(references.map((reference) => [reference.ref, reference])).values()];
}

/** Ids of records of Salesforce that references name and that are there already, by the key of the reference. One query for many. */
export async function findReferenced(
  { salesforce }: Pick<FlowContext, 'salesforce'>,
  references: readonly Reference[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const findable = references.filter(
    (reference): reference is Reference & { readonly by: NonNullable<Reference['by']> } => reference.by !== undefined,
  );
  for (const ofKind of Map.groupBy(findable, ({ by }) => `${by.object}.${by.field}`).values()) {
    const { object, field, id = 'Id' } = ofKind[0]?.by ?? { object: '', field: '' };
    const values = ofKind.map(({ by }) => by.value);
    const queries = soqlForValues(
      field,
      values,
      (condition) => `SELECT ${[...new Set([id, field])].join(', ')} FROM ${object} WHERE ${condition}`,
    );
    const rows = (await salesforce.queryMany(queries)).flat();
    const idOf = new Map(rows.map((row) => [String(row[field]).toLowerCase(), row[id]]));
    for (const { ref, by } of ofKind) {
      const made = idOf.get(by.value.toLowerCase());
      if (typeof made === 'string') found.set(ref, made);
    }
  }
  return found;
}
