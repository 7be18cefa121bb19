import { badRequest } from '../failure.ts';
import { isPlainlyStored, wireReading, type Reading } from '../records/fields.ts';
import { SETS, type Resource, type Row } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import type { Table } from '../store/table.ts';
import { compileFilter, orderOf } from './filter.ts';
import { pinsOf, type Filter } from './filter-syntax.ts';
import { literalOf } from './literals.ts';
import type { Query } from './query.ts';
import { tokenize } from './tokens.ts';

export interface Page {
  readonly rows: readonly Row[];
  /** The last row of the page when more rows follow. */
  readonly continuesAfter: Row | undefined;
  /** All rows that match, when asked for. */
  readonly count: number | undefined;
}

/** The least Timestamp a sync filter leaves, so that a stream starts there instead of at the first row. */
const timestampFloor = (filter: Filter | undefined): number => {
  if (filter?.kind === 'and') return Math.max(timestampFloor(filter.left), timestampFloor(filter.right));
  if (
    filter?.kind !== 'compare' ||
    filter.left.kind !== 'field' ||
    filter.left.name !== 'Timestamp' ||
    filter.right.kind !== 'literal'
  )
    return 0;
  const bound = Number(filter.right.value);
  if (filter.operator === 'gt') return bound;
  return filter.operator === 'ge' || filter.operator === 'eq' ? bound - 1 : 0;
};

/** The value of a `$skiptoken`; anything but one literal is a 400. */
const readToken = (text: string): string => {
  const token = tokenize(text)[0];
  const literal = token && literalOf(token);
  if (!literal) throw badRequest(`Error in query syntax: $skiptoken '${text}'.`);
  return String(literal.value);
};

/** Rows found by equality, when the filter pins a stored field; undefined when the whole set must be walked. */
const candidates = (table: Table, resource: Resource, filter: Filter | undefined): Row[] | undefined => {
  const isIndexed = (name: string): boolean => {
    const field = resource.fields.get(name);
    const isKey = name === SETS.get(resource.set)?.key;
    return field !== undefined && (isKey || isPlainlyStored(resource.set, field)) && table.canFind(name);
  };
  // A guid or code leaves fewer rows than a status does.
  const pins = filter ? pinsOf(filter).filter(({ field }) => isIndexed(field)) : [];
  const pin = pins.find(({ values }) => values.some(({ type }) => type !== 'number')) ?? pins[0];
  if (!pin) return undefined;
  const found = new Map<string, Row>();
  for (const { value } of pin.values)
    for (const row of table.find(pin.field, typeof value === 'string' ? value.trim() : value)) found.set(table.idOf(row), row);
  return [...found.values()];
};

const isAfter = (table: Table, resource: Resource, row: Row, token: string): boolean =>
  resource.isSync ? Number(row['Timestamp']) > Number(token) : table.idOf(row) > token;

/** Walks the rows of a set in the order of the resource, behind the token. */
function* walk(table: Table, resource: Resource, query: Query): Generator<Row> {
  const token = query.skipToken === undefined ? undefined : readToken(query.skipToken);
  const found = candidates(table, resource, query.filter);
  if (found) {
    const inOrder = resource.isSync
      ? found.sort((left, right) => Number(left['Timestamp']) - Number(right['Timestamp']))
      : found.sort((left, right) => (table.idOf(left) < table.idOf(right) ? -1 : 1));
    for (const row of inOrder) if (token === undefined || isAfter(table, resource, row, token)) yield row;
  } else if (resource.isSync)
    yield* table.newerThan(Math.max(timestampFloor(query.filter), token === undefined ? 0 : Number(token)));
  else yield* table.inKeyOrder(token);
}

const sorted = (rows: Row[], query: Query, reader: (field: string) => Reading): Row[] => {
  const keys = query.orderBy.map(({ field, isDescending }) => ({ read: reader(field), sign: isDescending ? -1 : 1 }));
  return rows.sort((left, right) => {
    for (const { read, sign } of keys) {
      const order = orderOf(read(left), read(right)) * sign;
      if (order !== 0) return order;
    }
    return 0;
  });
};

/** Everything that matches, for counts. */
export const countMatches = (
  table: Table,
  division: Division,
  resource: Resource,
  query: Query,
  keep?: (row: Row) => boolean,
): number => {
  const matches = matcher(division, resource, query, keep);
  let total = 0;
  for (const row of walk(table, resource, { ...query, skipToken: undefined })) if (matches(row)) total += 1;
  return total;
};

const matcher = (
  division: Division,
  resource: Resource,
  query: Query,
  keep: (row: Row) => boolean = () => true,
): ((row: Row) => boolean) => {
  if (!query.filter) return keep;
  const test = compileFilter(query.filter, resource, (name) => readingOf(resource, name, division));
  return (row) => keep(row) && test(row);
};

const readingOf = (resource: Resource, name: string, division: Division): Reading => {
  const field = resource.fields.get(name);
  if (!field) throw badRequest(`Could not find a property named '${name}' on type '${resource.type}'.`);
  return wireReading(resource, field, division);
};

/** One page of matching rows. */
export const readPage = (
  table: Table,
  division: Division,
  resource: Resource,
  query: Query,
  keep?: (row: Row) => boolean,
): Page => {
  const matches = matcher(division, resource, query, keep);
  const limit = Math.min(query.top ?? Number.MAX_SAFE_INTEGER, resource.pageSize);
  const count = query.isCounted ? countMatches(table, division, resource, query, keep) : undefined;
  const source = query.orderBy.length > 0 ? ordered(table, division, resource, query, matches) : walk(table, resource, query);
  const rows: Row[] = [];
  let skipped = 0;
  for (const row of source) {
    if (!matches(row)) continue;
    if (skipped < query.skip) {
      skipped += 1;
      continue;
    }
    if (rows.length === limit) return { rows, count, continuesAfter: limit === query.top ? undefined : rows.at(-1) };
    rows.push(row);
  }
  return { rows, count, continuesAfter: undefined };
};

/** All matches sorted, from behind the row that the token names. */
const ordered = (table: Table, division: Division, resource: Resource, query: Query, matches: (row: Row) => boolean): Row[] => {
  const rows = sorted([...walk(table, resource, { ...query, skipToken: undefined })].filter(matches), query, (name) =>
    readingOf(resource, name, division),
  );
  if (query.skipToken === undefined) return rows;
  const token = readToken(query.skipToken);
  return rows.slice(rows.findIndex((row) => String(resource.isSync ? row['Timestamp'] : table.idOf(row)) === token) + 1);
};
