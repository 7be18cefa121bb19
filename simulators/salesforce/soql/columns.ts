import { parseQuery, type FieldType } from '@jetstreamapp/soql-parser-js';

/** One column of a flat result: `['Account', 'Name']` reads the name of the parent. */
export type ColumnPath = readonly string[];

/** Metadata of one selected column, as `columns=true` tells it. */
export interface ColumnMetadata {
  readonly columnName: string;
  readonly displayName: string;
  readonly aggregate: boolean;
  readonly joinColumns: readonly ColumnMetadata[];
}

/** What a query that was run already selects, as paths; undefined where it selects something that is no plain field. */
export function columnPaths(soql: string): readonly ColumnPath[] | undefined {
  const query = parseQuery(soql);
  const isGrouped = query.groupBy !== undefined;
  const paths = (query.fields ?? []).map(pathOf);
  return isGrouped || query.offset !== undefined || paths.some((path) => path === undefined)
    ? undefined
    : (paths as ColumnPath[]);
}

/** The columns of a query that was run already, in the order in which it selects them. */
export function columnMetadata(soql: string): readonly ColumnMetadata[] {
  let unnamed = 0;
  return (parseQuery(soql).fields ?? []).map((field): ColumnMetadata => {
    if (field.type === 'FieldSubquery') {
      const { relationshipName, fields = [] } = field.subquery;
      const joinColumns = fields.flatMap((child) => nested(pathOf(child) ?? []));
      return { columnName: relationshipName, displayName: relationshipName, aggregate: true, joinColumns };
    }
    if (field.type === 'FieldFunctionExpression') {
      const columnName = field.alias ?? `expr${unnamed++}`;
      return {
        columnName,
        displayName: (field.rawValue ?? field.functionName).toLowerCase(),
        aggregate: true,
        joinColumns: [],
      };
    }
    const [column = plain('')] = nested(pathOf(field) ?? []);
    return column;
  });
}

function pathOf(field: FieldType): ColumnPath | undefined {
  if (field.type === 'Field') return [field.field];
  return field.type === 'FieldRelationship' ? [...field.relationships, field.field] : undefined;
}

function nested([head, ...rest]: ColumnPath): ColumnMetadata[] {
  return head === undefined ? [] : [{ ...plain(head), joinColumns: nested(rest) }];
}

function plain(name: string): ColumnMetadata {
  return { columnName: name, displayName: name, aggregate: false, joinColumns: [] };
}
