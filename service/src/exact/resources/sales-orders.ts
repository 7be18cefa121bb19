import {
  amount,
  date,
  instant,
  integer,
  key,
  rowVersion,
  takesDate,
  takesGuid,
  takesText,
  text,
  writeOnly,
  type RowOf,
} from './fields.ts';
import { resource } from './resource.ts';

/** The header of a sales order. */
export const SALES_ORDER_FIELDS = {
  OrderID: key(),
  OrderNumber: text(),
  YourRef: text(takesText(30)),
  Description: text(takesText(60)),
  OrderedBy: text(takesGuid),
  OrderedByName: text(),
  DeliverTo: text(),
  InvoiceTo: text(),
  DeliveryAddress: text(takesGuid),
  OrderDate: date(takesDate),
  DeliveryDate: date(takesDate),
  Currency: text(takesText(3)),
  AmountFC: amount(),
  AmountFCExclVat: amount(),
  PaymentCondition: text(takesText(20)),
  ShippingMethod: text(takesGuid),
  Status: integer(),
  StatusDescription: text(),
  DeliveryStatus: integer(),
  DeliveryStatusDescription: text(),
  InvoiceStatus: integer(),
  InvoiceStatusDescription: text(),
  ApprovalStatus: integer(),
  ApprovalStatusDescription: text(),
  Created: instant(),
  Modified: instant(),
  OrderedByContactPerson: writeOnly(takesGuid),
  Remarks: writeOnly(takesText(32_000)),
  PaymentReference: writeOnly(takesText(20)),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...SALES_ORDER_FIELDS } as const;

/** Header of a sales order. Amounts in the order's currency; gross is `amountFc`, net `amountFcExclVat`. */
export type ExactSalesOrder = RowOf<typeof SALES_ORDER_FIELDS>;

/** Sales orders, 60 a page; the created row comes back from `create`, without line ids. */
export const SALES_ORDERS = resource({ path: 'salesorder/SalesOrders', key: 'OrderID', fields: SALES_ORDER_FIELDS });

/** The change stream of sales orders without their lines, 1,000 a page; filter with `newerThan`. */
export const SYNC_SALES_ORDER_HEADERS = resource({
  path: 'sync/SalesOrder/SalesOrderHeaders',
  key: 'OrderID',
  fields: SYNCED_FIELDS,
});
