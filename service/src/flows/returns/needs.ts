import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';

/** What the returns flow needs in Salesforce: reduction orders stay activated while it writes. */
export const RETURN_NEEDS: SalesforceNeeds = {
  integration: {
    ...NO_RIGHTS,
    objects: { Account: ['read', 'viewAllRecords'], Order: ['read', 'edit', 'viewAllFields', 'viewAllRecords'] },
    readable: ['OrderItem.OriginalOrderItemId', 'OrderItem.Product2Id'],
    userPermissions: ['EditActivatedOrders'],
  },
  people: { ...NO_RIGHTS, objects: { Order: ['read'] } },
  packageFields: {
    ExactLink__c: ['Order__c'],
    Order: ['Exact_Id__c', 'Exact_Number__c', 'Exact_Sync_Status__c'],
    OrderItem: ['Price_Quantity__c'],
  },
  shownWith: { OrderItem: 'Order', ExactLink__c: 'Account' },
  switched: [],
};
