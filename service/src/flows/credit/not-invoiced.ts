import { Decimal, roundTo } from '../../money/index.ts';
import type { OpenOrder, OpenOrderLine } from '../flow.ts';

/** Amounts come from Exact rounded line by line. */
const SAME = new Decimal('0.02');

/** What of an order is not on an invoice yet: with VAT, in the currency of the company, to the cent. */
export function notInvoiced({ isOpen, isPartlyInvoiced, amount, lines }: OpenOrder): Decimal {
  if (!isOpen) return new Decimal(0);
  if (!isPartlyInvoiced) return new Decimal(amount);
  const known = Object.values(lines);
  const whole = sumOf(known, grossOf);
  const open = sumOf(known, (line) => grossOf(line).times(openShareOf(line)));
  // The header knows the discount of the order and its rate; lines know neither.
  return roundTo(whole.isZero() ? open : open.times(amount).div(whole), 2);
}

/** True where the lines that are known are all lines of the order. */
export function hasAllLines({ linesAmount, lines }: OpenOrder): boolean {
  return sumOf(Object.values(lines), (line) => new Decimal(line.amount))
    .minus(linesAmount)
    .abs()
    .lte(SAME);
}

/** True where nothing of a line is left to be invoiced. */
export function isInvoiced(line: OpenOrderLine): boolean {
  return openShareOf(line).isZero();
}

/** How much of a line is open, between nothing and all of it: more than was ordered may be invoiced. */
function openShareOf({ quantity, invoiced }: OpenOrderLine): Decimal {
  const ordered = new Decimal(quantity);
  if (ordered.isZero()) return new Decimal(0);
  return Decimal.clamp(new Decimal(1).minus(new Decimal(invoiced).div(ordered)), 0, 1);
}

function grossOf({ amount, vat }: OpenOrderLine): Decimal {
  return new Decimal(amount).plus(vat);
}

function sumOf(lines: readonly OpenOrderLine[], amountOf: (line: OpenOrderLine) => Decimal): Decimal {
  return lines.reduce((sum, line) => sum.plus(amountOf(line)), new Decimal(0));
}
