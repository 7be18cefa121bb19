import type { ConditionWithValueQuery, LiteralType, Query } from '@jetstreamapp/soql-parser-js';
import { badRequest } from '../errors.ts';
import type { VisibleOrg } from './visible-org.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { ObjectDefinition } from '../schema/index.ts';
import type { ConditionTree } from './condition-tree.ts';
import { compileDateRange } from './date-range.ts';
import { resolveFieldPath, splitPath, type FieldPath } from './field-path.ts';
import { toComparable, toLikePattern, toLiteralValue, type Comparable } from './literal.ts';
import { malformed } from './query-error.ts';

export type Predicate = (record: StoredRecord) => boolean;

/** A test that compares one field with known values; `keys` when an index can answer it. */
export interface CompiledTest {
  readonly path: FieldPath;
  readonly predicate: Predicate;
  readonly keys: readonly Comparable[] | null;
}
export type CompiledTree = ConditionTree<CompiledTest>;

/** What compiling needs to know about the query around a condition. */
export interface ConditionScope {
  readonly org: VisibleOrg;
  readonly soql: string;
  readonly object: ObjectDefinition;
  readonly alias: string | undefined;
  /** Runs the query of a semi-join and answers its one column. */
  readonly runSubquery: (query: Query) => readonly Comparable[];
}

const EQUALITY = ['id', 'reference', 'boolean'];

const literalTypes = (type: LiteralType | readonly LiteralType[] | undefined, count: number): LiteralType[] =>
  Array.from({ length: count }, (_, index) => (typeof type === 'string' ? type : (type?.[index] ?? 'STRING')));

const compare = (left: Comparable, right: Comparable): number =>
  left === right ? 0 : left !== null && right !== null && left < right ? -1 : 1;

const ORDERINGS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const compileComparison = (path: FieldPath, operator: string, value: Comparable): CompiledTest => {
  const { field, read } = path;
  const current = (record: StoredRecord): Comparable => toComparable(field, read(record));
  if (operator === '=') return { path, predicate: (record) => current(record) === value, keys: value === null ? null : [value] };
  if (operator === '!=') return { path, predicate: (record) => current(record) !== value, keys: null };
  const test = ORDERINGS[operator];
  if (test === undefined || (field.type === 'boolean' && operator !== '='))
    throw badRequest('INVALID_QUERY_FILTER_OPERATOR', `filter operator ${operator} cannot be used with field ${field.name}`);
  const predicate: Predicate = (record) => {
    const own = current(record);
    return own !== null && value !== null && test(compare(own, value));
  };
  return { path, predicate, keys: null };
};

const compileSet = (path: FieldPath, isNegated: boolean, values: readonly Comparable[]): CompiledTest => {
  const wanted = new Set(values);
  const has: Predicate = (record) => wanted.has(toComparable(path.field, path.read(record)));
  return {
    path,
    predicate: isNegated ? (record) => !has(record) : has,
    keys: isNegated || wanted.has(null) ? null : [...wanted],
  };
};

const compileLike = (path: FieldPath, literals: readonly string[]): CompiledTest => {
  if (EQUALITY.includes(path.field.type))
    throw badRequest('INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${path.field.type} field`);
  const patterns = literals.map(toLikePattern);
  const predicate: Predicate = (record) => {
    const value = path.read(record);
    return typeof value === 'string' && patterns.some((pattern) => pattern.test(value));
  };
  return { path, predicate, keys: null };
};

const compileRelativeDate = (path: FieldPath, operator: string, literal: string): CompiledTest => {
  if (path.field.type !== 'date' && path.field.type !== 'datetime') {
    throw badRequest('INVALID_FIELD', `filter operator ${operator} ${literal} cannot be used with field ${path.field.name}`);
  }
  const isWithin = compileDateRange(path.field, operator, literal);
  const predicate: Predicate = (record) => {
    const value = toComparable(path.field, path.read(record));
    return typeof value === 'string' && isWithin(value);
  };
  return { path, predicate, keys: null };
};

/** Compiles one comparison of a WHERE clause. @throws ApiError INVALID_FIELD and relatives */
export function compileTest(scope: ConditionScope, test: ConditionWithValueQuery): CompiledTest {
  if (!('field' in test)) throw malformed('functions in a condition are not known here');
  const path = resolveFieldPath(scope.org, scope.soql, scope.object, splitPath(test.field, scope.alias, scope.object));
  if (!path.field.isFilterable)
    throw badRequest('INVALID_FIELD', `field '${path.field.name}' can not be filtered in a query call`);
  if ('valueQuery' in test) {
    if (test.operator !== 'IN' && test.operator !== 'NOT IN')
      throw malformed(`a subquery needs IN or NOT IN, not ${test.operator}`);
    if (!EQUALITY.includes(path.field.type))
      throw malformed(`The inner and outer selects of a semi join must be on ids: '${path.field.name}'`);
    // An empty value of the inner select joins nothing.
    return compileSet(
      path,
      test.operator === 'NOT IN',
      scope.runSubquery(test.valueQuery).filter((value) => value !== null),
    );
  }
  const literals = Array.isArray(test.value) ? test.value.map(String) : [test.value];
  if (test.operator === 'LIKE') return compileLike(path, literals);
  const types = literalTypes(test.literalType, literals.length);
  const [first = ''] = literals;
  if (types[0] === 'DATE_LITERAL' || types[0] === 'DATE_N_LITERAL') return compileRelativeDate(path, test.operator, first);
  const values = literals.map((literal, index) => toLiteralValue(path.field, literal, types[index] ?? 'STRING'));
  if (test.operator === 'IN' || test.operator === 'NOT IN') return compileSet(path, test.operator === 'NOT IN', values);
  if (test.operator === 'INCLUDES' || test.operator === 'EXCLUDES') throw malformed(`${test.operator} is not known here`);
  return compileComparison(path, test.operator, values[0] ?? null);
}

/** Turns every test of a tree. */
export function mapTree<From, To>(tree: ConditionTree<From>, map: (test: From) => To): ConditionTree<To> {
  if (tree.kind === 'test') return { kind: 'test', test: map(tree.test) };
  if (tree.kind === 'not') return { kind: 'not', part: mapTree(tree.part, map) };
  return { kind: tree.kind, parts: tree.parts.map((part) => mapTree(part, map)) };
}

/** One function for a whole tree. */
export function toPredicate<Item>(tree: ConditionTree<(item: Item) => boolean>): (item: Item) => boolean {
  if (tree.kind === 'test') return tree.test;
  if (tree.kind === 'not') {
    const inner = toPredicate(tree.part);
    return (item) => !inner(item);
  }
  const parts = tree.parts.map(toPredicate);
  return tree.kind === 'and' ? (item) => parts.every((part) => part(item)) : (item) => parts.some((part) => part(item));
}
