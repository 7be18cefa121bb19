import { Decimal } from './decimal.ts';

/** A price after discounts in percent, one after the other, not rounded. An absent discount is none. */
export function discounted(price: Decimal, percents: readonly (Decimal | null)[]): Decimal {
  return percents.reduce<Decimal>(
    (left, percent) => (percent === null ? left : left.times(new Decimal(100).minus(percent)).div(100)),
    price,
  );
}
