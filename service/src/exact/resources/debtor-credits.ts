import { amount, flag, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  /** Without its padding. */
  Code: key(),
  Name: key(),
  /** A customer where it is `C`. */
  Status: text(),
  /** In the currency of the company; nothing or zero where there is none. */
  CreditLineSales: amount(),
  Blocked: flag(),
  SalesCurrency: text(),
  SalesVATCode: text(),
  /** A fraction: 0.055 is 5.5 %. */
  DiscountSales: amount(),
  /** The one price list that the customer is linked to. */
  PriceList: text(),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...FIELDS } as const;

/** How much an account may owe, and on what terms it buys. */
export type ExactDebtorCredit = RowOf<typeof FIELDS>;

/** Accounts by `ID`, 60 a page. */
export const DEBTOR_CREDITS = resource({ path: 'crm/Accounts', key: 'ID', fields: FIELDS });

/** The change stream of accounts, 1,000 a page; filter with `newerThan`. */
export const SYNC_DEBTOR_CREDITS = resource({ path: 'sync/CRM/Accounts', key: 'ID', fields: SYNCED_FIELDS });
