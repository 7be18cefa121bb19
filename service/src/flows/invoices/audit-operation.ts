import { TandemError } from '../../errors/index.ts';
import type { Operation } from '../operation.ts';
import type { AuditedDebtor, Difference } from './types.ts';

/** Tells of a debtor whose amounts differ; of one whose amounts are equal, that whatever was told is over. Writes nothing. */
export function auditOperation({ debtorId, name, differences }: AuditedDebtor): Operation {
  const [difference] = differences;
  const base = {
    key: `salesforce/Account/${debtorId}/audit`,
    recordId: debtorId,
    label: name,
    system: 'salesforce',
    object: 'Account',
    fields: [],
    isMain: true,
  } as const;
  if (difference === undefined) return { ...base, action: 'unchanged' };
  return { ...base, action: 'block', reason: problemOf(difference, name, debtorId) };
}

function problemOf(difference: Difference, customer: string, recordId: string): TandemError {
  const { here, there } = difference;
  return difference.kind === 'account'
    ? new TandemError('balance_differs', { customer, here, there }, { recordId })
    : new TandemError('receivables_differ', { customer, here, there, currency: difference.currency }, { recordId });
}
