import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';
import { OF_COMPANY } from './item-plan.ts';

/** What the products flow needs in Salesforce. */
export const PRODUCT_NEEDS: SalesforceNeeds = {
  integration: {
    ...NO_RIGHTS,
    objects: { Product2: ['read', 'create', 'edit', 'viewAllFields'], Pricebook2: ['read', 'create', 'edit'] },
    editable: [
      'Product2.Description',
      'Product2.Family',
      'Product2.IsActive',
      'Product2.ProductCode',
      'Product2.QuantityUnitOfMeasure',
      'Product2.StockKeepingUnit',
    ],
  },
  people: { ...NO_RIGHTS, objects: { Product2: ['read'], Pricebook2: ['read'] } },
  packageFields: {
    Product2: ['Exact_Id__c', 'Exact_Sync_Status__c', ...OF_COMPANY],
    PricebookEntry: ['Exact_Price_Id__c', 'Price_Quantity__c'],
    ExactLink__c: ['Product__c'],
  },
  shownWith: { PricebookEntry: 'Pricebook2', ExactLink__c: 'Product2' },
  switched: [],
};
