import { currencyDecimals, Decimal, roundMoney, roundTo, sharedOut } from '../../../money/index.ts';
import { splitVat, type VatRate } from '../../../tax/index.ts';

/** Decimals of a price: with more of them no cent of a line comes out otherwise. */
export const PRICE_DECIMALS = 10;
/** So many cents a part may give to another one so that the VAT comes out as that of the set. */
const MOST_CENTS_MOVED = 10;

/**
 * The amounts of the parts of a set, together that of the set. Where the rate is known, a few cents are moved from part to part so that their
 * VAT, rounded line by line, is that of the set, where that can be had. Pure.
 */
export function partAmounts(
  amount: Decimal,
  weights: readonly Decimal[],
  rate: VatRate | undefined,
  currency: string,
): readonly Decimal[] {
  const shares = sharedOut(amount, weights, currency);
  return rate === undefined || rate.basis === 'none' ? shares : withVatOfWhole(amount, shares, rate, currency);
}

/** The shortest price at which a quantity costs the amount; undefined where none with the decimals of a price does. Pure. */
export function priceFor(amount: Decimal, quantity: Decimal, currency: string): Decimal | undefined {
  if (quantity.isZero()) return amount.isZero() ? new Decimal(0) : undefined;
  const exact = amount.div(quantity);
  for (let decimals = currencyDecimals(currency); decimals <= PRICE_DECIMALS; decimals += 1) {
    const price = roundTo(exact, decimals);
    if (roundMoney(price.times(quantity), currency).eq(amount)) return price;
  }
  return undefined;
}

/** Cent by cent from the part that lowers the difference most to another; ends where no move lowers it. */
function withVatOfWhole(amount: Decimal, shares: readonly Decimal[], rate: VatRate, currency: string): readonly Decimal[] {
  const cent = new Decimal(10).pow(-currencyDecimals(currency)).times(amount.isNegative() ? -1 : 1);
  const vatOf = (cents: number): number => splitVat(cent.times(cents), rate, currency).vat.div(cent).toNumber();
  const cents = shares.map((share) => share.div(cent).toNumber());
  const wanted = vatOf(amount.div(cent).toNumber());
  for (;;) {
    const difference = cents.reduce((sum, each) => sum + vatOf(each), 0) - wanted;
    const move = difference === 0 ? undefined : bestMove(cents, difference, vatOf);
    if (move === undefined) return cents.map((each) => cent.times(each).plus(0));
    cents[move.from] = (cents[move.from] ?? 0) - move.count;
    cents[move.to] = (cents[move.to] ?? 0) + move.count;
  }
}

interface Move {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The move of the fewest cents that brings the VAT closest. A part keeps its sign, and one that costs nothing goes on costing nothing. */
function bestMove(cents: readonly number[], difference: number, vatOf: (cents: number) => number): Move | undefined {
  let best: (Move & { readonly left: number }) | undefined;
  for (let count = 1; count <= MOST_CENTS_MOVED; count += 1) {
    const before = cents.map(vatOf);
    const lost = cents.map((each, index) => (each > count ? vatOf(each - count) - (before[index] ?? 0) : undefined));
    const won = cents.map((each, index) => (each > 0 ? vatOf(each + count) - (before[index] ?? 0) : undefined));
    for (const [from, less] of lost.entries())
      for (const [to, more] of won.entries()) {
        if (less === undefined || more === undefined || from === to) continue;
        const left = Math.abs(difference + less + more);
        if (left < (best?.left ?? Math.abs(difference))) best = { from, to, count, left };
      }
  }
  return best;
}
