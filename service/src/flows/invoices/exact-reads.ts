import {
  BULK_RECEIVABLES,
  BULK_SALES_INVOICE_LINES,
  BULK_SALES_INVOICES,
  isGuid,
  type ExactDivision,
  type ExactPaymentTerm,
  type ExactSalesInvoice,
} from '../../exact/index.ts';
import { numberText } from './amounts.ts';
import { debtorOf, type Look } from './look.ts';

/** Adds these invoices with all their lines; answers the ids of those that Exact has. */
export async function addInvoices(exact: ExactDivision, look: Look, invoiceIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (invoiceIds.length === 0) return new Set();
  return addHeaders(exact, look, await exact.findAny(BULK_SALES_INVOICES, 'InvoiceID', 'guid', invoiceIds));
}

/** The same with what is owed because of them. */
export async function addInvoicesWithTerms(
  exact: ExactDivision,
  look: Look,
  invoiceIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await addInvoices(exact, look, invoiceIds);
  const headers = [...found].flatMap((invoiceId) => look.invoices.get(invoiceId)?.header ?? []);
  const numbers = new Set(headers.flatMap(({ InvoiceNumber: number }) => numberText(number) ?? []));
  const debtorIds = [...new Set(headers.map(debtorOf))].filter(isGuid);
  if (numbers.size === 0 || debtorIds.length === 0) return found;
  const terms = await exact.findAny(BULK_RECEIVABLES, 'Account', 'guid', debtorIds);
  look.addTerms(terms.filter(({ InvoiceNumber: number }) => numbers.has(numberText(number) ?? '')));
  return found;
}

/** Adds the invoices of these terms, by their number, debtor and day; true where there are any. */
export async function addInvoicesOfTerms(exact: ExactDivision, look: Look, terms: readonly ExactPaymentTerm[]): Promise<boolean> {
  const numbers = new Set(terms.flatMap(({ InvoiceNumber: number }) => numberText(number) ?? []));
  if (numbers.size === 0) return false;
  const headers = await exact.findAny(BULK_SALES_INVOICES, 'InvoiceNumber', 'integer', [...numbers]);
  const ofTerms = headers.filter((header) =>
    terms.some(
      ({ InvoiceNumber: number, InvoiceDate: day, Account: debtor }) =>
        number === header.InvoiceNumber && day === header.InvoiceDate && debtor?.toLowerCase() === debtorOf(header),
    ),
  );
  return (await addHeaders(exact, look, ofTerms)).size > 0;
}

/** Adds all that Exact has of these debtors: whatever else stands of them is gone. */
export async function addDebtors(exact: ExactDivision, look: Look, debtorIds: readonly string[]): Promise<void> {
  if (debtorIds.length === 0) return;
  await addHeaders(exact, look, await exact.findAny(BULK_SALES_INVOICES, 'InvoiceTo', 'guid', debtorIds));
  look.addTerms(await exact.findAny(BULK_RECEIVABLES, 'Account', 'guid', debtorIds));
  for (const debtorId of debtorIds) {
    look.asked.add(debtorId);
    look.whole.add(debtorId);
  }
}

async function addHeaders(exact: ExactDivision, look: Look, headers: readonly ExactSalesInvoice[]): Promise<ReadonlySet<string>> {
  const ids = headers.map(({ InvoiceID: id }) => id.toLowerCase());
  const lines = ids.length === 0 ? [] : await exact.findAny(BULK_SALES_INVOICE_LINES, 'InvoiceID', 'guid', ids);
  const linesOf = Map.groupBy(lines, ({ InvoiceID: id }) => id.toLowerCase());
  for (const header of headers) look.addWhole(header, linesOf.get(header.InvoiceID.toLowerCase()) ?? []);
  return new Set(ids);
}
