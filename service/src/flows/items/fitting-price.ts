import { phrase, type Phrase } from '../../errors/index.ts';
import { amountText, roundTo, type Decimal } from '../../money/index.ts';
import { convertPrice, type VatRate } from '../../tax/index.ts';
import { piecesOfEntry, type EntryRow } from './book-entries.ts';

const HUNDRED = 100;

/** How prices of Exact stand in Salesforce. */
interface PriceBasis {
  readonly vat: 'asInExact' | 'excluding' | 'including';
  /** What becomes of a price with more decimals than its field; only the entry of a price book may be of a hundred pieces. */
  readonly tooPrecise: 'round' | 'block' | 'perHundred';
}

interface PriceField {
  readonly currency: string;
  readonly scale: number;
}

/** A price of one piece that fits its field; with a note where Exact's own has more decimals. */
export interface FittingPrice {
  readonly amount: Decimal;
  readonly note?: Phrase;
}

/** A price that fits the entry of a price book, with the number of pieces that it is of. */
export interface EntryPrice extends FittingPrice {
  readonly pieces: number;
}

/**
 * A price of one piece on the basis that is wanted, with the decimals of its field. `vatUnknown`: it cannot be converted; `tooPrecise`: it
 * has more decimals and is not to be rounded, or rounding would make nothing of it. Pure.
 */
export function fittingPrice(
  price: Decimal,
  { currency, scale }: PriceField,
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

/**
 * The same for the entry of a price book. With `perHundred` a price that Exact has with more decimals is the price of a hundred pieces, and
 * an entry that is of a hundred stays so. `standing`: the entry that is there. Pure.
 */
export function fittingEntryPrice(
  price: Decimal,
  field: PriceField,
  rate: VatRate | undefined,
  basis: PriceBasis,
  standing: Pick<EntryRow, 'Price_Quantity__c'> | undefined,
): EntryPrice | 'vatUnknown' | 'tooPrecise' {
  const isOfHundred = standing !== undefined && piecesOfEntry(standing) === HUNDRED;
  if (basis.tooPrecise !== 'perHundred' || (price.decimalPlaces() <= field.scale && !isOfHundred)) {
    const ofOne = fittingPrice(price, field, rate, basis);
    return typeof ofOne === 'string' ? ofOne : { ...ofOne, pieces: 1 };
  }
  const ofHundred = fittingPrice(price.times(HUNDRED), field, rate, basis);
  if (typeof ofHundred === 'string') return ofHundred;
  const { currency, scale } = field;
  const told = { price: amountText(price), currency, pieces: HUNDRED };
  const note =
    ofHundred.note === undefined ? phrase('note_of_pieces', told) : phrase('note_of_pieces_rounded', { ...told, scale });
  return { amount: ofHundred.amount, pieces: HUNDRED, note };
}
