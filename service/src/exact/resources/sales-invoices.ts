import { amount, date, integer, key, rowVersion, text, wholeNumber, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const HEADER = {
  InvoiceID: key(),
  /** 8020 invoice, 8021 credit note, 8023 direct invoice, 8024 direct credit note. */
  Type: integer(),
  /** 10 draft, 20 open, 50 processed: only then it has a number and is in the ledger. */
  Status: integer(),
  InvoiceNumber: integer(),
  InvoiceDate: date(),
  DueDate: date(),
  OrderedBy: text(),
  /** The debtor. */
  InvoiceTo: text(),
  InvoiceToName: text(),
  Currency: text(),
  YourRef: text(),
  PaymentReference: text(),
  Journal: text(),
} as const;

const HEADER_AMOUNTS = {
  Description: text(),
  /** With VAT. */
  AmountFC: amount(),
  AmountFCExclVat: amount(),
  VATAmountFC: amount(),
} as const;

const LINE = {
  ID: key(),
  InvoiceID: key(),
  LineNumber: wholeNumber(),
  Description: text(),
  Item: text(),
  ItemCode: text(),
  Quantity: amount(),
  UnitCode: text(),
  NetPrice: amount(),
  /** Without VAT. */
  AmountFC: amount(),
  VATAmountFC: amount(),
  VATCode: text(),
  SalesOrder: text(),
} as const;

const HEADER_FIELDS = { ...HEADER, ...HEADER_AMOUNTS } as const;
const FEED_FIELDS = { Timestamp: rowVersion(), ...HEADER, ...HEADER_AMOUNTS, ...LINE } as const;

/** A sales invoice or credit note, without its lines. Amounts are decimal texts. */
export type ExactSalesInvoice = RowOf<typeof HEADER_FIELDS>;
export type ExactSalesInvoiceLine = RowOf<typeof LINE>;
/** A row of the stream: the header as line number 0, or a line with what it lacks from its header. */
export type ExactSalesInvoiceRow = RowOf<typeof FEED_FIELDS>;

/**
 * The change stream of invoices, 1,000 a page; filter with `newerThan`. Headers and lines are mixed; a change of one brings all rows of
 * the invoice again. `ID` is that of the line; the header has that of the invoice, or none.
 */
export const SYNC_SALES_INVOICES = resource({ path: 'sync/SalesInvoice/SalesInvoices', key: 'ID', fields: FEED_FIELDS });

/** Headers by `InvoiceID` or `InvoiceTo`, 1,000 a page. */
export const BULK_SALES_INVOICES = resource({
  path: 'bulk/SalesInvoice/SalesInvoices',
  key: 'InvoiceID',
  fields: HEADER_FIELDS,
});

/** Lines by `InvoiceID`, 1,000 a page. */
export const BULK_SALES_INVOICE_LINES = resource({ path: 'bulk/SalesInvoice/SalesInvoiceLines', key: 'ID', fields: LINE });
