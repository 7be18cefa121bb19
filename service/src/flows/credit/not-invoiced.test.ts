import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Decimal } from '../../money/index.ts';
import type { OpenOrder, OpenOrderLine } from '../flow.ts';
import { hasAllLines, notInvoiced } from './not-invoiced.ts';

const cents = (amount: number): string => new Decimal(amount).div(100).toFixed(2);

const LINE = fc
  .record({
    amount: fc.integer({ min: -10_000_000, max: 10_000_000 }),
    vat: fc.constantFrom(0, 0.06, 0.09, 0.21),
    quantity: fc.integer({ min: 1, max: 1_000 }),
    done: fc.integer({ min: 0, max: 1_200 }),
  })
  .map(({ amount, vat, quantity, done }): OpenOrderLine & { readonly done: number } => ({
    amount: cents(amount),
    vat: new Decimal(cents(amount)).times(vat).toDecimalPlaces(2).toFixed(),
    // A line that takes goods back is ordered and invoiced with a minus.
    quantity: String(amount < 0 ? -quantity : quantity),
    invoiced: String(amount < 0 ? -done : done),
    done,
  }));

function orderOf(lines: readonly OpenOrderLine[], more: Partial<OpenOrder> = {}): OpenOrder {
  const sum = (field: 'amount' | 'vat'): Decimal => lines.reduce((total, line) => total.plus(line[field]), new Decimal(0));
  return {
    orderId: 'order',
    debtorId: 'debtor',
    isOpen: true,
    amount: sum('amount').plus(sum('vat')).toFixed(2),
    linesAmount: sum('amount').toFixed(2),
    isPartlyInvoiced: true,
    lines: Object.fromEntries(lines.map((line, index) => [String(index), line])),
    ...more,
  };
}

describe('what of an order is not invoiced', () => {
  it('is all of it where nothing is, whichever lines are known, and nothing where it is closed', () => {
    fc.assert(
      fc.property(fc.array(LINE, { maxLength: 6 }), fc.integer({ min: -1_000_000, max: 1_000_000 }), (lines, amount) => {
        const order = orderOf(lines, { amount: cents(amount), isPartlyInvoiced: false });
        expect(notInvoiced(order).toFixed(2)).toBe(new Decimal(cents(amount)).toFixed(2));
        expect(notInvoiced({ ...order, isOpen: false }).toNumber()).toBe(0);
      }),
    );
  });

  it('is what remains of each line, to the cent, however much too much is invoiced of another', () => {
    fc.assert(
      fc.property(fc.array(LINE, { minLength: 1, maxLength: 8 }), (lines) => {
        const order = orderOf(lines);
        fc.pre(!new Decimal(order.amount).isZero());
        // Apart from the code under test: what is left of the quantity, at the price of a piece.
        const left = lines.reduce((sum, { amount, vat, quantity, done }) => {
          const ordered = Math.abs(Number(quantity));
          return sum.plus(
            new Decimal(amount)
              .plus(vat)
              .div(ordered)
              .times(Math.max(0, ordered - done)),
          );
        }, new Decimal(0));
        expect(notInvoiced(order).toFixed(2)).toBe(left.toDecimalPlaces(20).toFixed(2));
      }),
    );
  });

  it('is rounded half up at half a cent, also where the share that is left has no end', () => {
    const lines = [{ amount: '0.06', vat: '0', quantity: '12', invoiced: '11' }];
    expect(notInvoiced(orderOf(lines)).toFixed(2)).toBe('0.01');
  });

  it('follows the discount of the order and its rate', () => {
    const lines = [{ amount: '100', vat: '21', quantity: '4', invoiced: '1' }];
    // Ten percent off, and a dollar is 0.5: 121 * 0.9 * 0.5.
    expect(notInvoiced(orderOf(lines, { amount: '54.45' })).toFixed(2)).toBe('40.84');
  });

  it('of an order that is worth nothing is what remains of its lines', () => {
    const lines = [
      { amount: '100', vat: '0', quantity: '1', invoiced: '0' },
      { amount: '-100', vat: '0', quantity: '-1', invoiced: '-1' },
    ];
    expect(notInvoiced(orderOf(lines)).toFixed(2)).toBe('100.00');
  });

  it('of a line without quantity is nothing', () => {
    expect(notInvoiced(orderOf([{ amount: '0', vat: '0', quantity: '0', invoiced: '0' }])).toNumber()).toBe(0);
  });
});

describe('an order', () => {
  it('has all its lines where they are worth what it says, but for the rounding of each', () => {
    const lines = [{ amount: '10.01', vat: '0', quantity: '1', invoiced: '1' }];
    expect(hasAllLines(orderOf(lines))).toBe(true);
    expect(hasAllLines(orderOf(lines, { linesAmount: '10.02' }))).toBe(true);
    expect(hasAllLines(orderOf(lines, { linesAmount: '20.02' }))).toBe(false);
  });
});
