/** Texts for SOQL. Values are quoted here and nowhere else. */

/** A GET carries its query in the URI, which Salesforce refuses above about 16 KB; this leaves room for the rest. */
export const LONGEST_QUERY_URI = 14_000;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** A text literal: backslashes, quotes and control characters escaped. */
export function soqlText(value: string): string {
  return `'${value.replace(/[\\'"\n\r\t\b\f]/g, (character) => ESCAPES[character] ?? character)}'`;
}

/** A dateTime literal in UTC. */
export function soqlDateTime(moment: Date): string {
  return moment.toISOString();
}

/** A name that is put into a query from configuration. Throws a RangeError for anything that is no name or path of names. */
export function soqlName(name: string): string {
  if (!/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(name)) throw new RangeError(`not a field name: ${name}`);
  return name;
}

export function soqlIn(field: string, values: readonly string[]): string {
  return `${field} IN (${values.map(soqlText).join(',')})`;
}

/**
 * The same query for many values, in as few queries as fit a URI: `build` gets the `IN` condition. Values are deduplicated
 * and keep their order.
 */
export function soqlForValues(field: string, values: readonly string[], build: (condition: string) => string): string[] {
  const room = LONGEST_QUERY_URI - encodeURIComponent(build(soqlIn(field, []))).length;
  const queries: string[] = [];
  let chunk: string[] = [];
  let used = 0;
  for (const value of new Set(values)) {
    const size = encodeURIComponent(`${soqlText(value)},`).length;
    if (chunk.length > 0 && used + size > room) {
      queries.push(build(soqlIn(field, chunk)));
      chunk = [];
      used = 0;
    }
    chunk.push(value);
    used += size;
  }
  return chunk.length === 0 ? queries : [...queries, build(soqlIn(field, chunk))];
}
