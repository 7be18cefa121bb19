import { localDate } from '../records/zone.ts';
import { Table } from '../store/table.ts';
import type { Answer } from './answer.ts';
import { read, type Visit } from './reading.ts';
import type { Route } from './route.ts';

const MONTHS = Array.from({ length: 12 }, (_, index) => index);

/** GET financial/FinancialPeriods: the months of last year, this one and the next; the financial year is the calendar year here. */
export const readFinancialPeriods = (visit: Visit, route: Route): Answer => {
  const thisYear = new Date(localDate(Date.now())).getUTCFullYear();
  const table = new Table('ID');
  for (const year of [thisYear - 1, thisYear, thisYear + 1])
    for (const month of MONTHS)
      table.put({
        ID: `00000000-0000-4000-8000-${String(year)}${String(month + 1).padStart(8, '0')}`,
        FinYear: year,
        FinPeriod: month + 1,
        StartDate: Date.UTC(year, month, 1),
        EndDate: Date.UTC(year, month + 1, 0),
        Created: Date.UTC(year - 1, 0, 1),
        Modified: Date.UTC(year - 1, 0, 1),
        Division: visit.division.code,
      });
  return read(visit, route, table);
};
