import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';
import { PART_OBJECT } from './settings.ts';

/** What the sets flow needs in Salesforce. */
export const SET_NEEDS: SalesforceNeeds = {
  integration: { ...NO_RIGHTS, objects: { Product2: ['read', 'edit', 'viewAllFields'] } },
  people: { ...NO_RIGHTS, objects: { Product2: ['read'] } },
  packageFields: {
    Product2: ['Exact_Id__c', 'Exact_Set__c', 'Exact_Unit__c'],
    [PART_OBJECT]: ['Part_Item_Id__c', 'Part__c', 'Quantity__c', 'Set__c', 'Unit__c'],
    ExactLink__c: ['Product__c'],
  },
  shownWith: { [PART_OBJECT]: 'Product2', ExactLink__c: 'Product2' },
  switched: [],
};
