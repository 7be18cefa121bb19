import type { ObjectTables } from '../execute/index.ts';
import { PART_OBJECT } from './settings.ts';

/** What the sets flow writes. */
export const SET_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: PART_OBJECT, externalId: 'Key__c', isUpserted: true, stamp: 'Exact_Synced_At__c' },
    { object: 'Product2' },
  ],
};
