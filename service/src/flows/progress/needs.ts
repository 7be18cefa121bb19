import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';
import { BORN_OBJECT } from './settings.ts';

/** What the flow needs in Salesforce: orders stay activated while it writes. */
export const PROGRESS_NEEDS: SalesforceNeeds = {
  integration: {
    ...NO_RIGHTS,
    objects: {
      Account: ['read', 'viewAllRecords'],
      Order: ['read', 'edit', 'viewAllFields', 'viewAllRecords'],
    },
    readable: ['OrderItem.Product2Id'],
    userPermissions: ['EditActivatedOrders'],
  },
  people: { ...NO_RIGHTS, objects: { Account: ['read'], Order: ['read'] } },
  packageFields: {
    Account: ['Exact_Id__c'],
    [BORN_OBJECT]: ['Account__c', 'Order_Status__c'],
    ExactLink__c: ['Account__c'],
    Order: [
      'Exact_Document__c',
      'Exact_Id__c',
      'Exact_Progress__c',
      'Exact_Delivery_Status__c',
      'Exact_Invoice_Status__c',
      'Exact_Changed__c',
      'Exact_Sets_Apart__c',
    ],
    OrderItem: ['Exact_Line_Id__c', 'Exact_Delivered_Quantity__c', 'Exact_Open_Quantity__c', 'Price_Quantity__c'],
  },
  shownWith: { OrderItem: 'Order', [BORN_OBJECT]: 'Account', ExactLink__c: 'Account' },
  switched: [],
};
