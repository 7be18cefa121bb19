import { readNumber, type NumberKind } from '../../../identifiers/index.ts';

/** Fields of accounts and contacts in Exact Online whose values people write in more than one way. */
export const NUMBERS: Readonly<Record<string, NumberKind>> = {
  Phone: 'phone',
  Mobile: 'phone',
  VATNumber: 'vat',
  ChamberOfCommerce: 'company',
};

/** What a text says, however it is spelled: numbers in their one form, anything else as it is. `country`: ISO code of whose it is. Pure. */
export function meantBy(field: string, text: string, country: string): string {
  const kind = NUMBERS[field];
  return kind === undefined || text === '' ? text : (readNumber(kind, text, country) ?? text);
}
