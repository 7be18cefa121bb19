import { ruleFailure } from '../failure.ts';
import type { Row } from '../schema/index.ts';
import type { Division } from '../store/division.ts';

/** A month of a journal; the financial year is the calendar year here. */
export interface Period {
  readonly journal: string;
  readonly year: number;
  readonly period: number;
}

const keyOf = ({ journal, year, period }: Period): string => [journal, year, period].join('/');

export const isPeriodClosed = (period: Period, division: Division): boolean => division.closedPeriods.has(keyOf(period));

/** A bookkeeper closes a period of a journal, or opens it again. */
export const setPeriod = (period: Period, isClosed: boolean, division: Division): void => {
  if (isClosed) division.closedPeriods.add(keyOf(period));
  else division.closedPeriods.delete(keyOf(period));
};

/** Nothing is booked in a closed period: that of the date, or the one that was asked for. */
export const refuseClosedPeriod = (journal: string, day: number, wish: Row, division: Division): void => {
  const date = new Date(day);
  const year = Number(wish['ReportingYear'] ?? date.getUTCFullYear());
  const period = Number(wish['ReportingPeriod'] ?? date.getUTCMonth() + 1);
  if (isPeriodClosed({ journal, year, period }, division)) throw ruleFailure(`Period is closed: ${journal} - ${year}/${period}`);
};
