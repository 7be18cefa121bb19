import { resource, type RowReader } from './reading.ts';

/** A sales price of an item. Without `account` it is the general price, with one a price agreed with that customer. */
export interface ExactItemPrice {
  readonly id: string;
  readonly item: string;
  readonly itemCode: string | null;
  readonly account: string | null;
  /** Null when Exact holds none; `0` is a price. */
  readonly price: string | null;
  readonly currency: string | null;
  readonly unit: string | null;
  readonly defaultItemUnit: string | null;
  readonly numberOfItemsPerUnit: string | null;
  /** From this quantity on. */
  readonly quantity: string | null;
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly modifiedAt: string | null;
}

/** A row of the sync stream; `timestamp` is a row version (Int64 as text), larger is newer. */
export interface ExactSyncedItemPrice extends ExactItemPrice {
  readonly timestamp: string;
}

const SELECT = [
  'ID',
  'Item',
  'ItemCode',
  'Account',
  'Price',
  'Currency',
  'Unit',
  'DefaultItemUnit',
  'NumberOfItemsPerUnit',
  'Quantity',
  'StartDate',
  'EndDate',
  'Modified',
] as const;

const read = (row: RowReader): ExactItemPrice => ({
  id: row.key('ID'),
  item: row.key('Item'),
  itemCode: row.text('ItemCode'),
  account: row.text('Account'),
  price: row.amount('Price'),
  currency: row.text('Currency'),
  unit: row.text('Unit'),
  defaultItemUnit: row.text('DefaultItemUnit'),
  numberOfItemsPerUnit: row.amount('NumberOfItemsPerUnit'),
  quantity: row.amount('Quantity'),
  startDate: row.date('StartDate'),
  endDate: row.date('EndDate'),
  modifiedAt: row.instant('Modified'),
});

/** Prices by `Item` (also Account, EndDate, ID, Price, Quantity, StartDate, Unit), 1,000 a page. */
export const BULK_ITEM_PRICES = resource({ path: 'bulk/Logistics/SalesItemPrices', key: 'ID', select: SELECT, read });

/** The change stream of prices, 1,000 a page; filter with `newerThan`. */
export const SYNC_ITEM_PRICES = resource<ExactSyncedItemPrice>({
  path: 'sync/Logistics/SalesItemPrices',
  key: 'ID',
  select: ['Timestamp', ...SELECT],
  read: (row) => ({ timestamp: row.big('Timestamp'), ...read(row) }),
});
