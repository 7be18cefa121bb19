import { createRequire } from 'node:module';
import type * as Library from 'libphonenumber-js/min';

let loaded: typeof Library | undefined;

/**
 * A phone number as it is dialled from anywhere, such as `+31 20 123 4567`; undefined for one that nobody can read, or that has an
 * extension. `country`: ISO code of where it is, for one without the prefix of a country.
 */
export function readPhoneNumber(text: string, country = ''): string | undefined {
  // It takes 15 ms and 3 MB, and most runs meet no phone number.
  loaded ??= createRequire(import.meta.url)('libphonenumber-js/min') as typeof Library;
  const given = country.trim().toUpperCase();
  const known = loaded.isSupportedCountry(given) ? { defaultCountry: given } : {};
  const read = loaded.parsePhoneNumberFromString(text, { ...known, extract: false });
  return read === undefined || read.ext !== undefined || !read.isValid() ? undefined : read.formatInternational();
}
