/** `Type` of sales invoices (REST reference, SalesInvoices). */
export const CREDIT_NOTE = 8021;
export const DIRECT_CREDIT_NOTE = 8024;

/** `Status` of one that is in the ledger and cannot be changed any more. */
export const PROCESSED = 50;

export function isCredit({ Type }: { readonly Type: number | null }): boolean {
  return Type === CREDIT_NOTE || Type === DIRECT_CREDIT_NOTE;
}
