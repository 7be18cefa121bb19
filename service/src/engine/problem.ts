import type { TandemError } from '../errors/index.ts';
import type { StoredProblem } from '../store/index.ts';

/** An error as it is stored and shown to people: no sentences, no cause, no stack. */
export function problemOf(error: TandemError): StoredProblem {
  const { code, params, status, field, recordId } = error;
  return { code, params, status, field, recordId };
}
