import { createHash } from 'node:crypto';
import { amountText, Decimal, toDecimal } from '../../money/index.ts';
import { piecesOf } from '../order-lines/index.ts';
import type { Invoice, OriginalOrderRow, ReturnLineRow, SiblingLineRow } from './types.ts';

/** How many pieces come back, more than zero; undefined where nobody can tell what the quantity counts in. Pure. */
export function returnedPieces(line: Pick<SiblingLineRow, 'Quantity' | 'Price_Quantity__c'>): Decimal | undefined {
  const pieces = piecesOf(line);
  return pieces === undefined ? undefined : decimalOf(line.Quantity).abs().times(pieces);
}

/** Lower-case id of the item that comes back; empty where the product has none in this company. Pure. */
export function itemOf({ OriginalOrderItem: original }: ReturnLineRow): string {
  return (original?.Product2?.Exact_Id__c ?? '').toLowerCase();
}

/** The orders that a return takes something back of. Pure. */
export function originalsIn(lines: readonly ReturnLineRow[]): readonly OriginalOrderRow[] {
  const orders = lines.flatMap(({ OriginalOrderItem: original }) => original?.Order ?? []);
  return [...new Map(orders.map((order) => [order.Id, order])).values()];
}

/** Hash of what a reduction order takes back. Pure. */
export function contentHash(lines: readonly ReturnLineRow[]): string {
  const said = lines.map((line) => `${line.OriginalOrderItemId ?? ''} ${textOf(returnedPieces(line))}`).sort();
  return createHash('sha256').update(said.join('\n')).digest('base64url');
}

/** True where the credit note has the items of the reduction order in its quantities, whichever sign the company shows. Pure. */
export function isSameContent(lines: readonly ReturnLineRow[], invoice: Invoice): boolean {
  const ours = summed(lines.map((line) => [itemOf(line), returnedPieces(line) ?? new Decimal(0)]));
  const theirs = summed(invoice.lines.map((line) => [(line.Item ?? '').toLowerCase(), decimalOf(line.Quantity).abs()]));
  return ours === theirs;
}

function summed(pairs: readonly (readonly [string, Decimal])[]): string {
  const byItem = new Map<string, Decimal>();
  for (const [item, quantity] of pairs) byItem.set(item, (byItem.get(item) ?? new Decimal(0)).plus(quantity));
  return [...byItem]
    .map(([item, quantity]) => `${item} ${amountText(quantity)}`)
    .sort()
    .join('\n');
}

function textOf(quantity: Decimal | undefined): string {
  return quantity === undefined ? '' : amountText(quantity);
}

/** An amount or quantity; nothing is zero. */
export function decimalOf(value: unknown): Decimal {
  return toDecimal(value) ?? new Decimal(0);
}
