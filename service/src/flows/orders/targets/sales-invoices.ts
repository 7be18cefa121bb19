import { phrase } from '../../../errors/index.ts';
import { salesInvoiceUrl, WRITTEN_INVOICE_LINES, WRITTEN_INVOICES } from '../../../exact/index.ts';
import type { TargetKind } from './kinds.ts';
import { sameNames, underNamesOfOrders, type DocumentRegister, type OrderTarget } from './target.ts';

const TYPES = { salesInvoice: 8020, directInvoice: 8023 } as const;

const KINDS: Readonly<Record<number, TargetKind>> = {
  [TYPES.salesInvoice]: 'salesInvoice',
  [TYPES.directInvoice]: 'directInvoice',
};

const REGISTER: DocumentRegister = {
  documents: underNamesOfOrders(WRITTEN_INVOICES, ({ InvoiceID, InvoiceNumber, OrderNumber, Type: type }) => ({
    OrderID: InvoiceID,
    // Its number comes with processing; until then Exact shows the one that it has as an order.
    OrderNumber: InvoiceNumber ?? OrderNumber,
    kind: type === null ? undefined : KINDS[type],
  })),
  lines: underNamesOfOrders(WRITTEN_INVOICE_LINES, ({ InvoiceID }) => ({ OrderID: InvoiceID })),
  parent: 'InvoiceID',
};

// The days of an invoice are given by Exact when it is processed; a delivery has its day on the lines.
const { DeliverToAddress: _address, ...OWN } = WRITTEN_INVOICES.writable;

const INVOICE = {
  register: REGISTER,
  entity: 'SalesInvoices',
  linesField: 'SalesInvoiceLines',
  page: salesInvoiceUrl,
  header: { ...sameNames(Object.keys(OWN)), DeliveryAddress: 'DeliverToAddress' },
  line: sameNames(Object.keys(WRITTEN_INVOICE_LINES.writable)),
  hasJournal: true,
} as const;

/** An invoice that a bookkeeper processes in Exact: until then it is in no ledger. */
export const SALES_INVOICE: OrderTarget = {
  ...INVOICE,
  kind: 'salesInvoice',
  object: 'SalesInvoice',
  shownAs: 'Sales invoice',
  type: TYPES.salesInvoice,
  term: phrase('target_sales_invoice'),
  named: (number) => phrase('document_sales_invoice', { number }),
  hasWarehouse: false,
};

/** An invoice that delivers what it invoices, out of one warehouse. */
export const DIRECT_INVOICE: OrderTarget = {
  ...INVOICE,
  kind: 'directInvoice',
  object: 'DirectInvoice',
  shownAs: 'Direct invoice',
  type: TYPES.directInvoice,
  term: phrase('target_direct_invoice'),
  named: (number) => phrase('document_direct_invoice', { number }),
  hasWarehouse: true,
};
