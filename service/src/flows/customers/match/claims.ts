import { createHash } from 'node:crypto';
import type { Customer } from '../types.ts';
import type { MappedCustomer } from '../values.ts';

/** One account of Salesforce that records of the batch are of, as the first of them has it. */
export interface SoughtCustomer extends Customer {
  /** See `customerKey`. */
  readonly key: string;
  readonly mapped: MappedCustomer;
}

/** What a job has to hold while it may make the debtor of a customer. Claims hold no personal data. */
export function claimsOf({ key, mapped }: SoughtCustomer): string[] {
  const names = [key, ...(mapped.email === '' ? [] : [mapped.email])];
  return names.map((name) => customerClaim(name));
}

/** The claim on making or choosing a debtor, by account id or by e-mail address. */
export function customerClaim(name: string): string {
  return `customer-${createHash('sha256').update(name.toLowerCase()).digest('base64url')}`;
}
