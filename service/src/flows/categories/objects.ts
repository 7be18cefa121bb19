import type { ObjectTables } from '../execute/index.ts';
import { CATEGORY_OBJECT } from './settings.ts';
import { MEMBERSHIP_FIELD, MEMBERSHIP_OBJECT, STANDARD_OBJECT } from './standard-objects.ts';

/** What the categories flow writes. */
export const CATEGORY_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: CATEGORY_OBJECT, externalId: 'Key__c', isUpserted: true, stamp: 'Exact_Synced_At__c' },
    { object: STANDARD_OBJECT, numericFields: [], notedOn: { object: CATEGORY_OBJECT, field: 'Product_Category_Id__c' } },
    { object: 'Product2', numericFields: [] },
    { object: MEMBERSHIP_OBJECT, numericFields: [], notedOn: { object: 'Product2', field: MEMBERSHIP_FIELD } },
  ],
};
