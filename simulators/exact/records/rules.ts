import type { Row, Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import type { JsonObject } from './read-body.ts';

export type Derive = (row: Row, division: Division) => Value;

/** Who writes: an app over the API, or an ERP user who also sets what the API shows read-only. */
export type Actor = 'api' | 'erp';

/** What rules do to other rows of the division; whatever they write obeys the rules of its own set. */
export interface RowWriter {
  /** Reads, checks and completes a new row without storing it. A nested line gets its parent instead of naming it. */
  prepare(setName: string, body: JsonObject, how: { actor: Actor; parent?: Row; lineNumber?: number }): Row;
  /** Stores a finished new row: stamps it, follows up, tells the listener. */
  insert(setName: string, draft: Row, actor: Actor): Row;
  /** Stores a finished changed row. */
  replace(setName: string, next: Row, before: Row, actor: Actor): Row;
  remove(setName: string, id: string, actor: Actor): void;
}

export interface Change {
  readonly division: Division;
  readonly actor: Actor;
  readonly writer: RowWriter;
  /** Epoch milliseconds. */
  readonly now: number;
  /** The document that is being created around this line. */
  readonly parent?: Row | undefined;
  readonly lineNumber?: number | undefined;
}

/** What one set of rows demands beyond its schema. Every hook may throw an ExactFailure. */
export interface SetRules {
  /** Fields computed when read; they are never stored and nobody can write them. */
  readonly derive?: Readonly<Record<string, Derive>>;
  /** What a field holds when the row does not store it. */
  readonly defaults?: Readonly<Record<string, Derive>>;
  /** Texts of fields that must be there, in the words of the vendor's screen. */
  readonly mandatory?: Readonly<Record<string, string>>;
  /** Creates a document with its lines; takes the place of the plain way. */
  create?(body: JsonObject, change: Change): Row;
  /** A row that already is what is being created: its id is answered instead. */
  existing?(draft: Row, change: Change): Row | undefined;
  /** Completes and checks a new row before it is stored. */
  beforeCreate?(draft: Row, change: Change): void;
  /** Checks the changed fields against the stored row; may add to them. */
  beforeUpdate?(row: Row, changed: Row, change: Change): void;
  beforeRemove?(row: Row, change: Change): void;
  /** Follows up on other rows. `before` is missing for a new row. */
  afterWrite?(row: Row, before: Row | undefined, change: Change): void;
  afterRemove?(row: Row, change: Change): void;
}
