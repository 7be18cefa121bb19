import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Decimal } from '../../money/index.ts';
import type { VatRate } from '../../tax/index.ts';
import { ENTRY_FOUND_AGAIN, entryChanges, fittingEntryPrice, fittingPrice } from './index.ts';

const EUR = { currency: 'EUR', scale: 2 };
const AS_IN_EXACT = { vat: 'asInExact', tooPrecise: 'perHundred' } as const;
const EXCLUDING: VatRate = { fraction: new Decimal('0.21'), basis: 'excluding' };

const fitting = (price: string, pieces: number | null, basis: Parameters<typeof fittingEntryPrice>[3] = AS_IN_EXACT) => {
  const standing = pieces === null ? undefined : { Price_Quantity__c: pieces };
  const found = fittingEntryPrice(new Decimal(price), EUR, EXCLUDING, basis, standing);
  return typeof found === 'string' ? found : [found.amount.toFixed(), found.pieces, found.note?.text];
};

describe('the price of a price book entry', () => {
  it.each([
    ['0.0375', null, ['3.75', 100, 'note_of_pieces']],
    ['0.00375', null, ['0.38', 100, 'note_of_pieces_rounded']],
    ['0.00004', null, 'tooPrecise'],
    ['1.5', null, ['1.5', 1, undefined]],
    ['0', null, ['0', 1, undefined]],
    ['3', 100, ['300', 100, 'note_of_pieces']],
    ['0', 100, ['0', 100, 'note_of_pieces']],
    ['3', 1, ['3', 1, undefined]],
  ])('of %s in Exact, where it was of %s pieces before, is %j', (price, pieces, wanted) => {
    expect(fitting(price, pieces)).toEqual(wanted);
  });

  it('is of one piece again where the settings want no hundreds', () => {
    expect(fitting('0.0375', 100, { vat: 'asInExact', tooPrecise: 'round' })).toEqual(['0.04', 1, 'note_rounded']);
    expect(fitting('3', 100, { vat: 'asInExact', tooPrecise: 'block' })).toEqual(['3', 1, undefined]);
    expect(fitting('0.0375', 100, { vat: 'asInExact', tooPrecise: 'block' })).toBe('tooPrecise');
  });

  it('with VAT calculated into it is of a hundred only where the one in Exact is finer than the field', () => {
    const including = { vat: 'including', tooPrecise: 'perHundred' } as const;
    expect(fitting('0.0375', null, including)).toEqual(['4.54', 100, 'note_of_pieces']);
    expect(fitting('9.99', null, including)).toEqual(['12.09', 1, undefined]);
  });

  it('is never less exact than a price of one piece', () => {
    const price = fc.integer({ min: 1, max: 10_000_000 }).map((units) => new Decimal(units).div(1_000_000));
    fc.assert(
      fc.property(price, (exact) => {
        const [one, hundred] = [
          fittingPrice(exact, EUR, undefined, AS_IN_EXACT),
          fittingEntryPrice(exact, EUR, undefined, AS_IN_EXACT, undefined),
        ];
        if (typeof one === 'string' || typeof hundred === 'string') return;
        const off = (amount: Decimal): Decimal => amount.minus(exact).abs();
        expect(off(hundred.amount.div(hundred.pieces)).lte(off(one.amount))).toBe(true);
      }),
    );
  });

  it('of a row of Exact Price stays of one piece', () => {
    expect(fittingPrice(new Decimal('0.0375'), { currency: 'EUR', scale: 6 }, undefined, AS_IN_EXACT)).toEqual({
      amount: new Decimal('0.0375'),
    });
  });
});

describe('an entry that somebody else made meanwhile', () => {
  const standing = (UnitPrice: number, Price_Quantity__c: number | null) => ({
    ...{ Id: '01u1', Product2Id: '01t1', IsActive: true, Exact_Price_Id__c: 'p1' },
    ...{ UnitPrice, Price_Quantity__c },
  });
  const wanted = (UnitPrice: string, pieces?: string) => ({
    ...{ UnitPrice, Exact_Price_Id__c: 'p1' },
    ...(pieces === undefined ? {} : { Price_Quantity__c: pieces }),
  });

  it('lacks its number of pieces with its price, whichever of them differs', () => {
    const both = ['UnitPrice', 'Price_Quantity__c'];
    expect(ENTRY_FOUND_AGAIN.lacking(standing(3.75, 100), wanted('0.04'))).toEqual(both);
    expect(ENTRY_FOUND_AGAIN.lacking(standing(3.75, null), wanted('3.75', '100'))).toEqual(both);
    expect(ENTRY_FOUND_AGAIN.lacking(standing(3.75, 100), wanted('4', '100'))).toEqual(both);
    expect(ENTRY_FOUND_AGAIN.lacking(standing(3.75, 100), wanted('3.75', '100'))).toEqual([]);
    expect(ENTRY_FOUND_AGAIN.lacking(standing(3.75, null), wanted('4'))).toEqual(['UnitPrice']);
  });

  it('says one, and not nothing, once it was of more', () => {
    expect(entryChanges(standing(3.75, 100), { price: '0.04', pieces: 1 }, 'p1')).toMatchObject([
      { field: 'UnitPrice', to: '0.04' },
      { field: 'Price_Quantity__c', from: 100, to: '1' },
    ]);
  });
});
