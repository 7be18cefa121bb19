import { amount, date, instant, integer, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const LIST_FIELDS = {
  ID: key(),
  Code: text(),
  Description: text(),
  Currency: text(),
  /** 1 of the customers that are linked to it, 2 of everybody. */
  Type: integer(),
  /** 1 a list of items, 2 one of item groups. */
  Entity: integer(),
} as const;

const PERIOD_FIELDS = {
  ID: key(),
  PriceList: key(),
  /** 1: basic, 2: special offer. */
  Type: integer(),
  Currency: text(),
  StartDate: date(),
  EndDate: date(),
} as const;

const LINE_FIELDS = {
  ID: key(),
  PriceListPeriod: key(),
  PriceListCode: text(),
  PriceListDescription: text(),
  /** Null for a line of a list that is based on item groups. */
  Item: text(),
  ItemCode: text(),
  ItemGroup: text(),
  ItemGroupCode: text(),
  Unit: text(),
  NumberOfItemsPerUnit: amount(),
  /** From this quantity on. */
  Quantity: amount(),
  /** Which figure leads: 1 the discount, 2 the new price. */
  EntryMethod: integer(),
  /** A fraction of the base price. */
  Discount: amount(),
  NewPrice: amount(),
  /** The line's own base price, else the general price of the item as it is now. */
  BasePriceAmount: amount(),
  Modified: instant(),
} as const;

const SYNCED_LINE_FIELDS = { Timestamp: rowVersion(), ...LINE_FIELDS } as const;

/** A price list of customers or of everyone, in one currency. */
export type ExactPriceList = RowOf<typeof LIST_FIELDS>;
/** A window in which the lines of a list count. */
export type ExactPriceListPeriod = RowOf<typeof PERIOD_FIELDS>;
/** What an item, or a group of items, costs in a period from a quantity on. */
export type ExactPriceListLine = RowOf<typeof LINE_FIELDS>;

/** Value of `Type` of a period whose prices go before the basic ones. */
export const SPECIAL_OFFER = 2;
/** Value of `EntryMethod` of a line whose discount leads. */
export const BY_DISCOUNT = 1;

/** Price lists, 60 a page. They have no change stream, neither have their periods. */
export const PRICE_LISTS = resource({ path: 'sales/SalesPriceLists', key: 'ID', fields: LIST_FIELDS });

/** All periods of all lists, 60 a page. */
export const PRICE_LIST_PERIODS = resource({ path: 'sales/SalesPriceListPeriods', key: 'ID', fields: PERIOD_FIELDS });

/** Lines by `Item`, `ID` or `PriceListPeriod`, 60 a page. */
export const PRICE_LIST_LINES = resource({ path: 'sales/SalesPriceListVolumeDiscounts', key: 'ID', fields: LINE_FIELDS });

/** The change stream of lines, 1,000 a page; filter with `newerThan`. A changed period changes none of its lines. */
export const SYNC_PRICE_LIST_LINES = resource({
  path: 'sync/Sales/SalesPriceListVolumeDiscounts',
  key: 'ID',
  fields: SYNCED_LINE_FIELDS,
});

/** What decides the price that a list gives: as little as a question about many items takes with it. */
const OFFERED_FIELDS = {
  PriceListPeriod: LINE_FIELDS.PriceListPeriod,
  Item: LINE_FIELDS.Item,
  ItemGroupCode: LINE_FIELDS.ItemGroupCode,
  ItemGroupDescription: text(),
  Quantity: LINE_FIELDS.Quantity,
  EntryMethod: LINE_FIELDS.EntryMethod,
  Discount: LINE_FIELDS.Discount,
  NewPrice: LINE_FIELDS.NewPrice,
  BasePriceAmount: LINE_FIELDS.BasePriceAmount,
} as const;

/** A line of a price list as far as it decides a price. */
export type ExactOfferedLine = RowOf<typeof OFFERED_FIELDS>;

/** Lines by period and item, as far as they decide a price, 60 a page. */
export const OFFERED_LIST_LINES = resource({
  path: 'sales/SalesPriceListVolumeDiscounts',
  key: 'ID',
  fields: OFFERED_FIELDS,
});
