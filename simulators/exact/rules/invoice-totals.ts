import type { Change } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { headerAmounts } from './order-amounts.ts';

const linesOf = (header: Row, { division }: Pick<Change, 'division'>): Row[] =>
  division.table('SalesInvoiceLines').find('InvoiceID', header['InvoiceID'] ?? null);

/** What a header holds because of its lines. */
export const invoiceTotals = (header: Row, lines: readonly Row[]): Row => headerAmounts(header, lines, 'VATAmountFC');

/** The header follows its lines and is re-stamped with each change of one, also where no amount changed. */
export const refreshInvoice = (line: Row, change: Change): void => {
  const header = change.division.find('SalesInvoices', line['InvoiceID']);
  if (!header) return;
  const next = { ...header, ...invoiceTotals(header, linesOf(header, change)) };
  change.writer.replace('SalesInvoices', next, header, change.actor);
};

/** The stream of invoices has the header and its lines as rows of their own; a change of one re-stamps them all. */
export const restampFeed = (header: Row, change: Change): void => {
  const { division, writer, actor } = change;
  const invoice = header['InvoiceID'] ?? null;
  const rows: Row[] = [
    { ID: invoice, InvoiceID: invoice, LineNumber: 0 },
    ...linesOf(header, change)
      .sort((left, right) => Number(left['LineNumber']) - Number(right['LineNumber']))
      .map((line) => ({ ID: line['ID'] ?? null, InvoiceID: invoice, LineNumber: line['LineNumber'] ?? null })),
  ];
  for (const row of rows) {
    const before = division.find('SalesInvoiceFeed', row['ID']);
    if (before) writer.replace('SalesInvoiceFeed', { ...before, ...row }, before, actor);
    else writer.insert('SalesInvoiceFeed', row, actor);
  }
};
