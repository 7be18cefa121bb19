import { parseQuery, type Query, type Subquery } from '@jetstreamapp/soql-parser-js';
import { badRequest } from '../errors.ts';
import type { VisibleOrg } from './visible-org.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { ObjectDefinition } from '../schema/index.ts';
import { aggregate, isAggregateQuery, isPlainCount } from './aggregation.ts';
import { toConditionTree } from './condition-tree.ts';
import { compileTest, mapTree, toPredicate, type CompiledTree, type ConditionScope } from './conditions.ts';
import { resolveFieldPath } from './field-path.ts';
import { selectCandidates } from './index-lookup.ts';
import { toComparable, type Comparable } from './literal.ts';
import { sortRecords } from './ordering.ts';
import { compileProjection, type ChildCompiler, type JsonRecord } from './projection.ts';
import { checkNarrowed } from './narrowed.ts';
import { malformed, noSuchObject, noSuchRelationship } from './query-error.ts';

const MAX_SOQL_LENGTH = 100_000;
const MAX_OFFSET = 2000;
const MAX_FIELDS_ALL = 200;

/** What a query found. Records are turned into JSON page by page. */
export interface QueryResult {
  /** Name of the object in FROM. */
  readonly object: string;
  readonly totalSize: number;
  /** Rows `from` (included) to `to` (excluded). */
  readonly page: (from: number, to: number) => JsonRecord[];
  /** Number of rows that pages can hold: 0 for `COUNT()`. */
  readonly rowCount: number;
}

const parse = (soql: string): Query => {
  if (soql.length > MAX_SOQL_LENGTH) throw malformed(`SOQL statements cannot be longer than ${MAX_SOQL_LENGTH} characters.`);
  try {
    return parseQuery(soql);
  } catch (error) {
    throw malformed(`unexpected token: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const checkFieldsAll = (query: Query | Subquery): void => {
  const hasAll = (query.fields ?? []).some(
    (field) => field.type === 'FieldFunctionExpression' && field.functionName.toUpperCase() === 'FIELDS',
  );
  if (hasAll && (query.limit ?? Infinity) > MAX_FIELDS_ALL)
    throw malformed('The SOQL FIELDS function must have a LIMIT of at most 200');
};

/** What a query sees of the org. */
export interface QueryView {
  /** As `queryAll` does. */
  readonly includesDeleted: boolean;
  /** Rows that are not stored but made for the user who asks; undefined for other objects. */
  readonly madeRows: (object: ObjectDefinition) => readonly StoredRecord[] | undefined;
}

/** One query over one org; `soql` is kept for the error texts. */
class QueryRun {
  private readonly org: VisibleOrg;
  private readonly soql: string;
  private readonly view: QueryView;

  constructor(org: VisibleOrg, soql: string, view: QueryView) {
    this.org = org;
    this.soql = soql;
    this.view = view;
  }

  run(query: Query): QueryResult {
    const object = this.object(query);
    const scope = this.scope(object, query.sObjectAlias);
    checkFieldsAll(query);
    if (isAggregateQuery(query)) {
      const records = this.select(scope, query, false);
      if (isPlainCount(query))
        return { object: object.name, totalSize: Math.min(records.length, query.limit ?? Infinity), rowCount: 0, page: () => [] };
      const groups = aggregate(scope, query, records).slice(query.offset ?? 0, (query.offset ?? 0) + (query.limit ?? 2000));
      return {
        object: object.name,
        totalSize: groups.length,
        rowCount: groups.length,
        page: (from, to) => groups.slice(from, to),
      };
    }
    const projection = compileProjection(
      this.org,
      this.soql,
      object,
      query.sObjectAlias,
      query.fields ?? [],
      this.childCompiler(object),
    );
    const records = this.select(scope, query, true);
    return {
      object: object.name,
      totalSize: records.length,
      rowCount: records.length,
      page: (from, to) => records.slice(from, to).map((record) => projection.read(record)),
    };
  }

  private object(query: Query): ObjectDefinition {
    const name = query.sObject ?? '';
    const object = this.org.schema.object(name);
    if (object === undefined) throw noSuchObject(this.soql, name);
    return object;
  }

  private scope(object: ObjectDefinition, alias: string | undefined): ConditionScope {
    return { org: this.org, soql: this.soql, object, alias, runSubquery: (query) => this.column(query) };
  }

  /** The values of a semi-join's one column. */
  private column(query: Query): Comparable[] {
    const object = this.object(query);
    const [field, ...others] = query.fields ?? [];
    if (field === undefined || others.length > 0 || (field.type !== 'Field' && field.type !== 'FieldRelationship')) {
      throw malformed('a semi join selects exactly one field');
    }
    const parts = field.type === 'Field' ? [field.field] : [...field.relationships, field.field];
    const path = resolveFieldPath(this.org, this.soql, object, parts);
    if (path.field.type !== 'id' && path.field.type !== 'reference')
      throw malformed(`The selected field '${path.field.name}' of a semi join must be an id`);
    return this.select(this.scope(object, query.sObjectAlias), query, true).map((record) =>
      toComparable(path.field, path.read(record)),
    );
  }

  private compileWhere(scope: ConditionScope, query: Query | Subquery): CompiledTree | null {
    return query.where === undefined ? null : mapTree(toConditionTree(query.where), (test) => compileTest(scope, test));
  }

  private select(scope: ConditionScope, query: Query, isLimited: boolean): StoredRecord[] {
    if ((query.offset ?? 0) > MAX_OFFSET)
      throw badRequest('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${MAX_OFFSET}`);
    const tree = this.compileWhere(scope, query);
    checkNarrowed(scope.object, tree);
    const records = this.filter(this.view.madeRows(scope.object) ?? selectCandidates(this.org, scope.object, tree), tree);
    if (!isLimited) return records;
    return slice(sortRecords(scope, records, query.orderBy), query);
  }

  private filter(candidates: Iterable<StoredRecord>, tree: CompiledTree | null): StoredRecord[] {
    const matches = tree === null ? () => true : toPredicate(mapTree(tree, ({ predicate }) => predicate));
    const records: StoredRecord[] = [];
    for (const record of candidates)
      if ((this.view.includesDeleted || !record.IsDeleted) && matches(record)) records.push(record);
    return records;
  }

  private childCompiler(parent: ObjectDefinition): ChildCompiler {
    return (subquery) => {
      const child = this.org.schema.childRelationship(parent, subquery.relationshipName);
      if (child === undefined) throw noSuchRelationship(this.soql, subquery.relationshipName);
      const scope = this.scope(child.object, subquery.sObjectAlias);
      const projection = compileProjection(
        this.org,
        this.soql,
        child.object,
        subquery.sObjectAlias,
        subquery.fields ?? [],
        () => {
          throw malformed('a child query cannot hold a child query');
        },
      );
      const tree = this.compileWhere(scope, subquery);
      return {
        name: child.field.childRelationships[parent.name] ?? subquery.relationshipName,
        read: (record) => {
          const found = this.org.store
            .find(child.object, child.field.name, record.Id)
            .sort((left, right) => (left.Id < right.Id ? -1 : 1));
          const records = slice(sortRecords(scope, this.filter(found, tree), subquery.orderBy), subquery);
          return records.length === 0
            ? null
            : { totalSize: records.length, done: true, records: records.map((entry) => projection.read(entry)) };
        },
      };
    };
  }
}

const slice = (records: StoredRecord[], query: Query | Subquery): StoredRecord[] => {
  const offset = query.offset ?? 0;
  return offset === 0 && query.limit === undefined ? records : records.slice(offset, offset + (query.limit ?? records.length));
};

/**
 * Runs a SOQL query.
 *
 * @throws ApiError MALFORMED_QUERY, INVALID_TYPE, INVALID_FIELD, INVALID_QUERY_FILTER_OPERATOR, NUMBER_OUTSIDE_VALID_RANGE
 */
export function runQuery(org: VisibleOrg, soql: string, view: QueryView): QueryResult {
  return new QueryRun(org, soql, view).run(parse(soql));
}
