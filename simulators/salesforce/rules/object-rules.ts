import type { Org } from '../org.ts';
import type { Actor } from '../org-records.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { FieldValue, ObjectDefinition } from '../schema/index.ts';

/** A record about to be stored; rules may change `values`. */
export interface Draft {
  readonly object: ObjectDefinition;
  readonly before: StoredRecord | null;
  readonly values: Record<string, FieldValue>;
  /** Names of the fields that the request carried. */
  readonly given: ReadonlySet<string>;
  readonly actor: Actor;
}

/** Writes that the platform does by itself, without the checks of a request. */
export interface SystemWriter {
  create(objectName: string, values: Readonly<Record<string, FieldValue>>, actor: Actor): StoredRecord;
  change(record: StoredRecord, objectName: string, values: Readonly<Record<string, FieldValue>>, actor: Actor): StoredRecord;
  remove(objectName: string, id: string, actor: Actor): void;
}

/** What the platform checks and fills in beyond the schema, for one object. Each method throws an ApiError to refuse. */
export interface ObjectRules {
  beforeInsert?(org: Org, draft: Draft): void;
  beforeUpdate?(org: Org, draft: Draft): void;
  beforeDelete?(org: Org, record: StoredRecord, actor: Actor): void;
  afterInsert?(org: Org, writer: SystemWriter, record: StoredRecord, actor: Actor): void;
  afterUpdate?(org: Org, writer: SystemWriter, before: StoredRecord, record: StoredRecord, actor: Actor): void;
  afterDelete?(org: Org, writer: SystemWriter, record: StoredRecord, actor: Actor): void;
}
