import type { TandemError } from '../errors/index.ts';
import type { StoredProblem } from '../store/index.ts';

/** An error as it is stored with a run and shown to people: texts only, no cause, no stack. */
export function problemOf(error: TandemError): StoredProblem {
  const { code, title, status, message, action, field, recordId } = error;
  return { code, title, status, message, action, field, recordId };
}
