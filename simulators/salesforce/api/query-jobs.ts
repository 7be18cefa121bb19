import { stringify } from 'csv-stringify/sync';
import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import { columnPaths, type ColumnPath, type QueryResult } from '../soql/index.ts';
import { COLUMN_DELIMITERS, csvOptions, JobTable, type CsvFormat } from './bulk-jobs.ts';

export type QueryState = 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Aborted';

/** A query job of Bulk API 2.0. */
export interface QueryJob extends CsvFormat {
  readonly id: string;
  readonly soql: string;
  readonly operation: 'query' | 'queryAll';
  readonly createdAt: string;
  readonly createdById: string;
  readonly columns: readonly ColumnPath[];
  readonly result: QueryResult;
  state: QueryState;
}

/** A page of results: CSV with its header, and where the next one begins. */
export interface ResultPage {
  readonly csv: string;
  readonly rowCount: number;
  readonly next: string | undefined;
}

/** An org chooses by size; a client has to follow the locators. */
const MOST_ROWS_A_PAGE = 2_000;

/** The query jobs of Bulk API 2.0. A job sees the org as it is when the job is made. */
export class QueryJobs extends JobTable<QueryJob> {
  private readonly org: Org;

  constructor(org: Org) {
    super();
    this.org = org;
  }

  /** @throws ApiError API_ERROR for what bulk queries do not do: GROUP BY, functions, OFFSET, child queries */
  create(settings: Omit<QueryJob, 'id' | 'state' | 'createdAt' | 'columns'>): QueryJob {
    const columns = columnPaths(settings.soql);
    if (columns === undefined)
      throw badRequest('API_ERROR', 'Aggregate queries, functions, OFFSET and child queries are not supported in Bulk Query');
    if (!(settings.columnDelimiter in COLUMN_DELIMITERS))
      throw badRequest('INVALIDJOB', `columnDelimiter must be one of ${Object.keys(COLUMN_DELIMITERS).join(', ')}`);
    const job: QueryJob = {
      ...settings,
      columns,
      id: this.org.ids.next('750'),
      createdAt: this.org.now(),
      state: 'UploadComplete',
    };
    this.jobs.set(job.id, job);
    return job;
  }

  /** Somebody looks: each look finds the job one step further, so that a client meets every state. */
  look(job: QueryJob): void {
    if (job.state === 'InProgress') job.state = 'JobComplete';
    if (job.state === 'UploadComplete') job.state = 'InProgress';
  }

  /** @throws ApiError INVALIDJOBSTATE when it is over */
  abort(job: QueryJob): void {
    if (job.state === 'JobComplete') throw badRequest('INVALIDJOBSTATE', `The job is ${job.state} already`);
    job.state = 'Aborted';
  }

  /** @throws ApiError INVALIDJOBSTATE while it runs */
  remove(job: QueryJob): void {
    if (job.state === 'UploadComplete' || job.state === 'InProgress')
      throw badRequest('INVALIDJOBSTATE', 'Abort or finish the job before deleting it');
    this.jobs.delete(job.id);
  }

  /** Rows from a locator on. @throws ApiError INVALIDJOBSTATE before the end, INVALIDLOCATOR for one that was never given */
  results(job: QueryJob, locator: string | null, mostRows: number): ResultPage {
    if (job.state !== 'JobComplete') throw badRequest('INVALIDJOBSTATE', `The job is ${job.state}, it has no results`);
    const from = locator === null ? 0 : Number(Buffer.from(locator, 'base64url').toString('utf8') || Number.NaN);
    if (!Number.isInteger(from) || from < 0 || from > job.result.rowCount) throw badRequest('INVALIDLOCATOR', 'Invalid locator');
    const to = Math.min(from + Math.min(Math.max(mostRows, 1), MOST_ROWS_A_PAGE), job.result.rowCount);
    const rows = job.result.page(from, to).map((record) => job.columns.map((path) => cell(valueAt(record, path))));
    return {
      csv: stringify([job.columns.map((path) => path.join('.')), ...rows], {
        ...csvOptions(job),
        quoted: true,
        quoted_empty: true,
      }),
      rowCount: to - from,
      next: to < job.result.rowCount ? Buffer.from(String(to)).toString('base64url') : undefined,
    };
  }
}

/** Names in a query are as it spells them, those of a record as the schema does. */
function valueAt(record: Readonly<Record<string, unknown>>, [head = '', ...rest]: ColumnPath): unknown {
  const key = Object.keys(record).find((name) => name.toLowerCase() === head.toLowerCase());
  const value = key === undefined ? null : record[key];
  if (rest.length === 0) return value;
  return typeof value === 'object' && value !== null ? valueAt(value as Record<string, unknown>, rest) : null;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
