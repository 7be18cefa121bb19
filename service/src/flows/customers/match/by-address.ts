import { TandemError } from '../../../errors/index.ts';
import type { ExactAccount } from '../../../exact/index.ts';
import { searchCodeOf } from '../keys.ts';
import type { Customer, Debtor } from '../types.ts';
import type { MappedCustomer } from '../values.ts';

/** An account in Exact that may be a customer's. */
export interface Hit {
  readonly account: ExactAccount;
  /** Name of another account of Salesforce that is linked to it. */
  readonly linkedTo: string | undefined;
}

/**
 * Whom accounts with the customer's e-mail address make its debtor. One that nobody has links; one that another account has
 * never does, unless it bears our key; several are for a person. Pure.
 */
export function debtorByEmail(customer: Customer, mapped: MappedCustomer, hits: readonly Hit[]): Debtor {
  const ours = ourOwn(customer, hits);
  if (ours !== undefined) return found(ours, 'email');
  const free = hits.filter(({ linkedTo }) => linkedTo === undefined);
  const [only, ...others] = free;
  if (only !== undefined && others.length === 0) {
    // Somebody else has the address too: the name has to say that this one is the customer's.
    if (free.length === hits.length || isSameName(only.account.Name, nameOf(mapped))) return found(only, 'email');
  }
  const [first] = hits;
  if (first === undefined) return { kind: 'new' };
  if (only === undefined && first.linkedTo !== undefined && hits.length === 1) {
    const params = { ...wordsOf(mapped, hits), code: first.account.Code, debtor: first.account.Name, other: first.linkedTo };
    return problem(new TandemError('customer_email_shared', params, { field: 'Email', recordId: customer.record.id }));
  }
  return problem(new TandemError('customer_ambiguous', wordsOf(mapped, hits), { field: 'Email', recordId: customer.record.id }));
}

/**
 * Whom accounts make the debtor whose contact has the customer's e-mail address. A person may be a contact of many companies:
 * only an account of the same name is taken. Pure.
 */
export function debtorByContact(customer: Customer, mapped: MappedCustomer, hits: readonly Hit[]): Debtor {
  if (hits.length === 0) return { kind: 'new' };
  const ours = ourOwn(customer, hits);
  const named = hits.filter(({ account, linkedTo }) => linkedTo === undefined && isSameName(account.Name, nameOf(mapped)));
  const one = ours ?? (named.length === 1 ? named[0] : undefined);
  if (one !== undefined) return found(one, 'contact');
  return problem(new TandemError('customer_proposed', wordsOf(mapped, hits), { field: 'Email', recordId: customer.record.id }));
}

/** True when both are one name as people write it: `Contact Company BV` and `Contact Company B.V.`. */
export function isSameName(one: string, other: string): boolean {
  const essence = (name: string): string =>
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return essence(one) !== '' && essence(one) === essence(other);
}

/** Made by us for this very account: the news of it was lost. */
export function ourOwn(customer: Customer, hits: readonly Hit[]): Hit | undefined {
  const key = searchCodeOf(customer.accountId ?? '');
  return key === '' ? undefined : hits.find(({ account }) => account.SearchCode === key);
}

function found({ account, linkedTo }: Hit, by: 'email' | 'contact'): Debtor {
  return { kind: 'found', account, by, sharedWith: linkedTo };
}

function problem(error: TandemError): Debtor {
  return { kind: 'problem', problem: error };
}

function wordsOf({ name, email }: MappedCustomer, hits: readonly Hit[]) {
  const accounts = hits.map(({ account }) => `${account.Code} ${account.Name}`).join(', ');
  return { customer: name, email, count: hits.length, accounts };
}

/** The name as Exact holds it, shortened where it is too long. */
export function nameOf({ account, name }: MappedCustomer): string {
  const inExact = account.fields.find(({ rule }) => rule.field === 'Name')?.value;
  return typeof inExact === 'string' ? inExact : name;
}
