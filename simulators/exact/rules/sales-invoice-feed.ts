import type { Derive, SetRules } from '../records/rules.ts';
import { resourceAt, type Row } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { SALES_INVOICE_LINE_RULES } from './sales-invoice-lines.ts';
import { SALES_INVOICE_RULES } from './sales-invoices.ts';

const OWN = new Set(
  ['Timestamp', 'ID', 'InvoiceID', 'LineNumber'].concat([
    'Division',
    'Creator',
    'CreatorFullName',
    'Modifier',
    'ModifierFullName',
  ]),
);

interface Source {
  readonly fields: ReadonlySet<string>;
  readonly row: (feed: Row, division: Division) => Row | undefined;
  readonly rules: SetRules;
}

const fieldsOf = (path: string): ReadonlySet<string> => new Set(resourceAt(path).fields.keys());

const HEADER: Source = {
  fields: fieldsOf('salesinvoice/SalesInvoices'),
  row: (feed, division) => division.find('SalesInvoices', feed['InvoiceID']),
  rules: SALES_INVOICE_RULES,
};
const LINE: Source = {
  fields: fieldsOf('salesinvoice/SalesInvoiceLines'),
  row: (feed, division) => (feed['LineNumber'] === 0 ? undefined : division.find('SalesInvoiceLines', feed['ID'])),
  rules: SALES_INVOICE_LINE_RULES,
};

/** A row of the stream shows what its line has, and what it lacks from its header. */
const shown =
  (field: string): Derive =>
  (feed, division) => {
    const source = LINE.fields.has(field) && feed['LineNumber'] !== 0 ? LINE : HEADER;
    const row = source.fields.has(field) ? source.row(feed, division) : undefined;
    if (!row) return null;
    const derive = source.rules.derive?.[field];
    return derive ? derive(row, division) : (row[field] ?? null);
  };

/**
 * sync/SalesInvoice/SalesInvoices: the header as line number 0 and each line, in one stream. The row of a header has the id of the
 * invoice. Created and Modified are those of the invoice too, so only the row version is its own.
 */
export const SALES_INVOICE_FEED_RULES: SetRules = {
  derive: Object.fromEntries(
    [...fieldsOf('sync/SalesInvoice/SalesInvoices')].filter((field) => !OWN.has(field)).map((field) => [field, shown(field)]),
  ),
};
