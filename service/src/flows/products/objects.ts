import type { SalesforceObject } from '../execute/index.ts';
import { adoptEntries } from './adopt-entries.ts';

/** What the products flow writes, in the order of writing. */
export const PRODUCT_OBJECTS: readonly SalesforceObject[] = [
  { object: 'Product2', externalId: 'Exact_Id__c', stamp: 'Exact_Synced_At__c' },
  // Salesforce keeps one entry a book, product and currency, whatever its id is.
  { object: 'PricebookEntry', parent: 'Product2Id', findAgain: adoptEntries },
];
