import { phrase } from '../../../errors/index.ts';
import { amountText, Decimal, roundTo, sharedOut, toDecimal } from '../../../money/index.ts';
import { lineAmount } from '../../../tax/index.ts';
import type { SentPart, SentSet } from '../../order-lines/index.ts';
import type { OrderLine } from '../built-line.ts';
import { PRICE_DECIMALS, priceFor } from './amounts.ts';

/** What the line of a part takes over from that of its set; its text and its unit are the item's own. */
const CARRIED = ['VATCode', 'DeliveryDate', 'CostCenter', 'CostUnit'];

/** The line of a part. */
export interface PartLine extends OrderLine {
  readonly part: SentPart;
  /** What a person calls it. */
  readonly name: string;
  /** False where no price gives its amount. */
  readonly isExact: boolean;
}

/** The lines of the parts of a set, out of the line that it would be as one. `set`: what a person calls it. Pure. */
export function partLines(whole: OrderLine, { vatCode, parts }: SentSet, set: string, currency: string): readonly PartLine[] {
  const carried = Object.entries(whole.values).filter(([field]) => CARRIED.includes(field));
  const { row, quantity, rate } = whole.totalled;
  return parts.map((part, index): PartLine => {
    const ofPart = quantity.times(part.quantity);
    const amount = new Decimal(part.amount);
    const found = priceFor(amount, ofPart, currency);
    const price = found ?? (ofPart.isZero() ? new Decimal(0) : roundTo(amount.div(ofPart), PRICE_DECIMALS));
    const notes = whole.values['Notes'];
    return {
      values: {
        ...(vatCode === null ? {} : { VATCode: vatCode }),
        ...Object.fromEntries(carried),
        // Once: it is about the set.
        ...(index === 0 && notes !== undefined ? { Notes: notes } : {}),
        Item: part.item,
        Quantity: amountText(ofPart),
        NetPrice: amountText(price),
      },
      notes: [
        { field: 'Item', note: phrase('note_part_of_set', { part: part.code, set }) },
        ...(index === 0 ? whole.notes.filter(({ field }) => field === 'Quantity' || field === 'Notes') : []),
      ],
      price,
      totalled: { row, quantity: ofPart, netPrice: price, rate },
      part,
      name: `${part.code} (${set})`,
      isExact: found !== undefined,
    };
  });
}

/**
 * The same for a set as it was sent, whatever it is made of by now. Where the amount of the order product changed since, its parts share it
 * as they did. Pure.
 */
export function linesAsSent(whole: OrderLine, sent: SentSet, set: string, currency: string): readonly PartLine[] {
  const amount = lineAmount(whole.totalled, currency);
  const amounts = sent.parts.map((part) => toDecimal(part.amount) ?? new Decimal(0));
  const before = amounts.reduce((sum, each) => sum.plus(each), new Decimal(0));
  if (before.eq(amount)) return partLines(whole, sent, set, currency);
  const weights = before.isZero() ? sent.parts.map(({ quantity }) => new Decimal(quantity)) : amounts.map((each) => each.abs());
  const shares = sharedOut(amount, weights, currency);
  const parts = sent.parts.map((part, index) => ({ ...part, amount: amountText(shares[index] ?? new Decimal(0)) }));
  return partLines(whole, { ...sent, parts }, set, currency);
}
