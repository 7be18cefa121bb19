import type { ObjectTables } from '../execute/index.ts';
import { readPicture } from './held-picture.ts';
import { FILE_OBJECT } from './settings.ts';

/** What the pictures flow writes. */
export const PICTURE_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: FILE_OBJECT, readBlob: readPicture },
    { object: 'Product2', stamp: 'Exact_Picture_Synced_At__c', numericFields: [] },
  ],
};
