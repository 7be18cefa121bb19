import { amount, date, integer, key, takesAmount, takesDate, takesGuid, takesText, text, writeOnly } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  QuotationID: key(),
  QuotationNumber: text(),
  VersionNumber: integer(),
  YourRef: text(takesText(30)),
  Description: text(takesText(60)),
  OrderAccount: text(takesGuid),
  OrderAccountContact: text(takesGuid),
  DeliveryAddress: text(takesGuid),
  ShippingMethod: text(takesGuid),
  QuotationDate: date(takesDate),
  DeliveryDate: date(takesDate),
  Currency: text(takesText(3)),
  /** With VAT. */
  AmountFC: amount(),
  VATAmountFC: amount(),
  StatusDescription: text(),
  PaymentCondition: writeOnly(takesText(20)),
  Remarks: writeOnly(takesText(32_000)),
} as const;

const LINE_FIELDS = {
  ID: key(),
  QuotationID: key(),
  Item: text(takesGuid),
  Description: text(takesText(100)),
  Quantity: amount(takesAmount),
  NetPrice: amount(takesAmount),
  AmountFC: amount(),
  VATCode: text(takesText(3)),
  UnitCode: writeOnly(takesText(8)),
  Notes: writeOnly(takesText(32_000)),
  CostCenter: writeOnly(takesText(10)),
  CostUnit: writeOnly(takesText(10)),
} as const;

/** Quotations, 60 a page, each version a row; the created row comes back from `create`. */
export const QUOTATIONS = resource({ path: 'crm/Quotations', key: 'QuotationID', fields: FIELDS });

/** Lines of quotations, 60 a page. */
export const QUOTATION_LINES = resource({ path: 'crm/QuotationLines', key: 'ID', fields: LINE_FIELDS });
