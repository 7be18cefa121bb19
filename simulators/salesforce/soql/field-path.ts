import type { VisibleOrg } from './visible-org.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { FieldDefinition, FieldValue, ObjectDefinition } from '../schema/index.ts';
import { noSuchField, noSuchRelationship } from './query-error.ts';

/** A field reached from an object over parent lookups. */
export interface FieldPath {
  /** Lookups to follow, from the queried object on. */
  readonly hops: readonly FieldDefinition[];
  readonly owner: ObjectDefinition;
  readonly field: FieldDefinition;
  readonly read: (record: StoredRecord) => FieldValue;
}

/** Follows one lookup; null when it is empty. A lookup to several objects finds its target by the id. */
export function readParent(org: VisibleOrg, record: StoredRecord, lookup: FieldDefinition): StoredRecord | null {
  const id = record[lookup.name];
  const target = typeof id === 'string' ? org.schema.objectOfId(id) : undefined;
  return typeof id !== 'string' || target === undefined ? null : (org.store.get(target, id) ?? null);
}

/** Object behind a lookup; of a polymorphic one the first, which has the fields `Id` and `Name` that all of them have. */
export function parentObject(org: VisibleOrg, lookup: FieldDefinition): ObjectDefinition | undefined {
  return org.schema.object(lookup.referenceTo[0] ?? '');
}

/**
 * Resolves `PricebookEntry.Product2.ProductCode` against an object.
 *
 * @param parts relationship names, then the field
 * @throws ApiError INVALID_FIELD in the words of Salesforce
 */
export function resolveFieldPath(org: VisibleOrg, soql: string, object: ObjectDefinition, parts: readonly string[]): FieldPath {
  const hops: FieldDefinition[] = [];
  let owner = object;
  for (const name of parts.slice(0, -1)) {
    const lookup = org.schema.relationship(owner, name);
    const target = lookup === undefined ? undefined : parentObject(org, lookup);
    if (lookup === undefined || target === undefined) throw noSuchRelationship(soql, name);
    hops.push(lookup);
    owner = target;
  }
  const fieldName = parts.at(-1) ?? '';
  const field = org.schema.field(owner, fieldName);
  if (field === undefined) throw noSuchField(soql, fieldName, owner.name);
  const read = (record: StoredRecord): FieldValue => {
    let current: StoredRecord | null = record;
    for (const hop of hops) {
      current = readParent(org, current, hop);
      if (current === null) return null;
    }
    return current[field.name] ?? null;
  };
  return { hops, owner, field, read };
}

/** Path parts of a name in a clause; a leading alias of the queried object falls away. */
export function splitPath(name: string, alias: string | undefined, object: ObjectDefinition): string[] {
  const parts = name.split('.');
  const first = parts[0]?.toLowerCase();
  const isAlias = parts.length > 1 && (first === alias?.toLowerCase() || first === object.name.toLowerCase());
  return isAlias ? parts.slice(1) : parts;
}
