import { amount, date, integer, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const LIST_FIELDS = {
  ID: key(),
  Code: key(),
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
  /** 1 basic, 2 special offer. */
  Type: integer(),
  StartDate: date(),
  EndDate: date(),
} as const;

const LINE_FIELDS = {
  PriceListPeriod: key(),
  /** Null in a list of item groups. */
  Item: text(),
  ItemGroupCode: text(),
  ItemGroupDescription: text(),
  /** From this quantity on. */
  Quantity: amount(),
  /** 1 the discount leads, 2 the new price does: the other figure is as old as the line. */
  EntryMethod: integer(),
  Discount: amount(),
  NewPrice: amount(),
  /** What the discount is taken off; null: the general price. */
  BasePriceAmount: amount(),
} as const;

export type ExactPriceList = RowOf<typeof LIST_FIELDS>;
/** When a price list holds, and as what. */
export type ExactPriceListPeriod = RowOf<typeof PERIOD_FIELDS>;
/** What a price list says of an item or of a group of them. */
export type ExactPriceListLine = RowOf<typeof LINE_FIELDS>;

/** Price lists, 60 a page; a few, without a sync stream. */
export const PRICE_LISTS = resource({ path: 'sales/SalesPriceLists', key: 'ID', fields: LIST_FIELDS });

/** Their periods, 60 a page; without a sync stream, and a change of one shows in no line of it. */
export const PRICE_LIST_PERIODS = resource({ path: 'sales/SalesPriceListPeriods', key: 'ID', fields: PERIOD_FIELDS });

/** Lines by `PriceListPeriod`, `Item` and others, 60 a page. */
export const PRICE_LIST_LINES = resource({
  path: 'sales/SalesPriceListVolumeDiscounts',
  key: 'ID',
  fields: LINE_FIELDS,
});
