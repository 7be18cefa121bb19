import type { ExactItemPrice } from '../../exact/index.ts';
import { isWithin } from '../calendar.ts';
import { isSameId, type EntryRow } from '../items/index.ts';

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

/**
 * True when the rows of a page cannot decide alone: several are valid at once, or the entry came from another row, or the
 * row it came from is not valid any more. Then all prices of the item are read.
 */
export function needsAllPrices(rows: readonly ExactItemPrice[], entry: EntryRow | undefined, day: string): boolean {
  const valid = rows.filter((row) => isValidOn(row, day));
  if (valid.length > 1) return true;
  const recorded = entry?.Exact_Price_Id__c ?? null;
  if (recorded === null) return false;
  const isRecordedGone = rows.some((row) => isSameId(row.ID, recorded) && !isValidOn(row, day));
  return isRecordedGone || valid.some((row) => !isSameId(row.ID, recorded));
}

function isNewer(row: ExactItemPrice, than: ExactItemPrice): boolean {
  const [start, otherStart] = [row.StartDate ?? '', than.StartDate ?? ''];
  if (start !== otherStart) return start > otherStart;
  const [changed, otherChanged] = [row.Modified ?? '', than.Modified ?? ''];
  return changed === otherChanged ? row.ID > than.ID : changed > otherChanged;
}
