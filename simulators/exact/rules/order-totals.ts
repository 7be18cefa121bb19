import type { Change } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { headerAmounts } from './order-amounts.ts';
import { headerStatuses } from './order-status.ts';

/** What a header holds because of its lines. */
export const totalsOf = (header: Row, lines: readonly Row[]): Row => ({
  ...headerAmounts(header, lines, 'VATAmount'),
  ...headerStatuses(header, lines),
});

/** The header follows its lines, and is re-stamped only when something in it changed. */
export const refreshOrder = (line: Row, { division, writer, actor }: Change): void => {
  const header = division.find('SalesOrders', line['OrderID']);
  if (!header) return;
  const totals = totalsOf(header, division.table('SalesOrderLines').find('OrderID', line['OrderID'] ?? null));
  if (Object.entries(totals).some(([field, value]) => header[field] !== value))
    writer.replace('SalesOrders', { ...header, ...totals }, header, actor);
};
