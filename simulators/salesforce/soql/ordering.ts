import type { OrderByClause } from '@jetstreamapp/soql-parser-js';
import type { StoredRecord } from '../records/record-store.ts';
import type { ConditionScope } from './conditions.ts';
import { resolveFieldPath, splitPath } from './field-path.ts';
import { toComparable, type Comparable } from './literal.ts';
import { malformed } from './query-error.ts';

/** Compares for one column; empty values come first unless the query says otherwise, in both directions. */
function compareValues(left: Comparable, right: Comparable, isDescending: boolean, areNullsLast: boolean): number {
  if (left === right) return 0;
  if (left === null || right === null) return (left === null) === areNullsLast ? 1 : -1;
  return left < right === isDescending ? 1 : -1;
}

/** Sorts as ORDER BY asks; ties, and queries without ORDER BY, keep the order of creation. */
export function sortRecords(
  scope: ConditionScope,
  records: StoredRecord[],
  clause: OrderByClause | readonly OrderByClause[] | undefined,
): StoredRecord[] {
  const clauses =
    clause === undefined ? [] : Array.isArray(clause) ? (clause as readonly OrderByClause[]) : [clause as OrderByClause];
  const columns = clauses.map((entry) => {
    if (!('field' in entry)) throw malformed('functions in ORDER BY are not known here');
    const path = resolveFieldPath(scope.org, scope.soql, scope.object, splitPath(entry.field, scope.alias, scope.object));
    if (!path.field.isFilterable) throw malformed(`field '${path.field.name}' can not be sorted in a query call`);
    return { path, isDescending: entry.order === 'DESC', areNullsLast: entry.nulls === 'LAST' };
  });
  const [first] = columns;
  // Records arrive in the order of their ids already.
  if (first === undefined || (first.path.hops.length === 0 && first.path.field.type === 'id' && !first.isDescending))
    return records;
  const keyed = records.map((record) => ({
    record,
    keys: columns.map(({ path }) => toComparable(path.field, path.read(record))),
  }));
  keyed.sort((left, right) => {
    for (const [index, column] of columns.entries()) {
      const order = compareValues(left.keys[index] ?? null, right.keys[index] ?? null, column.isDescending, column.areNullsLast);
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ record }) => record);
}
