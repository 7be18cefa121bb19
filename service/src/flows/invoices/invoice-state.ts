import type { ExactSalesInvoice } from '../../exact/index.ts';
import type { Decimal } from '../../money/index.ts';
import { openOf, type TermState } from './term-state.ts';

/** How far an invoice is, as `Invoice_Status__c` has it. */
export type InvoiceStatus = 'Not processed' | 'Open' | 'Partly paid' | 'Paid' | 'Credited' | 'Deleted in Exact';

export const NOT_PROCESSED: InvoiceStatus = 'Not processed';
export const DELETED: InvoiceStatus = 'Deleted in Exact';

/** Printed and in the ledger. */
const PROCESSED = 50;

/** What is open of an invoice and what it is called. */
export interface InvoiceState {
  /** Null for one that is not in the ledger: nothing is owed because of it yet. */
  readonly open: Decimal | null;
  readonly status: InvoiceStatus;
  readonly isPaid: boolean;
}

/**
 * What the receivables of an invoice say of it. One that is not processed is in none of them, and so is one that was processed this
 * moment: neither is paid for that.
 */
export function invoiceState(
  document: { readonly isProcessed: boolean; readonly isCredit: boolean; readonly gross: Decimal },
  terms: readonly TermState[],
): InvoiceState {
  const { isProcessed, isCredit, gross } = document;
  if (!isProcessed) return { open: null, status: NOT_PROCESSED, isPaid: false };
  const open = terms.length === 0 ? gross : openOf(terms);
  if (open.isZero()) return { open, status: isCredit ? 'Credited' : 'Paid', isPaid: true };
  const isPart = !isCredit && !open.eq(gross);
  return { open, status: isPart ? 'Partly paid' : 'Open', isPaid: false };
}

export function isProcessed({ Status: status }: ExactSalesInvoice): boolean {
  return status !== null && status >= PROCESSED;
}
