import { LINK_STAMP } from '../../links/index.ts';
import type { ObjectTables } from '../execute/index.ts';
import { LINK_ROWS } from '../with-link-rows.ts';
import { INVOICE_OBJECT, LINE_OBJECT, RECEIVABLE_OBJECT } from './settings.ts';

const KEYED = { externalId: 'Key__c', isUpserted: true, stamp: 'Exact_Synced_At__c' } as const;
const OF_INVOICE = { parent: { field: 'Invoice__c', object: INVOICE_OBJECT } } as const;

/** What the invoices flow writes. */
export const INVOICE_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: INVOICE_OBJECT, ...KEYED },
    { object: LINE_OBJECT, ...KEYED, ...OF_INVOICE },
    { object: RECEIVABLE_OBJECT, ...KEYED, ...OF_INVOICE },
    { object: 'Account', stamp: 'Exact_Balance_Synced_At__c' },
    { ...LINK_ROWS, stamp: LINK_STAMP },
  ],
};
