import { integerEquals, JOURNAL_STATUSES, type ExactFinancialPeriod, type ExactJournalStatus } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import type { FlowContext } from '../flow.ts';
import type { SalesforceRow } from '../../salesforce/index.ts';
import { ORDER_SETTINGS } from './settings.ts';

/** Exact's numbers for sales journals, and for a period in which a journal is closed. */
const SALES = 20;
const CLOSED = 1;

/** Financial periods of a company, and in which of them its sales journals are closed. */
export interface SalesPeriods {
  readonly periods: readonly ExactFinancialPeriod[];
  readonly statuses: readonly ExactJournalStatus[];
}

/** What the books say of a day. */
export type BookedDay =
  /** A sales journal is open, or Exact does not tell. */
  | { readonly isClosed: false }
  | {
      readonly isClosed: true;
      readonly year: number;
      readonly period: number;
      /** First day of the next period in which a sales journal is open. */
      readonly nextOpen: string | undefined;
    };

/**
 * Periods and journals, read where the settings ask for it and an order is dated before this month: later ones are open. What is closed is
 * read with each batch, since a bookkeeper may have opened it a moment ago; the periods themselves are kept for a while.
 */
export async function readSalesPeriods(
  { configuration, references, exact }: FlowContext,
  open: readonly { readonly order: SalesforceRow }[],
  today: string,
): Promise<SalesPeriods | undefined> {
  if (ORDER_SETTINGS.of(configuration).closedPeriods === 'ignore') return undefined;
  const month = today.slice(0, 7);
  const isEarlier = ({ order }: (typeof open)[number]): boolean => {
    const day = plainText(order['EffectiveDate']);
    return day !== '' && day.slice(0, 7) < month;
  };
  if (!open.some(isEarlier)) return undefined;
  const periods = await references.financialPeriods();
  return { periods, statuses: await exact.find(JOURNAL_STATUSES, { filter: integerEquals('JournalType', String(SALES)) }) };
}

/** Whether every sales journal is closed on a day, `yyyy-mm-dd`. Pure. */
export function bookedDay(day: string, { periods, statuses }: SalesPeriods): BookedDay {
  const found = periods.find(
    ({ StartDate: start, EndDate: end }) => start !== null && end !== null && start <= day && day <= end,
  );
  if (found === undefined || !isClosed(found, statuses)) return { isClosed: false };
  const later = periods
    .filter((period) => period.StartDate !== null && period.StartDate > day && isOpen(period, statuses))
    .flatMap(({ StartDate: start }) => start ?? []);
  return { isClosed: true, year: found.FinYear ?? 0, period: found.FinPeriod ?? 0, nextOpen: later.toSorted()[0] };
}

function isClosed(period: ExactFinancialPeriod, statuses: readonly ExactJournalStatus[]): boolean {
  const own = statusesIn(period, statuses);
  return own.length > 0 && own.every(({ Status: status }) => status === CLOSED);
}

function isOpen(period: ExactFinancialPeriod, statuses: readonly ExactJournalStatus[]): boolean {
  return statusesIn(period, statuses).some(({ Status: status }) => status !== CLOSED);
}

function statusesIn({ FinYear: year, FinPeriod: number }: ExactFinancialPeriod, statuses: readonly ExactJournalStatus[]) {
  return statuses.filter(({ JournalType: type, Year, Period }) => type === SALES && Year === year && Period === number);
}
