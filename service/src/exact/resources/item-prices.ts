import { amount, date, instant, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Item: key(),
  ItemCode: text(),
  Account: text(),
  /** Null when Exact holds none; `0` is a price. */
  Price: amount(),
  Currency: text(),
  Unit: text(),
  DefaultItemUnit: text(),
  NumberOfItemsPerUnit: amount(),
  /** From this quantity on. */
  Quantity: amount(),
  StartDate: date(),
  EndDate: date(),
  Modified: instant(),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...FIELDS } as const;

/** A sales price of an item. Without `account` it is the general price, with one a price agreed with that customer. */
export type ExactItemPrice = RowOf<typeof FIELDS>;

const FIELDS_WITH_CUSTOMER = { ...FIELDS, AccountName: text() } as const;

/** The same with the name of the customer it is agreed with. */
export type ExactAgreedPrice = RowOf<typeof FIELDS_WITH_CUSTOMER>;

/** Prices by `Item` (also Account, EndDate, ID, Price, Quantity, StartDate, Unit), 1,000 a page. */
export const BULK_ITEM_PRICES = resource({ path: 'bulk/Logistics/SalesItemPrices', key: 'ID', fields: FIELDS });

/** The change stream of prices, 1,000 a page; filter with `newerThan`. `Timestamp` is a row version (Int64 as text), larger is newer. */
export const SYNC_ITEM_PRICES = resource({ path: 'sync/Logistics/SalesItemPrices', key: 'ID', fields: SYNCED_FIELDS });

/** The same two with the names of customers. */
export const BULK_AGREED_PRICES = resource({ path: BULK_ITEM_PRICES.path, key: 'ID', fields: FIELDS_WITH_CUSTOMER });
export const SYNC_AGREED_PRICES = resource({
  path: SYNC_ITEM_PRICES.path,
  key: 'ID',
  fields: { Timestamp: rowVersion(), ...FIELDS_WITH_CUSTOMER },
});
