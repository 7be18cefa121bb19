import {
  amount,
  date,
  integer,
  key,
  takesAmount,
  takesDate,
  takesGuid,
  takesInteger,
  takesText,
  text,
  writeOnly,
} from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  InvoiceID: key(),
  /** What it is called until it is processed, and then beside its number. */
  OrderNumber: text(),
  InvoiceNumber: text(),
  Type: integer(takesInteger),
  YourRef: text(takesText(30)),
  Description: text(takesText(60)),
  OrderedBy: text(takesGuid),
  OrderDate: date(takesDate),
  Currency: text(takesText(3)),
  AmountFC: amount(),
  AmountFCExclVat: amount(),
  StatusDescription: text(),
  Journal: text(takesText(8)),
  Warehouse: text(takesGuid),
  PaymentCondition: writeOnly(takesText(20)),
  ShippingMethod: text(takesGuid),
  OrderedByContactPerson: text(takesGuid),
  DeliverToAddress: text(takesGuid),
  Remarks: writeOnly(takesText(32_000)),
  PaymentReference: writeOnly(takesText(20)),
} as const;

const LINE_FIELDS = {
  ID: key(),
  InvoiceID: key(),
  Item: text(takesGuid),
  ItemCode: text(),
  Description: text(takesText(100)),
  Quantity: amount(takesAmount),
  NetPrice: amount(takesAmount),
  AmountFC: amount(),
  VATCode: text(takesText(3)),
  UnitCode: writeOnly(takesText(8)),
  DeliveryDate: writeOnly(takesDate),
  Notes: writeOnly(takesText(32_000)),
  CostCenter: writeOnly(takesText(10)),
  CostUnit: writeOnly(takesText(10)),
} as const;

/** Sales invoices as they are made and found again, processed or not, 60 a page; the created row comes back from `create`. */
export const WRITTEN_INVOICES = resource({ path: 'salesinvoice/SalesInvoices', key: 'InvoiceID', fields: FIELDS });

/** Lines of sales invoices, 60 a page. */
export const WRITTEN_INVOICE_LINES = resource({ path: 'salesinvoice/SalesInvoiceLines', key: 'ID', fields: LINE_FIELDS });
