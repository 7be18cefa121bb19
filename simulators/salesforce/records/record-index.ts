import type { FieldDefinition, FieldValue } from '../schema/index.ts';

/** Key under which a value is found: text without regard to case unless the field minds it; ids and references as they are. */
export function indexKey(field: FieldDefinition, value: FieldValue): string | null {
  if (value === null) return null;
  const text = String(value);
  return field.isCaseSensitive || field.type === 'reference' || field.type === 'id' ? text : text.toLowerCase();
}

/** Ids by value of one field. A value with one record, by far the usual case, costs one string and no set. */
export class RecordIndex {
  private readonly entries = new Map<string, string | Set<string>>();

  add(key: string, id: string): void {
    const known = this.entries.get(key);
    if (known === undefined) this.entries.set(key, id);
    else if (typeof known === 'string') this.entries.set(key, new Set([known, id]));
    else known.add(id);
  }

  remove(key: string, id: string): void {
    const known = this.entries.get(key);
    if (known === id) this.entries.delete(key);
    else if (known instanceof Set) known.delete(id);
  }

  find(key: string): Iterable<string> {
    const known = this.entries.get(key);
    return known === undefined ? [] : typeof known === 'string' ? [known] : known;
  }

  /** Number of records under a key. */
  count(key: string): number {
    const known = this.entries.get(key);
    return known === undefined ? 0 : typeof known === 'string' ? 1 : known.size;
  }
}
