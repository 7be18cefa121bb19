import { amount, integer, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const HEADER = {
  OrderID: key(),
  OrderedBy: text(),
  /** The debtor. */
  InvoiceTo: text(),
  /** With VAT, in the currency of the company. */
  AmountDC: amount(),
  /** Without VAT, less the discount of the order. */
  AmountFCExclVat: amount(),
  AmountDiscountExclVat: amount(),
  /** 12 open, 20 partial, 21 complete, 45 cancelled; so is `InvoiceStatus`. */
  Status: integer(),
  InvoiceStatus: integer(),
} as const;

const LINE = {
  ID: key(),
  OrderID: key(),
  Quantity: amount(),
  QuantityInvoiced: amount(),
  /** Without VAT, before the discount of the order. */
  AmountFC: amount(),
  VATAmount: amount(),
} as const;

const SYNCED_HEADER = { Timestamp: rowVersion(), ...HEADER } as const;
const SYNCED_LINE = { Timestamp: rowVersion(), ...LINE } as const;

/** What a sales order is worth, and how far it is invoiced. */
export type ExactOrderAmounts = RowOf<typeof HEADER>;
export type ExactOrderLineAmounts = RowOf<typeof LINE>;

/** Sales orders by `OrderID` or `InvoiceTo`, 60 a page. */
export const ORDER_AMOUNTS = resource({ path: 'salesorder/SalesOrders', key: 'OrderID', fields: HEADER });
/** Their lines by `OrderID`, 60 a page. */
export const ORDER_LINE_AMOUNTS = resource({ path: 'salesorder/SalesOrderLines', key: 'ID', fields: LINE });

/** The change stream of sales orders, 1,000 a page; filter with `newerThan`. */
export const SYNC_ORDER_AMOUNTS = resource({
  path: 'sync/SalesOrder/SalesOrderHeaders',
  key: 'OrderID',
  fields: SYNCED_HEADER,
});
/** That of their lines. */
export const SYNC_ORDER_LINE_AMOUNTS = resource({
  path: 'sync/SalesOrder/SalesOrderLines',
  key: 'ID',
  fields: SYNCED_LINE,
});
