import { Decimal as Base } from 'decimal.js';

/** Decimal with room for any amount and rate of both systems; division alone is cut, at 40 digits. */
export const Decimal = Base.clone({ precision: 40, rounding: Base.ROUND_HALF_UP, toExpNeg: -30, toExpPos: 30 });
export type Decimal = Base;

/** Digits before or after the point. Written out, a number of a few characters such as 1e999999999 would fill the memory. */
const MOST_DIGITS = 60;

/**
 * Reads an amount; null for an absent or empty one. A JSON number is read by its shortest text, never by its binary value.
 * Throws a RangeError for a text that is no number, or none of money.
 */
export function toDecimal(value: unknown): Decimal | null {
  if (value === null || value === undefined || value === '') return null;
  const amount = toDecimalOrNaN(value);
  if (!amount.isFinite() || Math.abs(amount.e) > MOST_DIGITS)
    throw new RangeError(`not an amount: ${JSON.stringify(value).slice(0, MOST_DIGITS)}`);
  return amount;
}

/** Plain decimal text without exponent and without trailing zeros: what both systems and our plans carry. */
export function amountText(amount: Decimal): string {
  return amount.isZero() ? '0' : amount.toFixed();
}

function toDecimalOrNaN(value: unknown): Decimal {
  if (Decimal.isDecimal(value)) return new Decimal(value);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return new Decimal(NaN);
  try {
    return new Decimal(String(value));
  } catch {
    return new Decimal(NaN);
  }
}
