import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExactSalesOrderLine } from '../../exact/index.ts';
import { Decimal } from '../../money/index.ts';
import { quantitiesOfSet } from './set-quantities.ts';

const OPEN = 12;
const COMPLETE = 21;

interface Told {
  readonly ofOne: number;
  readonly ordered: number;
  readonly delivered?: number;
  readonly invoiced?: number;
  readonly isClosed?: boolean;
}

const quantities = (parts: readonly (Told | undefined)[], pieces = 1): number[] => {
  const told = quantitiesOfSet(
    parts.map((part) => ({
      part: { item: 'x', code: 'X', quantity: String(part?.ofOne ?? 1), amount: '1' },
      line:
        part === undefined
          ? undefined
          : ({
              Quantity: String(part.ordered),
              QuantityDelivered: String(part.delivered ?? 0),
              QuantityInvoiced: String(part.invoiced ?? 0),
              DeliveryStatus: part.isClosed === true ? COMPLETE : OPEN,
            } as ExactSalesOrderLine),
    })),
    new Decimal(pieces),
  );
  return ['Ordered', 'Delivered', 'Open', 'Cancelled', 'Invoiced'].map((name) => Number(told[`Exact_${name}_Quantity__c`]));
};

describe('the quantities of a set that was sent as its parts', () => {
  it('are those of its parts by what one set has of them, the lowest of all', () => {
    expect(
      quantities([
        { ofOne: 1, ordered: 4, delivered: 3, invoiced: 4 },
        { ofOne: 2, ordered: 8, delivered: 5, invoiced: 2 },
      ]),
    ).toEqual([...[4, 2, 2, 0, 1]]);
  });

  it('cancel what a part that is closed keeps from being whole', () => {
    expect(
      quantities([
        { ofOne: 1, ordered: 4, delivered: 1 },
        { ofOne: 2, ordered: 8, delivered: 5, isClosed: true },
      ]),
    ).toEqual([...[4, 1, 1, 2, 0]]);
  });

  it('are all there where all is delivered, also of half a set', () => {
    expect(
      quantities([
        { ofOne: 2, ordered: 3, delivered: 3, isClosed: true },
        { ofOne: 4, ordered: 6, delivered: 6, isClosed: true },
      ]),
    ).toEqual([...[1.5, 1.5, 0, 0, 0]]);
  });

  it('have the sign of what comes back, and count in what the order product counts in', () => {
    expect(quantities([{ ofOne: 2, ordered: -4, delivered: -2 }])).toEqual([-2, -1, -1, 0, 0].map((each) => each + 0));
    expect(quantities([{ ofOne: 2, ordered: 400, delivered: 200 }], 100)).toEqual([2, 1, 1, 0, 0]);
  });

  it('leave nothing on order where a part is gone', () => {
    expect(quantities([{ ofOne: 1, ordered: 4, delivered: 4 }, undefined])).toEqual([0, NaN, 0, 0, NaN]);
  });

  it('never tell of more than is there, and what is open, cancelled and delivered is what was ordered', () => {
    const part = fc.record({
      ofOne: fc.integer({ min: 1, max: 9 }),
      sets: fc.integer({ min: 1, max: 20 }),
      share: fc.integer({ min: 0, max: 100 }),
      isClosed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
        const lines = parts.map(({ ofOne, sets, share, isClosed }) => {
          const ordered = ofOne * sets;
          return { ofOne, ordered, delivered: Math.floor((ordered * share) / 100), isClosed };
        });
        const [ordered = 0, delivered = 0, open = 0, cancelled = 0] = quantities(lines);
        expect(Math.min(open, cancelled, delivered)).toBeGreaterThanOrEqual(0);
        for (const line of lines) expect(delivered * line.ofOne).toBeLessThanOrEqual(line.delivered);
        if (delivered <= ordered) expect(delivered + open + cancelled).toBe(ordered);
        if (lines.every((line) => line.isClosed)) expect(open).toBe(0);
      }),
    );
  });
});
