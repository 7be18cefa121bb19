import { TandemError } from '../errors/index.ts';

/** When a caller may ask again: the database is looked for anew after a second, a restart of it takes a few. */
const RETRY_AFTER_MS = 5_000;

/** SQLSTATE classes and codes (PostgreSQL, appendix A) that say that the server is not to be had, whatever it is asked. */
const UNAVAILABLE_CLASSES = ['08', '57'];
const UNAVAILABLE_CODES = [
  '53300', // too many connections
  '25006', // read only: a standby after a failover
];
const FULL_CODES = [
  '53100', // disk full
  'ENOSPC',
  'EDQUOT',
];

/**
 * What a driver threw, told in the words of the catalogue where it is about the database and not about the statement:
 * `database_full`, which is noted in `room`, or `database_unavailable`. Everything else is answered as it is.
 */
export function tellDatabaseError(error: unknown, room: Room): unknown {
  const code = codeOf(error);
  if (code !== undefined && FULL_CODES.includes(code)) {
    room.isShort = true;
    return databaseFull(error);
  }
  if (code === undefined ? isDriverError(error) : isUnavailable(code)) return databaseUnavailable(error);
  return error;
}

/** Whether the database lacked room for something and has not been seen to have it since. */
export interface Room {
  isShort: boolean;
}

/** The database cannot be reached, or does not answer in time. */
export function databaseUnavailable(cause: unknown): TandemError {
  return new TandemError('database_unavailable', {}, { cause, retryAfterMs: RETRY_AFTER_MS });
}

/** The database has no room for what it should store. */
export function databaseFull(cause: unknown): TandemError {
  return new TandemError('database_full', {}, { cause, retryAfterMs: RETRY_AFTER_MS });
}

/** An SQLSTATE has five characters, errors of the operating system are named such as ECONNRESET. */
function isUnavailable(code: string): boolean {
  return /^E[A-Z_]+$/.test(code) || UNAVAILABLE_CODES.includes(code) || UNAVAILABLE_CLASSES.includes(code.slice(0, 2));
}

/** A driver that lost its connection, or waited for it in vain, throws a plain error without a code. A subclass is a fault of ours. */
function isDriverError(error: unknown): boolean {
  return error instanceof Error && Object.getPrototypeOf(error) === Error.prototype;
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
