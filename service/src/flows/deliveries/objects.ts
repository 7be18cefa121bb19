import type { ObjectTables } from '../execute/index.ts';
import { DELIVERY_OBJECT, LINE_OBJECT } from './settings.ts';

/** What the deliveries flow writes: rows of its own, by their keys, whether they are there or not. */
export const DELIVERY_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: DELIVERY_OBJECT, externalId: 'Key__c', isUpserted: true, stamp: 'Exact_Synced_At__c' },
    { object: LINE_OBJECT, externalId: 'Key__c', isUpserted: true, parent: { field: 'Delivery__c', object: DELIVERY_OBJECT } },
  ],
};
