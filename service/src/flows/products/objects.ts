import type { ObjectTables } from '../execute/index.ts';
import { ENTRY_FOUND_AGAIN } from '../items/index.ts';
import { LINK_ROWS } from '../with-link-rows.ts';

/** What the products flow writes. */
export const PRODUCT_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: 'Product2', externalId: 'Exact_Id__c', stamp: 'Exact_Synced_At__c' },
    { ...LINK_ROWS, parent: { field: 'Product__c', object: 'Product2' } },
    { object: 'PricebookEntry', parent: { field: 'Product2Id', object: 'Product2' }, findAgain: ENTRY_FOUND_AGAIN },
  ],
};
