import { accountUrl } from '../../exact/index.ts';
import type { LinkRole, NamedRoles } from '../../links/index.ts';
import { LINKS } from './keys.ts';

/** What says on an account when its credit, its balance and its price list were read: of another debtor they are read anew, and its list is another one. */
export const READ_OF_DEBTOR = [
  ...['Exact_Credit_Synced_At__c', 'Exact_Balance_Synced_At__c'],
  ...['Exact_Price_Book__c', 'Exact_Price_List_Synced_At__c'],
] as const;

/** The debtor of an account. */
export const ACCOUNT_ROLE: LinkRole & { readonly lookup: string } = {
  object: 'Account',
  entity: 'Accounts',
  lookup: 'Account__c',
  ofDefaultDivision: ['Exact_Id__c', 'Exact_Code__c', 'Exact_Url__c', ...READ_OF_DEBTOR],
  isFirstOnRecord: false,
  page: accountUrl,
};

/** What records of Exact are to a customer: its debtor, its persons, the addresses that goods go to. */
export const CUSTOMER_ROLES: NamedRoles = {
  [LINKS.account]: ACCOUNT_ROLE,
  [LINKS.contact]: {
    object: 'Contact',
    entity: 'Contacts',
    lookup: 'Contact__c',
    ofDefaultDivision: ['Exact_Id__c'],
    isFirstOnRecord: false,
  },
  // Exact answers an identical address instead of making a second one: nothing in Salesforce has to say it.
  [LINKS.deliveryAddress]: { object: 'Account', entity: 'Addresses', ofDefaultDivision: [], isFirstOnRecord: false },
};
