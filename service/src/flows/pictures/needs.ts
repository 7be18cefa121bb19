import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';

/** What the pictures flow needs in Salesforce: files are open to whoever sees the record they hang on. */
export const PICTURE_NEEDS: SalesforceNeeds = {
  integration: {
    ...NO_RIGHTS,
    objects: { Product2: ['read', 'edit', 'viewAllFields'] },
    editable: ['Product2.DisplayUrl'],
  },
  people: { ...NO_RIGHTS, objects: { Product2: ['read'] } },
  packageFields: {
    Product2: [
      'Exact_Id__c',
      'Exact_Picture_Hash__c',
      'Exact_Picture_Name__c',
      'Exact_Picture_Problem__c',
      'Exact_Picture_Seen__c',
      'Exact_Picture_Synced_At__c',
      'Exact_Picture_Version__c',
    ],
    ExactLink__c: ['Product__c'],
  },
  shownWith: { ExactLink__c: 'Product2' },
  switched: [],
};
