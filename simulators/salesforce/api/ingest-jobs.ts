import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { ApiError, badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Actor } from '../org-records.ts';
import { indexKey, toStoredValue, type RecordWriter } from '../records/index.ts';
import type { FieldDefinition, ObjectDefinition, OrgSchema } from '../schema/index.ts';
import { csvOptions, JobTable, type CsvFormat } from './bulk-jobs.ts';
import { rowLocked } from './row-lock.ts';

export type IngestOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'hardDelete';
export type IngestState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

type CsvRow = Readonly<Record<string, string>>;

export interface IngestJob extends CsvFormat {
  readonly id: string;
  readonly object: ObjectDefinition;
  readonly operation: IngestOperation;
  readonly externalIdField: FieldDefinition | null;
  readonly createdAt: string;
  readonly actor: Actor;
  state: IngestState;
  csv: string | null;
  errorMessage: string | null;
  readonly succeeded: { readonly id: string; readonly isCreated: boolean; readonly row: CsvRow }[];
  readonly failed: { readonly id: string; readonly error: string; readonly row: CsvRow }[];
  unprocessed: readonly CsvRow[];
  /** Lets a fault refuse single rows: the rules that match the request which closed the job. */
  takesRowLock: () => boolean;
}

/** 150 MB in base64, which an upload becomes on arrival. */
const MAX_UPLOAD_BYTES = 100 * 1024 * 1024;

/** Records of one step; between steps other requests see the job in progress. */
const CHUNK = 200;

/** `#N/A` empties a field, an empty cell leaves it alone, `Account.Exact_Id__c` refers by external id. */
const toBody = (schema: OrgSchema, object: ObjectDefinition, row: CsvRow): Record<string, unknown> => {
  const body: Record<string, unknown> = {};
  for (const [column, cell] of Object.entries(row)) {
    if (cell === '') continue;
    const value = cell === '#N/A' ? null : cell;
    const [head = '', key] = column.split('.');
    if (key !== undefined) body[head] = { [key]: value };
    else body[schema.field(object, column)?.name ?? column] = value;
  }
  return body;
};

const refuseTwice = (field: FieldDefinition | null, body: Readonly<Record<string, unknown>>, seen: Set<string>): void => {
  const value = field === null ? undefined : body[field.name];
  const key = field === null || value === undefined ? null : indexKey(field, toStoredValue(field, value));
  if (key === null) return;
  if (seen.has(key))
    throw badRequest('DUPLICATE_VALUE', `Duplicate external id specified: ${key}`, field === null ? [] : [field.name]);
  seen.add(key);
};

/** The ingest jobs of Bulk API 2.0. A closed job is worked on after the answer, in steps, as in an org. */
export class IngestJobs extends JobTable<IngestJob> {
  private readonly org: Org;
  private readonly writer: RecordWriter;
  private readonly onRowWritten: () => void;

  /** @param onRowWritten counts the rows that no request wrote while it was answered */
  constructor(org: Org, writer: RecordWriter, onRowWritten: () => void) {
    super();
    this.org = org;
    this.writer = writer;
    this.onRowWritten = onRowWritten;
  }

  create(
    settings: Pick<IngestJob, 'object' | 'operation' | 'externalIdField' | 'lineEnding' | 'columnDelimiter' | 'actor'>,
  ): IngestJob {
    const id = this.org.ids.next('750');
    const job: IngestJob = {
      ...settings,
      id,
      createdAt: this.org.now(),
      state: 'Open',
      csv: null,
      errorMessage: null,
      succeeded: [],
      failed: [],
      unprocessed: [],
      takesRowLock: () => false,
    };
    this.jobs.set(id, job);
    return job;
  }

  /** @throws ApiError INVALIDJOBSTATE when the job is closed or has its data already, INVALIDJOB when they are too large */
  upload(job: IngestJob, csv: string): void {
    if (job.state !== 'Open')
      throw badRequest('INVALIDJOBSTATE', `The job is ${job.state}, data can be uploaded to an open job only`);
    if (job.csv !== null) throw badRequest('INVALIDJOBSTATE', 'Found multiple contents for job: a job takes one upload');
    if (Buffer.byteLength(csv) > MAX_UPLOAD_BYTES) throw badRequest('INVALIDJOB', 'The data of a job can be 100 MB at most');
    job.csv = csv;
  }

  close(job: IngestJob, takesRowLock: () => boolean): void {
    if (job.state !== 'Open') throw badRequest('INVALIDJOBSTATE', `The job is ${job.state} already`);
    job.takesRowLock = takesRowLock;
    job.state = 'UploadComplete';
    setImmediate(() => this.start(job));
  }

  abort(job: IngestJob): void {
    if (job.state === 'JobComplete' || job.state === 'Failed')
      throw badRequest('INVALIDJOBSTATE', `The job is ${job.state} already`);
    job.state = 'Aborted';
  }

  /** @throws ApiError INVALIDJOBSTATE while the job may still run */
  remove(job: IngestJob): void {
    if (job.state === 'Open' || job.state === 'InProgress')
      throw badRequest('INVALIDJOBSTATE', 'Abort or finish the job before deleting it');
    this.jobs.delete(job.id);
  }

  /** CSV of one of the three result lists. Nothing promises the order of the upload, so it is another one. */
  results(job: IngestJob, kind: string): string {
    const columns = this.columns(job);
    const [head, rows] =
      kind === 'successfulResults'
        ? [
            ['sf__Id', 'sf__Created'],
            job.succeeded.map((entry) => [
              entry.id,
              String(entry.isCreated),
              ...columns.map((column) => entry.row[column] ?? ''),
            ]),
          ]
        : kind === 'failedResults'
          ? [
              ['sf__Id', 'sf__Error'],
              job.failed.map((entry) => [entry.id, entry.error, ...columns.map((column) => entry.row[column] ?? '')]),
            ]
          : [[], job.unprocessed.map((row) => columns.map((column) => row[column] ?? ''))];
    return stringify([[...head, ...columns], ...rows.reverse()], {
      ...csvOptions(job),
      quoted: true,
    });
  }

  private columns(job: IngestJob): string[] {
    const first = job.succeeded[0]?.row ?? job.failed[0]?.row ?? job.unprocessed[0];
    return first === undefined ? [] : Object.keys(first);
  }

  private start(job: IngestJob): void {
    if (job.state !== 'UploadComplete') return;
    try {
      const rows = parse<CsvRow>(job.csv ?? '', {
        columns: true,
        ...csvOptions(job),
        bom: true,
        skip_empty_lines: true,
      });
      job.csv = '';
      job.unprocessed = rows;
      const unknown = Object.keys(rows[0] ?? {}).find((column) => !this.isKnownColumn(job, column));
      if (unknown !== undefined) throw new Error(`InvalidBatch : Field name not found : ${unknown}`);
      job.state = 'InProgress';
      setImmediate(() => this.step(job));
    } catch (error) {
      job.state = 'Failed';
      job.errorMessage = error instanceof Error ? error.message : String(error);
    }
  }

  private isKnownColumn({ object, actor }: IngestJob, column: string): boolean {
    const [head = '', key] = column.split('.');
    const { schema } = this.org.rightsOf(actor.userId);
    return key === undefined ? schema.field(object, head) !== undefined : schema.relationship(object, head) !== undefined;
  }

  private step(job: IngestJob): void {
    if (job.state !== 'InProgress') return;
    const rows = job.unprocessed.slice(0, CHUNK);
    job.unprocessed = job.unprocessed.slice(CHUNK);
    const seen = new Set<string>();
    for (const row of rows) this.process(job, row, seen);
    if (job.unprocessed.length > 0) setImmediate(() => this.step(job));
    else job.state = 'JobComplete';
  }

  /** @param seen external ids of this step: an org writes its rows together, and one id may stand in them once */
  private process(job: IngestJob, row: CsvRow, seen: Set<string>): void {
    const { object, actor } = job;
    const body = toBody(this.org.rightsOf(actor.userId).schema, object, row);
    const id = typeof body['Id'] === 'string' ? body['Id'] : '';
    try {
      if (job.takesRowLock()) throw rowLocked();
      if (job.operation === 'upsert') refuseTwice(job.externalIdField, body, seen);
      job.succeeded.push({ ...this.write(job, id, body, actor), row });
      this.onRowWritten();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      job.failed.push({
        id,
        error: `${error.code}:${error.message}:${error.fields.map((field) => `${field} `).join('')}--`,
        row,
      });
    }
  }

  private write(
    job: IngestJob,
    id: string,
    body: Readonly<Record<string, unknown>>,
    actor: Actor,
  ): { id: string; isCreated: boolean } {
    const { object, operation, externalIdField } = job;
    if (operation === 'insert') return { id: this.writer.insert(object, body, actor), isCreated: true };
    if (operation === 'upsert') {
      const field = externalIdField;
      if (field === null) throw badRequest('INVALID_FIELD', 'externalIdFieldName is required');
      const result = this.writer.upsert(object, field, body[field.name], body, actor, false, (write) => write());
      if ('matches' in result)
        throw badRequest(
          'DUPLICATE_EXTERNAL_ID',
          `${field.name}: more than one record found for external id field: [${result.matches.join(', ')}]`,
        );
      return result;
    }
    if (id === '') throw badRequest('MISSING_ARGUMENT', 'Id not specified');
    if (operation === 'update') this.writer.update(object, id, body, actor);
    else this.writer.delete(object, id, actor);
    return { id, isCreated: false };
  }
}
