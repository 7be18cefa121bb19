import type { FieldChange, Operation } from '../operation.ts';
import type { CustomerInput } from './types.ts';

/** What the account of a debtor says of its price list; nothing where it says so already. Pure. */
export function planCustomer({ debtorId, account, book }: CustomerInput): Operation[] {
  // What stands there is of the default division, which knows the account too.
  if (account.isLed === true) return [];
  const standing = account.Exact_Price_Book__c ?? null;
  const fields: FieldChange[] =
    book === standing ? [] : [{ field: 'Exact_Price_Book__c', from: standing, to: book, policy: 'always' }];
  // That it was looked at is noted once, whatever there is: every write is stamped.
  if (fields.length === 0 && account.Exact_Price_List_Synced_At__c != null) return [];
  return [
    {
      key: `salesforce/Account/${debtorId}/priceList`,
      recordId: debtorId,
      label: account.Name,
      system: 'salesforce',
      object: 'Account',
      targetId: account.Id,
      action: 'update',
      fields,
      isMain: true,
    },
  ];
}
