import { describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { decimalNumber, parseJson, type JsonValue } from './lossless-json.ts';

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

  it('gives back what JSON.parse does, save for numbers that a double changes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(withNumbers(parseJson(text))).toEqual(withNumbers(JSON.parse(text) as JsonValue));
      }),
    );
  });

  it('takes text for text, whatever numbers, quotes and backslashes it holds', () => {
    const text = fc
      .array(fc.constantFrom('9007199254740993', ':1e400', ', ', '"', '\\', '[-0,', 'é', '\n'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
        const rows = pairs.map(([key, value]) => ({ [key]: value, long: 1 }));
        const json = JSON.stringify(rows).replaceAll('"long":1', '"long":12345678901234567890');
        expect(parseJson(json)).toEqual(pairs.map(([key, value]) => ({ [key]: value, long: '12345678901234567890' })));
      }),
    );
  });

  it.each([
    ['1e400', '1e400'],
    ['1e-400', '1e-400'],
    ['-0', '-0'],
    ['-0.00', '-0.00'],
    ['-0.5', -0.5],
    ['0.1e1', 1],
    ['1.5E+3', 1500],
    ['100000000000000000000', 1e20],
    ['0.30000000000000000000', 0.3],
    ['0.30000000000000004441', '0.30000000000000004441'],
    ['123456789012345.6789', '123456789012345.6789'],
    ['0.0000000000000000', 0],
  ])('reads %s as %j', (text, value) => {
    expect(parseJson(text)).toBe(value);
    expect(parseJson(`{"a":[ ${text} ,${text}]}`)).toEqual({ a: [value, value] });
  });

  it.each(['{123456789012345678:1}', '[01234567890123456789]', '[1e5.5]', '[12345678901234567890.]'])('refuses %s', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it.each([
    ['small objects', `[${'{"a":1},'.repeat(200_000)}0]`],
    ['long numbers', `[${'12345678901234567890,'.repeat(100_000)}0]`],
    ['numbers with an exponent', `[${'1.25e3,'.repeat(200_000)}0]`],
    ['text that looks like long numbers', JSON.stringify(': 12345678901234567890'.repeat(80_000))],
    ['text of quotes and backslashes', `[${JSON.stringify('"\\'.repeat(300_000))},12345678901234567890]`],
    ['white space', `[${' '.repeat(2_000_000)}12345678901234567890]`],
    ['one number of a million digits', '7'.repeat(1_000_000)],
  ])('parses two megabytes of %s within a moment', (_what, text) => {
    const before = process.threadCpuUsage();
    parseJson(text);
    const { user, system } = process.threadCpuUsage(before);
    // Generous for any machine: work that grows with the square of the text would take minutes.
    expect((user + system) / 1000).toBeLessThan(2_000);
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

/** With each text and each number as a number where it is one. */
function withNumbers(value: JsonValue): unknown {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === 'string' && part.trim() !== '' && !Number.isNaN(Number(part)) ? Number(part) : part,
  );
}
