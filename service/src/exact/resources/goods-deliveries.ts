import { date, instant, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  EntryID: key(),
  /** What people call it; `EntryNumber` is the bookkeeping's. */
  DeliveryNumber: text(),
  DeliveryDate: date(),
  DeliveryAccount: text(),
  DeliveryAccountCode: text(),
  DeliveryAccountName: text(),
  Description: text(),
  Remarks: text(),
  ShippingMethodCode: text(),
  ShippingMethodDescription: text(),
  TrackingNumber: text(),
  WarehouseCode: text(),
  Modified: instant(),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...FIELDS } as const;

/** Header of a goods delivery, which may bring something of several orders. */
export type ExactGoodsDelivery = RowOf<typeof FIELDS>;

/** Goods deliveries, 60 a page. */
export const GOODS_DELIVERIES = resource({ path: 'salesorder/GoodsDeliveries', key: 'EntryID', fields: FIELDS });

/** The change stream of goods deliveries without their lines, 1,000 a page; filter with `newerThan`. */
export const SYNC_GOODS_DELIVERIES = resource({
  path: 'sync/SalesOrder/GoodsDeliveries',
  key: 'EntryID',
  fields: SYNCED_FIELDS,
});
