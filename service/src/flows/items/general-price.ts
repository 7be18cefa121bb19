import type { ExactItemPrice } from '../../exact/index.ts';
import { toDecimal } from '../../money/index.ts';

/** True for a price everybody pays for one piece: no customer, from quantity 1 or less, in the default unit. */
export function isGeneralPrice(row: ExactItemPrice): boolean {
  const quantity = toDecimal(row.Quantity);
  const isDefaultUnit = row.Unit === null || row.DefaultItemUnit === null || row.Unit === row.DefaultItemUnit;
  return row.Account === null && row.Price !== null && (quantity === null || quantity.lte(1)) && isDefaultUnit;
}

/** Days after today on which the choice may change: a price (or an item) begins, or the day after one ended. */
export function turningDays(
  rows: readonly Pick<ExactItemPrice, 'StartDate' | 'EndDate'>[],
  today: string,
  dayAfter: (day: string) => string,
): string[] {
  const days = rows.flatMap((row) => [
    ...(row.StartDate !== null && row.StartDate > today ? [row.StartDate] : []),
    ...(row.EndDate !== null && row.EndDate >= today ? [dayAfter(row.EndDate)] : []),
  ]);
  return [...new Set(days)].sort();
}
