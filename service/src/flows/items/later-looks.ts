import type { ExactItem, ExactItemPrice } from '../../exact/index.ts';
import { nextDay, startOfDay } from '../calendar.ts';
import type { FollowUp } from '../flow.ts';
import { isGeneralPrice, turningDays } from './general-price.ts';

/** Days so far ahead are nobody's plan (Exact's open end is year 9999). */
const FARTHEST_YEARS = 10;

/** The days on which what Exact says of items and prices turns; `today` is the division's (`yyyy-mm-dd`), in its time zone. */
export class LaterLooks {
  readonly #today: string;
  readonly #timeZone: string;

  constructor(today: string, timeZone: string) {
    this.#today = today;
    this.#timeZone = timeZone;
  }

  /** Looks at an item when it begins or ends to be sold. */
  atItem(item: Pick<ExactItem, 'ID' | 'StartDate' | 'EndDate'>): FollowUp[] {
    return this.atWindows(item.ID, [item]);
  }

  /** Looks at items when one of their prices begins or ends. */
  atPrices(rows: readonly ExactItemPrice[]): FollowUp[] {
    const byItem = Map.groupBy(rows.filter(isGeneralPrice), (row) => row.Item);
    return [...byItem].flatMap(([itemId, ofItem]) => this.atWindows(itemId, ofItem));
  }

  /** Looks at a record when windows begin or end. */
  atWindows(recordId: string, windows: readonly Pick<ExactItemPrice, 'StartDate' | 'EndDate'>[]): FollowUp[] {
    return this.#looks(recordId, turningDays(windows, this.#today, nextDay));
  }

  /** A look at a record when the next day begins. */
  tomorrow(recordId: string): FollowUp {
    return { recordId, notBefore: startOfDay(nextDay(this.#today), this.#timeZone) };
  }

  #looks(recordId: string, days: readonly string[]): FollowUp[] {
    const farthest = `${Number(this.#today.slice(0, 4)) + FARTHEST_YEARS}`;
    return days.filter((day) => day < farthest).map((day) => ({ recordId, notBefore: startOfDay(day, this.#timeZone) }));
  }
}
