import { TandemError } from '../../../errors/index.ts';
import type { ExactAccount } from '../../../exact/index.ts';
import type { MappedCustomer } from '../values.ts';
import { isSameName, searchCodeOf } from '../values.ts';
import type { Debtor, OrderRow } from '../../orders/types.ts';

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
export function debtorByEmail(order: OrderRow, customer: MappedCustomer, hits: readonly Hit[]): Debtor {
  const ours = ourOwn(order, hits);
  if (ours !== undefined) return found(ours, 'email');
  const free = hits.filter(({ linkedTo }) => linkedTo === undefined);
  const [only, ...others] = free;
  if (only !== undefined && others.length === 0) {
    // Somebody else has the address too: the name has to say that this one is the customer's.
    if (free.length === hits.length || isSameName(only.account.name, nameOf(customer))) return found(only, 'email');
  }
  const [first] = hits;
  if (first === undefined) return { kind: 'new' };
  if (only === undefined && first.linkedTo !== undefined && hits.length === 1) {
    const params = { ...wordsOf(customer, hits), code: first.account.code, debtor: first.account.name, other: first.linkedTo };
    return problem(new TandemError('customer_email_shared', params, { field: 'Email', recordId: order.Id }));
  }
  return problem(new TandemError('customer_ambiguous', wordsOf(customer, hits), { field: 'Email', recordId: order.Id }));
}

/**
 * Whom accounts make the debtor whose contact has the customer's e-mail address. A person may be a contact of many companies:
 * only an account of the same name is taken. Pure.
 */
export function debtorByContact(order: OrderRow, customer: MappedCustomer, hits: readonly Hit[]): Debtor {
  if (hits.length === 0) return { kind: 'new' };
  const ours = ourOwn(order, hits);
  const named = hits.filter(({ account, linkedTo }) => linkedTo === undefined && isSameName(account.name, nameOf(customer)));
  const one = ours ?? (named.length === 1 ? named[0] : undefined);
  if (one !== undefined) return found(one, 'contact');
  return problem(new TandemError('customer_proposed', wordsOf(customer, hits), { field: 'Email', recordId: order.Id }));
}

/** Made by us for this very account: the news of it was lost. */
function ourOwn(order: OrderRow, hits: readonly Hit[]): Hit | undefined {
  const key = searchCodeOf(order.AccountId ?? '');
  return key === '' ? undefined : hits.find(({ account }) => account.searchCode === key);
}

function found({ account, linkedTo }: Hit, by: 'email' | 'contact'): Debtor {
  return { kind: 'found', account, by, sharedWith: linkedTo };
}

function problem(error: TandemError): Debtor {
  return { kind: 'problem', problem: error };
}

function wordsOf(customer: MappedCustomer, hits: readonly Hit[]) {
  const accounts = hits.map(({ account }) => `${account.code} ${account.name}`).join(', ');
  return { customer: customer.name, email: customer.email, count: hits.length, accounts };
}

/** The name as Exact holds it, shortened where it is too long. */
function nameOf(customer: MappedCustomer): string {
  const mapped = customer.account.fields.find(({ rule }) => rule.field === 'Name')?.value;
  return typeof mapped === 'string' ? mapped : customer.name;
}
