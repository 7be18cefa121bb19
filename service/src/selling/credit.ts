import type { ExactOrderToInvoice } from '../exact/index.ts';
import { Decimal, roundMoney, toDecimal } from '../money/index.ts';
import type { SellingCredit } from './types.ts';

/** Status of an order, or of its invoicing, that is over without all of it. */
const CANCELLED = 45;

/**
 * What of orders is still to be invoiced, with VAT, in the currency of the company. An order that is invoiced in part counts by what of
 * each line is left, so that the discount of the whole order falls on both parts alike.
 */
export function notInvoiced(orders: readonly ExactOrderToInvoice[], currency: string): Decimal {
  return orders.reduce((sum, order) => sum.plus(leftOf(order, currency)), new Decimal(0));
}

/** What a customer may still owe: below zero where more is owed than was agreed. */
export function creditOf(facts: Omit<SellingCredit, 'available'>): SellingCredit {
  return { ...facts, available: facts.line.minus(facts.open).minus(facts.notInvoiced) };
}

function leftOf({ AmountDC, Status, SalesOrderLines: lines }: ExactOrderToInvoice, currency: string): Decimal {
  const amount = toDecimal(AmountDC);
  if (amount === null || Status === CANCELLED) return new Decimal(0);
  const [whole, left] = lines.reduce<readonly [Decimal, Decimal]>(
    ([all, rest], line) => {
      const gross = amountOf(line.AmountFC).plus(amountOf(line.VATAmount));
      return [all.plus(gross), rest.plus(gross.times(shareLeft(line)))];
    },
    [new Decimal(0), new Decimal(0)],
  );
  // Lines that come to nothing, or that Exact did not tell: the order counts whole.
  return whole.isZero() ? amount : roundMoney(amount.times(left).div(whole), currency);
}

function shareLeft({ Quantity, QuantityInvoiced }: ExactOrderToInvoice['SalesOrderLines'][number]): Decimal {
  const quantity = amountOf(Quantity);
  if (quantity.isZero()) return new Decimal(0);
  const left = new Decimal(1).minus(amountOf(QuantityInvoiced).div(quantity));
  // More than was ordered may be invoiced.
  return Decimal.max(left, 0);
}

function amountOf(text: string | null): Decimal {
  return toDecimal(text) ?? new Decimal(0);
}
