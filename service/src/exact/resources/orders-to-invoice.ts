import { amount, integer, key, rows, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const LINE_FIELDS = {
  Quantity: amount(),
  QuantityInvoiced: amount(),
  AmountFC: amount(),
  VATAmount: amount(),
} as const;

const FIELDS = {
  OrderID: key(),
  /** With VAT, in the currency of the company. */
  AmountDC: amount(),
  Status: integer(),
  SalesOrderLines: rows(LINE_FIELDS),
} as const;

/** A sales order with what of its lines is invoiced. */
export type ExactOrderToInvoice = RowOf<typeof FIELDS>;

/** Sales orders with their lines, 60 a page. */
export const ORDERS_TO_INVOICE = resource({ path: 'salesorder/SalesOrders', key: 'OrderID', fields: FIELDS });
