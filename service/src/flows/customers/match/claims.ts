import { createHash } from 'node:crypto';
import type { Customer } from '../types.ts';
import type { MappedCustomer } from '../values.ts';
import { compact, valueOf } from './by-number.ts';

/** One account of Salesforce that records of the batch are of, as the first of them has it. */
export interface SoughtCustomer extends Customer {
  /** See `customerKey`. */
  readonly key: string;
  readonly mapped: MappedCustomer;
}

/** What a job has to hold while it may make the debtor of a customer. Claims hold no personal data. */
export function claimsOf(customer: SoughtCustomer): string[] {
  return [customer.key, ...namesOf(customer)].map((name) => customerClaim(name));
}

/** What no two debtors are made with at once: e-mail address, VAT number and chamber of commerce number, as far as there are any. */
export function namesOf({ mapped }: SoughtCustomer): string[] {
  const numbers = (['VATNumber', 'ChamberOfCommerce'] as const).map((field) => compact(valueOf(mapped, field)));
  return [mapped.email.toLowerCase(), ...numbers].filter((name) => name !== '');
}

/** The claim on making or choosing a debtor, by account id or by e-mail address. */
export function customerClaim(name: string): string {
  return `customer-${createHash('sha256').update(name.toLowerCase()).digest('base64url')}`;
}
