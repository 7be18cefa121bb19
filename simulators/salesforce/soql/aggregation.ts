import type { FieldFunctionExpression, FieldType, Query } from '@jetstreamapp/soql-parser-js';
import { Decimal } from 'decimal.js';
import type { StoredRecord } from '../records/record-store.ts';
import type { FieldValue } from '../schema/index.ts';
import { toConditionTree } from './condition-tree.ts';
import { mapTree, toPredicate, type ConditionScope } from './conditions.ts';
import { resolveFieldPath, splitPath, type FieldPath } from './field-path.ts';
import { toComparable } from './literal.ts';
import { malformed, queryError } from './query-error.ts';
import type { JsonRecord } from './projection.ts';

const AGGREGATES: Readonly<Record<string, (values: FieldValue[]) => FieldValue>> = {
  COUNT: (values) => values.length,
  COUNT_DISTINCT: (values) => new Set(values).size,
  SUM: (values) => (values.length === 0 ? null : sum(values).toNumber()),
  AVG: (values) => (values.length === 0 ? null : sum(values).div(values.length).toNumber()),
  MIN: (values) => values.reduce((least, value) => (least === null || (value !== null && value < least) ? value : least), null),
  MAX: (values) => values.reduce((most, value) => (most === null || (value !== null && value > most) ? value : most), null),
};

const sum = (values: readonly FieldValue[]): Decimal =>
  values.reduce((total: Decimal, value) => total.plus(typeof value === 'number' ? value : 0), new Decimal(0));

type Reader = (group: readonly StoredRecord[]) => FieldValue;

const listOf = <Item>(value: Item | readonly Item[] | undefined): readonly Item[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Item[]) : [value as Item];

const aggregateReader = (
  scope: ConditionScope,
  name: string | undefined,
  parameters: FieldFunctionExpression['parameters'],
): Reader => {
  const aggregate = AGGREGATES[(name ?? '').toUpperCase()];
  if (aggregate === undefined) throw malformed(`the function ${name ?? ''} is not known here`);
  const [parameter] = parameters;
  if (typeof parameter !== 'string') return (group) => group.length;
  const path = resolveFieldPath(scope.org, scope.soql, scope.object, splitPath(parameter, scope.alias, scope.object));
  return (group) => aggregate(group.map(path.read).filter((value) => value !== null));
};

const isAggregate = (field: FieldType): field is FieldFunctionExpression =>
  field.type === 'FieldFunctionExpression' && field.isAggregateFn === true;

/** True for a query whose answer has groups, not records. */
export function isAggregateQuery(query: Query): boolean {
  return query.groupBy !== undefined || (query.fields ?? []).some(isAggregate);
}

/** True for `SELECT COUNT() FROM ...`, whose answer is its `totalSize` alone. */
export function isPlainCount(query: Query): boolean {
  const [field, ...others] = query.fields ?? [];
  return field !== undefined && others.length === 0 && isAggregate(field) && field.parameters.length === 0;
}

/** Groups records and computes COUNT, COUNT_DISTINCT, SUM, AVG, MIN and MAX. @throws ApiError MALFORMED_QUERY for an ungrouped field */
export function aggregate(scope: ConditionScope, query: Query, records: readonly StoredRecord[]): JsonRecord[] {
  const grouping = listOf(query.groupBy).map((entry): FieldPath => {
    if (!('field' in entry)) throw malformed('functions in GROUP BY are not known here');
    return resolveFieldPath(scope.org, scope.soql, scope.object, splitPath(entry.field, scope.alias, scope.object));
  });
  let unnamed = 0;
  const columns = (query.fields ?? []).map((field): { name: string; read: Reader } => {
    if (isAggregate(field))
      return { name: field.alias ?? `expr${unnamed++}`, read: aggregateReader(scope, field.functionName, field.parameters) };
    if (field.type !== 'Field' && field.type !== 'FieldRelationship') throw malformed('unexpected in a grouped field list');
    const parts = splitPath(
      field.type === 'Field' ? field.field : [...field.relationships, field.field].join('.'),
      scope.alias,
      scope.object,
    );
    const path = resolveFieldPath(scope.org, scope.soql, scope.object, parts);
    if (!grouping.some((group) => group.field === path.field && group.hops.length === path.hops.length)) {
      throw queryError('MALFORMED_QUERY', scope.soql, field.field, `Field must be grouped or aggregated: ${field.field}`);
    }
    return {
      name: ('alias' in field ? field.alias : undefined) ?? path.field.name,
      read: ([first]) => (first === undefined ? null : path.read(first)),
    };
  });
  const groups = new Map<string, StoredRecord[]>();
  if (grouping.length === 0) groups.set('', [...records]);
  for (const record of grouping.length === 0 ? [] : records) {
    const key = JSON.stringify(grouping.map((path) => toComparable(path.field, path.read(record))));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [record]);
    else group.push(record);
  }
  const having = compileHaving(scope, query);
  return [...groups.values()].filter(having).map((group) => ({
    attributes: { type: 'AggregateResult' },
    ...Object.fromEntries(columns.map(({ name, read }) => [name, read(group)])),
  }));
}

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '=': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

const compileHaving = (scope: ConditionScope, query: Query): ((group: readonly StoredRecord[]) => boolean) => {
  if (query.having === undefined) return () => true;
  return toPredicate(
    mapTree(toConditionTree(query.having), (test) => {
      if (!('fn' in test) || Array.isArray(test.value)) throw malformed('HAVING compares aggregates with numbers here');
      const compare = COMPARISONS[test.operator];
      const read = aggregateReader(
        scope,
        test.fn.functionName ?? /^\w+/.exec(test.fn.rawValue ?? '')?.[0],
        (test.fn.parameters ?? []).map(String),
      );
      if (compare === undefined) throw malformed(`HAVING does not know ${test.operator} here`);
      return (group: readonly StoredRecord[]) => compare(Number(read(group)), Number(test.value));
    }),
  );
};
