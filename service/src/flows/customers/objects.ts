import { accountUrl, ACCOUNTS, ADDRESSES, CONTACTS, guidEquals, type ExactBody, type ExactContact } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { exactObject, type ObjectTables } from '../execute/index.ts';
import { LINK_ROWS } from '../with-link-rows.ts';
import { doubtRemembered } from './doubt.ts';

/** What is written of customers, whichever flow needs them. */
export const CUSTOMER_OBJECTS: ObjectTables = {
  exact: [
    exactObject({
      object: 'Account',
      resource: ACCOUNTS,
      page: accountUrl,
      findAgain: async (exact, { body }) => {
        const [found] = await exact.findAny(ACCOUNTS, 'SearchCode', 'text', [String(body['SearchCode'])]);
        return found;
      },
      refused: doubtRemembered,
    }),
    exactObject({
      object: 'Contact',
      resource: CONTACTS,
      findAgain: async (exact, { body }) => {
        const ofAccount = await exact.find(CONTACTS, { filter: guidEquals('Account', String(body['Account'])) });
        return ofAccount.find((candidate) => isSamePerson(candidate, body));
      },
      refused: doubtRemembered,
    }),
    exactObject({
      object: 'Address',
      resource: ADDRESSES,
      // Exact looks for an identical address first and answers it, so the same POST again makes nothing new.
      findAgain: (exact, { body }) => exact.create(ADDRESSES, body),
      refused: doubtRemembered,
    }),
  ],
  salesforce: [
    // Before what the records say: a row that was refused is news to come.
    LINK_ROWS,
    { object: 'Account', stamp: 'Exact_Synced_At__c', numericFields: [] },
    { object: 'Contact', numericFields: [] },
  ],
};

function isSamePerson(contact: ExactContact, body: ExactBody): boolean {
  const isSame = (value: string | null, wanted: unknown): boolean =>
    (value ?? '').toLowerCase() === plainText(wanted).toLowerCase();
  return (
    isSame(contact.LastName, body['LastName']) &&
    isSame(contact.FirstName, body['FirstName']) &&
    isSame(contact.Email, body['Email'])
  );
}
