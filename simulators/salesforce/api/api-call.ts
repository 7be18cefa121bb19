import { ApiError, badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Actor } from '../org-records.ts';
import type { RecordWriter } from '../records/index.ts';
import type { ObjectDefinition, OrgSchema } from '../schema/index.ts';
import type { QueryLocators } from '../soql/index.ts';
import type { IngestJobs } from './ingest-jobs.ts';
import type { QueryJobs } from './query-jobs.ts';
import { rowLocked } from './row-lock.ts';
import type { SentNotification } from './sent-notification.ts';

/** What the resources of the API share. */
export interface ApiServices {
  readonly org: Org;
  readonly writer: RecordWriter;
  readonly locators: QueryLocators;
  readonly jobs: IngestJobs;
  readonly queryJobs: QueryJobs;
  /** What the org has shown to its users, oldest first. */
  readonly notifications: SentNotification[];
  /** Calls of today and how many there may be. */
  readonly usage: () => { readonly used: number; readonly limit: number };
}

/** One request to a resource: from the network, or a part of a composite request. */
export interface ApiCall {
  readonly services: ApiServices;
  readonly actor: Actor;
  readonly method: string;
  /** Without the host, decoded only where a resource decodes it. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON, or the raw body of another media type. */
  readonly body: unknown;
  readonly tally: WriteTally;
  /** Set in composite requests with allOrNone, which rules the collections inside. */
  readonly isAllOrNone: boolean;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Counts the rows that a request wrote, and lets a fault refuse single rows. */
export interface WriteTally {
  rows: number;
  /** Rows will be written after the answer: by an ingest job. */
  hasStartedWriting: boolean;
  readonly takesRowLock: () => boolean;
}

/** Part of a path: `/services/data/v67.0`. */
export function basePath(call: Pick<ApiCall, 'path'>): string {
  return call.path.split('/').slice(0, 4).join('/');
}

/** Runs the write of one row. @throws ApiError UNABLE_TO_LOCK_ROW when a fault says so */
export function writeRow<Result>(call: ApiCall, write: () => Result): Result {
  if (call.tally.takesRowLock()) throw rowLocked();
  const result = write();
  call.tally.rows += 1;
  return result;
}

/** Undoes all writes, and their count, when the work throws. */
export function inTransaction<Result>(call: ApiCall, work: () => Result): Result {
  const rowsBefore = call.tally.rows;
  try {
    return call.services.org.store.transaction(work);
  } catch (error) {
    call.tally.rows = rowsBefore;
    throw error;
  }
}

/** The org as the user who asks sees it. */
export function schemaOf({ services, actor }: Pick<ApiCall, 'services' | 'actor'>): OrgSchema {
  return services.org.rightsOf(actor.userId).schema;
}

/** @throws ApiError 404 NOT_FOUND, also for an object that the user may not read */
export function findObject(call: ApiCall, name: string): ObjectDefinition {
  const object = schemaOf(call).object(name);
  if (object === undefined) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  return object;
}

/** A JSON object as body. @throws ApiError JSON_PARSER_ERROR */
export function jsonObject(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || Buffer.isBuffer(body)) {
    throw badRequest('JSON_PARSER_ERROR', 'The HTTP entity body is required, but this request has no entity body.');
  }
  return body as Readonly<Record<string, unknown>>;
}

/** Body of a failed call: an array, with `fields` only where the error has them. */
export function errorAnswer(error: ApiError): ApiAnswer {
  const body = {
    message: error.message,
    errorCode: error.code,
    ...(error.fields.length > 0 || error.status === 400 ? { fields: error.fields } : {}),
  };
  return { status: error.status, body: [body] };
}
