import { joined, phrase, type ParamValue } from '../../errors/index.ts';
import { createHash } from 'node:crypto';
import { amountInCurrency, Decimal, roundMoney, toDecimal } from '../../money/index.ts';
import type { ExactDocumentLine } from './targets/index.ts';

/** A line as it is posted: `Item`, `Quantity` and `NetPrice` among its fields. */
export type PostedLine = Readonly<Record<string, string>>;

/** A line as both systems have it. */
export interface ComparedLine {
  /** Id of the item in lower case; empty where the product has none. */
  readonly item: string;
  /** What a person calls it. */
  readonly name: string;
  readonly quantity: Decimal;
  /** Quantity times net price, on the basis of the line's VAT code, rounded as the currency wants. */
  readonly amount: Decimal;
}

/** Hash of what an order says in its lines; the order of the lines and the spelling of numbers do not count. */
export function contentHash(lines: readonly PostedLine[]): string {
  const values = lines.map((line) => [
    (line['Item'] ?? '').toLowerCase(),
    numberText(line['Quantity']),
    numberText(line['NetPrice']),
    line['VATCode'] ?? '',
  ]);
  const sorted = values.map((value) => JSON.stringify(value)).sort();
  return createHash('sha256').update(sorted.join('\n')).digest('base64url');
}

export function comparedLines(lines: readonly PostedLine[], names: readonly string[], currency: string): ComparedLine[] {
  return lines.map((line, index) => compared(line['Item'], names[index], line['Quantity'], line['NetPrice'], currency));
}

export function comparedInExact(lines: readonly ExactDocumentLine[], currency: string): ComparedLine[] {
  return lines.map((line) => compared(line.Item, line.ItemCode ?? line.Description, line.Quantity, line.NetPrice, currency));
}

/** True when both hold the same items in the same quantities for the same amounts, in whatever order. */
export function isSameContent(one: readonly ComparedLine[], other: readonly ComparedLine[]): boolean {
  const texts = (lines: readonly ComparedLine[]): string =>
    lines
      .map(({ item, quantity, amount }) => `${item} ${quantity.toString()} ${amount.toString()}`)
      .sort()
      .join('\n');
  return texts(one) === texts(other);
}

/** `2 x SKU-1 = 3.00; 1 x SKU-2 = 2.50`, cut where it is longer than anybody reads. */
export function linesText(lines: readonly ComparedLine[], currency: string): ParamValue {
  const shown = lines.slice(0, LINES_SHOWN).map(({ name, quantity, amount }) =>
    phrase('line_told', {
      quantity: quantity.toString(),
      product: name === '' ? phrase('line_without_product') : name,
      amount: amountInCurrency(amount, currency),
    }),
  );
  const more = lines.length - shown.length;
  const told = joined('semicolon', [...shown, ...(more > 0 ? [phrase('lines_more', { count: more })] : [])]);
  return told ?? phrase('lines_none');
}

const LINES_SHOWN = 8;

function compared(
  item: string | null | undefined,
  name: string | null | undefined,
  quantity: string | null | undefined,
  netPrice: string | null | undefined,
  currency: string,
): ComparedLine {
  const pieces = toDecimal(quantity ?? null) ?? new Decimal(0);
  const amount = roundMoney(pieces.times(toDecimal(netPrice ?? null) ?? new Decimal(0)), currency || 'EUR');
  return { item: (item ?? '').toLowerCase(), name: name ?? '', quantity: pieces, amount };
}

function numberText(value: string | undefined): string {
  return (toDecimal(value ?? null) ?? new Decimal(0)).toString();
}
