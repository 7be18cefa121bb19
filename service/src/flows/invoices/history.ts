import { dayWithin } from '../../exact/index.ts';
import type { FlowContext, FlowHistory } from '../flow.ts';
import { soqlText } from '../../salesforce/index.ts';
import { EVER, firstDayYearsAgo, linesEach, type HistorySize, type HistoryWindow } from '../history.ts';
import { INVOICE_OBJECT, LINE_OBJECT } from './settings.ts';

const INVOICES = 'salesinvoice/SalesInvoices';
/** Rows of a page of a stream. */
const ROWS_A_PAGE = 1_000;
/** Of an invoice, where none is in Salesforce yet that would tell. */
const USUAL_LINES = 4;
/** Of an invoice with its lines and terms, asserted by tests. */
const SALESFORCE_CALLS_EACH = 0.03;
/** What the org looks like, and a batch of a single one. */
const SALESFORCE_CALLS_ONCE = 5;

/** The first day whose invoices come by themselves, settled or not: that of the year before. */
export function shownSince(today: string): string {
  return firstDayYearsAgo(today, 1);
}

/** Settled invoices from before the year before this one. */
export const INVOICE_HISTORY: FlowHistory = {
  fewestYears: 2,
  windowOf: (today, years) => ({ from: firstDayYearsAgo(today, years), until: shownSince(today) }),
  measure,
};

/**
 * Two calls of Exact and one of Salesforce: how many lines an invoice has is told by those that are there. The streams are read whole,
 * since Exact filters them by nothing but what is newer; an invoice has a term or more.
 */
async function measure(context: FlowContext, window: HistoryWindow): Promise<HistorySize> {
  const all = await countWithin(context, EVER);
  const records = await countWithin(context, window);
  const linesOfEach = await linesAnInvoice(context);
  const pages = Math.ceil((all * (1 + linesOfEach)) / ROWS_A_PAGE) + Math.ceil(all / ROWS_A_PAGE);
  return {
    records,
    rows: Math.ceil(records * (2 + linesOfEach)),
    calls: { exact: 1 + pages, salesforce: SALESFORCE_CALLS_ONCE + Math.ceil(records * SALESFORCE_CALLS_EACH) },
  };
}

function linesAnInvoice({ salesforce, division }: FlowContext): Promise<number> {
  const of = (object: string): string =>
    `SELECT COUNT(Id) total FROM ${object} WHERE Division__c = ${soqlText(String(division))}`;
  return linesEach(salesforce, { documents: of(INVOICE_OBJECT), lines: of(LINE_OBJECT) }, USUAL_LINES);
}

/** How many invoices are of these days: one call. */
export function countWithin({ exact }: Pick<FlowContext, 'exact'>, { from, until }: HistoryWindow): Promise<number> {
  return exact.count(INVOICES, dayWithin('InvoiceDate', from, until));
}
