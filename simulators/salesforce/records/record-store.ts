import type { FieldDefinition, FieldValue, ObjectDefinition, OrgSchema } from '../schema/index.ts';
import { indexKey, RecordIndex } from './record-index.ts';

/** A stored record, keyed by field names. Never changed in place: a change replaces it. */
export interface StoredRecord {
  readonly Id: string;
  readonly IsDeleted: boolean;
  readonly [field: string]: FieldValue;
}

/** A row written within a transaction. */
export interface Change {
  readonly object: ObjectDefinition;
  readonly before: StoredRecord | null;
  readonly after: StoredRecord;
}

interface Table {
  readonly object: ObjectDefinition;
  readonly rows: Map<string, StoredRecord>;
  readonly indexes: Map<string, { field: FieldDefinition; index: RecordIndex }>;
  /** Grows with each change, one that is undone included. */
  revision: number;
}

/** All records of the org in memory, indexed, with transactions. Everything is synchronous, so transactions never overlap. */
export class RecordStore {
  private readonly tables = new Map<string, Table>();
  private readonly blobs = new Map<string, Buffer>();
  private readonly onCommit: (changes: readonly Change[]) => void;
  private changes: Change[] = [];
  private depth = 0;

  /** @param onCommit hears every change after the outermost transaction succeeded */
  constructor(schema: OrgSchema, onCommit: (changes: readonly Change[]) => void) {
    this.onCommit = onCommit;
    for (const object of schema.objects) {
      const indexed = object.fields.filter((field) => field.isIndexed);
      this.tables.set(object.name, {
        object,
        rows: new Map(),
        revision: 0,
        indexes: new Map(indexed.map((field) => [field.name, { field, index: new RecordIndex() }])),
      });
    }
  }

  /** The record, also when it is deleted. */
  get(object: ObjectDefinition, id: string): StoredRecord | undefined {
    return this.table(object).rows.get(id);
  }

  /** All records in the order of creation, deleted ones too. */
  all(object: ObjectDefinition): Iterable<StoredRecord> {
    return this.table(object).rows.values();
  }

  isIndexed(object: ObjectDefinition, field: FieldDefinition): boolean {
    return this.table(object).indexes.has(field.name);
  }

  /** Records whose indexed field has this value, deleted ones too. */
  find(object: ObjectDefinition, fieldName: string, value: FieldValue): StoredRecord[] {
    const table = this.table(object);
    const entry = table.indexes.get(fieldName);
    const key = entry === undefined ? null : indexKey(entry.field, value);
    if (entry === undefined || key === null) return [];
    const found: StoredRecord[] = [];
    for (const id of entry.index.find(key)) {
      const row = table.rows.get(id);
      if (row !== undefined) found.push(row);
    }
    return found;
  }

  count(object: ObjectDefinition, field: FieldDefinition, value: FieldValue): number {
    const entry = this.table(object).indexes.get(field.name);
    const key = indexKey(field, value);
    return entry === undefined || key === null ? 0 : entry.index.count(key);
  }

  /** Stores a new or changed record; only inside `transaction`. */
  put(object: ObjectDefinition, after: StoredRecord): void {
    const before = this.get(object, after.Id) ?? null;
    this.replace(object, before, after);
    this.changes.push({ object, before, after });
  }

  putBlob(id: string, content: Buffer): void {
    this.blobs.set(id, content);
  }

  blob(id: string): Buffer | undefined {
    return this.blobs.get(id);
  }

  /** Runs work that keeps all its changes or, when it throws, none. May be nested. */
  transaction<Result>(work: () => Result): Result {
    const mark = this.changes.length;
    this.depth += 1;
    try {
      const result = work();
      if (this.depth === 1 && this.changes.length > 0) this.onCommit(this.changes);
      return result;
    } catch (error) {
      for (const { object, before, after } of this.changes.splice(mark).reverse()) this.replace(object, after, before);
      throw error;
    } finally {
      this.depth -= 1;
      if (this.depth === 0) this.changes = [];
    }
  }

  /** Another number after every change of a row. */
  revision(object: ObjectDefinition): number {
    return this.table(object).revision;
  }

  private replace(object: ObjectDefinition, before: StoredRecord | null, after: StoredRecord | null): void {
    const table = this.table(object);
    const id = (after ?? before)?.Id ?? '';
    table.revision += 1;
    for (const { field, index } of table.indexes.values()) {
      const oldKey = before === null ? null : indexKey(field, before[field.name] ?? null);
      const newKey = after === null ? null : indexKey(field, after[field.name] ?? null);
      if (oldKey === newKey) continue;
      if (oldKey !== null) index.remove(oldKey, id);
      if (newKey !== null) index.add(newKey, id);
    }
    if (after === null) table.rows.delete(id);
    else table.rows.set(id, after);
  }

  private table(object: ObjectDefinition): Table {
    const table = this.tables.get(object.name);
    if (table === undefined) throw new Error(`No table for ${object.name}`);
    return table;
  }
}
