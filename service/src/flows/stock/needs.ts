import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';
import { STOCK_OBJECT } from './settings.ts';

/** What the stock flow needs in Salesforce. */
export const STOCK_NEEDS: SalesforceNeeds = {
  integration: { ...NO_RIGHTS, objects: { Product2: ['read', 'edit', 'viewAllFields'] } },
  people: { ...NO_RIGHTS, objects: { Product2: ['read'] } },
  packageFields: {
    Product2: ['Exact_Id__c', 'Exact_Stock__c', 'Exact_Stock_Synced_At__c', 'Exact_Stock_Managed__c'],
    [STOCK_OBJECT]: ['Available__c', 'Next_Expected_On__c', 'Next_Expected_Quantity__c', 'Product__c'],
    ExactLink__c: ['Exact_Synced_At__c', 'Product__c'],
  },
  shownWith: { [STOCK_OBJECT]: 'Product2', ExactLink__c: 'Product2' },
  switched: [],
};
