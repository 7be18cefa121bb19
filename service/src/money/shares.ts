import { Decimal } from './decimal.ts';
import { currencyDecimals } from './rounding.ts';

/**
 * An amount shared by weights, to the last cent: each share is cut to the currency, and what is left goes, a cent each, to those that lost
 * most by it; of equal ones to the first. The shares have the sign of the amount, and nothing goes to a weight of zero. The amount is
 * rounded already; weights are not negative, and not all zero.
 */
export function sharedOut(amount: Decimal, weights: readonly Decimal[], currency: string): Decimal[] {
  const cent = new Decimal(10).pow(-currencyDecimals(currency));
  const cents = amount.abs().div(cent);
  const sum = weights.reduce((left, weight) => left.plus(weight), new Decimal(0));
  const exact = weights.map((weight) => cents.times(weight).div(sum));
  const cut = exact.map((share) => share.floor());
  const left = cents.minus(cut.reduce((total, share) => total.plus(share), new Decimal(0))).toNumber();
  const lost = exact.map((share, index) => ({ index, loss: share.minus(cut[index] ?? 0) }));
  const most = lost.toSorted((one, other) => other.loss.comparedTo(one.loss) || one.index - other.index).slice(0, left);
  const lucky = new Set(most.map(({ index }) => index));
  const sign = amount.isNegative() ? -1 : 1;
  return cut.map((share, index) =>
    share
      .plus(lucky.has(index) ? 1 : 0)
      .times(cent)
      .times(sign)
      .plus(0),
  );
}
