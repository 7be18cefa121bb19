import { key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  /** The one price list that the account is linked to. */
  PriceList: text(),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...FIELDS } as const;

/** Which price list an account has. */
export type ExactDebtorPriceList = RowOf<typeof FIELDS>;

/** Accounts by `ID`, 60 a page. */
export const DEBTOR_PRICE_LISTS = resource({ path: 'crm/Accounts', key: 'ID', fields: FIELDS });

/** The change stream of accounts, 1,000 a page; filter with `newerThan`. */
export const SYNC_DEBTOR_PRICE_LISTS = resource({ path: 'sync/CRM/Accounts', key: 'ID', fields: SYNCED_FIELDS });
