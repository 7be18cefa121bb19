import { localDate } from '../records/zone.ts';
import { isPeriodClosed } from '../rules/periods.ts';
import { Table } from '../store/table.ts';
import type { Answer } from './answer.ts';
import { read, type Visit } from './reading.ts';
import type { Route } from './route.ts';

const PERIODS = Array.from({ length: 12 }, (_, index) => index + 1);
const JOURNAL_TYPES: Readonly<Record<number, string>> = {
  10: 'Cash',
  12: 'Bank',
  16: 'Payment service',
  20: 'Sales',
  21: 'Return invoice',
  22: 'Purchase',
  23: 'Received return invoice',
  90: 'General journal',
};

/** GET read/financial/JournalStatusList: 0 open, 1 closed, for every journal and month of last year, this one and the next. */
export const readJournalStatusList = (visit: Visit, route: Route): Answer => {
  const { division } = visit;
  const thisYear = new Date(localDate(Date.now())).getUTCFullYear();
  const table = new Table('ID');
  for (const row of division.table('Journals').inKeyOrder())
    for (const year of [thisYear - 1, thisYear, thisYear + 1])
      for (const period of PERIODS) {
        const journal = String(row['Code']);
        const isClosed = isPeriodClosed({ journal, year, period }, division);
        table.put({
          ID: [journal, year, String(period).padStart(2, '0')].join('/'),
          Journal: journal,
          JournalDescription: row['Description'] ?? null,
          JournalType: row['Type'] ?? null,
          JournalTypeDescription: JOURNAL_TYPES[Number(row['Type'])] ?? null,
          Year: year,
          Period: period,
          Status: isClosed ? 1 : 0,
          StatusDescription: isClosed ? 'Closed' : 'Open',
        });
      }
  return read(visit, route, table);
};
