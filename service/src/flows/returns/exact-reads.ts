import {
  anyOf,
  CREDITABLE_INVOICES,
  CREDITABLE_LINES,
  integerEquals,
  isGuid,
  SALES_ORDERS,
  type ExactCreditableInvoice,
  type ExactCreditableLine,
  type ExactDivision,
  type ExactSalesOrder,
} from '../../exact/index.ts';
import { CREDIT_NOTE, DIRECT_CREDIT_NOTE } from './kinds.ts';
import type { Invoice } from './types.ts';

const CREDITS = anyOf(integerEquals('Type', String(CREDIT_NOTE)), integerEquals('Type', String(DIRECT_CREDIT_NOTE)));

/** Sales orders by lower-case id. */
export async function salesOrdersById(exact: ExactDivision, ids: readonly string[]): Promise<Map<string, ExactSalesOrder>> {
  const known = ids.filter(isGuid);
  const rows = known.length === 0 ? [] : await exact.findAny(SALES_ORDERS, 'OrderID', 'guid', known);
  return new Map(rows.map((row) => [row.OrderID.toLowerCase(), row]));
}

/** Sales orders that bear one of these references. */
export function salesOrdersUnder(exact: ExactDivision, references: readonly string[]): Promise<ExactSalesOrder[]> {
  return references.length === 0 ? Promise.resolve([]) : exact.findAny(SALES_ORDERS, 'YourRef', 'text', references);
}

/** Lines of invoices and credit notes that name one of these sales orders. */
export function linesOfOrders(exact: ExactDivision, salesOrderIds: readonly string[]): Promise<ExactCreditableLine[]> {
  return salesOrderIds.length === 0 ? Promise.resolve([]) : exact.findAny(CREDITABLE_LINES, 'SalesOrder', 'guid', salesOrderIds);
}

/** Invoices and credit notes by lower-case id, without their lines. */
export async function invoicesById(
  exact: ExactDivision,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ExactCreditableInvoice>> {
  const known = ids.filter(isGuid);
  const rows = known.length === 0 ? [] : await exact.findAny(CREDITABLE_INVOICES, 'InvoiceID', 'guid', known);
  return new Map(rows.map((row) => [row.InvoiceID.toLowerCase(), row]));
}

/** All credit notes of these debtors, whoever made them and whether they are processed or not. */
export function creditNotesOf(exact: ExactDivision, debtorIds: readonly string[]): Promise<ExactCreditableInvoice[]> {
  return debtorIds.length === 0
    ? Promise.resolve([])
    : exact.findAny(CREDITABLE_INVOICES, 'InvoiceTo', 'guid', debtorIds, CREDITS);
}

/** Credit notes of anybody that bear one of these references. */
export function creditNotesUnder(exact: ExactDivision, references: readonly string[]): Promise<ExactCreditableInvoice[]> {
  return references.length === 0
    ? Promise.resolve([])
    : exact.findAny(CREDITABLE_INVOICES, 'YourRef', 'text', references, CREDITS);
}

/** Documents with their lines. */
export async function withLines(exact: ExactDivision, headers: readonly ExactCreditableInvoice[]): Promise<Invoice[]> {
  const ids = headers.map(({ InvoiceID: id }) => id);
  const lines = ids.length === 0 ? [] : await exact.findAny(CREDITABLE_LINES, 'InvoiceID', 'guid', ids);
  const byInvoice = Map.groupBy(lines, ({ InvoiceID: id }) => id.toLowerCase());
  return headers.map((header) => ({ header, lines: byInvoice.get(header.InvoiceID.toLowerCase()) ?? [] }));
}
