import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joinStreet, splitStreet, streetLine } from './index.ts';

/** Addresses of six countries, and of one that writes both ways. */
const ADDRESSES = 10_000;

describe('a street line', () => {
  it.each([
    ['', 'Keizersgracht 12-B', 'Keizersgracht', '12', 'B'],
    ['', 'Keizersgracht 12B', 'Keizersgracht', '12', 'B'],
    ['', 'Rue Neuve 12 bte 3', 'Rue Neuve', '12', 'bte 3'],
    ['', 'Straße des 17. Juni 135', 'Straße des 17. Juni', '135', ''],
    ['', 'Postbus 12', 'Postbus', '12', ''],
    ['', 'Plein 1944 5', 'Plein 1944', '5', ''],
    ['NL', 'Plein 1944 12', 'Plein 1944', '12', ''],
    ['NL', '1e Kruisweg 36', '1e Kruisweg', '36', ''],
    ['NL', 'Laan 1940-1945 3', 'Laan 1940-1945', '3', ''],
    ['NL', 'Bankastraat 23 - II', 'Bankastraat', '23', 'II'],
    ['NL', 'Professor Pieter Willemsstraat 23 B 03', 'Professor Pieter Willemsstraat', '23', 'B 03'],
    ['', 'Rue de la Paix, 14 bis', 'Rue de la Paix', '14', 'bis'],
    ['', 'Kerkstraat 7/2', 'Kerkstraat', '7', '2'],
    ['', 'Dorpsstraat', 'Dorpsstraat', '', ''],
    ['', '10 Downing Street', '10 Downing Street', '', ''],
    ['GB', '10 Downing Street', 'Downing Street', '10', ''],
    ['GB', '221B Baker Street', 'Baker Street', '221', 'B'],
    ['GB', '12-14 High Street', 'High Street', '12', '14'],
    ['GB', 'Rose Cottage, Mill Lane', 'Rose Cottage, Mill Lane', '', ''],
    ['FR', '12 bis, rue de la Paix', 'rue de la Paix', '12', 'bis'],
    ['FR', '8 avenue du 11 Novembre 1918', 'avenue du 11 Novembre 1918', '8', ''],
    ['BE', '12, Rue Neuve', 'Rue Neuve', '12', ''],
    ['BE', 'Meir 58 bte 3', 'Meir', '58', 'bte 3'],
    ['DE', 'Musterstr. 12-14', 'Musterstr.', '12', '14'],
    ['SE', 'Storgatan 12 A lgh 1101', 'Storgatan', '12', 'A lgh 1101'],
    ['SE', 'Box 123', 'Box', '123', ''],
  ])('of %s: %s', (country, line, street, houseNumber, suffix) => {
    const split = splitStreet(line, country);
    expect(split).toMatchObject({ street, houseNumber, suffix });
    expect(joinStreet(split)).toBe(line);
  });

  it('of six countries comes apart as it was put together, and together as it was, ten thousand times', () => {
    fc.assert(
      fc.property(address, ({ country, line, parts }) => {
        const split = splitStreet(line, country);
        expect({ street: split.street, houseNumber: split.houseNumber, suffix: split.suffix }).toEqual(parts);
        expect(joinStreet(split)).toBe(line);
      }),
      { numRuns: ADDRESSES },
    );
  });

  it('is put together again to the character, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constantFrom('', 'FR', 'BE', 'NL'), (line, country) => {
        expect(joinStreet(splitStreet(line, country))).toBe(line);
      }),
    );
  });

  it('of parts that were kept apart stands as its country writes it, and comes apart into them again', () => {
    fc.assert(
      fc.property(address, ({ country, parts }) => {
        const again = splitStreet(streetLine(parts, country), country);
        expect([again.street, again.houseNumber, again.suffix]).toEqual([parts.street, parts.houseNumber, parts.suffix]);
      }),
    );
  });
});

/** How addresses are written in a country: names of streets, and what follows or goes before. */
interface Custom {
  readonly country: string;
  readonly streets: readonly string[];
  /** What stands between number and suffix, and the suffix. */
  readonly suffixes: readonly (readonly [before: string, suffix: string])[];
  readonly between: readonly string[];
  readonly isNumberFirst?: boolean;
}

const PLAIN = ['', ''] as const;
const CUSTOMS: readonly Custom[] = [
  {
    country: 'NL',
    streets: [
      'Keizersgracht',
      'Plein 1944',
      '1e Kruisweg',
      "'s-Gravelandseweg",
      'Laan 1940-1945',
      'Prins Bernhardlaan',
      'IJsselkade',
    ],
    suffixes: [PLAIN, ['', 'a'], ['-', 'B'], [' ', 'hs'], [' - ', 'II'], [' ', 'B 03'], ['-', '2'], [' ', 'bis']],
    between: [' '],
  },
  {
    country: 'BE',
    streets: ['Rue Neuve', 'Meir', 'Grote Markt', 'Avenue du 11 Novembre', 'Sint-Jansstraat', "Chaussée d'Alsemberg"],
    suffixes: [PLAIN, ['', 'A'], [' ', 'bte 3'], [' ', 'bus 12'], [' ', 'boîte B4'], ['/', '4']],
    between: [' ', ', '],
  },
  {
    country: 'DE',
    streets: ['Straße des 17. Juni', 'Musterstr.', 'Am Kupfergraben', 'Allee der Kosmonauten', 'Mühlenweg'],
    suffixes: [PLAIN, ['', 'a'], ['-', '14'], [' ', 'b']],
    between: [' '],
  },
  {
    country: 'SE',
    streets: ['Storgatan', 'Sankt Eriksgatan', 'Östra Hamngatan', 'Box'],
    suffixes: [PLAIN, [' ', 'A'], [' ', 'lgh 1101'], [' ', 'A lgh 1203']],
    between: [' '],
  },
  {
    country: 'FR',
    streets: ['rue de la Paix', 'avenue du 11 Novembre 1918', "boulevard de l'Hôpital", 'quai François-Mauriac'],
    suffixes: [PLAIN, [' ', 'bis'], [' ', 'ter'], ['', 'B'], [' ', 'A']],
    between: [' ', ', '],
    isNumberFirst: true,
  },
  {
    country: 'GB',
    streets: ['Downing Street', 'High Street', "St. John's Wood Road", 'Baker Street', 'The Green'],
    suffixes: [PLAIN, ['', 'B'], ['-', '14'], [' ', 'a']],
    between: [' ', ', '],
    isNumberFirst: true,
  },
];

const address = fc.constantFrom(...CUSTOMS).chain(({ country, streets, suffixes, between, isNumberFirst = false }) =>
  fc
    .tuple(
      fc.constantFrom(...streets),
      fc.integer({ min: 1, max: 9_999 }),
      fc.constantFrom(...suffixes),
      fc.constantFrom(...between),
    )
    .map(([street, number, [before, suffix], separator]) => {
      const house = `${number}${before}${suffix}`;
      return {
        country,
        line: isNumberFirst ? `${house}${separator}${street}` : `${street}${separator}${house}`,
        parts: { street, houseNumber: String(number), suffix },
      };
    }),
);
