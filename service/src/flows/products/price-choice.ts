import type { ExactItemPrice } from '../../exact/index.ts';
import { isSameId, isValidOn, type EntryRow } from '../items/index.ts';

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
