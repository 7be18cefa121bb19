import { badRequest } from '../errors.ts';
import { basePath, findObject, jsonObject, schemaOf, type ApiAnswer, type ApiCall } from './api-call.ts';
import type { IngestJob, IngestOperation } from './ingest-jobs.ts';

const OPERATIONS: readonly string[] = ['insert', 'update', 'upsert', 'delete', 'hardDelete'] satisfies IngestOperation[];

const isOperation = (value: unknown): value is IngestOperation => OPERATIONS.includes(String(value));

const toInfo = (call: ApiCall, job: IngestJob): Record<string, unknown> => ({
  id: job.id,
  object: job.object.name,
  operation: job.operation,
  ...(job.externalIdField === null ? {} : { externalIdFieldName: job.externalIdField.name }),
  state: job.state,
  ...(job.errorMessage === null ? {} : { errorMessage: job.errorMessage }),
  createdById: job.actor.userId,
  createdDate: job.createdAt,
  systemModstamp: job.createdAt,
  concurrencyMode: 'Parallel',
  contentType: 'CSV',
  lineEnding: job.lineEnding,
  columnDelimiter: job.columnDelimiter,
  jobType: 'V2Ingest',
  apiVersion: Number(/v([\d.]+)/.exec(call.path)?.[1]),
  contentUrl: `${basePath(call).slice(1)}/jobs/ingest/${job.id}/batches`,
  numberRecordsProcessed: job.succeeded.length + job.failed.length,
  numberRecordsFailed: job.failed.length,
  retries: 0,
  totalProcessingTime: 0,
});

/** `POST /jobs/ingest` */
export function createJob(call: ApiCall): ApiAnswer {
  const { object: name, operation, externalIdFieldName, contentType, lineEnding, columnDelimiter } = jsonObject(call.body);
  if (!isOperation(operation)) throw badRequest('INVALIDJOB', `operation must be one of ${OPERATIONS.join(', ')}`);
  if (contentType !== undefined && contentType !== 'CSV') throw badRequest('INVALIDJOB', 'contentType must be CSV');
  if (typeof name !== 'string' || schemaOf(call).object(name) === undefined)
    throw badRequest('INVALIDENTITY', `Unsupported object: ${String(name)}`);
  const object = findObject(call, name);
  const field = typeof externalIdFieldName === 'string' ? schemaOf(call).field(object, externalIdFieldName) : undefined;
  if (operation === 'upsert' && (field === undefined || (!field.isExternalId && field.type !== 'id')))
    throw badRequest('INVALIDJOB', 'InvalidJob : Field name provided does not match an External ID');
  const job = call.services.jobs.create({
    object,
    operation,
    externalIdField: field ?? null,
    lineEnding: lineEnding === 'CRLF' ? 'CRLF' : 'LF',
    columnDelimiter: typeof columnDelimiter === 'string' ? columnDelimiter : 'COMMA',
    actor: call.actor,
  });
  return { status: 200, body: toInfo(call, job) };
}

/** `GET /jobs/ingest` */
export function listJobs(call: ApiCall): ApiAnswer {
  return {
    status: 200,
    body: { done: true, nextRecordsUrl: null, records: call.services.jobs.all().map((job) => toInfo(call, job)) },
  };
}

/** `GET /jobs/ingest/<id>` */
export function jobInfo(call: ApiCall, [id = '']: readonly string[]): ApiAnswer {
  return { status: 200, body: toInfo(call, call.services.jobs.get(id)) };
}

/** `PUT /jobs/ingest/<id>/batches` */
export function uploadJobData(call: ApiCall, [id = '']: readonly string[]): ApiAnswer {
  const job = call.services.jobs.get(id);
  if (!Buffer.isBuffer(call.body)) throw badRequest('INVALIDJOB', 'The data must be sent as text/csv');
  call.services.jobs.upload(job, call.body.toString('utf8'));
  return { status: 201 };
}

/** `PATCH /jobs/ingest/<id>` with `{"state": "UploadComplete"}` or `{"state": "Aborted"}` */
export function abortOrCloseJob(call: ApiCall, [id = '']: readonly string[]): ApiAnswer {
  const job = call.services.jobs.get(id);
  const { state } = jsonObject(call.body);
  if (state === 'UploadComplete') {
    call.services.jobs.close(job, call.tally.takesRowLock);
    // The rows are written after this answer; the call that starts it is the one that wrote.
    call.tally.hasStartedWriting = true;
  } else if (state === 'Aborted') call.services.jobs.abort(job);
  else throw badRequest('INVALIDJOBSTATE', `The state ${String(state)} cannot be set`);
  return { status: 200, body: toInfo(call, job) };
}

/** `DELETE /jobs/ingest/<id>` */
export function deleteJob(call: ApiCall, [id = '']: readonly string[]): ApiAnswer {
  call.services.jobs.remove(call.services.jobs.get(id));
  return { status: 204 };
}

/** `GET /jobs/ingest/<id>/successfulResults` and its two sisters */
export function jobResults(call: ApiCall, [id = '', kind = '']: readonly string[]): ApiAnswer {
  const csv = call.services.jobs.results(call.services.jobs.get(id), kind);
  return { status: 200, body: Buffer.from(csv), headers: { 'Content-Type': 'text/csv' } };
}
