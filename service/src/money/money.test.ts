import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  amountInCurrency,
  Decimal,
  amountText,
  convertPrice,
  currencyDecimals,
  discounted,
  documentTotals,
  lineAmount,
  roundMoney,
  splitVat,
  toDecimal,
} from './index.ts';

const cents = fc.integer({ min: -10_000_000_00, max: 10_000_000_00 }).map((count) => new Decimal(count).div(100));
const price = fc.integer({ min: 0, max: 1_000_000_0000 }).map((count) => new Decimal(count).div(10_000));
const quantity = fc.integer({ min: 1, max: 100_000 }).map((count) => new Decimal(count).div(100));
const fraction = fc.constantFrom('0', '0.06', '0.09', '0.19', '0.21', '0.25').map((text) => new Decimal(text));

describe('amounts as people read them', () => {
  it('have the decimals of their currency, and more only where the amount has more', () => {
    const text = (amount: string, currency: string) => amountInCurrency(new Decimal(amount), currency);
    const texts = [text('3', 'EUR'), text('1000', 'JPY'), text('1.5', 'KWD'), text('2.4999', 'EUR'), text('3.5', '')];
    expect(texts).toEqual(['3.00', '1000', '1.500', '2.4999', '3.50']);
  });
});

describe('amounts', () => {
  it('reads a JSON number by its text, so that 0.1 + 0.2 is 0.3', () => {
    const sum = toDecimal(0.1)?.plus(toDecimal(0.2) ?? 0);
    expect(sum?.toFixed()).toBe('0.3');
  });

  it('tells a missing amount from a zero', () => {
    expect(toDecimal(null)).toBeNull();
    expect(toDecimal('')).toBeNull();
    expect(toDecimal('0')?.isZero()).toBe(true);
  });

  it('refuses what is no amount', () => {
    expect(() => toDecimal('twelve')).toThrow(RangeError);
    expect(() => toDecimal('NaN')).toThrow(RangeError);
    expect(() => toDecimal('1e999999999')).toThrow(RangeError);
    expect(() => toDecimal('1e-999999999')).toThrow(RangeError);
  });

  it('writes plain text without exponent or negative zero', () => {
    expect(amountText(new Decimal('1e-12'))).toBe('0.000000000001');
    expect(amountText(new Decimal('1e25'))).toBe('10000000000000000000000000');
    expect(amountText(new Decimal('-0'))).toBe('0');
  });
});

describe('rounding', () => {
  it('rounds half away from zero on both sides', () => {
    expect(roundMoney(new Decimal('1.005'), 'EUR').toFixed(2)).toBe('1.01');
    expect(roundMoney(new Decimal('-1.005'), 'EUR').toFixed(2)).toBe('-1.01');
  });

  it('knows the decimals of a currency', () => {
    expect([currencyDecimals('EUR'), currencyDecimals('JPY'), currencyDecimals('KWD'), currencyDecimals('??')]).toEqual([
      2, 0, 3, 2,
    ]);
  });

  it('never moves an amount by more than half a cent, and mirrors at zero', () => {
    fc.assert(
      fc.property(price, (amount) => {
        const rounded = roundMoney(amount, 'EUR');
        expect(rounded.minus(amount).abs().lte('0.005')).toBe(true);
        expect(roundMoney(amount.neg(), 'EUR').eq(rounded.neg())).toBe(true);
      }),
    );
  });
});

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
});

describe('document totals', () => {
  it('rounds every line by itself', () => {
    const line = { quantity: new Decimal(1), netPrice: new Decimal('0.005'), rate: undefined };
    expect(documentTotals([line, line, line], 'EUR').net.toFixed(2)).toBe('0.03');
  });

  it('is the sum of its lines whatever their order', () => {
    const lines = fc.array(
      fc.record({ quantity, netPrice: price, rate: fraction.map((rate) => ({ fraction: rate, basis: 'excluding' as const })) }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(lines, (all) => {
        const totals = documentTotals(all, 'EUR');
        const reversed = documentTotals([...all].reverse(), 'EUR');
        const sum = all.reduce((left, line) => left.plus(lineAmount(line, 'EUR')), new Decimal(0));
        expect(totals.net.eq(sum)).toBe(true);
        expect(totals.gross?.eq(totals.net.plus(totals.vat ?? 0))).toBe(true);
        expect(reversed.gross?.eq(totals.gross ?? 0)).toBe(true);
      }),
    );
  });

  it('leaves VAT open when one line has an unknown rate', () => {
    const totals = documentTotals([{ quantity: new Decimal(2), netPrice: new Decimal('3.5'), rate: undefined }], 'EUR');
    expect(totals.net.toFixed(2)).toBe('7.00');
    expect(totals.vat).toBeUndefined();
  });

  it('takes discounts one after the other', () => {
    expect(discounted(new Decimal('100'), [new Decimal(10), null, new Decimal(50)]).toFixed()).toBe('45');
  });
});
