import { phrase, TandemError, type Phrase } from '../../../errors/index.ts';
import type { ExactAccount } from '../../../exact/index.ts';
import { plainText, splitStreet } from '../../../mapping/index.ts';
import type { Customer, Debtor, MatchKey } from '../types.ts';
import type { MappedCustomer } from '../values.ts';
import { isSameName, nameOf, ourOwn, type Hit } from './by-address.ts';

/** What a customer may be known by besides its e-mail address. */
export type NumberKey = Exclude<MatchKey, 'email' | 'contact'>;

interface Known {
  /** Field of Exact that is asked for. */
  readonly field: 'VATNumber' | 'ChamberOfCommerce' | 'Postcode';
  readonly what: Phrase;
  /** True where such an account is the customer's, as far as the key tells. */
  readonly fits: (account: ExactAccount, mapped: MappedCustomer) => boolean;
}

/** How a customer is known by each key. */
export const NUMBER_KEYS: Readonly<Record<NumberKey, Known>> = {
  vatNumber: { field: 'VATNumber', what: phrase('topic_vat_number'), fits: sameIn('VATNumber') },
  chamberNumber: { field: 'ChamberOfCommerce', what: phrase('topic_chamber_number'), fits: sameIn('ChamberOfCommerce') },
  nameAndAddress: {
    field: 'Postcode',
    what: phrase('topic_address'),
    fits: (account, mapped) =>
      sameIn('Postcode')(account, mapped) &&
      isSameName(account.Name, nameOf(mapped)) &&
      houseOf(account.AddressLine1, account.Country) !== '' &&
      houseOf(account.AddressLine1, account.Country) === houseOf(valueOf(mapped, 'AddressLine1'), valueOf(mapped, 'Country')),
  },
};

/** The value of a field as people may have written it in Exact: as it stands, without anything between its letters and digits, and as 1011 AA. */
export function spellings(value: string): string[] {
  const plain = compact(value);
  return plain === '' ? [] : [...new Set([value.trim(), plain, plain.replace(/^(\d{4})([A-Z]{2})$/, '$1 $2')])];
}

/** What the rules put into a field of the account in Exact; empty where there is nothing. */
export function valueOf({ account }: MappedCustomer, field: string): string {
  return plainText(account.fields.find(({ rule }) => rule.field === field)?.value).trim();
}

/** True where the account in Exact is this customer, as far as the key tells. Pure. */
export function fitsBy(key: NumberKey, account: ExactAccount, mapped: MappedCustomer): boolean {
  return NUMBER_KEYS[key].fits(account, mapped);
}

/**
 * Whom accounts that have the customer's number make its debtor. One that nobody has links; several, and one that another account has,
 * are for a person. Pure.
 */
export function debtorByNumber(
  customer: Customer,
  mapped: MappedCustomer,
  key: NumberKey,
  hits: readonly Hit[],
): Debtor | undefined {
  const [only, ...others] = hits;
  if (only === undefined) return undefined;
  const one = ourOwn(customer, hits) ?? (others.length === 0 && only.linkedTo === undefined ? only : undefined);
  if (one !== undefined) return { kind: 'found', account: one.account, by: key, sharedWith: one.linkedTo };
  const { what, field } = NUMBER_KEYS[key];
  const accounts = hits.map(({ account }) => `${account.Code} ${account.Name}`).join(', ');
  const params = { customer: mapped.name, what, number: valueOf(mapped, field), accounts };
  return { kind: 'problem', problem: new TandemError('customer_number_known', params, { field, recordId: customer.record.id }) };
}

function sameIn(field: Known['field']) {
  return (account: ExactAccount, mapped: MappedCustomer): boolean => {
    const wanted = compact(valueOf(mapped, field));
    return wanted !== '' && compact(account[field] ?? '') === wanted;
  };
}

function houseOf(line: string | null, country: string | null): string {
  return splitStreet(line ?? '', country ?? '').houseNumber;
}

/** A number without anything between its letters and digits. */
export function compact(value: string): string {
  return value.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
