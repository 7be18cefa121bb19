import { TandemError } from '../../errors/index.ts';
import { ACCOUNTS, CONTACTS, isGuid, paddedAccountCode, textContains, type ExactAccount } from '../../exact/index.ts';
import { plainText, timeZoneOf } from '../../mapping/index.ts';
import { dayIn } from '../calendar.ts';
import type { FlowContext } from '../flow.ts';
import { debtorProblem } from './debtor-checks.ts';
import { accountUrl } from './exact-page.ts';
import { DOUBTED, LINKS } from './keys.ts';
import { customerClaim, otherOwners, type Owner } from './match/index.ts';
import type { Customer, CustomerSettings } from './types.ts';
import { mapCustomer, type MappedCustomer } from './values.ts';

/** As many as a person looks through; a longer search text finds the others. */
const MOST_CANDIDATES = 25;

/** An account of Exact that a person may make the debtor of a customer. */
export interface DebtorCandidate {
  readonly code: string;
  readonly name: string;
  readonly city: string | null;
  readonly vatNumber: string | null;
  readonly email: string | null;
  /** Name of another account of Salesforce that is linked to it. */
  readonly linkedTo: string | null;
  /** True for the debtor that the customer is linked to now. */
  readonly isCurrent: boolean;
  /** Why nothing can be sold to it as it is, in words. */
  readonly problem: string | null;
}

export interface DebtorList {
  readonly customer: { readonly name: string; readonly email: string | null };
  readonly candidates: readonly DebtorCandidate[];
  /** True where more fit than are listed. */
  readonly hasMore: boolean;
}

/** What a person chose: a debtor by its code, or one of its own. */
export type DebtorChoice = { readonly code: string } | { readonly isNew: true };

interface ChosenFor {
  readonly customer: Customer;
  readonly mapped: MappedCustomer;
  readonly settings: CustomerSettings;
}

/**
 * Who may be the debtor of a customer, the likeliest first. Without a search text: who has the customer's e-mail address, on the account or on a contact,
 * or its name, and whom it is linked to; with one: whose code it is or whose name contains it.
 */
export async function listDebtors(
  context: FlowContext,
  customer: Customer,
  settings: CustomerSettings,
  search: string,
): Promise<DebtorList> {
  const subject = { customer, settings, mapped: mapCustomer(customer, settings) };
  const found = search === '' ? await likely(context, subject) : await searched(context, search);
  const unique = [...new Map(found.map((account) => [account.id, account])).values()];
  const shown = unique.slice(0, MOST_CANDIDATES);
  const owners = await otherOwners(context, shown);
  return {
    customer: { name: subject.mapped.name, email: subject.mapped.email || null },
    candidates: shown.map((account) => toCandidate(context, subject, account, owners.get(account.id.toLowerCase()) ?? [])),
    hasMore: unique.length > shown.length,
  };
}

/**
 * Links a customer to a debtor, or lets it have one of its own when it is sent next. The account in Salesforce says so
 * first, then our memory. A debtor that another account has is linked by its code and stays that account's. Fails with
 * `debtor_not_found`, with what keeps the debtor from being sold to, and with `record_busy` while the customer is being made.
 */
export async function chooseDebtor(
  context: FlowContext,
  customer: Customer,
  settings: CustomerSettings,
  choice: DebtorChoice,
): Promise<{ readonly code: string; readonly name: string } | undefined> {
  const mapped = mapCustomer(customer, settings);
  const accountId = customer.accountId ?? '';
  const recordId = customer.record.id;
  const claim = customerClaim(accountId);
  if (!(await context.claims.take([claim])).has(claim))
    throw new TandemError('record_busy', { record: mapped.name }, { recordId });
  if ('isNew' in choice) {
    await tellAccount(context, accountId, { Exact_Id__c: null, Exact_Code__c: null, Exact_Url__c: null });
    await context.links.forget(LINKS.account, [accountId]);
    await context.links.remember(LINKS.ownDebtor, [{ salesforceId: accountId, exactId: '', fingerprint: '' }]);
    return undefined;
  }
  const code = choice.code.trim();
  const account = (await context.exact.findAny(ACCOUNTS, 'Code', 'text', [paddedAccountCode(code)])).find(
    (candidate) => candidate.code === code,
  );
  if (account === undefined) throw new TandemError('debtor_not_found', { code }, { recordId });
  const problem = debtorProblem(mapped, account, settings, [today(context)]);
  if (problem !== undefined) throw problem;
  const owners = (await otherOwners(context, [account])).get(account.id.toLowerCase()) ?? [];
  const isShared = owners.some(({ id }) => id !== accountId);
  await tellAccount(context, accountId, {
    Exact_Id__c: isShared ? null : account.id,
    Exact_Code__c: account.code,
    Exact_Url__c: accountUrl(context.exact.host, context.division, account.id),
    Exact_Sync_Status__c: 'Synced',
  });
  await context.links.forget(LINKS.ownDebtor, [accountId]);
  await context.links.remember(LINKS.account, [
    { salesforceId: accountId, exactId: account.id.toLowerCase(), fingerprint: DOUBTED },
  ]);
  return { code: account.code, name: account.name };
}

async function likely(context: FlowContext, { customer: { account }, mapped }: ChosenFor): Promise<ExactAccount[]> {
  const { exact } = context;
  const linked = plainText(account?.Exact_Id__c).trim().toLowerCase();
  const code = plainText(account?.['Exact_Code__c']).trim();
  const current = isGuid(linked) ? await exact.findAny(ACCOUNTS, 'ID', 'guid', [linked]) : [];
  const coded =
    current.length === 0 && code !== '' ? await exact.findAny(ACCOUNTS, 'Code', 'text', [paddedAccountCode(code)]) : [];
  if (mapped.email === '') return [...current, ...coded, ...(await named(context, mapped.name))];
  const byEmail = await exact.findAny(ACCOUNTS, 'Email', 'text', [mapped.email]);
  const contacts = await exact.findAny(CONTACTS, 'Email', 'text', [mapped.email]);
  const ids = contacts.map(({ account }) => account).slice(0, MOST_CANDIDATES);
  const byContact = ids.length === 0 ? [] : await exact.findAny(ACCOUNTS, 'ID', 'guid', ids);
  return [...current, ...coded, ...byEmail, ...byContact, ...(await named(context, mapped.name))];
}

async function searched(context: FlowContext, search: string): Promise<ExactAccount[]> {
  const isCode = /^\d{1,18}$/.test(search);
  const byCode = isCode ? await context.exact.findAny(ACCOUNTS, 'Code', 'text', [paddedAccountCode(search)]) : [];
  return [...byCode, ...(await named(context, search))];
}

/** By code. One more than is shown says that there are more. */
function named(context: FlowContext, text: string): Promise<ExactAccount[]> {
  return context.exact.find(ACCOUNTS, { filter: textContains('Name', text), orderBy: 'Code', top: MOST_CANDIDATES + 1 });
}

function toCandidate(
  context: FlowContext,
  { customer, mapped, settings }: ChosenFor,
  account: ExactAccount,
  owners: readonly Owner[],
): DebtorCandidate {
  const { code, name, city, vatNumber, email } = account;
  const problem = debtorProblem(mapped, account, settings, [today(context)]);
  return {
    code,
    name,
    city,
    vatNumber,
    email,
    linkedTo: owners.find(({ id }) => id !== customer.accountId)?.name ?? null,
    isCurrent: owners.some(({ id }) => id === customer.accountId) || customer.account?.['Exact_Code__c'] === code,
    problem: problem?.title ?? null,
  };
}

async function tellAccount(context: FlowContext, id: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  await context.assertLease();
  const [result] = await context.salesforce.write([{ action: 'update', object: 'Account', id, fields }]);
  if (result?.ok === false) throw result.error;
}

function today(context: FlowContext): string {
  return dayIn(timeZoneOf(context.configuration, context.division), context.now());
}
