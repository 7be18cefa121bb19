import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Decimal, roundMoney } from '../../money/index.ts';
import { input, line, linesOf, order, plan } from './testing/inputs.ts';
import { inPieces } from './in-pieces.ts';
import type { LineRow } from './types.ts';

const ITEM = 'aaaaaaaa-0000-4000-8000-000000000001';
const WHOLE_ONLY = {
  itemId: ITEM,
  isSalesItem: true,
  startDate: null,
  endDate: null,
  isFractionAllowed: false,
  isStockItem: true,
  unit: 'pc',
  vatCode: null,
};

const screws = (fields: Partial<LineRow> = {}): LineRow =>
  line({ Quantity: 2.5, UnitPrice: 3.75, ListPrice: 3.75, Price_Quantity__c: 100, ...fields });
const listed = (UnitPrice: number, Price_Quantity__c: number | null): Partial<LineRow> => ({
  PricebookEntry: { UnitPrice, UseStandardPrice: false, Price_Quantity__c },
});

function planned(row: LineRow, TotalAmount = 9.38) {
  return plan([input({ order: order({ TotalAmount }), lines: [inPieces(row)] })]);
}
const codes = (row: LineRow, total?: number) => planned(row, total).flatMap(({ reason }) => reason?.code ?? []);

describe('a line whose price is of more than one piece', () => {
  it('is read in pieces at the price of one, and says how it was entered', () => {
    expect(inPieces(screws())).toMatchObject({
      ...{ Quantity: '250', UnitPrice: '0.0375', ListPrice: '0.0375' },
      entered: { quantity: '2.5', pieces: '100' },
    });
    const single = line({ Price_Quantity__c: 1 });
    expect(inPieces(single)).toBe(single);
    expect(inPieces(line())).toEqual(line());
  });

  it('goes to Exact in pieces, with a note of what was entered', () => {
    const operations = planned(screws());
    expect(linesOf(operations)).toMatchObject([{ Quantity: '250', NetPrice: '0.0375' }]);
    const notes = operations.flatMap(({ fields }) => fields.flatMap(({ note }) => note ?? []));
    expect(JSON.stringify(notes)).toContain('note_line_in_pieces');
  });

  it('comes to what Salesforce totals, to the cent, whatever price, quantity and discount', () => {
    const hundredths = fc.integer({ min: 1, max: 100_000_000 });
    fc.assert(
      fc.property(
        hundredths,
        hundredths,
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 100 }),
        (cents, parts, zeros, Discount_Percent__c) => {
          const [price, quantity] = [new Decimal(cents).div(100), new Decimal(parts).div(100)];
          const total = roundMoney(price.times(quantity), 'EUR');
          const row = { UnitPrice: price.toNumber(), Quantity: quantity.toNumber(), Price_Quantity__c: 10 ** zeros };
          const read = inPieces(line(row));
          expect(roundMoney(new Decimal(read.Quantity).times(read.UnitPrice), 'EUR').eq(total)).toBe(true);
          expect(codes(line({ ...row, Discount_Percent__c }), total.toNumber())).toEqual([]);
        },
      ),
    );
  });

  it('of half a piece is refused where the item is sold in whole ones, and of two and a half hundreds is not', () => {
    const withItem = (Quantity: number) => {
      const items = new Map([[ITEM, WHOLE_ONLY]]);
      const row = inPieces(screws({ Quantity }));
      const TotalAmount = roundMoney(new Decimal(Quantity).times(3.75), 'EUR').toNumber();
      const orders = [input({ order: order({ TotalAmount }), lines: [row] })];
      return plan(orders, {}, { items }).flatMap(({ reason }) => reason?.code ?? []);
    };
    expect(withItem(2.5)).toEqual([]);
    expect(withItem(2.505)).toEqual(['order_item_fraction']);
  });
});

describe('a line of which nobody can tell how many pieces it is of', () => {
  it.each([12, 0, -100, 100_000])('is refused with %d as its number', (Price_Quantity__c) => {
    expect(codes(screws({ Price_Quantity__c }))).toEqual(['order_price_quantity_unusable']);
  });

  it.each([
    ['offered for one piece, ordered after the entry was of a hundred', { Quantity: 250, UnitPrice: 0.04, ...listed(3.75, 100) }],
    ['saved by somebody who may not read the number', { Price_Quantity__c: null, ...listed(3.75, 100) }],
    ['offered for a hundred, ordered after the entry was of one again', { Price_Quantity__c: 1, ...listed(0.04, 1) }],
    ['given a hundred by hand, of a product that is sold by the piece', { UnitPrice: 4, ...listed(4, null) }],
    ['for nothing, that does not say its number', { UnitPrice: 0, Price_Quantity__c: null, ...listed(3.75, 100) }],
  ])('is asked about: %s', (_, fields) => {
    const row = screws(fields);
    const total = new Decimal(row.Quantity).times(row.UnitPrice).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
    expect(codes(row, total)).toEqual(['order_price_quantity_doubtful']);
  });

  it.each([
    ['entered before the entry was of a hundred', { Quantity: 250, UnitPrice: 0.04, Price_Quantity__c: 1, ...listed(3.75, 100) }],
    ['that says no number, entered before', { Quantity: 250, UnitPrice: 0.04, Price_Quantity__c: null, ...listed(3.75, 100) }],
    ['with half its price off', { UnitPrice: 1.88, ...listed(3.75, 100) }],
    ['for nothing, that says its number', { UnitPrice: 0, ...listed(3.75, 100) }],
    ['of a product that was never of more than one', { UnitPrice: 500, Price_Quantity__c: 1, ...listed(1, null) }],
  ])('is not: one %s', (_, fields) => {
    const row = screws(fields);
    const total = new Decimal(row.Quantity).times(row.UnitPrice).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
    expect(codes(row, total)).toEqual([]);
  });
});
