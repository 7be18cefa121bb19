import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseAmount, parseDayFirstDate, parseQuantity } from './amounts.ts';

describe('amounts of a retail file', () => {
  it('are read to the cent, whatever their size', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }), (cents) => {
        const sign = cents < 0n ? '-' : '';
        const digits = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
        const text = `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        expect(parseAmount(text)?.times(100).toFixed(0).replace(/^-0$/, '0')).toBe(cents.toString());
      }),
    );
  });

  it.each(['', ' ', '1,50', '1.000,50', 'free', '1e5', '.5', '1.', 'NaN', '--1', '£2.55'])(
    'are nothing when the text is %j',
    (text) => {
      expect(parseAmount(text)).toBeUndefined();
    },
  );

  it('may be zero, which is a price', () => {
    expect(parseAmount('0')?.isZero()).toBe(true);
    expect(parseAmount('0.00')?.isZero()).toBe(true);
  });
});

describe('quantities of a retail file', () => {
  it('are whole numbers with their sign', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), (pieces) =>
        expect(parseQuantity(String(pieces))).toBe(pieces),
      ),
    );
  });

  it.each(['', '1.5', 'six', '1e3', '0x10'])('are nothing when the text is %j', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});

describe('dates of a retail file', () => {
  it('put the day before the month, with or without a time', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        fc.boolean(),
        (date, hasTime) => {
          const text = `${date.getUTCDate()}/${date.getUTCMonth() + 1}/${date.getUTCFullYear()}${hasTime ? ' 8:26' : ''}`;
          expect(parseDayFirstDate(text)).toBe(date.toISOString().slice(0, 10));
        },
      ),
    );
  });

  it.each(['', '31/2/2010', '2010-12-01', '1/13/2010', '0/1/2010', '1/12/10', '1/12/2010 25:00', '1/12/2010 10:61', 'today'])(
    'are nothing when the text is %j',
    (text) => {
      expect(parseDayFirstDate(text)).toBeUndefined();
    },
  );
});
