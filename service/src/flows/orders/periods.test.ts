import { describe, expect, it } from '@jest/globals';
import { bookedDay, type SalesPeriods } from './periods.ts';

const period = (FinYear: number, FinPeriod: number, StartDate: string, EndDate: string) => ({
  ...{ ID: `${FinYear}/${FinPeriod}`, FinYear, FinPeriod },
  ...{ StartDate, EndDate },
});
const status = (Journal: string, Year: number, Period: number, Status: number, JournalType = 20) => ({
  ...{ Journal, JournalType, Year },
  ...{ Period, Status },
});

/** A financial year that begins in July. */
const PERIODS = [
  period(2027, 3, '2026-09-01', '2026-09-30'),
  period(2027, 1, '2026-07-01', '2026-07-31'),
  period(2027, 2, '2026-08-01', '2026-08-31'),
];
const books = (...statuses: SalesPeriods['statuses'][number][]): SalesPeriods => ({ periods: PERIODS, statuses });

describe('a day in the books', () => {
  it('is closed where every sales journal is, by the periods of the company, and names the next open day', () => {
    const both = books(status('70', 2027, 1, 1), status('71', 2027, 1, 1), status('70', 2027, 2, 1), status('70', 2027, 3, 0));
    expect(bookedDay('2026-07-31', both)).toEqual({ isClosed: true, year: 2027, period: 1, nextOpen: '2026-09-01' });
    expect(bookedDay('2026-09-01', both)).toEqual({ isClosed: false });
  });

  it('is open where one sales journal is, whatever other journals are', () => {
    const one = books(status('70', 2027, 1, 1), status('71', 2027, 1, 0), status('60', 2027, 1, 1, 22));
    expect(bookedDay('2026-07-15', one)).toEqual({ isClosed: false });
  });

  it('is not called closed where Exact does not tell', () => {
    expect(bookedDay('2026-07-15', books(status('60', 2027, 1, 1, 22)))).toEqual({ isClosed: false });
    expect(bookedDay('2025-01-01', books(status('70', 2027, 1, 1)))).toEqual({ isClosed: false });
  });

  it('has no next open day where none is open after it', () => {
    expect(bookedDay('2026-07-01', books(status('70', 2027, 1, 1)))).toMatchObject({ isClosed: true, nextOpen: undefined });
  });
});
