import { describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { decimalNumber, parseJson } from './lossless-json.ts';

const decimalText = fc
  .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, scale]) => new Decimal(digits.toString()).div(new Decimal(10).pow(scale)).toFixed(scale));

describe('parseJson', () => {
  it('keeps the value of every decimal, whatever its length', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        const { amount } = parseJson(`{"amount":${text}}`) as { amount: string | number };
        expect(new Decimal(amount).eq(new Decimal(text))).toBe(true);
      }),
    );
  });

  it('leaves a row version that no double holds as its text', () => {
    expect(parseJson('{"Timestamp":9007199254740993}')).toEqual({ Timestamp: '9007199254740993' });
  });

  it('leaves everyday numbers numbers', () => {
    expect(parseJson('[0, 12.5, 12.50, -3, 1e3]')).toEqual([0, 12.5, 12.5, -3, 1000]);
  });

  it('skips a byte order mark', () => {
    expect(parseJson('\ufeff{"d":[]}')).toEqual({ d: [] });
  });

  it('refuses a cut text', () => {
    expect(() => parseJson('{"d":[{"ID":')).toThrow(SyntaxError);
  });
});

describe('decimalNumber', () => {
  it('writes exactly the digits it was given', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        expect(JSON.stringify({ Price: decimalNumber(text) })).toBe(`{"Price":${text}}`);
      }),
    );
  });

  it.each(['', '1e3', 'NaN', '1,5', '01', '"1"', '1}'])('refuses %j', (text) => {
    expect(() => decimalNumber(text)).toThrow(RangeError);
  });
});
