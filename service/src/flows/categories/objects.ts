import type { ObjectTables } from '../execute/index.ts';
import { CATEGORY_OBJECT } from './settings.ts';

/** What the categories flow writes. */
export const CATEGORY_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [{ object: CATEGORY_OBJECT, externalId: 'Key__c', isUpserted: true, stamp: 'Exact_Synced_At__c' }],
};
