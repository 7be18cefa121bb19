import { TandemError } from '../../errors/index.ts';
import { amountText, Decimal, toDecimal } from '../../money/index.ts';
import { piecesOf } from '../order-lines/index.ts';
import type { LineRow } from './types.ts';

/** A price that many times off the price book is the price of another number of pieces, rather than a bargain. */
const TIMES_OFF = 10;

/** A line whose price is of more than one piece, as if it had been entered piece by piece: Exact knows nothing else. Pure. */
export function inPieces(line: LineRow): LineRow {
  const pieces = piecesOf(line);
  if (pieces === undefined || pieces.eq(1)) return line;
  const listPrice = toDecimal(line['ListPrice']);
  return {
    ...line,
    Quantity: amountText(numberOf(line.Quantity).times(pieces)),
    UnitPrice: amountText(numberOf(line.UnitPrice).div(pieces)),
    ...(listPrice === null ? {} : { ListPrice: amountText(listPrice.div(pieces)) }),
    entered: { quantity: amountText(numberOf(line.Quantity)), pieces: amountText(pieces) },
  };
}

/**
 * Why nobody can tell how many pieces a line of an order that is to be sent is of: its number is none that is read, or its price fits the
 * price book only as that of another number. A line may be made of an offer from before the price book entry became one of a hundred. Pure.
 */
export function piecesProblem(
  line: LineRow,
  names: { readonly order: string; readonly product: string },
): TandemError | undefined {
  const about = { field: 'Price_Quantity__c', recordId: line.OrderId };
  const pieces = piecesOf(line);
  if (pieces === undefined)
    return new TandemError('order_price_quantity_unusable', { ...names, pieces: String(line.Price_Quantity__c) }, about);
  const entry = line.PricebookEntry;
  // Of a product that was never priced by more than one piece any price may be right.
  if (entry == null || (entry.Price_Quantity__c === null && pieces.eq(1))) return undefined;
  const [price, listPieces] = [numberOf(line.UnitPrice), numberOf(entry.Price_Quantity__c ?? 1)];
  const listPrice = numberOf(entry.UnitPrice).div(listPieces);
  // Of what costs nothing the price tells nothing: only a line that says its number itself is believed.
  const isFree = price.isZero() || listPrice.isZero();
  const isCertain = isFree ? line.Price_Quantity__c != null || listPieces.eq(1) : isNear(price, listPrice);
  if (isCertain) return undefined;
  return new TandemError(
    'order_price_quantity_doubtful',
    {
      ...names,
      price: amountText(price.times(pieces)),
      pieces: amountText(pieces),
      listPrice: amountText(numberOf(entry.UnitPrice)),
      listPieces: amountText(listPieces),
    },
    about,
  );
}

function isNear(price: Decimal, listPrice: Decimal): boolean {
  return price.lt(listPrice.times(TIMES_OFF)) && listPrice.lt(price.times(TIMES_OFF));
}

function numberOf(value: unknown): Decimal {
  return toDecimal(value) ?? new Decimal(0);
}
