import type { ObjectTables } from '../execute/index.ts';
import { ENTRY_FOUND_AGAIN } from '../items/index.ts';
import { PRICE_OBJECT } from './settings.ts';

/** What the prices flow writes. */
export const PRICE_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: 'Pricebook2', externalId: 'Exact_Key__c' },
    { object: 'PricebookEntry', parent: { field: 'Pricebook2Id', object: 'Pricebook2' }, findAgain: ENTRY_FOUND_AGAIN },
    {
      object: PRICE_OBJECT,
      externalId: 'Key__c',
      isUpserted: true,
      parent: { field: 'Price_Book__c', object: 'Pricebook2' },
      stamp: 'Exact_Synced_At__c',
    },
    { object: 'Account', parent: { field: 'Exact_Price_Book__c', object: 'Pricebook2' }, stamp: 'Exact_Price_List_Synced_At__c' },
  ],
};
