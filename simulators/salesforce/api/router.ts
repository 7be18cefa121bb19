import { ApiError, notFound } from '../errors.ts';
import { errorAnswer, type ApiAnswer, type ApiCall } from './api-call.ts';
import { composite, compositeBatch } from './composite.ts';
import { compositeGraph } from './composite-graph.ts';
import { sendCustomNotification } from './custom-notifications.ts';
import { abortOrCloseJob, createJob, deleteJob, jobInfo, jobResults, listJobs, uploadJobData } from './job-resources.ts';
import { API_VERSIONS, limits, listResources, organization } from './org-resources.ts';
import {
  abortQueryJob,
  createQueryJob,
  deleteQueryJob,
  listQueryJobs,
  queryJobInfo,
  queryJobResults,
} from './query-job-resources.ts';
import { query, queryAll, queryMore } from './query-resources.ts';
import { createRecords, deleteRecords, readRecords, updateRecords, upsertRecords } from './record-collections.ts';
import {
  createRecord,
  deleteByKey,
  deleteRecord,
  describe,
  listObjects,
  objectInfo,
  readByKey,
  readRecord,
  updateRecord,
  upsertRecord,
} from './record-rows.ts';
import { createTree } from './record-tree.ts';

/** One resource and method: answers a call, given the variable parts of its path. */
export type Operation = (call: ApiCall, parameters: readonly string[]) => ApiAnswer;
type Resource = { readonly path: RegExp; readonly operations: Readonly<Record<string, Operation>> };

const resource = (template: string, operations: Resource['operations']): Resource => ({
  path: new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}/?$`),
  operations,
});

/** In the order of matching: fixed words before variable ones. */
const RESOURCES: readonly Resource[] = [
  resource('', { GET: listResources }),
  resource('/limits', { GET: limits }),
  resource('/connect/organization', { GET: organization }),
  resource('/actions/standard/customNotificationAction', { POST: sendCustomNotification }),
  resource('/query', { GET: query }),
  resource('/queryAll', { GET: queryAll }),
  resource('/query(?:All)?/{locator}', { GET: queryMore }),
  resource('/composite', { POST: (call) => composite(call, route) }),
  resource('/composite/batch', { POST: (call) => compositeBatch(call, route) }),
  resource('/composite/graph', { POST: (call) => compositeGraph(call, route) }),
  resource('/composite/tree/{object}', { POST: createTree }),
  resource('/composite/sobjects', { POST: createRecords, PATCH: updateRecords, DELETE: deleteRecords }),
  resource('/composite/sobjects/{object}', { GET: readRecords, POST: readRecords }),
  resource('/composite/sobjects/{object}/{field}', { PATCH: upsertRecords }),
  resource('/jobs/ingest', { GET: listJobs, POST: createJob }),
  resource('/jobs/ingest/{job}', { GET: jobInfo, PATCH: abortOrCloseJob, DELETE: deleteJob }),
  resource('/jobs/ingest/{job}/batches', { PUT: uploadJobData }),
  resource('/jobs/ingest/{job}/(successfulResults|failedResults|unprocessedrecords)', { GET: jobResults }),
  resource('/jobs/query', { GET: listQueryJobs, POST: createQueryJob }),
  resource('/jobs/query/{job}', { GET: queryJobInfo, PATCH: abortQueryJob, DELETE: deleteQueryJob }),
  resource('/jobs/query/{job}/results', { GET: queryJobResults }),
  resource('/sobjects', { GET: listObjects }),
  resource('/sobjects/{object}', { GET: objectInfo, POST: createRecord }),
  resource('/sobjects/{object}/describe', { GET: describe }),
  resource('/sobjects/{object}/[Ii]d', { POST: createRecord }),
  resource('/sobjects/{object}/{id}', { GET: readRecord, PATCH: updateRecord, DELETE: deleteRecord }),
  resource('/sobjects/{object}/{field}/{value}', { GET: readByKey, PATCH: upsertRecord, DELETE: deleteByKey }),
];

const dispatch = (call: ApiCall): ApiAnswer => {
  const match = /^\/services\/data\/v(\d+\.\d)(\/.*)?$/.exec(call.path);
  if (match === null || !API_VERSIONS.some((version) => version === match[1])) throw notFound();
  const path = match[2] ?? '';
  for (const { path: pattern, operations } of RESOURCES) {
    const parameters = pattern.exec(path);
    if (parameters === null) continue;
    const operation = operations[call.method === 'HEAD' ? 'GET' : call.method];
    if (operation !== undefined)
      return operation(
        call,
        parameters.slice(1).map((part) => decodeURIComponent(part)),
      );
    throw new ApiError(
      405,
      'METHOD_NOT_ALLOWED',
      `HTTP Method '${call.method}' not allowed. Allowed are ${Object.keys(operations).join(',')}`,
    );
  }
  throw notFound();
};

/** Answers any call to `/services/data/v...`; what goes wrong becomes an error answer. */
export function route(call: ApiCall): ApiAnswer {
  try {
    return dispatch(call);
  } catch (error) {
    if (error instanceof URIError) return errorAnswer(notFound());
    if (error instanceof ApiError) return errorAnswer(error);
    throw error;
  }
}
