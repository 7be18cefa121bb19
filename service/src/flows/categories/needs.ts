import { NO_RIGHTS, type SalesforceNeeds } from '../../salesforce/index.ts';
import { CATEGORY_OBJECT } from './settings.ts';
import { MEMBERSHIP_FIELD, SEEN_TO_FIELD } from './standard-objects.ts';

/** What the categories flow needs in Salesforce: its object comes with the package, and products show it. */
export const CATEGORY_NEEDS: SalesforceNeeds = {
  integration: { ...NO_RIGHTS, objects: { Product2: ['read', 'edit', 'viewAllFields'] } },
  people: { ...NO_RIGHTS, objects: { Product2: ['read'] } },
  packageFields: {
    Product2: ['Exact_Category__c', SEEN_TO_FIELD, MEMBERSHIP_FIELD],
    [CATEGORY_OBJECT]: ['Code__c', 'Is_Active__c', 'Parent__c', 'Product_Category_Id__c'],
  },
  shownWith: { [CATEGORY_OBJECT]: 'Product2' },
  switched: [],
};
