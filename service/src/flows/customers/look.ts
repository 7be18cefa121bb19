import { TandemError } from '../../errors/index.ts';
import type { LookContext, RecordLook } from '../flow.ts';
import { readLinked, textOrNull } from '../record-look.ts';
import { LINKS } from './keys.ts';
import { ACCOUNT_ROLE } from './roles.ts';

/** What an account says of itself: it becomes a customer with its first order. One call. */
export async function lookAtAccount(context: LookContext, recordId: string): Promise<RecordLook | undefined> {
  const { fields } = await context.salesforce.describe('Account');
  const wanted = ['Id', 'Exact_Id__c', 'Exact_Code__c', 'Exact_Url__c', 'Exact_Synced_At__c'].filter((field) =>
    fields.has(field),
  );
  const found = await readLinked(context, { name: LINKS.account, role: ACCOUNT_ROLE }, wanted, recordId);
  if (found === undefined) return undefined;
  return {
    ...found.shown,
    // The code on the account is that of its debtor in the default division.
    exactNumber: found.isLinkedByRow ? null : textOrNull(found.row['Exact_Code__c']),
    reason: new TandemError('account_not_in_exact'),
    canSend: false,
    dependsOnFlow: false,
  };
}
