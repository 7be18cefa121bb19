import { readCompanyNumber } from './company-number.ts';
import { readPhoneNumber } from './phone-number.ts';
import { readVatNumber } from './vat-number.ts';

/** Kinds of numbers that people write in more than one way. */
export type NumberKind = 'phone' | 'vat' | 'company';

const READERS: Readonly<Record<NumberKind, (text: string, country: string) => string | undefined>> = {
  phone: readPhoneNumber,
  vat: (text, country) => {
    const read = readVatNumber(text, country);
    return read.state === 'valid' ? read.number : undefined;
  },
  company: readCompanyNumber,
};

/** A number in the one form of its kind; undefined where it cannot be read. `country`: ISO code of whose it is. */
export function readNumber(kind: NumberKind, text: string, country: string): string | undefined {
  return READERS[kind](text, country);
}

/** True for one number that is written in two ways; false where one of them cannot be read. `country`: ISO code of whose they are. */
export function isSameNumber(kind: NumberKind, one: string, other: string, country: string): boolean {
  const read = READERS[kind](one, country);
  return read !== undefined && read === READERS[kind](other, country);
}
