import { comparable } from '../store/equality-index.ts';
import type { Row, Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { localDate } from '../records/zone.ts';

export interface PriceQuestion {
  readonly item: Value;
  readonly account: Value;
  readonly currency: Value;
  readonly unit: Value;
  readonly quantity: number;
  /** Midnight UTC of the day, in milliseconds. */
  readonly day: number;
}

const isValidOn = (row: Row, day: number): boolean =>
  (typeof row['StartDate'] !== 'number' || row['StartDate'] <= day) &&
  (typeof row['EndDate'] !== 'number' || row['EndDate'] >= day);

const byFit = (left: Row, right: Row): number =>
  Number(right['Quantity'] ?? 0) - Number(left['Quantity'] ?? 0) ||
  Number(right['StartDate'] ?? 0) - Number(left['StartDate'] ?? 0);

/** The price that the price management of the company applies: the customer's own agreement, else the general price. */
export const defaultPrice = (division: Division, question: PriceQuestion): number | undefined => {
  const candidates = division
    .table('SalesItemPrices')
    .find('Item', question.item)
    .filter(
      (row) =>
        row['Currency'] === question.currency &&
        comparable(row['Unit']) === comparable(question.unit) &&
        Number(row['Quantity'] ?? 0) <= Math.max(question.quantity, 1) &&
        isValidOn(row, question.day),
    );
  const own = candidates.filter((row) => row['Account'] && row['Account'] === question.account).sort(byFit)[0];
  const general = candidates.filter((row) => !row['Account']).sort(byFit)[0];
  const price = (own ?? general)?.['Price'];
  return typeof price === 'number' ? price : undefined;
};

/** Items.StandardSalesPrice: today's general price in the company's currency and the item's own unit. */
export const standardPrice = (division: Division, item: Row): number | null =>
  defaultPrice(division, {
    item: item['ID'] ?? null,
    account: null,
    currency: division.options.currency,
    unit: item['Unit'] ?? null,
    quantity: 1,
    day: localDate(Date.now()),
  }) ?? null;
