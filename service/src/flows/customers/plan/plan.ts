import { type TandemError } from '../../../errors/index.ts';
import type { Operation, Reference } from '../../operation.ts';
import { debtorProblem } from '../debtor-checks.ts';
import { keys, searchCodeOf } from '../keys.ts';
import type { CustomerFacts, CustomerInput, CustomerSettings } from '../types.ts';
import { contactProblem, mapCustomer, type MappedCustomer } from '../values.ts';
import { isShown } from '../customer.ts';
import { accountIdOf, accountLink, changedAccount, isShownAs, mainContact, newAccount, newAccountLink } from './account.ts';
import { unknownCondition } from './payment-condition.ts';
import { contactLink, planPerson } from './person.ts';

type FoundDebtor = Extract<CustomerInput['debtor'], { kind: 'found' }>;

/** The operations that bring a customer up to date, and what a document of it refers to. */
export interface CustomerPlan {
  readonly operations: readonly Operation[];
  readonly debtor: string | Reference;
  readonly contactPerson: string | Reference | undefined;
}

/**
 * Plans one customer: link, create or update its debtor, and the person it names. The debtor belongs to the account, the person
 * to the record that asks: another buyer never changes the debtor's address or main contact. A problem stops the record. Pure.
 */
export function planCustomer(input: CustomerInput, settings: CustomerSettings, facts: CustomerFacts): CustomerPlan | TandemError {
  const { debtor } = input;
  if (debtor === undefined) return { operations: [], debtor: '', contactPerson: undefined };
  if (debtor.kind === 'problem') return debtor.problem;
  if (debtor.kind === 'default') return { operations: [], debtor: debtor.exactId, contactPerson: undefined };
  if (debtor.kind === 'unchanged' && (input.person === undefined || input.person.kind === 'known'))
    return knownCustomer(input, debtor.exactId, input.person?.exactId);
  const mapped = mapCustomer(input.customer, settings);
  const problem = problemOf(input, mapped, settings, facts);
  if (problem !== undefined) return problem;
  if (debtor.kind === 'new') return newCustomer(input, mapped, settings);
  if (debtor.kind === 'found') return foundCustomer(input, mapped, { found: debtor, settings }, facts);
  const person = planPerson(input, mapped, debtor.exactId);
  const known = knownCustomer(input, debtor.exactId, person.contactPerson);
  return { ...known, operations: [...person.operations, ...known.operations] };
}

/** A document of the customer arrived, and the news of it was lost together with that of the customer. Pure. */
export function forgottenLink(input: CustomerInput, facts: CustomerFacts): Operation[] {
  const { account, contactId } = input.untold ?? {};
  const link = account === undefined || isShown(input.customer) ? [] : [accountLink(input, facts, account)];
  return [...link, ...contactLink(input, contactId)];
}

/** The debtor stands as Salesforce has it, and is shown there: nothing is mapped. */
function knownCustomer(input: CustomerInput, debtor: string, contactPerson: string | Reference | undefined): CustomerPlan {
  return { operations: contactLink(input, contactPerson), debtor, contactPerson };
}

function newCustomer(input: CustomerInput, mapped: MappedCustomer, settings: CustomerSettings): CustomerPlan {
  const account: Reference = { ref: keys.account(accountIdOf(input)) };
  const { operations, contactPerson } = planPerson(input, mapped, account);
  return {
    operations: [
      newAccount(input, mapped, settings),
      ...operations,
      ...(contactPerson === undefined ? [] : [mainContact(input, mapped, contactPerson, undefined)]),
      newAccountLink(input),
      ...contactLink(input, contactPerson),
    ],
    debtor: account,
    contactPerson,
  };
}

/** What differs in Exact. One that another account owns is used as it is. */
function foundCustomer(
  input: CustomerInput,
  mapped: MappedCustomer,
  { found, settings }: { readonly found: FoundDebtor; readonly settings: CustomerSettings },
  facts: CustomerFacts,
): CustomerPlan {
  const { account, sharedWith } = found;
  const { operations, contactPerson } = planPerson(input, mapped, account.ID);
  // We made it, and were cut off before it had a main contact or somebody deleted that: nobody else's is ever replaced.
  const lacksMain = account.SearchCode === searchCodeOf(accountIdOf(input)) && account.MainContact === null;
  const main = lacksMain && contactPerson !== undefined ? [mainContact(input, mapped, contactPerson, account.ID)] : [];
  const isShared = sharedWith !== undefined;
  return {
    operations: [
      changedAccount(input, mapped, found, settings, main.length === 0),
      ...operations,
      ...main,
      ...(isShownAs(input, account, isShared) ? [] : [accountLink(input, facts, account, isShared)]),
      ...contactLink(input, contactPerson),
    ],
    debtor: account.ID,
    contactPerson,
  };
}

function problemOf(
  { customer, debtor, person }: CustomerInput,
  mapped: MappedCustomer,
  settings: CustomerSettings,
  facts: CustomerFacts,
): TandemError | undefined {
  const isLooked = debtor?.kind === 'new' || debtor?.kind === 'found';
  const days = [facts.today, customer.record.day || facts.today];
  return (
    (debtor?.kind === 'found' && settings.debtor.isSoldTo !== false
      ? debtorProblem(mapped, debtor.account, settings, days)
      : undefined) ??
    (isLooked
      ? (problemsOf(mapped, debtor.kind, settings)[0] ?? unknownCondition(mapped, facts, debtor.kind === 'new'))
      : undefined) ??
    (person === undefined || person.kind === 'known' ? undefined : contactProblem(mapped))
  );
}

/** Where nothing is sold, what Exact owns and is not written stops nothing. */
function problemsOf(
  { account: { problems } }: MappedCustomer,
  debtor: 'new' | 'found',
  { rules, debtor: { isSoldTo } }: CustomerSettings,
): readonly TandemError[] {
  if (debtor === 'new' || isSoldTo !== false) return problems;
  const unwritten = new Set(
    rules.filter(({ object, policy }) => object === 'Account' && policy === 'create').map(({ field }) => field),
  );
  return problems.filter(({ field }) => !unwritten.has(field ?? ''));
}
