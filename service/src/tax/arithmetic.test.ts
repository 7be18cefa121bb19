import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Decimal } from '../money/index.ts';
import { amountWithOrWithoutVat, convertPrice, priceOnBasisOf, splitVat } from './index.ts';

const cents = fc.integer({ min: -10_000_000_00, max: 10_000_000_00 }).map((count) => new Decimal(count).div(100));
const price = fc.integer({ min: 0, max: 1_000_000_0000 }).map((count) => new Decimal(count).div(10_000));
const fraction = fc.constantFrom('0', '0.06', '0.09', '0.19', '0.21', '0.25').map((text) => new Decimal(text));

describe('VAT', () => {
  it('always splits into net and VAT that add up to the gross', () => {
    fc.assert(
      fc.property(
        cents,
        fraction,
        fc.constantFrom('excluding' as const, 'including' as const, 'none' as const),
        (amount, rate, basis) => {
          const { net, vat, gross } = splitVat(amount, { fraction: rate, basis }, 'EUR');
          expect(net.plus(vat).eq(gross)).toBe(true);
          expect((basis === 'including' ? gross : net).eq(amount)).toBe(true);
          expect(net.decimalPlaces()).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  it('comes back to the same price when converted there and back', () => {
    fc.assert(
      fc.property(price, fraction, (amount, rate) => {
        const there = convertPrice(amount, 'including', 'excluding', rate);
        const back = convertPrice(there, 'excluding', 'including', rate);
        expect(back.minus(amount).abs().lt('1e-25')).toBe(true);
      }),
    );
  });

  it('splits 121.00 including 21 % into 100.00 and 21.00', () => {
    const split = splitVat(new Decimal('121'), { fraction: new Decimal('0.21'), basis: 'including' }, 'EUR');
    expect([split.net.toFixed(2), split.vat.toFixed(2)]).toEqual(['100.00', '21.00']);
  });

  it('puts a price on the basis of its rate, and the amount back on the basis that is wanted', () => {
    const rate = { fraction: new Decimal('0.21'), basis: 'including' as const };
    expect(priceOnBasisOf(rate, new Decimal(10), false).toFixed()).toBe('12.1');
    expect(priceOnBasisOf(rate, new Decimal(10), true).toFixed()).toBe('10');
    expect(amountWithOrWithoutVat(new Decimal('12.1'), rate, false, 'EUR').toFixed()).toBe('10');
    expect(amountWithOrWithoutVat(new Decimal('12.1'), rate, true, 'EUR').toFixed()).toBe('12.1');
  });

  it.each([undefined, { fraction: new Decimal(0), basis: 'none' as const }])(
    'leaves prices and amounts alone at rate %#',
    (rate) => {
      for (const isIncluding of [true, false]) {
        expect(priceOnBasisOf(rate, new Decimal('9.99'), isIncluding).toFixed()).toBe('9.99');
        expect(amountWithOrWithoutVat(new Decimal('9.99'), rate, isIncluding, 'EUR').toFixed()).toBe('9.99');
      }
    },
  );
});
