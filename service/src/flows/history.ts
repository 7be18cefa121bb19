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
