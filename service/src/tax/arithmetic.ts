import { Decimal, roundMoney } from '../money/index.ts';

/** How a price is meant: without VAT, with it, or outside of VAT altogether. */
export type VatBasis = 'excluding' | 'including' | 'none';

/** What a VAT code says. */
export interface VatRate {
  /** A fraction: 0.21 is 21 %. */
  readonly fraction: Decimal;
  readonly basis: VatBasis;
}

/** An amount split into what goes to the seller and what goes to the tax office; net + vat = gross, to the cent. */
export interface VatSplit {
  readonly net: Decimal;
  readonly vat: Decimal;
  readonly gross: Decimal;
}

/**
 * Splits a rounded line amount by a rate: an excluding amount is the net, an including one the gross. VAT is rounded
 * once, the third amount follows, so that the three always add up.
 */
export function splitVat(amount: Decimal, rate: VatRate, currency: string): VatSplit {
  if (rate.basis === 'including') {
    const net = roundMoney(amount.div(rate.fraction.plus(1)), currency);
    return { net, vat: amount.minus(net), gross: amount };
  }
  const vat = rate.basis === 'none' ? new Decimal(0) : roundMoney(amount.times(rate.fraction), currency);
  return { net: amount, vat, gross: amount.plus(vat) };
}

/** A price on the other basis, not rounded: `including` -> `excluding` divides by 1 + rate, the other way multiplies. */
export function convertPrice(price: Decimal, from: VatBasis, to: VatBasis, fraction: Decimal): Decimal {
  if (from === 'including' && to === 'excluding') return price.div(fraction.plus(1));
  if (from === 'excluding' && to === 'including') return price.times(fraction.plus(1));
  return price;
}

/**
 * A price on the basis that a rate wants: a code of type "including" takes prices with VAT, one of type "excluding" without. An
 * unknown rate, or one outside of VAT, leaves the price as it is. Cut at ten decimals, far below what a cent can notice.
 */
export function priceOnBasisOf(rate: VatRate | undefined, price: Decimal, isPriceIncluding: boolean): Decimal {
  if (rate === undefined || rate.basis === 'none') return price;
  return convertPrice(price, isPriceIncluding ? 'including' : 'excluding', rate.basis, rate.fraction).toDecimalPlaces(10);
}

/** The way back, for a rounded line amount on the basis of its rate: with VAT or without, as it is wanted. */
export function amountWithOrWithoutVat(
  amount: Decimal,
  rate: VatRate | undefined,
  isWantedIncluding: boolean,
  currency: string,
): Decimal {
  if (rate === undefined || rate.basis === 'none') return amount;
  const split = splitVat(amount, rate, currency);
  return isWantedIncluding ? split.gross : split.net;
}
