import type { ObjectTables } from '../execute/index.ts';

/** What the credit flow writes. */
export const CREDIT_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [{ object: 'Account', stamp: 'Exact_Credit_Synced_At__c' }],
};
