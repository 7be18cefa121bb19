import { TandemError } from '../../errors/index.ts';
import { ACCOUNTS, accountUrl, CONTACTS, isGuid, paddedAccountCode, textContains, type ExactAccount } from '../../exact/index.ts';
import type { FlowContext } from '../flow.ts';
import { dayIn } from '../calendar.ts';
import { plainText, timeZoneOf } from '../../mapping/index.ts';
import { debtorProblem } from './customer-checks.ts';
import { customerClaim } from './customer-resolve.ts';
import { otherOwners, type Owner } from './customer-owners.ts';
import { mapCustomer, withCustomer, type MappedCustomer } from './customer.ts';
import { DOUBTED, LINKS } from './keys.ts';
import { readOrderRows } from './read-rows.ts';
import type { OrderRow } from './types.ts';
import { ORDER_SETTINGS } from './settings.ts';

/** As many as a person looks through; a longer search text finds the others. */
const MOST_CANDIDATES = 25;

/** An account of Exact that a person may make the debtor of an order's customer. */
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
  /** Why no order can be sent to it as it is, in words. */
  readonly problem: string | null;
}

export interface DebtorList {
  /** The account of the order in Salesforce. */
  readonly customer: { readonly name: string; readonly email: string | null };
  readonly candidates: readonly DebtorCandidate[];
  /** True where more fit than are listed. */
  readonly hasMore: boolean;
}

/** What a person chose: a debtor by its code, or one of its own. */
export type DebtorChoice = { readonly code: string } | { readonly isNew: true };

interface ChosenFor {
  readonly order: OrderRow;
  readonly customer: MappedCustomer;
}

/**
 * Who may be the debtor of an order, the likeliest first. Without a search text: who has the customer's e-mail address, on the account or on a contact,
 * or its name, and whom it is linked to; with one: whose code it is or whose name contains it.
 */
export async function listDebtors(context: FlowContext, orderId: string, search: string): Promise<DebtorList> {
  const subject = await readSubject(context, orderId);
  const found = search === '' ? await likely(context, subject) : await searched(context, search);
  const unique = [...new Map(found.map((account) => [account.id, account])).values()];
  const shown = unique.slice(0, MOST_CANDIDATES);
  const owners = await otherOwners(context, shown);
  return {
    customer: { name: subject.customer.name, email: subject.customer.email || null },
    candidates: shown.map((account) => toCandidate(context, subject, account, owners.get(account.id.toLowerCase()) ?? [])),
    hasMore: unique.length > shown.length,
  };
}

/**
 * Links the customer of an order to a debtor, or lets it have one of its own with its next order. The account in Salesforce says so
 * first, then our memory. A debtor that another account has is linked by its code and stays that account's. Fails with
 * `debtor_not_found`, with what keeps the debtor from being sold to, and with `record_busy` while the customer is being made.
 */
export async function chooseDebtor(
  context: FlowContext,
  orderId: string,
  choice: DebtorChoice,
): Promise<{ readonly code: string; readonly name: string } | undefined> {
  const subject = await readSubject(context, orderId);
  const accountId = subject.order.AccountId ?? '';
  const claim = customerClaim(accountId);
  if (!(await context.claims.take([claim])).has(claim))
    throw new TandemError('record_busy', { record: subject.customer.name }, { recordId: orderId });
  if ('isNew' in choice) {
    await tellAccount(context, subject, { Exact_Id__c: null, Exact_Code__c: null, Exact_Url__c: null });
    await context.links.forget(LINKS.account, [accountId]);
    await context.links.remember(LINKS.ownDebtor, [{ salesforceId: accountId, exactId: '', fingerprint: '' }]);
    return undefined;
  }
  const code = choice.code.trim();
  const account = (await context.exact.findAny(ACCOUNTS, 'Code', 'text', [paddedAccountCode(code)])).find(
    (candidate) => candidate.code === code,
  );
  if (account === undefined) throw new TandemError('debtor_not_found', { code }, { recordId: orderId });
  const problem = debtorProblem(subject.customer, account, ORDER_SETTINGS.of(context.configuration), [today(context)]);
  if (problem !== undefined) throw problem;
  const owners = (await otherOwners(context, [account])).get(account.id.toLowerCase()) ?? [];
  const isShared = owners.some(({ id }) => id !== accountId);
  await tellAccount(context, subject, {
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

async function readSubject(context: FlowContext, orderId: string): Promise<ChosenFor> {
  const rows = await readOrderRows(context, [orderId]);
  const [row] = rows.orders;
  if (row === undefined) throw new TandemError('order_not_found', { order: orderId }, { recordId: orderId });
  const { order, contact } = withCustomer(row, rows.contactsOf.get(row.AccountId ?? '') ?? []);
  return { order, customer: mapCustomer(order, contact, ORDER_SETTINGS.of(context.configuration)) };
}

async function likely(context: FlowContext, { order, customer }: ChosenFor): Promise<ExactAccount[]> {
  const { exact } = context;
  const linked = plainText(order.Account?.Exact_Id__c).trim().toLowerCase();
  const code = plainText(order.Account?.['Exact_Code__c']).trim();
  const current = isGuid(linked) ? await exact.findAny(ACCOUNTS, 'ID', 'guid', [linked]) : [];
  const coded =
    current.length === 0 && code !== '' ? await exact.findAny(ACCOUNTS, 'Code', 'text', [paddedAccountCode(code)]) : [];
  if (customer.email === '') return [...current, ...coded, ...(await named(context, customer.name))];
  const byEmail = await exact.findAny(ACCOUNTS, 'Email', 'text', [customer.email]);
  const contacts = await exact.findAny(CONTACTS, 'Email', 'text', [customer.email]);
  const ids = contacts.map(({ account }) => account).slice(0, MOST_CANDIDATES);
  const byContact = ids.length === 0 ? [] : await exact.findAny(ACCOUNTS, 'ID', 'guid', ids);
  return [...current, ...coded, ...byEmail, ...byContact, ...(await named(context, customer.name))];
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
  { order, customer }: ChosenFor,
  account: ExactAccount,
  owners: readonly Owner[],
): DebtorCandidate {
  const { code, name, city, vatNumber, email } = account;
  const problem = debtorProblem(customer, account, ORDER_SETTINGS.of(context.configuration), [today(context)]);
  return {
    code,
    name,
    city,
    vatNumber,
    email,
    linkedTo: owners.find(({ id }) => id !== order.AccountId)?.name ?? null,
    isCurrent: owners.some(({ id }) => id === order.AccountId) || order.Account?.['Exact_Code__c'] === code,
    problem: problem?.title ?? null,
  };
}

async function tellAccount(context: FlowContext, { order }: ChosenFor, fields: Readonly<Record<string, unknown>>): Promise<void> {
  await context.assertLease();
  const [result] = await context.salesforce.write([{ action: 'update', object: 'Account', id: order.AccountId ?? '', fields }]);
  if (result?.ok === false) throw result.error;
}

function today(context: FlowContext): string {
  return dayIn(timeZoneOf(context.configuration, context.division), context.now());
}
