import { TandemError } from '../../../errors/index.ts';
import { ACCOUNTS, paddedAccountCode } from '../../../exact/index.ts';
import type { FlowContext, RememberedLink } from '../../flow.ts';
import { isPrivatePerson } from '../customer.ts';
import { DOUBTED, LINKS } from '../keys.ts';
import type { Customer, CustomerSettings, ResolvedCustomer } from '../types.ts';
import { DebtorSearch } from './debtor-search.ts';
import { idOfDebtor } from './known-debtors.ts';
import { findPersons } from './persons.ts';

/** Who each customer is in Exact, by the id of the asking record, with as few calls as the batch allows. */
export async function resolveCustomers(
  context: FlowContext,
  customers: readonly Customer[],
  settings: CustomerSettings,
): Promise<ReadonlyMap<string, ResolvedCustomer>> {
  const { use, defaultAccountCode = '' } = settings.debtor;
  const usesDefault = (customer: Customer): boolean =>
    use === 'default' || (use === 'defaultForPrivate' && isPrivatePerson(customer));
  const resolved = new Map<string, ResolvedCustomer>();
  const byDefault = customers.filter(usesDefault);
  if (byDefault.length > 0) {
    const debtor = await defaultDebtor(context, defaultAccountCode);
    for (const { record } of byDefault) resolved.set(record.id, debtor);
  }
  const own = customers.filter((customer) => !usesDefault(customer));
  const search = new DebtorSearch(context, settings);
  const debtors = await search.find(own);
  const named = own.flatMap((customer) => {
    const debtorId = idOfDebtor(debtors.get(customer.record.id));
    const { contact } = customer;
    return contact === undefined || debtorId === undefined ? [] : [{ customer, contact, debtorId }];
  });
  const agreed = await agreements(context, own, settings);
  const persons = await findPersons(context, named, search.seenContacts, settings);
  for (const customer of own) {
    const debtor = debtors.get(customer.record.id);
    const found = persons.get(customer.record.id);
    resolved.set(customer.record.id, {
      debtor,
      person: found?.person ?? (debtor?.kind === 'new' && customer.contact !== undefined ? { kind: 'new' } : undefined),
      agreed: agreed.get(customer.accountId ?? '')?.fingerprint,
      remembered: [...search.rememberedFor(customer), ...(found?.remembered ?? [])],
    });
  }
  return resolved;
}

/** What both sides agreed on last, by account. No look where no field is shared. */
async function agreements(
  { links }: FlowContext,
  customers: readonly Customer[],
  { ownership }: CustomerSettings,
): Promise<ReadonlyMap<string, RememberedLink>> {
  const ids = customers.flatMap(({ accountId }) => accountId ?? []);
  return ids.length === 0 || ownership === undefined || ownership.shared.size === 0 ? new Map() : links.find(LINKS.agreed, ids);
}

async function defaultDebtor(context: FlowContext, code: string): Promise<ResolvedCustomer> {
  const link = (await context.links.find(LINKS.defaultDebtor, [code])).get(code);
  if (link !== undefined && link.fingerprint !== DOUBTED)
    return { debtor: { kind: 'default', exactId: link.exactId }, remembered: [{ entity: LINKS.defaultDebtor, link }] };
  const found = await context.exact.findAny(ACCOUNTS, 'Code', 'text', [paddedAccountCode(code)]);
  const account = found.find((candidate) => candidate.Code === code);
  if (account === undefined) return { debtor: { kind: 'problem', problem: new TandemError('default_debtor_missing', { code }) } };
  await context.links.remember(LINKS.defaultDebtor, [
    { salesforceId: code, exactId: account.ID.toLowerCase(), fingerprint: code },
  ]);
  return { debtor: { kind: 'default', exactId: account.ID } };
}
