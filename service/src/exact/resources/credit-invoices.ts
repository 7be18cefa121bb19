import { amount, integer, key, takesAmount, takesGuid, takesInteger, takesText, text, writeOnly, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const HEADER = {
  InvoiceID: key(),
  /** 8020 invoice, 8021 credit note, 8023 direct invoice, 8024 direct credit note. */
  Type: integer(takesInteger),
  /** 10 draft, 20 open, 50 processed: it is made open, and only processing brings it into the ledger. */
  Status: integer(),
  StatusDescription: text(),
  /** Given when it is processed. */
  InvoiceNumber: integer(),
  OrderNumber: integer(),
  OrderedBy: text(takesGuid),
  /** The debtor. */
  InvoiceTo: text(takesGuid),
  Currency: text(takesText(3)),
  YourRef: text(takesText(30)),
  Description: text(takesText(60)),
  Journal: text(takesText(10)),
  PaymentCondition: text(takesText(20)),
  /** With VAT. Companies show a credit note with either sign. */
  AmountFC: amount(),
  AmountFCExclVat: amount(),
  /** Of the whole document, a fraction. */
  Discount: amount(),
  AmountDiscount: amount(),
} as const;

const LINE = {
  ID: key(),
  InvoiceID: key(),
  Item: text(takesGuid),
  ItemCode: text(),
  Quantity: amount(takesAmount),
  UnitCode: text(takesText(8)),
  NetPrice: amount(takesAmount),
  VATCode: text(takesText(3)),
  GLAccount: text(takesGuid),
  CostCenter: text(takesText(10)),
  CostUnit: text(takesText(10)),
  /** The line of the order that is invoiced; nobody can write it. */
  SalesOrder: text(),
  SalesOrderLine: text(),
  Notes: writeOnly(takesText(32_000)),
} as const;

/** A sales invoice or credit note as it is credited, or made, without its lines. Amounts are decimal texts. */
export type ExactCreditableInvoice = RowOf<typeof HEADER>;
export type ExactCreditableLine = RowOf<typeof LINE>;

/** Invoices and credit notes by `InvoiceID`, `InvoiceTo` or `YourRef`, 60 a page; the created row comes back from `create`. */
export const CREDITABLE_INVOICES = resource({ path: 'salesinvoice/SalesInvoices', key: 'InvoiceID', fields: HEADER });

/** Their lines by `InvoiceID` or `SalesOrder`, 60 a page. */
export const CREDITABLE_LINES = resource({ path: 'salesinvoice/SalesInvoiceLines', key: 'ID', fields: LINE });
