import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';

/** What the flow needs in Salesforce: orders stay activated while it writes. */
export const PROGRESS_NEEDS: SalesforceNeeds = {
  integration: {
    ...NO_RIGHTS,
    objects: { Order: ['read', 'edit', 'viewAllFields', 'viewAllRecords'] },
    readable: ['OrderItem.Product2Id'],
    userPermissions: ['EditActivatedOrders'],
  },
  people: { ...NO_RIGHTS, objects: { Order: ['read'] } },
  packageFields: {
    Order: ['Exact_Id__c', 'Exact_Progress__c', 'Exact_Delivery_Status__c', 'Exact_Invoice_Status__c', 'Exact_Changed__c'],
    OrderItem: ['Exact_Line_Id__c', 'Exact_Delivered_Quantity__c', 'Exact_Open_Quantity__c'],
  },
  shownWith: { OrderItem: 'Order' },
  switched: [],
};
