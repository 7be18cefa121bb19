import { badRequest } from '../errors.ts';
import { jsonObject, type ApiAnswer, type ApiCall } from './api-call.ts';
import type { QueryJob } from './query-jobs.ts';
import { resultOf } from './query-resources.ts';

const toInfo = (call: ApiCall, job: QueryJob): Record<string, unknown> => ({
  id: job.id,
  operation: job.operation,
  object: job.result.object,
  createdById: job.createdById,
  createdDate: job.createdAt,
  systemModstamp: job.createdAt,
  state: job.state,
  concurrencyMode: 'Parallel',
  contentType: 'CSV',
  apiVersion: Number(/v([\d.]+)/.exec(call.path)?.[1]),
  jobType: 'V2Query',
  lineEnding: job.lineEnding,
  columnDelimiter: job.columnDelimiter,
  ...(job.state === 'JobComplete' ? { numberRecordsProcessed: job.result.rowCount, retries: 0, totalProcessingTime: 0 } : {}),
});

/** `POST /jobs/query` */
export function createQueryJob(call: ApiCall): ApiAnswer {
  const { query, operation, contentType, lineEnding, columnDelimiter } = jsonObject(call.body);
  if (operation !== 'query' && operation !== 'queryAll') throw badRequest('INVALIDJOB', 'operation must be query or queryAll');
  if (typeof query !== 'string' || query === '') throw badRequest('INVALIDJOB', 'query is required');
  if (contentType !== undefined && contentType !== 'CSV') throw badRequest('INVALIDJOB', 'contentType must be CSV');
  const result = resultOf(call, query, operation);
  const job = call.services.queryJobs.create({
    soql: query,
    operation,
    lineEnding: lineEnding === 'CRLF' ? 'CRLF' : 'LF',
    columnDelimiter: typeof columnDelimiter === 'string' ? columnDelimiter : 'COMMA',
    createdById: call.actor.userId,
    result,
  });
  return { status: 200, body: toInfo(call, job) };
}

/** `GET /jobs/query` */
export function listQueryJobs(call: ApiCall): ApiAnswer {
  const records = call.services.queryJobs.all().map((job) => toInfo(call, job));
  return { status: 200, body: { done: true, nextRecordsUrl: null, records } };
}

/** `GET /jobs/query/<id>` */
export function queryJobInfo(call: ApiCall, [id = '']: readonly string[]): ApiAnswer {
  const job = call.services.queryJobs.get(id);
  call.services.queryJobs.look(job);
  return { status: 200, body: toInfo(call, job) };
}

/** `PATCH /jobs/query/<id>` with `{"state": "Aborted"}` */
export function abortQueryJob(call: ApiCall, [id = '']: readonly string[]): ApiAnswer {
  const job = call.services.queryJobs.get(id);
  const { state } = jsonObject(call.body);
  if (state !== 'Aborted') throw badRequest('INVALIDJOBSTATE', `The state ${String(state)} cannot be set`);
  call.services.queryJobs.abort(job);
  return { status: 200, body: toInfo(call, job) };
}

/** `DELETE /jobs/query/<id>` */
export function deleteQueryJob(call: ApiCall, [id = '']: readonly string[]): ApiAnswer {
  call.services.queryJobs.remove(call.services.queryJobs.get(id));
  return { status: 204 };
}

/** `GET /jobs/query/<id>/results?maxRecords=&locator=`; the header `Sforce-Locator` is the word null on the last page */
export function queryJobResults(call: ApiCall, [id = '']: readonly string[]): ApiAnswer {
  const mostRows = call.query.get('maxRecords');
  const { csv, rowCount, next } = call.services.queryJobs.results(
    call.services.queryJobs.get(id),
    call.query.get('locator'),
    mostRows === null ? Number.MAX_SAFE_INTEGER : Number(mostRows),
  );
  const headers = {
    'Content-Type': 'text/csv',
    'Sforce-Locator': next ?? 'null',
    'Sforce-NumberOfRecords': String(rowCount),
  };
  return { status: 200, body: Buffer.from(csv), headers };
}
