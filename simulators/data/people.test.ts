import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countryCodeOf } from './countries.ts';
import { makePerson } from './people.ts';

describe('a made-up customer', () => {
  it('is the same for the same key and has an e-mail that plain mail servers take', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z0-9]{1,8}$/),
        fc.constantFrom('NL', 'BE', 'DE', 'FR', 'GB', 'IE', 'NO', 'AU', 'JP'),
        (key, code) => {
          const person = makePerson(key, 'person', { code, name: code });
          expect(makePerson(key, 'person', { code, name: code })).toEqual(person);
          expect(person.email).toMatch(/^[a-z]+\.[a-z]+\.[a-z0-9]+@home\.example$/);
          expect(person.billing.countryCode).toBe(code);
        },
      ),
    );
  });

  it('keeps the country text of a file that names no real country', () => {
    expect(makePerson('1', 'person', { code: undefined, name: 'Unspecified' }).billing.country).toBe('Unspecified');
  });
});

describe('a country name', () => {
  it.each([
    ['United Kingdom', 'GB'],
    ['EIRE', 'IE'],
    ['netherlands', 'NL'],
    ['RSA', 'ZA'],
    ['Unspecified', undefined],
    ['European Community', undefined],
  ])('%s is %s', (name, code) => {
    expect(countryCodeOf(name)).toBe(code);
  });
});
