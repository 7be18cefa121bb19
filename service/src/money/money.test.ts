import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountInCurrency, Decimal, amountText, currencyDecimals, discounted, roundMoney, toDecimal } from './index.ts';

const price = fc.integer({ min: 0, max: 1_000_000_0000 }).map((count) => new Decimal(count).div(10_000));

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

describe('discounts', () => {
  it('takes discounts one after the other', () => {
    expect(discounted(new Decimal('100'), [new Decimal(10), null, new Decimal(50)]).toFixed()).toBe('45');
  });
});
