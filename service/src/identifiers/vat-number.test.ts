import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readVatNumber } from './index.ts';

/** One that is valid in each country that has some. */
const VALID: readonly (readonly [country: string, number: string])[] = [
  ...([
    ['AT', 'ATU13585627'],
    ['BE', 'BE0428759497'],
    ['BE', 'BE1009871255'],
    ['BG', 'BG175074752'],
  ] as const),
  ...([
    ['CY', 'CY10259033P'],
    ['CZ', 'CZ25123891'],
    ['DE', 'DE136695976'],
    ['DK', 'DK13585628'],
    ['EE', 'EE100931558'],
  ] as const),
  ...([
    ['ES', 'ES54362315K'],
    ['ES', 'ESB58378431'],
    ['FI', 'FI20774740'],
    ['FR', 'FR40303265045'],
    ['GR', 'EL094259216'],
  ] as const),
  ...([
    ['HR', 'HR33392005961'],
    ['HU', 'HU12892312'],
    ['IE', 'IE6433435OA'],
    ['IT', 'IT00743110157'],
    ['LT', 'LT119511515'],
  ] as const),
  ...([
    ['LU', 'LU15027442'],
    ['LV', 'LV40003521600'],
    ['MT', 'MT11679112'],
    ['NL', 'NL004495445B01'],
    ['NL', 'NL000099998B57'],
  ] as const),
  ...([
    ['PL', 'PL8567346215'],
    ['PT', 'PT501964843'],
    ['RO', 'RO18547290'],
    ['SE', 'SE123456789701'],
    ['SI', 'SI50223054'],
  ] as const),
  ['SK', 'SK2022749619'],
];

/** The same number as people write it: with spaces, points and hyphens between, in small letters. */
const written = fc.constantFrom(...VALID).chain(([country, number]) =>
  fc.array(fc.constantFrom('', ' ', '.', '-'), { minLength: number.length, maxLength: number.length }).chain((between) =>
    fc.boolean().map((isSmall) => {
      const spelled = [...number].map((character, index) => `${character}${between[index] ?? ''}`).join('');
      return { country, number, text: isSmall ? spelled.toLowerCase() : spelled };
    }),
  ),
);

describe('a VAT number', () => {
  it.each(VALID)('of %s is read: %s', (country, number) => {
    expect(readVatNumber(number)).toEqual({ state: 'valid', country, number });
    // Without its prefix it is one of the country that it came with.
    expect(readVatNumber(number.slice(2), country.toLowerCase())).toEqual({ state: 'valid', country, number });
  });

  it('is the same however it is written', () => {
    fc.assert(
      fc.property(written, ({ country, number, text }) => {
        expect(readVatNumber(text)).toEqual({ state: 'valid', country, number });
      }),
    );
  });

  it('is wrong where one digit is, in countries whose check digits see every such mistake', () => {
    const checked = ['BE0428759497', 'DE136695976'];
    fc.assert(
      fc.property(fc.constantFrom(...checked), fc.nat(), fc.integer({ min: 1, max: 9 }), (number, at, more) => {
        const digits = [...number].flatMap((character, index) => (/\d/.test(character) && index < 10 ? [index] : []));
        const index = digits[at % digits.length] ?? 0;
        const other = String((Number(number[index]) + more) % 10);
        const changed = `${number.slice(0, index)}${other}${number.slice(index + 1)}`;
        expect(readVatNumber(changed).state).toBe('wrong');
      }),
    );
  });

  it('of a country whose numbers nobody knows is neither right nor wrong, and nothing is none', () => {
    expect(readVatNumber('GB 123 4567 89').state).toBe('unknown');
    expect(readVatNumber('', 'NL').state).toBe('wrong');
    expect(readVatNumber('').state).toBe('unknown');
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, country) =>
        ['valid', 'wrong', 'unknown'].includes(readVatNumber(text, country).state),
      ),
    );
  });
});
