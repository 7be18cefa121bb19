import type { Row, Value } from '../schema/index.ts';
import { EqualityIndex } from './equality-index.ts';
import type { GeneratedRows } from './generated-rows.ts';

const firstAbove = (sorted: readonly string[], id: string): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') <= id) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * The rows of one set of one division. A changed row moves to the end of the map, so the map is always in the order of
 * Timestamps and a sync stream is a walk over it.
 */
export class Table {
  readonly #key: string;
  readonly #rows = new Map<string, Row>();
  readonly #index: EqualityIndex;
  #sortedIds: string[] | undefined;
  #generated: GeneratedRows | undefined;
  readonly #replaced = new Set<number>();

  constructor(key: string) {
    this.#key = key;
    this.#index = new EqualityIndex(key);
  }

  get size(): number {
    return this.#rows.size + (this.#generated ? this.#generated.count - this.#replaced.size : 0);
  }

  /** Lays a computed catalogue under the stored rows; replaces an earlier one. */
  generate(rows: GeneratedRows): void {
    this.#generated = rows;
    this.#replaced.clear();
  }

  idOf(row: Row): string {
    return String(row[this.#key]);
  }

  get(id: string): Row | undefined {
    const row = this.#rows.get(id);
    if (row || !this.#generated) return row;
    const index = this.#generated.indexOf(id);
    return index >= 0 && !this.#replaced.has(index) ? this.#generated.row(index) : undefined;
  }

  /** Adds a row or puts a changed one in place of the stored one; its Timestamp must be the newest. */
  put(row: Row): void {
    const id = this.idOf(row);
    const before = this.#take(id);
    if (!before) this.#sortedIds = undefined;
    this.#rows.set(id, row);
    this.#index.add(row, id);
  }

  remove(id: string): void {
    if (this.#take(id)) this.#sortedIds = undefined;
  }

  #take(id: string): Row | undefined {
    const row = this.#rows.get(id);
    if (row) {
      this.#rows.delete(id);
      this.#index.remove(row, id);
      return row;
    }
    const index = this.#generated?.indexOf(id) ?? -1;
    if (index >= 0) this.#replaced.add(index);
    return undefined;
  }

  /** Rows whose stored field equals the value as SQL Server compares text: without case and trailing blanks. */
  find(field: string, value: Value): Row[] {
    const rows: Row[] = [];
    for (const id of this.#index.ids(this.#rows, field, value)) {
      const row = this.#rows.get(id);
      if (row) rows.push(row);
    }
    const generated = this.#generated;
    if (!generated) return rows;
    const indices = generated.lookup(field, value);
    if (!indices) return [...rows, ...[...this.#generatedRows(0)].filter((row) => row[field] === value)];
    return [...indices.filter((index) => !this.#replaced.has(index)).map((index) => generated.row(index)), ...rows];
  }

  /** Whether `find` answers without a walk over the generated rows. */
  canFind(field: string): boolean {
    return !this.#generated || this.#generated.lookup(field, '') !== undefined;
  }

  *#generatedRows(from: number): Generator<Row> {
    const generated = this.#generated;
    if (!generated) return;
    for (let index = from; index < generated.count; index += 1) if (!this.#replaced.has(index)) yield generated.row(index);
  }

  /** All rows newer than the Timestamp, oldest first. */
  *newerThan(timestamp: number): Generator<Row> {
    const generated = this.#generated;
    let isGeneratedDue = generated !== undefined;
    for (const row of this.#rows.values()) {
      const version = Number(row['Timestamp']);
      if (generated && isGeneratedDue && version > generated.firstTimestamp) {
        isGeneratedDue = false;
        yield* this.#generatedRows(Math.max(0, timestamp - generated.firstTimestamp + 1));
      }
      if (version > timestamp) yield row;
    }
    if (generated && isGeneratedDue) yield* this.#generatedRows(Math.max(0, timestamp - generated.firstTimestamp + 1));
  }

  /** All rows in the order of their key, behind the given one. */
  *inKeyOrder(afterId = ''): Generator<Row> {
    this.#sortedIds ??= [...this.#rows.keys()].sort();
    const ids = this.#sortedIds;
    const generated = this.#generated;
    let stored = afterId ? firstAbove(ids, afterId) : 0;
    let index = 0;
    if (generated && afterId) {
      const known = generated.indexOf(afterId);
      index = known >= 0 ? known + 1 : afterId > generated.id(0) ? generated.count : 0;
    }
    const rest = generated ? generated.count : 0;
    while (stored < ids.length || index < rest) {
      const id = ids[stored];
      if (generated && index < rest && (id === undefined || generated.id(index) < id)) {
        if (!this.#replaced.has(index)) yield generated.row(index);
        index += 1;
      } else if (id !== undefined) {
        const row = this.#rows.get(id);
        if (row) yield row;
        stored += 1;
      }
    }
  }
}
