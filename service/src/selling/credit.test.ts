import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExactOrderToInvoice } from '../exact/index.ts';
import { Decimal } from '../money/index.ts';
import { creditOf, notInvoiced } from './credit.ts';

type Line = ExactOrderToInvoice['SalesOrderLines'][number];

const line = (Quantity: number, QuantityInvoiced: number, gross = Quantity * 10): Line => ({
  ...{ Quantity: String(Quantity), QuantityInvoiced: String(QuantityInvoiced), AmountFC: String(gross), VATAmount: '0' },
});
const order = (AmountDC: string, SalesOrderLines: readonly Line[], Status = 12): ExactOrderToInvoice => ({
  ...{ OrderID: 'order', AmountDC, Status, SalesOrderLines },
});
const left = (...orders: readonly ExactOrderToInvoice[]): string => notInvoiced(orders, 'EUR').toFixed();

describe('what is still to be invoiced', () => {
  it('is the whole of an order of which nothing is invoiced, and the rest of one that is invoiced in part', () => {
    expect(left(order('121', [line(10, 0)]))).toBe('121');
    expect(left(order('121', [line(10, 4)]))).toBe('72.6');
    expect(left(order('121', [line(5, 5), line(5, 0)]), order('10', [line(1, 0)]))).toBe('70.5');
  });

  it('is nothing of an order that was cancelled, or of which more was invoiced than ordered', () => {
    expect(left(order('121', [line(10, 0)], 45), order('121', [line(10, 12)]))).toBe('0');
  });

  it('is all of an order whose lines come to nothing: too little credit is the safe mistake', () => {
    expect(left(order('121', []))).toBe('121');
  });

  it('never exceeds the orders, and falls to the cent as more is invoiced', () => {
    const cents = fc.integer({ min: 1, max: 9_999_999 });
    const quantities = fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 99 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(cents, quantities, (amount, lines) => {
        const AmountDC = new Decimal(amount).div(100).toFixed();
        const part = notInvoiced(
          [
            order(
              AmountDC,
              lines.map(([quantity, done]) => line(quantity, Math.min(quantity, done))),
            ),
          ],
          'EUR',
        );
        const more = notInvoiced(
          [
            order(
              AmountDC,
              lines.map(([quantity, done]) => line(quantity, Math.min(quantity, done + 1))),
            ),
          ],
          'EUR',
        );
        expect(part.lte(AmountDC) && part.gte(0) && more.lte(part)).toBe(true);
        expect(part.decimalPlaces()).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('available credit', () => {
  it('is the line less what is owed and what will be, below zero where that is more', () => {
    const of = (open: string) =>
      creditOf({ line: new Decimal(1_000), open: new Decimal(open), notInvoiced: new Decimal('0.01') });
    expect(of('300.5').available.toFixed()).toBe('699.49');
    expect(of('1000').available.toFixed()).toBe('-0.01');
  });
});
