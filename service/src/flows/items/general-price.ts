import type { ExactItemPrice } from '../../exact/index.ts';
import { toDecimal } from '../../money/index.ts';
import { isWithin } from '../calendar.ts';

/** True for a price everybody pays for one piece: no customer, from quantity 1 or less, in the default unit. */
export function isGeneralPrice(row: ExactItemPrice): boolean {
  const quantity = toDecimal(row.Quantity);
  const isDefaultUnit = row.Unit === null || row.DefaultItemUnit === null || row.Unit === row.DefaultItemUnit;
  return row.Account === null && row.Price !== null && (quantity === null || quantity.lte(1)) && isDefaultUnit;
}

/** True when the price is valid on a day; its first and last day count. */
export function isValidOn(row: ExactItemPrice, day: string): boolean {
  return isWithin(day, row.StartDate, row.EndDate);
}

/** The valid price that began last; of two that began on one day the one changed last. Undefined when none is valid. */
export function choosePrice<Row extends ExactItemPrice>(rows: readonly Row[], day: string): Row | undefined {
  return rows
    .filter((row) => isValidOn(row, day))
    .reduce<Row | undefined>((best, row) => (best === undefined || isNewer(row, best) ? row : best), undefined);
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

function isNewer(row: ExactItemPrice, than: ExactItemPrice): boolean {
  const [start, otherStart] = [row.StartDate ?? '', than.StartDate ?? ''];
  if (start !== otherStart) return start > otherStart;
  const [changed, otherChanged] = [row.Modified ?? '', than.Modified ?? ''];
  return changed === otherChanged ? row.ID > than.ID : changed > otherChanged;
}
