import type { ExactCreditableInvoice, ExactCreditableLine } from '../../exact/index.ts';
import { amountText, Decimal } from '../../money/index.ts';
import { decimalOf, returnedPieces } from './content.ts';
import { isCredit, PROCESSED } from './kinds.ts';
import type { Invoice, Original } from './types.ts';

/** What was invoiced of an item at one price, and how much of it can be credited. */
export interface InvoicedPart {
  /** Of the order, its item and price. */
  readonly key: string;
  readonly netPrice: Decimal;
  readonly vatCode: string;
  /** A line of it: its unit, ledger account and cost centre are those of the credit. */
  readonly line: ExactCreditableLine;
  readonly headers: readonly ExactCreditableInvoice[];
  /** Lower-case ids of the lines of the sales order. */
  readonly orderLineIds: ReadonlySet<string>;
  readonly invoiced: Decimal;
  readonly possible: Decimal;
  /** Credit notes that may be of it, which made `possible` less. */
  readonly unclear: readonly Invoice[];
  /** How much they hold of the item. */
  readonly unclearQuantity: Decimal;
}

interface Held {
  readonly header: ExactCreditableInvoice;
  readonly line: ExactCreditableLine;
}

/**
 * What was invoiced of an item of an order, by price and VAT code, and what is left of each: less what was credited, by whomever, and what
 * is on its way. What tells no price that was invoiced is taken off all of them. Invoices that are not processed count for nothing, credit
 * notes always. `apart`: ids of returns that are weighed by themselves. Pure.
 */
export function invoicedParts(
  original: Original,
  { itemId, productId }: { readonly itemId: string; readonly productId: string | null },
  apart: ReadonlySet<string>,
): readonly InvoicedPart[] {
  if (itemId === '') return [];
  const invoices = original.invoices.filter(({ header }) => !isCredit(header) && header.Status === PROCESSED);
  const named = original.invoices.filter(({ header }) => isCredit(header));
  const parts = Map.groupBy(linesOf(invoices, itemId), ({ line }) => priceOf(line));
  const credited = linesOf([...named, ...original.credited], itemId);
  const unclear = original.unclear.filter(({ lines }) => lines.some((line) => isOf(line, itemId)));
  const onTheirWay = original.onTheirWay
    .filter(({ OrderId, OriginalOrderItem: sold }) => !apart.has(OrderId) && sold?.Product2Id === productId)
    .reduce((sum, line) => sum.plus(returnedPieces(line) ?? 0), new Decimal(0));
  return [...parts].flatMap(([price, held]): InvoicedPart[] => {
    const [first] = held;
    if (first === undefined) return [];
    const isTakenOff = ({ line }: Held): boolean => priceOf(line) === price || !parts.has(priceOf(line));
    const invoiced = sum(held, (quantity) => quantity);
    const unclearQuantity = sum(linesOf(unclear, itemId).filter(isTakenOff), (quantity) => quantity.abs());
    const gone = sum(credited.filter(isTakenOff), (quantity) => quantity.abs())
      .plus(unclearQuantity)
      .plus(onTheirWay);
    return [
      {
        key: `${original.order.Id} ${itemId} ${price}`,
        netPrice: decimalOf(first.line.NetPrice),
        vatCode: first.line.VATCode ?? '',
        line: first.line,
        headers: [...new Set(held.map(({ header }) => header))],
        orderLineIds: new Set(held.map(({ line }) => (line.SalesOrderLine ?? '').toLowerCase()).filter((id) => id !== '')),
        invoiced,
        possible: invoiced.minus(gone),
        unclear,
        unclearQuantity,
      },
    ];
  });
}

function linesOf(invoices: readonly Invoice[], itemId: string): Held[] {
  return invoices.flatMap(({ header, lines }) => lines.filter((line) => isOf(line, itemId)).map((line) => ({ header, line })));
}

function isOf({ Item: item }: ExactCreditableLine, itemId: string): boolean {
  return item?.toLowerCase() === itemId;
}

function priceOf({ NetPrice: price, VATCode: code }: ExactCreditableLine): string {
  return `${amountText(decimalOf(price))} ${code ?? ''}`;
}

function sum(held: readonly Held[], of: (quantity: Decimal) => Decimal): Decimal {
  return held.reduce((total, { line }) => total.plus(of(decimalOf(line.Quantity))), new Decimal(0));
}
