import type { Row, Value } from '../schema/index.ts';

/** Text as SQL Server's default collation compares it. */
export const comparable = (value: Value | undefined): string =>
  value === null || value === undefined ? '' : String(value).trimEnd().toLowerCase();

/** Hash indexes over stored fields, built for a field when it is first asked for. */
export class EqualityIndex {
  readonly #key: string;
  readonly #fields = new Map<string, Map<string, Set<string>>>();

  constructor(key: string) {
    this.#key = key;
  }

  ids(rows: ReadonlyMap<string, Row>, field: string, value: Value): string[] {
    if (field === this.#key) return rows.has(String(value)) ? [String(value)] : [];
    return [...(this.#indexOf(rows, field).get(comparable(value)) ?? [])];
  }

  #indexOf(rows: ReadonlyMap<string, Row>, field: string): Map<string, Set<string>> {
    const known = this.#fields.get(field);
    if (known) return known;
    const index = new Map<string, Set<string>>();
    this.#fields.set(field, index);
    for (const [id, row] of rows) addTo(index, comparable(row[field]), id);
    return index;
  }

  add(row: Row, id: string): void {
    for (const [field, index] of this.#fields) addTo(index, comparable(row[field]), id);
  }

  remove(row: Row, id: string): void {
    for (const [field, index] of this.#fields) {
      const text = comparable(row[field]);
      const ids = index.get(text);
      ids?.delete(id);
      if (ids?.size === 0) index.delete(text);
    }
  }
}

const addTo = (index: Map<string, Set<string>>, text: string, id: string): void => {
  const ids = index.get(text);
  if (ids) ids.add(id);
  else index.set(text, new Set([id]));
};
