import type { ExactPaymentTerm, ExactSalesInvoice } from '../../exact/index.ts';
import { amountText, Decimal, roundTo, toDecimal } from '../../money/index.ts';

/** Credit note and direct credit note. */
const CREDIT_TYPES: ReadonlySet<number | null> = new Set([8021, 8024]);
/** The transaction of a credit note, in receivables. */
const CREDIT_TRANSACTION = 21;

export function isCreditNote({ Type }: Pick<ExactSalesInvoice, 'Type'>): boolean {
  return CREDIT_TYPES.has(Type);
}

/** What the amounts of a document are multiplied by: a credit note is negative, whichever sign the company shows. */
export function signOf(header: Pick<ExactSalesInvoice, 'Type' | 'AmountFC'>): 1 | -1 {
  return isCreditNote(header) && (toDecimal(header.AmountFC) ?? new Decimal(0)).gt(0) ? -1 : 1;
}

/**
 * What the customer owes because of a term, negative for a credit note or money. Companies show the same term with either sign: the
 * amount of its transaction, which has one meaning everywhere, decides.
 */
export function owedOf(term: ExactPaymentTerm, field: 'AmountFC' | 'AmountDC'): Decimal {
  const amount = toDecimal(term[field]) ?? new Decimal(0);
  if (term.TransactionType === CREDIT_TRANSACTION) return amount.abs().neg();
  const transaction = toDecimal(term.TransactionAmountFC);
  // Users report that what is owed has a minus.
  if (transaction === null || transaction.isZero()) return amount.neg();
  return amount.abs().times(transaction.isNegative() ? -1 : 1);
}

/** An amount with the decimals that its field keeps: what Salesforce would round looked changed for ever. */
export function keptText(amount: Decimal | null, scale: number | undefined): string | null {
  return amount === null ? null : amountText(scale === undefined ? amount : roundTo(amount, scale));
}

/** An amount of Salesforce; nothing is zero. */
export function amountOf(value: unknown): Decimal {
  return toDecimal(value) ?? new Decimal(0);
}

/** The number of an invoice as text; none where Exact has not given one yet. */
export function numberText(number: number | null): string | null {
  return number === null || number === 0 ? null : String(number);
}
