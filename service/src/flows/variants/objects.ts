import type { ObjectTables } from '../execute/index.ts';
import { ATTRIBUTE_OBJECT } from './settings.ts';

/** What the variants flow writes. */
export const VARIANT_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: 'Product2', externalId: 'Exact_Family_Key__c', stamp: 'Exact_Variants_Synced_At__c' },
    {
      object: ATTRIBUTE_OBJECT,
      externalId: 'Key__c',
      isUpserted: true,
      stamp: 'Exact_Synced_At__c',
      parent: { field: 'Product__c', object: 'Product2' },
    },
  ],
};
