import { TandemError, type Language } from '../../errors/index.ts';
import { plainText } from '../../mapping/index.ts';
import { ACCOUNT_ROLE, LINKS } from '../customers/index.ts';
import type { Operation } from '../operation.ts';
import { noteChanges } from '../record-changes.ts';
import type { AccountInput } from './types.ts';

type Unlinked = Pick<Operation, 'action' | 'targetId' | 'fields' | 'forgets' | 'reason'>;

/** An account whose debtor was deleted in Exact: it has none any more, and says why. Pure. */
export function unlinked({ debtorId, account }: AccountInput, language: Language): Unlinked {
  const reason = new TandemError('customer_deleted_in_exact', {
    customer: account.Name,
    code: plainText(account['Exact_Code__c']),
  });
  const note = noteChanges(account, { field: 'Exact_Sync_Problem__c', problem: reason, isOver: false, language });
  const link = ACCOUNT_ROLE.ofDefaultDivision.map(
    (field) => ({ field, from: account[field] ?? null, to: null, policy: 'always' }) as const,
  );
  return {
    targetId: account.Id,
    action: 'update',
    fields: [
      ...link.map((change) => (change.field === 'Exact_Id__c' ? { ...change, from: debtorId } : change)),
      { field: 'Exact_Sync_Status__c', from: account['Exact_Sync_Status__c'] ?? null, to: 'Problem', policy: 'always' },
      ...note,
    ],
    forgets: [LINKS.account, LINKS.agreed].map((role) => ({ role, salesforceId: account.Id })),
    reason,
  };
}
