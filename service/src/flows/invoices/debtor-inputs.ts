import { parseLinkKey } from '../../links/index.ts';
import { amountText } from '../../money/index.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import { amountOf } from './amounts.ts';
import { debtorOf, type Look } from './look.ts';
import type {
  DebtorAccount,
  DebtorInput,
  DebtorSums,
  InvoiceInput,
  InvoiceRow,
  LineRow,
  ReceivableRow,
  TermInput,
} from './types.ts';

/** What Salesforce has of some debtors, as far as it is looked at. */
export interface Standing {
  readonly accounts: ReadonlyMap<string, DebtorAccount>;
  readonly invoices: readonly InvoiceRow[];
  readonly lines: readonly LineRow[];
  readonly receivables: readonly ReceivableRow[];
  /** One row a debtor, `total`. */
  readonly sums: Readonly<Record<keyof DebtorSums, readonly SalesforceRow[]>>;
}

/** What was read and what stands, debtor by debtor. Of one whom nothing was read of and no account stands for there is none. */
export function debtorInputs(look: Look, debtorIds: readonly string[], standing: Standing): DebtorInput[] {
  const invoices = Map.groupBy(invoiceInputs(look, standing), ([debtorId]) => debtorId);
  const terms = Map.groupBy(termInputs(look, standing), ([debtorId]) => debtorId);
  const labels = labelsIn(look);
  const sums = sumsOf(standing);
  return debtorIds.flatMap((debtorId): DebtorInput[] => {
    const account = standing.accounts.get(debtorId);
    const ofDebtor = {
      invoices: (invoices.get(debtorId) ?? []).map(([, invoice]) => invoice),
      terms: (terms.get(debtorId) ?? []).map(([, term]) => term),
    };
    if (account === undefined && ofDebtor.invoices.length + ofDebtor.terms.length === 0) return [];
    return [
      {
        ...{ debtorId, account, label: labels.get(debtorId) ?? account?.Name ?? debtorId, isAskedFor: look.asked.has(debtorId) },
        ...ofDebtor,
        sums: sums(debtorId),
      },
    ];
  });
}

function invoiceInputs(look: Look, { invoices, lines }: Standing): (readonly [string, InvoiceInput])[] {
  const rowOf = new Map(invoices.map((row) => [exactIdOf(row), row]));
  const linesOf = Map.groupBy(lines, (line) => line.Invoice__c ?? '');
  return [...new Set([...look.invoices.keys(), ...rowOf.keys()])].map((invoiceId) => {
    const read = look.invoices.get(invoiceId);
    const row = rowOf.get(invoiceId);
    const debtorId = read?.header === undefined ? debtorIn(row) : debtorOf(read.header);
    const isLost = read === undefined && look.whole.has(debtorId);
    const input: InvoiceInput = {
      invoiceId,
      header: read?.header,
      lines: [...(read?.lines.values() ?? [])],
      row,
      lineRows: row === undefined ? [] : (linesOf.get(row.Id) ?? []),
      isGone: isLost || look.goneDocuments.has(invoiceId),
      isNamed: look.named.has(invoiceId),
    };
    return [debtorId, input] as const;
  });
}

function termInputs(look: Look, { receivables }: Standing): (readonly [string, TermInput])[] {
  const rowOf = new Map(receivables.map((row) => [exactIdOf(row), row]));
  return [...new Set([...look.terms.keys(), ...rowOf.keys()])].map((termId) => {
    const term = look.terms.get(termId);
    const row = rowOf.get(termId);
    const debtorId = term?.Account == null ? debtorIn(row) : term.Account.toLowerCase();
    const isLost = term === undefined && look.whole.has(debtorId);
    return [debtorId, { termId, term, row, isGone: isLost || look.goneTerms.has(termId) }] as const;
  });
}

/** What people call debtors in Exact: code and name, as far as something of them was read. */
function labelsIn({ invoices, terms }: Look): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const { header } of invoices.values())
    if (header?.InvoiceToName != null) labels.set(debtorOf(header), header.InvoiceToName);
  for (const { Account: debtor, AccountCode: code, AccountName: name } of terms.values())
    if (debtor !== null && name !== null) labels.set(debtor.toLowerCase(), code === null ? name : `${code} ${name}`);
  return labels;
}

function sumsOf({ sums }: Standing): (debtorId: string) => DebtorSums {
  const byDebtor = (rows: readonly SalesforceRow[]): ReadonlyMap<string, string> =>
    new Map(rows.map((row) => [debtorIn(row), amountText(amountOf(row['total']))]));
  const [open, overdue, paidThisYear] = [byDebtor(sums.open), byDebtor(sums.overdue), byDebtor(sums.paidThisYear)];
  return (debtorId) => ({
    open: open.get(debtorId) ?? '0',
    overdue: overdue.get(debtorId) ?? '0',
    paidThisYear: paidThisYear.get(debtorId) ?? '0',
  });
}

function exactIdOf({ Key__c: key }: { readonly Key__c: string }): string {
  return parseLinkKey(key)?.exactId ?? key;
}

function debtorIn(row: SalesforceRow | undefined): string {
  const debtorId = row?.['Exact_Account_Id__c'];
  return typeof debtorId === 'string' ? debtorId.toLowerCase() : '';
}
