import {
  ADDRESS_FIELDS,
  date,
  flag,
  instant,
  key,
  rowVersion,
  takesGuid,
  takesText,
  takesTextOnce,
  text,
  writeOnly,
  type RowOf,
} from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  /** Without its padding; `paddedAccountCode` puts it back for filters. */
  Code: key(),
  Name: key(takesText(50)),
  Status: text(takesText(1)),
  Email: text(takesTextOnce(255)),
  Phone: text(takesText(25)),
  Website: text(takesText(100)),
  ...ADDRESS_FIELDS,
  VATNumber: text(takesText(20)),
  ChamberOfCommerce: text(takesText(20)),
  SearchCode: text(takesText(60)),
  Language: text(takesText(2)),
  SalesCurrency: text(takesTextOnce(3)),
  SalesVATCode: text(takesTextOnce(3)),
  PaymentConditionSales: text(takesTextOnce(20)),
  MainContact: text(takesGuid),
  IsSales: flag(),
  Blocked: flag(),
  StartDate: date(),
  EndDate: date(),
  Modified: instant(),
  Remarks: writeOnly(takesText(32_000)),
} as const;

/** An account (relation): a customer where `status` is `C`. Its address fields are the main visit address. */
export type ExactAccount = RowOf<typeof FIELDS>;

/** Accounts, 60 a page. A GET must filter one of the fields Exact lists (ID, Code, Name, Email, VATNumber, ...). */
export const ACCOUNTS = resource({ path: 'crm/Accounts', key: 'ID', fields: FIELDS });

/** The change stream of accounts, 1,000 a page; filter with `newerThan`. */
export const SYNC_ACCOUNTS = resource({ path: 'sync/CRM/Accounts', key: 'ID', fields: { Timestamp: rowVersion(), ...FIELDS } });
