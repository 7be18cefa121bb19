import { TandemError, type ErrorCode } from '../../errors/index.ts';
import type { Outcome } from '../operation.ts';
import { isMember } from './membership-plan.ts';

/** What Salesforce says in general words where it does not let a product into a category. */
const REFUSALS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'salesforce_request_refused',
  'salesforce_duplicate_value',
  'salesforce_value_refused',
]);

/** What became of a product that was put in a category, told of the product: nothing of its own was made. Pure. */
export function toldOfMember(outcome: Outcome): Outcome {
  const { recordId, label, status, error } = outcome;
  if (!isMember(recordId)) return outcome;
  return {
    ...outcome,
    status: status === 'created' ? 'updated' : status,
    salesforceId: recordId,
    exactId: undefined,
    error: error !== undefined && REFUSALS.has(error.code) ? refused(label, recordId, error) : error,
  };
}

function refused(code: string, recordId: string, cause: TandemError): TandemError {
  const text = cause.params['text'] ?? cause.message;
  return new TandemError('category_membership_refused', { code, text }, { recordId, cause });
}
