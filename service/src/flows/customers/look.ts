import { TandemError } from '../../errors/index.ts';
import { soqlIn } from '../../salesforce/index.ts';
import type { LookContext, RecordLook } from '../flow.ts';
import { shownBy, textOrNull } from '../record-look.ts';

/** What an account says of itself: it becomes a customer with its first order. One query. */
export async function lookAtAccount({ salesforce }: LookContext, recordId: string): Promise<RecordLook | undefined> {
  const { fields } = await salesforce.describe('Account');
  const wanted = ['Id', 'Exact_Id__c', 'Exact_Code__c', 'Exact_Url__c', 'Exact_Synced_At__c'].filter((field) =>
    fields.has(field),
  );
  const [account] = await salesforce.query(`SELECT ${wanted.join(', ')} FROM Account WHERE ${soqlIn('Id', [recordId])}`);
  if (account === undefined) return undefined;
  return {
    ...shownBy(account),
    exactNumber: textOrNull(account['Exact_Code__c']),
    reason: new TandemError('account_not_in_exact'),
    canSend: false,
    dependsOnFlow: false,
  };
}
