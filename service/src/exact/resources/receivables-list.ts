import { amount, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  HID: key(),
  AccountId: text(),
  AccountName: text(),
  /** Positive where the customer owes it, whichever sign the company shows elsewhere. */
  Amount: amount(),
  CurrencyCode: text(),
} as const;

/** A line of the list that people look at in Exact: what is open of one invoice, credit note or payment. */
export type ExactListedReceivable = RowOf<typeof FIELDS>;

/** The receivables list, 60 a page. */
export const RECEIVABLES_LIST = resource({ path: 'read/financial/ReceivablesList', key: 'HID', fields: FIELDS });
