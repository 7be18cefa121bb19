import { Decimal, toDecimal } from '../../money/index.ts';

/** A power of ten divides every price without a rest; no price list goes beyond the price of ten thousand. */
const NUMBERS_OF_PIECES = [1, 10, 100, 1_000, 10_000];

/** An order product, as far as it tells what its price is of. */
export interface PricedRow {
  /** Number of pieces that price and quantity count in; empty is one. */
  readonly Price_Quantity__c?: number | null;
}

/**
 * Number of pieces that price and quantity of an order product count in, as it was when the order product was made: what its price book
 * entry says by now is no matter. Undefined where what stands there is none that is read. Pure.
 */
export function piecesOf({ Price_Quantity__c: value }: PricedRow): Decimal | undefined {
  const pieces = toDecimal(value) ?? new Decimal(1);
  return NUMBERS_OF_PIECES.some((number) => pieces.eq(number)) ? pieces : undefined;
}
