import {
  amount,
  date,
  integer,
  key,
  rowVersion,
  takesAmount,
  takesDate,
  takesGuid,
  takesText,
  text,
  writeOnly,
  type RowOf,
} from './fields.ts';
import { resource } from './resource.ts';

/** A line of a sales order. */
export const SALES_ORDER_LINE_FIELDS = {
  ID: key(),
  OrderID: key(),
  OrderNumber: text(),
  LineNumber: integer(),
  Item: text(takesGuid),
  ItemCode: text(),
  Description: text(takesText(100)),
  Quantity: amount(takesAmount),
  QuantityDelivered: amount(),
  QuantityInvoiced: amount(),
  DeliveryStatus: integer(),
  InvoiceStatus: integer(),
  UnitCode: text(takesText(8)),
  UnitPrice: amount(),
  NetPrice: amount(takesAmount),
  /** A fraction: 0.1 is ten percent. */
  Discount: amount(),
  AmountFC: amount(),
  VATCode: text(takesText(3)),
  VATAmount: amount(),
  VATPercentage: amount(),
  DeliveryDate: date(takesDate),
  Notes: text(takesText(32_000)),
  CostCenter: writeOnly(takesText(10)),
  CostUnit: writeOnly(takesText(10)),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...SALES_ORDER_LINE_FIELDS } as const;

/** A line of a sales order. */
export type ExactSalesOrderLine = RowOf<typeof SALES_ORDER_LINE_FIELDS>;

/** Lines of sales orders, 60 a page. */
export const SALES_ORDER_LINES = resource({ path: 'salesorder/SalesOrderLines', key: 'ID', fields: SALES_ORDER_LINE_FIELDS });

/** The change stream of lines of sales orders, 1,000 a page; filter with `newerThan`. */
export const SYNC_SALES_ORDER_LINES = resource({
  path: 'sync/SalesOrder/SalesOrderLines',
  key: 'ID',
  fields: SYNCED_FIELDS,
});
