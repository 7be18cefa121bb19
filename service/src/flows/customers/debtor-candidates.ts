import type { ErrorCode } from '../../errors/index.ts';
import { ACCOUNTS, CONTACTS, isGuid, paddedAccountCode, textContains, type ExactAccount } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import type { FlowContext } from '../flow.ts';
import { today } from '../today.ts';
import { debtorProblem } from './debtor-checks.ts';
import { contestedDebtors } from './merges/index.ts';
import { otherOwners, type Owner } from './match/index.ts';
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
  /** Why nothing can be sold to it as it is. */
  readonly problem: ErrorCode | null;
}

export interface DebtorList {
  readonly customer: { readonly name: string; readonly email: string | null };
  readonly candidates: readonly DebtorCandidate[];
  /** True where more fit than are listed. */
  readonly hasMore: boolean;
}

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
  const unique = [...new Map(found.map((account) => [account.ID, account])).values()];
  const shown = unique.slice(0, MOST_CANDIDATES);
  const owners = await otherOwners(context, shown);
  return {
    customer: { name: subject.mapped.name, email: subject.mapped.email || null },
    candidates: shown.map((account) => toCandidate(context, subject, account, owners.get(account.ID.toLowerCase()) ?? [])),
    hasMore: unique.length > shown.length,
  };
}

async function likely(context: FlowContext, { customer: { account, accountId }, mapped }: ChosenFor): Promise<ExactAccount[]> {
  const { exact } = context;
  const linked = plainText(account?.Exact_Id__c).trim().toLowerCase();
  const code = plainText(account?.['Exact_Code__c']).trim();
  const contested = (await contestedDebtors(context, accountId === null ? [] : [accountId])).get(accountId ?? '') ?? [];
  const own = [...new Set([linked, ...contested, ...(account?.rivals ?? [])])].filter(isGuid);
  const current = own.length > 0 ? await exact.findAny(ACCOUNTS, 'ID', 'guid', own) : [];
  const coded =
    current.length === 0 && code !== '' ? await exact.findAny(ACCOUNTS, 'Code', 'text', [paddedAccountCode(code)]) : [];
  if (mapped.email === '') return [...current, ...coded, ...(await named(context, mapped.name))];
  const byEmail = await exact.findAny(ACCOUNTS, 'Email', 'text', [mapped.email]);
  const contacts = await exact.findAny(CONTACTS, 'Email', 'text', [mapped.email]);
  const ids = contacts.map(({ Account: account }) => account).slice(0, MOST_CANDIDATES);
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
  const { Code: code, Name: name, City: city, VATNumber: vatNumber, Email: email } = account;
  const problem = debtorProblem(mapped, account, settings, [today(context)]);
  return {
    code,
    name,
    city,
    vatNumber,
    email,
    linkedTo: owners.find(({ id }) => id !== customer.accountId)?.name ?? null,
    isCurrent: owners.some(({ id }) => id === customer.accountId) || customer.account?.['Exact_Code__c'] === code,
    problem: problem?.code ?? null,
  };
}
