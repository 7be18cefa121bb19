import type { ExactPaymentTerm, ExactSalesInvoice, ExactSalesInvoiceLine, ExactSalesInvoiceRow } from '../../exact/index.ts';

/** An invoice as far as Exact sent it. */
export interface ReadInvoice {
  /** Undefined where a batch ended between its header and these lines. */
  header: ExactSalesInvoice | undefined;
  /** By lower-case id. */
  readonly lines: Map<string, ExactSalesInvoiceLine>;
  /** True where these are all its lines. */
  readonly isWhole: boolean;
}

/** What of Exact is looked at together. Ids are in lower case. */
export class Look {
  readonly invoices = new Map<string, ReadInvoice>();
  readonly terms = new Map<string, ExactPaymentTerm>();
  /** Deleted in Exact: invoices and lines alike. */
  readonly goneDocuments = new Set<string>();
  readonly goneTerms = new Set<string>();
  /** Debtors of whom an answer is due, whatever becomes of their invoices. */
  readonly asked = new Set<string>();
  /** Invoices that are shown, however old. */
  readonly named = new Set<string>();
  /** Debtors of whom everything was read: whatever else stands of them is gone. */
  readonly whole = new Set<string>();
  /** Debtors whose balance is to be worked out. */
  readonly balances = new Set<string>();

  /** About how many rows it holds. */
  get size(): number {
    const { invoices, terms, goneDocuments, goneTerms } = this;
    const lines = [...invoices.values()].reduce((sum, invoice) => sum + invoice.lines.size, 0);
    return invoices.size + lines + terms.size + goneDocuments.size + goneTerms.size + this.balances.size;
  }

  get isEmpty(): boolean {
    return this.size + this.asked.size === 0;
  }

  /** Rows of the stream, the later ones the newer. */
  addRows(rows: readonly ExactSalesInvoiceRow[]): void {
    for (const row of rows) {
      const invoice = this.#invoice(row.InvoiceID);
      if (row.LineNumber === 0) invoice.header = row;
      else invoice.lines.set(row.ID.toLowerCase(), row);
    }
  }

  /** An invoice with all its lines. */
  addWhole(header: ExactSalesInvoice, lines: readonly ExactSalesInvoiceLine[]): void {
    const byId = new Map(lines.map((line) => [line.ID.toLowerCase(), line]));
    this.invoices.set(header.InvoiceID.toLowerCase(), { header, lines: byId, isWhole: true });
  }

  addTerms(terms: readonly ExactPaymentTerm[]): void {
    for (const term of terms) this.terms.set(term.ID.toLowerCase(), term);
  }

  #invoice(id: string): ReadInvoice {
    const invoiceId = id.toLowerCase();
    const known = this.invoices.get(invoiceId) ?? { header: undefined, lines: new Map(), isWhole: false };
    this.invoices.set(invoiceId, known);
    return known;
  }
}

/** The debtor of an invoice, in lower case. */
export function debtorOf({ InvoiceTo, OrderedBy }: Pick<ExactSalesInvoice, 'InvoiceTo' | 'OrderedBy'>): string {
  return (InvoiceTo ?? OrderedBy ?? '').toLowerCase();
}
