import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countryCode, countryList, countryName, toExactAddressLines } from './index.ts';

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
