import { phrase } from '../../errors/index.ts';
import { NO_RIGHTS, togetherNeeded, type SalesforceNeeds } from '../../salesforce/index.ts';
import { CUSTOMER_NEEDS } from '../customers/index.ts';

/** What the orders flow needs in Salesforce, its customers included. */
export const ORDER_NEEDS: SalesforceNeeds = togetherNeeded([
  CUSTOMER_NEEDS,
  {
    integration: {
      objects: {
        Order: ['read', 'edit', 'viewAllFields', 'viewAllRecords'],
        Pricebook2: ['read'],
        Product2: ['read'],
      },
      editable: [],
      readable: [
        'OrderItem.Description',
        'OrderItem.EndDate',
        'OrderItem.ListPrice',
        'OrderItem.Product2Id',
        'OrderItem.ServiceDate',
        'OrderItem.TotalPrice',
      ],
      userPermissions: ['EditActivatedOrders'],
    },
    people: { ...NO_RIGHTS, objects: { Order: ['read'] } },
    packageFields: {
      Order: ['Exact_Document__c', 'Exact_Id__c', 'Exact_Number__c', 'Exact_Sets_Apart__c', 'Exact_Sync_Status__c'],
      OrderItem: ['Price_Quantity__c'],
      PricebookEntry: ['Price_Quantity__c'],
      Product2: ['Exact_Set__c'],
      ExactLink__c: ['Order__c'],
    },
    shownWith: { OrderItem: 'Order', PricebookEntry: 'Pricebook2' },
    switched: [
      {
        object: 'Order',
        with: ['OrderItem', 'EditActivatedOrders'],
        checkId: 'salesforce-orders',
        title: phrase('check_orders_on'),
        switchOn: phrase('check_orders_action'),
      },
    ],
  },
]);
