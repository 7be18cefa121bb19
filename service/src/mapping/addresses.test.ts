import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countryCode, countryList, countryName, splitStreet, toExactAddressLines } from './index.ts';

const withoutSeparators = (text: string): string => text.replace(/[\s,\-/.]/g, '');

describe('a street line', () => {
  it.each([
    ['Keizersgracht 12-B', 'Keizersgracht', '12', 'B'],
    ['Keizersgracht 12B', 'Keizersgracht', '12', 'B'],
    ['Rue Neuve 12 bte 3', 'Rue Neuve', '12', 'bte 3'],
    ['Straße des 17. Juni 135', 'Straße des 17. Juni', '135', ''],
    ['Postbus 12', 'Postbus', '12', ''],
    ['Plein 1944 5', 'Plein 1944', '5', ''],
    ['Rue de la Paix, 14 bis', 'Rue de la Paix', '14', 'bis'],
    ['Kerkstraat 7/2', 'Kerkstraat', '7', '2'],
    ['Dorpsstraat', 'Dorpsstraat', '', ''],
    ['10 Downing Street', '10 Downing Street', '', ''],
  ])('%s', (line, street, houseNumber, suffix) => {
    expect(splitStreet(line)).toEqual({ street, houseNumber, suffix });
  });

  it('loses nothing but separators, whatever is split', () => {
    const realistic = fc
      .tuple(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
        fc.nat(9999),
        fc.constantFrom('', '-B', ' bte 3', ' bis', '/4', ' hs', 'a'),
      )
      .map(([street, number, suffix]) => `${street} ${number}${suffix}`);
    fc.assert(
      fc.property(fc.oneof(realistic, fc.string({ unit: 'grapheme' })), (line) => {
        const { street, houseNumber, suffix } = splitStreet(line);
        expect(withoutSeparators(street + houseNumber + suffix)).toBe(withoutSeparators(line));
      }),
    );
  });
});

describe('a Salesforce street', () => {
  const line = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => text.replace(/[\r\n]/g, '').trim())
    .filter((text) => text !== '');

  it('stands in Exact line by line, up to three lines', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 3 }), (lines) => {
        const [addressLine1 = '', addressLine2 = '', addressLine3 = ''] = lines;
        expect(toExactAddressLines(lines.join('\r\n'))).toEqual({ addressLine1, addressLine2, addressLine3 });
      }),
    );
  });

  it('loses no line when there are more than three', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 4, maxLength: 8 }), (lines) => {
        const exact = toExactAddressLines(lines.join('\n'));
        expect(exact.addressLine3).toBe(lines.slice(2).join(', '));
      }),
    );
  });
});

describe('countries', () => {
  it.each([
    ['en', 'Netherlands', 'Belgium'],
    ['nl', 'Nederland', 'België'],
  ] as const)('are listed under the names that people use (%s)', (language, dutch, belgian) => {
    const nameOf = new Map(countryList(language).map(({ code, name }) => [code, name]));

    expect([nameOf.get('NL'), nameOf.get('BE')]).toEqual([dutch, belgian]);
    for (const name of nameOf.values()) expect(name).toMatch(/\p{L}{3}/u);
  });

  it.each([
    ['Nederland', 'NL'],
    ['the Netherlands', 'NL'],
    ['België', 'BE'],
    ['belgie', 'BE'],
    ['Deutschland', 'DE'],
    ['EIRE', 'IE'],
    ['Channel Islands', 'JE'],
    ['United Kingdom', 'GB'],
    ['USA', 'US'],
    ['nl', 'NL'],
    ['NLD', 'NL'],
  ])('%s is %s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });

  it('does not guess', () => {
    expect(countryCode('Atlantis')).toBeUndefined();
    expect(countryCode('XX')).toBeUndefined();
    expect(countryCode('')).toBeUndefined();
  });

  it('gives the English name of a code', () => {
    expect(countryName('be')).toBe('Belgium');
  });
});
