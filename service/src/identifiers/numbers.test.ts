import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSameNumber, readCompanyNumber, readPhoneNumber } from './index.ts';

/** Numbers of networks, by country: digits as they are dialled there. */
const PHONES: readonly (readonly [country: string, local: string, abroad: string])[] = [
  ['NL', '0201234567', '+31 20 123 4567'],
  ['NL', '0612345678', '+31 6 12345678'],
  ['BE', '022345678', '+32 2 234 56 78'],
  ['BE', '0470123456', '+32 470 12 34 56'],
  ['DE', '030123456', '+49 30 123456'],
  ['FR', '0123456789', '+33 1 23 45 67 89'],
  ['GB', '02071234567', '+44 20 7123 4567'],
];

describe('a phone number', () => {
  it.each(PHONES)('of %s is dialled from anywhere: %s', (country, local, abroad) => {
    expect(readPhoneNumber(local, country)).toBe(abroad);
    // What was read is read as itself, whatever country it comes with.
    expect(readPhoneNumber(abroad, 'US')).toBe(abroad);
  });

  it('is the same with spaces, brackets, points and hyphens between its digits', () => {
    const between = fc.array(fc.constantFrom('', ' ', '-', '.'), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(fc.constantFrom(...PHONES), between, ([country, local, abroad], gaps) => {
        const spelled = [...local].map((digit, index) => (index === 0 ? digit : `${gaps[index] ?? ''}${digit}`)).join('');
        expect(readPhoneNumber(spelled, country)).toBe(abroad);
        expect(isSameNumber('phone', spelled, abroad, country)).toBe(true);
      }),
    );
  });

  it('is none for anything else, and nothing makes it fail', () => {
    expect(readPhoneNumber('020 123 45 67 toestel 12', 'NL')).toBeUndefined();
    expect(readPhoneNumber('+31 20 123 4567 ext. 12', 'NL')).toBeUndefined();
    expect(readPhoneNumber('0201234567')).toBeUndefined();
    expect(readPhoneNumber('0201234567 of 0612345678', 'NL')).toBeUndefined();
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, country) => {
        const read = readPhoneNumber(text, country);
        expect(read === undefined || readPhoneNumber(read) === read).toBe(true);
      }),
    );
  });
});

describe('the number of a company', () => {
  it('is eight digits in the Netherlands, the enterprise number in Belgium, and unknown elsewhere', () => {
    expect(readCompanyNumber('1234 5678', 'nl')).toBe('12345678');
    expect(readCompanyNumber('1234567', 'NL')).toBeUndefined();
    expect(readCompanyNumber('0428.759.497', 'BE')).toBe('0428759497');
    expect(readCompanyNumber('BE 0428.759.497', 'BE')).toBe('0428759497');
    expect(readCompanyNumber('0428.759.498', 'BE')).toBeUndefined();
    expect(readCompanyNumber('12345678', 'DE')).toBeUndefined();
  });

  it('is the same however it is written, and another one where a digit differs', () => {
    expect(isSameNumber('company', '0428.759.497', 'BE0428759497', 'BE')).toBe(true);
    expect(isSameNumber('vat', 'NL0044.95.445.B01', 'nl004495445b01', '')).toBe(true);
    expect(isSameNumber('vat', 'n/a', 'n/a', 'NL')).toBe(false);
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000_000, max: 99_999_999 }),
        fc.integer({ min: 10_000_000, max: 99_999_999 }),
        (one, other) => {
          expect(isSameNumber('company', String(one), String(other), 'NL')).toBe(one === other);
        },
      ),
    );
  });
});
