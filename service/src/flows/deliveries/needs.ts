import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';
import { DELIVERY_OBJECT, LINE_OBJECT } from './settings.ts';

/** What the deliveries flow needs in Salesforce: its own objects come with the package, the orders are only looked at. */
export const DELIVERY_NEEDS: SalesforceNeeds = {
  integration: {
    ...NO_RIGHTS,
    objects: { Order: ['read', 'viewAllFields', 'viewAllRecords'] },
    readable: ['OrderItem.Product2Id'],
  },
  people: { ...NO_RIGHTS, objects: { Order: ['read'] } },
  packageFields: {
    Order: ['Exact_Number__c', 'Exact_Sets_Apart__c'],
    OrderItem: ['Exact_Line_Id__c'],
    [DELIVERY_OBJECT]: [
      'Account__c',
      'State__c',
      'Tracking_Number__c',
      'Tracking_Url__c',
      'Deleted_In_Exact__c',
      'Shipment_Id__c',
    ],
    [LINE_OBJECT]: ['Delivery__c', 'Order__c', 'Order_Product__c', 'Quantity__c', 'Deleted_In_Exact__c', 'Shipment_Item_Id__c'],
  },
  shownWith: { OrderItem: 'Order', [DELIVERY_OBJECT]: 'Order', [LINE_OBJECT]: 'Order' },
  switched: [],
};
