import { phrase, TandemError } from '../../../errors/index.ts';
import { amountText, Decimal } from '../../../money/index.ts';
import { lineAmount } from '../../../tax/index.ts';
import type { ItemFacts } from '../../flow.ts';
import type { SentPart, SentSet } from '../../order-lines/index.ts';
import type { OrderLine } from '../built-line.ts';
import type { LineRow, SetPart } from '../types.ts';
import { partAmounts } from './amounts.ts';
import { partLines, type PartLine } from './part-lines.ts';
import type { OfSet } from './of-set.ts';
import { likelyRate, vatCodeOfParts } from './vat-code.ts';

/** More parts than any set has that somebody packs. */
const MOST_PARTS = 100;

/** A set as the lines of its parts, and as it is remembered. */
export interface ApartSet {
  readonly sent: SentSet;
  readonly lines: readonly PartLine[];
  /** Of its parts, by lower-case id. */
  readonly items: ReadonlyMap<string, ItemFacts>;
}

/**
 * Takes a set apart, one level deep: a part that is a set itself is a line as it is. The parts come to the amount of the line that the set
 * would be, each by its standard sales price. Undefined for what is no set in this company. Pure.
 */
export function takenApart(row: LineRow, whole: OrderLine, of: OfSet): ApartSet | TandemError | undefined {
  const { order, currency, facts } = of;
  const product = row.Product2?.ProductCode ?? row.Product2?.Name ?? '';
  const names = { order, product };
  const about = { field: 'Product2Id', recordId: row.OrderId };
  const read = facts.sets?.get(row.Product2?.Exact_Id__c?.toLowerCase() ?? '');
  if (read === undefined) return undefined;
  if (read.length === 0) return new TandemError('order_set_without_parts', { ...names, company: facts.division }, about);
  if (read.length > MOST_PARTS)
    return new TandemError('order_set_too_large', { ...names, count: read.length, most: MOST_PARTS }, about);
  const unclear = read.find((part) => faultOf(part) !== undefined);
  if (unclear !== undefined) {
    const fault = faultOf(unclear) ?? '';
    return new TandemError('order_set_part_unclear', { ...names, part: unclear.code, fault }, about);
  }
  const parts = eachOnce(read);
  const vatCode = vatCodeOfParts(parts, row, whole, of);
  if (vatCode instanceof TandemError) return vatCode;
  const rate = whole.totalled.rate ?? likelyRate(vatCode, whole, of);
  const amounts = partAmounts(lineAmount(whole.totalled, currency), weightsOf(parts), rate, currency);
  const sent: SentSet = {
    vatCode,
    parts: parts.map(({ itemId: item, code, quantity }, index): SentPart => {
      const amount = amounts[index] ?? new Decimal(0);
      return { item, code, quantity: amountText(quantity), amount: amountText(amount) };
    }),
  };
  const lines = partLines(whole, sent, product, currency);
  const unreachable = lines.find(({ isExact }) => !isExact);
  const items = new Map(parts.flatMap(({ itemId, item }) => (item === undefined ? [] : [[itemId, item]])));
  if (unreachable === undefined) return { sent, lines, items };
  const { part, totalled } = unreachable;
  const params = { ...names, part: part.code, amount: part.amount, quantity: amountText(totalled.quantity) };
  return new TandemError('order_set_price_too_fine', params, { ...about, field: 'UnitPrice' });
}

interface CountedPart extends SetPart {
  readonly quantity: Decimal;
}

function faultOf({ quantity, price }: SetPart) {
  if (quantity === null || quantity.lte(0)) return phrase('set_part_without_quantity');
  return price?.isNegative() === true && !price.isZero() ? phrase('set_part_price_negative') : undefined;
}

/** A part that stands twice is one line: its item says of which set it is. */
function eachOnce(parts: readonly SetPart[]): readonly CountedPart[] {
  return [...Map.groupBy(parts, ({ itemId }) => itemId).values()].flatMap((same) => {
    const quantity = same.reduce((sum, part) => sum.plus(part.quantity ?? 0), new Decimal(0));
    return same.slice(0, 1).map((part) => ({ ...part, quantity }));
  });
}

/** By standard sales price; where no part has one, by quantity. */
function weightsOf(parts: readonly CountedPart[]): readonly Decimal[] {
  const worths = parts.map(({ price, quantity }) => quantity.times(price ?? 0));
  return worths.every((worth) => worth.isZero()) ? parts.map(({ quantity }) => quantity) : worths;
}
