import type { SalesforceOrg } from '../salesforce/index.ts';

/** Days of a division, `yyyy-mm-dd`; `until` is not among them. */
export interface HistoryWindow {
  readonly from: string;
  readonly until: string;
}

/** About what loading a part of the past comes to. */
export interface HistorySize {
  /** Documents within the window. */
  readonly records: number;
  /** Rows that they are in Salesforce. */
  readonly rows: number;
  readonly calls: { readonly exact: number; readonly salesforce: number };
}

/** The first day of the calendar year that many years before that of a day. */
export function firstDayYearsAgo(today: string, years: number): string {
  return `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}-01-01`;
}

/** True for a day of the window; a document without a day is in none. */
export function isInWindow(day: string | null, { from, until }: HistoryWindow): boolean {
  return day !== null && from <= day && day < until;
}

/** All days there are: Exact counts nothing that is not filtered. */
export const EVER: HistoryWindow = { from: '1900-01-01', until: '9999-12-31' };

/** How many lines a document has, as those tell that are in Salesforce; `usual` where none is there. Two queries, each a `total`. */
export async function linesEach(
  salesforce: Pick<SalesforceOrg, 'queryMany'>,
  counts: { readonly documents: string; readonly lines: string },
  usual: number,
): Promise<number> {
  const [[documents] = [], [lines] = []] = await salesforce.queryMany([counts.documents, counts.lines]);
  const [there, ofThem] = [Number(documents?.['total'] ?? 0), Number(lines?.['total'] ?? 0)];
  return there === 0 ? usual : ofThem / there;
}
