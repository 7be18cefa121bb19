import { LINK_STAMP } from '../../links/index.ts';
import type { ObjectTables } from '../execute/index.ts';
import { LINK_ROWS } from '../with-link-rows.ts';
import { STOCK_OBJECT } from './settings.ts';

/** What the stock flow writes. */
export const STOCK_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: STOCK_OBJECT, externalId: 'Key__c', isUpserted: true, stamp: 'Exact_Synced_At__c' },
    { object: 'Product2', stamp: 'Exact_Stock_Synced_At__c' },
    { ...LINK_ROWS, stamp: LINK_STAMP },
  ],
};
