import type { ObjectTables } from '../execute/index.ts';
import { BORN_OBJECT } from './settings.ts';

/**
 * What the flow writes. The order gets no time of its last sync: the orders flow tells its own notes from changes of people by it.
 */
export const PROGRESS_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: 'Order' },
    { object: 'OrderItem' },
    { object: BORN_OBJECT, externalId: 'Key__c', isUpserted: true, stamp: 'Exact_Synced_At__c' },
  ],
};
