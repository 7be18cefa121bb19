import { ADDRESS_FIELDS, flag, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  Timestamp: rowVersion(),
  ID: key(),
  /** Without its padding. */
  Code: key(),
  Name: key(),
  /** A customer where it is `C`. */
  Status: text(),
  Blocked: flag(),
  ...ADDRESS_FIELDS,
  VATNumber: text(),
  ChamberOfCommerce: text(),
  /** Where its structured invoices go. */
  PeppolIdentifier: text(),
} as const;

/** What structured invoices want to know of an account. */
export type ExactInvoicedDebtor = RowOf<typeof FIELDS>;

/** The change stream of accounts, 1,000 a page; filter with `newerThan`. */
export const SYNC_INVOICED_DEBTORS = resource({ path: 'sync/CRM/Accounts', key: 'ID', fields: FIELDS });
