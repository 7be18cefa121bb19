import { badRequest, type ApiError } from '../errors.ts';

/** Somebody else holds the row, or its parent's. */
export function rowLocked(): ApiError {
  return badRequest('UNABLE_TO_LOCK_ROW', 'unable to obtain exclusive access to this record or 1 records');
}
