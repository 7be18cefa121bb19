export { columnMetadata, columnPaths, type ColumnPath } from './columns.ts';
export { QueryLocators } from './query-locators.ts';
export { recordAttributes } from './projection.ts';
export { runQuery, type QueryResult } from './run-query.ts';
