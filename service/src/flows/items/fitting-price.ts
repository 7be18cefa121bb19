import { phrase, type Phrase } from '../../errors/index.ts';
import { amountText, roundTo, type Decimal } from '../../money/index.ts';
import { convertPrice, type VatRate } from '../../tax/index.ts';

/** How prices of Exact stand in Salesforce. */
interface PriceBasis {
  readonly vat: 'asInExact' | 'excluding' | 'including';
  /** What becomes of a price with more decimals than its field. */
  readonly tooPrecise: 'round' | 'block';
}

/** A price that fits its field; with a note where Exact's own has more decimals. */
export interface FittingPrice {
  readonly amount: Decimal;
  readonly note?: Phrase;
}

/**
 * A price on the basis that is wanted, with the decimals of its field. `vatUnknown`: it cannot be converted; `tooPrecise`: it has
 * more decimals and is not to be rounded, or rounding would make nothing of it. Pure.
 */
export function fittingPrice(
  price: Decimal,
  { currency, scale }: { readonly currency: string; readonly scale: number },
  rate: VatRate | undefined,
  { vat, tooPrecise }: PriceBasis,
): FittingPrice | 'vatUnknown' | 'tooPrecise' {
  if (vat !== 'asInExact') {
    if (rate === undefined) return 'vatUnknown';
    if (rate.basis !== vat && rate.basis !== 'none')
      return { amount: roundTo(convertPrice(price, rate.basis, vat, rate.fraction), scale) };
  }
  if (price.decimalPlaces() <= scale) return { amount: price };
  const rounded = roundTo(price, scale);
  if (tooPrecise === 'block' || rounded.isZero()) return 'tooPrecise';
  return { amount: rounded, note: phrase('note_rounded', { price: amountText(price), currency, scale }) };
}
