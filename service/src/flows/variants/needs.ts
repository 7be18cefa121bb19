import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';
import { ATTRIBUTE_OBJECT } from './settings.ts';

/** What the variants flow needs in Salesforce. */
export const VARIANT_NEEDS: SalesforceNeeds = {
  integration: { ...NO_RIGHTS, objects: { Product2: ['read', 'create', 'edit', 'viewAllFields'] } },
  people: { ...NO_RIGHTS, objects: { Product2: ['read'] } },
  packageFields: {
    Product2: [
      'Exact_Attributes__c',
      'Exact_Family_Key__c',
      'Exact_Family__c',
      'Exact_Id__c',
      'Exact_Synced_At__c',
      'Exact_Variant_Of__c',
      'Exact_Variants_Synced_At__c',
    ],
    [ATTRIBUTE_OBJECT]: ['Attribute__c', 'Value__c', 'Product__c'],
    ExactLink__c: ['Product__c'],
  },
  shownWith: { [ATTRIBUTE_OBJECT]: 'Product2', ExactLink__c: 'Product2' },
  switched: [],
};
