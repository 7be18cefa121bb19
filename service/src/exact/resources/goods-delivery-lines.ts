import { amount, integer, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  /** Of its delivery. */
  EntryID: key(),
  LineNumber: integer(),
  SalesOrderLineID: text(),
  SalesOrderNumber: text(),
  SalesOrderLineNumber: integer(),
  Item: text(),
  ItemCode: text(),
  ItemDescription: text(),
  Description: text(),
  Notes: text(),
  QuantityOrdered: amount(),
  QuantityDelivered: amount(),
  TrackingNumber: text(),
  /** Exact's own spelling. */
  Unitcode: text(),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...FIELDS } as const;

/** A line of a goods delivery: what it brings of one line of a sales order. */
export type ExactGoodsDeliveryLine = RowOf<typeof FIELDS>;

/** Lines of goods deliveries, 60 a page. */
export const GOODS_DELIVERY_LINES = resource({ path: 'salesorder/GoodsDeliveryLines', key: 'ID', fields: FIELDS });

/** The change stream of lines of goods deliveries, 1,000 a page; filter with `newerThan`. */
export const SYNC_GOODS_DELIVERY_LINES = resource({
  path: 'sync/SalesOrder/GoodsDeliveryLines',
  key: 'ID',
  fields: SYNCED_FIELDS,
});
