import { readVatNumber } from './vat-number.ts';

/** What a number of a chamber of commerce is made of, in countries where it is digits only. */
const DIGITS: Readonly<Record<string, number>> = { NL: 8 };

/**
 * The number under which a company is registered, as Exact takes it: eight digits in the Netherlands, the enterprise number of ten digits in
 * Belgium. Undefined for one that is none, and for other countries. `country`: ISO code.
 */
export function readCompanyNumber(text: string, country: string): string | undefined {
  const of = country.trim().toUpperCase();
  const digits = text.replace(/[\s.\-/]/g, '');
  if (of === 'BE') {
    // The enterprise number is the VAT number without its prefix.
    const read = readVatNumber(digits, 'BE');
    return read.state === 'valid' && read.country === 'BE' ? read.number.slice(2) : undefined;
  }
  return DIGITS[of] !== undefined && /^\d+$/.test(digits) && digits.length === DIGITS[of] ? digits : undefined;
}
