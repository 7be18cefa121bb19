import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';
import { PRICE_OBJECT } from './settings.ts';

/** What the prices flow needs in Salesforce. */
export const PRICE_NEEDS: SalesforceNeeds = {
  integration: {
    ...NO_RIGHTS,
    objects: {
      Account: ['read', 'edit', 'viewAllFields', 'viewAllRecords'],
      Product2: ['read', 'viewAllFields'],
      Pricebook2: ['read', 'create', 'edit'],
    },
    editable: ['Pricebook2.IsActive'],
  },
  people: { ...NO_RIGHTS, objects: { Account: ['read'], Product2: ['read'], Pricebook2: ['read'] } },
  packageFields: {
    Account: ['Exact_Id__c', 'Exact_Price_Book__c', 'Exact_Price_List_Synced_At__c', 'Exact_Synced_At__c'],
    Product2: ['Exact_Id__c', 'Exact_Synced_At__c', 'Exact_Vat_Code__c'],
    Pricebook2: ['Exact_Key__c'],
    PricebookEntry: ['Exact_Price_Id__c', 'Price_Quantity__c'],
    [PRICE_OBJECT]: ['Account__c', 'Price_Book__c', 'Price__c', 'Product__c', 'Valid_Today__c'],
    ExactLink__c: ['Account__c', 'Product__c'],
  },
  shownWith: { [PRICE_OBJECT]: 'Product2', PricebookEntry: 'Pricebook2', ExactLink__c: 'Product2' },
  switched: [],
};
