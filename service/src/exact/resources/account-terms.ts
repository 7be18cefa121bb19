import { amount, flag, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Name: key(),
  /** The one price list that the customer is linked to. */
  PriceList: text(),
  SalesVATCode: text(),
  SalesCurrency: text(),
  /** A fraction: 0.055 is 5.5 %. */
  DiscountSales: amount(),
  /** In the currency of the company; null or 0: none was agreed. */
  CreditLineSales: amount(),
  Blocked: flag(),
} as const;

/** On what terms a customer buys. */
export type ExactAccountTerms = RowOf<typeof FIELDS>;

/** The terms of accounts, by `ID`. */
export const ACCOUNT_TERMS = resource({ path: 'crm/Accounts', key: 'ID', fields: FIELDS });
