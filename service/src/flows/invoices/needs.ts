import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';
import { INVOICE_OBJECT, LINE_OBJECT, RECEIVABLE_OBJECT } from './settings.ts';

/** What the invoices flow needs in Salesforce. Orders it reads where the org has them. */
export const INVOICE_NEEDS: SalesforceNeeds = {
  integration: {
    ...NO_RIGHTS,
    objects: {
      Account: ['read', 'edit', 'viewAllFields', 'viewAllRecords'],
      Product2: ['read', 'viewAllFields'],
    },
  },
  people: { ...NO_RIGHTS, objects: { Account: ['read'], Product2: ['read'] } },
  packageFields: {
    Account: [
      ...[
        'Exact_Id__c',
        'Exact_Open_Amount__c',
        'Exact_Overdue_Amount__c',
        'Exact_Paid_This_Year__c',
        'Exact_Balance_Synced_At__c',
      ],
    ],
    Product2: ['Exact_Id__c', 'Exact_Synced_At__c'],
    [INVOICE_OBJECT]: ['Account__c', 'Open_Amount__c', 'Order__c'],
    [LINE_OBJECT]: ['Exact_Item_Id__c', 'Invoice__c', 'Order__c', 'Product__c'],
    [RECEIVABLE_OBJECT]: ['Account__c', 'Invoice__c'],
    ExactLink__c: ['Account__c', 'Exact_Synced_At__c', 'Product__c'],
  },
  shownWith: {
    [INVOICE_OBJECT]: 'Account',
    [LINE_OBJECT]: 'Account',
    [RECEIVABLE_OBJECT]: 'Account',
    ExactLink__c: 'Account',
  },
  switched: [],
};
