import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';

/** What finding and telling customers needs in Salesforce. */
export const CUSTOMER_NEEDS: SalesforceNeeds = {
  integration: {
    ...NO_RIGHTS,
    objects: {
      Account: ['read', 'create', 'edit', 'viewAllFields', 'viewAllRecords'],
      Contact: ['read', 'create', 'edit', 'viewAllFields', 'viewAllRecords'],
    },
    editable: [
      'Account.BillingAddress',
      'Account.Phone',
      'Account.ShippingAddress',
      'Account.Website',
      'Contact.AccountId',
      'Contact.Email',
      'Contact.MailingAddress',
      'Contact.MobilePhone',
      'Contact.Phone',
      'Contact.Title',
    ],
  },
  people: { ...NO_RIGHTS, objects: { Account: ['read'], Contact: ['read'] } },
  packageFields: { Account: ['Exact_Id__c'], ExactLink__c: ['Account__c', 'Contact__c'] },
  shownWith: { ExactLink__c: 'Account' },
  switched: [],
};
