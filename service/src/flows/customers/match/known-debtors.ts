import { ACCOUNTS, type ExactAccount } from '../../../exact/index.ts';
import type { FlowContext, RememberedLink } from '../../flow.ts';
import { isShown } from '../customer.ts';
import { LINKS, searchCodeOf } from '../keys.ts';
import type { Customer, CustomerInput, Debtor, Untold } from '../types.ts';

/** The id in Exact of a debtor of the customer's own that is there. */
export function idOfDebtor(debtor: Debtor | undefined): string | undefined {
  if (debtor?.kind === 'unchanged') return debtor.exactId;
  return debtor?.kind === 'found' ? debtor.account.ID : undefined;
}

/** Accounts of Exact by lower-case id; those that are not there are missing. No call for no id. */
export async function readDebtors(
  { exact }: Pick<FlowContext, 'exact'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ExactAccount>> {
  const accounts = ids.length === 0 ? [] : await exact.findAny(ACCOUNTS, 'ID', 'guid', ids);
  return new Map(accounts.map((account) => [account.ID.toLowerCase(), account]));
}

/** Debtors that we remember of accounts where the org does not show them, by account. No call. */
export async function rememberedDebtors(
  { links }: Pick<FlowContext, 'links'>,
  customers: readonly Customer[],
): Promise<ReadonlyMap<string, RememberedLink>> {
  const unshown = customers.flatMap(({ accountId, account }) =>
    accountId !== null && account?.Exact_Id__c === null ? [accountId] : [],
  );
  return unshown.length === 0 ? new Map() : links.find(LINKS.account, unshown);
}

/** What was made in Exact of customers whose records were not told, by asking record. No call where all were. */
export async function untoldCustomers(
  { links, exact }: Pick<FlowContext, 'links' | 'exact'>,
  customers: readonly Customer[],
): Promise<ReadonlyMap<string, Untold>> {
  const unshown = customers.filter((customer) => customer.accountId !== null && !isShown(customer));
  const unlinked = customers.flatMap(({ contact }) => (contact?.Exact_Id__c === null ? [contact.Id] : []));
  if (unshown.length + unlinked.length === 0) return new Map();
  const debtors = await links.find(LINKS.account, [...new Set(unshown.map(({ accountId }) => accountId ?? ''))]);
  const contacts = await links.find(LINKS.contact, [...new Set(unlinked)]);
  const accounts = await readDebtors(
    { exact },
    [...debtors.values()].map(({ exactId }) => exactId),
  );
  return new Map(
    customers.map(({ record, accountId, contact }): [string, Untold] => {
      const account = accounts.get(debtors.get(accountId ?? '')?.exactId.toLowerCase() ?? '');
      return [record.id, { account, contactId: contacts.get(contact?.Id ?? '')?.exactId }];
    }),
  );
}

/** Delivery addresses that were made last for these customers, by account. No call. */
export async function rememberedAddresses(
  { links }: Pick<FlowContext, 'links'>,
  customers: readonly Customer[],
): Promise<ReadonlyMap<string, RememberedLink>> {
  const accountIds = customers.map(({ accountId }) => accountId ?? '').filter((id) => id !== '');
  return accountIds.length === 0 ? new Map() : links.find(LINKS.deliveryAddress, accountIds);
}

/**
 * True where an account of Exact is this customer's, as far as anybody knows. `account`: what stands in it, where it was read. Pure.
 */
export function isDebtorOf(
  { customer, debtor, rememberedDebtor }: CustomerInput,
  exactId: string,
  account: ExactAccount | undefined,
): boolean {
  const known =
    debtor?.kind === 'found' ? debtor.account.ID : debtor !== undefined && 'exactId' in debtor ? debtor.exactId : undefined;
  const ids = [known, rememberedDebtor, customer.account?.Exact_Id__c];
  if (ids.some((id) => id?.toLowerCase() === exactId.toLowerCase())) return true;
  // An account that we made carries our key, whatever was forgotten since.
  return customer.accountId !== null && account?.SearchCode === searchCodeOf(customer.accountId);
}
