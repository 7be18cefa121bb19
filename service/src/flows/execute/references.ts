import { soqlForValues } from '../../salesforce/index.ts';
import type { FlowContext, Operation } from '../flow.ts';

/** A value that an earlier operation of the plan will have made: the id it got. */
export interface Reference {
  /** Key of that operation. */
  readonly ref: string;
  /** How its record is found where the plan has no such operation, since it was made before. */
  readonly by?: {
    readonly object: string;
    readonly field: string;
    readonly value: string;
    /** Field that holds the id which is meant; that of the record found, where absent. */
    readonly id?: string;
  };
  /** What stands before the id in the value, such as the beginning of the key of a link. */
  readonly prefix?: string;
}

export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'ref' in value && typeof value.ref === 'string';
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
