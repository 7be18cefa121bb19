import { type TandemError } from '../../../errors/index.ts';
import type { ExactAccount, ExactContact } from '../../../exact/index.ts';
import { isLeftOut, plainText, plannedChanges, type OrdersConfiguration } from '../../../mapping/index.ts';
import type { FieldChange, Operation } from '../../flow.ts';
import { debtorProblem, unknownCondition, upgrade } from '../debtor-checks.ts';
import { contactProblem, mapCustomer, searchCodeOf, type MappedCustomer } from '../values.ts';
import { keys, type Reference } from '../../orders/keys.ts';
import type { OrderFacts, OrderInput } from '../../orders/types.ts';

/** The operations that bring a customer up to date, and what the order refers to. */
export interface CustomerPlan {
  readonly operations: readonly Operation[];
  readonly orderedBy: string | Reference;
  readonly contactPerson: string | Reference | undefined;
}

/**
 * Plans the customer of one order: link, create or update its debtor, and the person it names. The debtor belongs to the account,
 * the person to the order: another buyer never changes the debtor's address or main contact. A problem stops the order. Pure.
 */
export function planCustomer(input: OrderInput, settings: OrdersConfiguration, facts: OrderFacts): CustomerPlan | TandemError {
  const { debtor, order } = input;
  if (debtor === undefined) return { operations: [], orderedBy: '', contactPerson: undefined };
  if (debtor.kind === 'problem') return debtor.problem;
  if (debtor.kind === 'default') return { operations: [], orderedBy: debtor.exactId, contactPerson: undefined };
  if (debtor.kind === 'unchanged' && (input.person === undefined || input.person.kind === 'known'))
    return knownCustomer(input, debtor.exactId, input.person?.exactId);
  const customer = mapCustomer(order, input.contact, settings);
  const problem = problemOf(input, customer, settings, facts);
  if (problem !== undefined) return problem;
  if (debtor.kind === 'new') {
    const account: Reference = { ref: keys.account(accountIdOf(input)) };
    const person = planPerson(input, customer, account);
    return {
      operations: [
        newAccount(input, customer),
        ...person.operations,
        ...(person.contactPerson === undefined ? [] : [mainContact(input, customer, person.contactPerson, undefined)]),
        accountLink(input, { id: account, code: account }),
        ...contactLink(input, person.contactPerson),
      ],
      orderedBy: account,
      contactPerson: person.contactPerson,
    };
  }
  if (debtor.kind === 'unchanged') {
    const person = planPerson(input, customer, debtor.exactId);
    const known = knownCustomer(input, debtor.exactId, person.contactPerson);
    return { ...known, operations: [...person.operations, ...known.operations] };
  }
  return foundCustomer(input, customer, debtor);
}

/** The debtor stands as Salesforce has it: nothing is mapped, and Salesforce is told what it does not show. */
function knownCustomer(input: OrderInput, debtorId: string, contactPerson: string | Reference | undefined): CustomerPlan {
  const link = isShown(input) ? [] : [accountLink(input, { id: debtorId, code: undefined })];
  return { operations: [...link, ...contactLink(input, contactPerson)], orderedBy: debtorId, contactPerson };
}

/** The order arrived, and the news of it was lost together with that of its customer. Pure. */
export function forgottenLink(input: OrderInput): Operation[] {
  const { rememberedDebtor } = input;
  return rememberedDebtor === undefined || isShown(input) ? [] : [accountLink(input, { id: rememberedDebtor, code: undefined })];
}

/** What stands in an account of Exact, under its field names. */
export function accountValues(account: ExactAccount): Readonly<Record<string, unknown>> {
  return {
    Name: account.name,
    Status: account.status,
    Email: account.email,
    Phone: account.phone,
    Website: account.website,
    AddressLine1: account.addressLine1,
    AddressLine2: account.addressLine2,
    AddressLine3: account.addressLine3,
    Postcode: account.postcode,
    City: account.city,
    State: account.state,
    Country: account.country,
    VATNumber: account.vatNumber,
    ChamberOfCommerce: account.chamberOfCommerce,
    Language: account.language,
    SalesVATCode: account.salesVatCode,
    SalesCurrency: account.salesCurrency,
    PaymentConditionSales: account.paymentConditionSales,
  };
}

function problemOf(
  { order, debtor, person }: OrderInput,
  customer: MappedCustomer,
  settings: OrdersConfiguration,
  facts: OrderFacts,
): TandemError | undefined {
  const isLooked = debtor?.kind === 'new' || debtor?.kind === 'found';
  const days = [facts.today, plainText(order['EffectiveDate']) || facts.today];
  return (
    (debtor?.kind === 'found' ? debtorProblem(customer, debtor.account, settings, days) : undefined) ??
    (isLooked ? (customer.account.problems[0] ?? unknownCondition(customer, facts, debtor.kind === 'new')) : undefined) ??
    (person === undefined || person.kind === 'known' ? undefined : contactProblem(customer))
  );
}

function newAccount(input: OrderInput, customer: MappedCustomer): Operation {
  const accountId = accountIdOf(input);
  return {
    ...base(input, 'exact', 'Account', keys.account(accountId)),
    action: 'create',
    fields: [
      ...plannedChanges(customer.account.fields, undefined, { keepsEmpty: true }),
      set('Status', 'C'),
      set('SearchCode', searchCodeOf(accountId)),
    ],
    // The last step is what says that the customer stands as it was sent.
    ...(input.person === undefined ? { restsOn: customer.fingerprint } : {}),
  };
}

/** What differs in Exact. One that another account owns is used as it is. */
function foundCustomer(
  input: OrderInput,
  customer: MappedCustomer,
  { account, sharedWith }: Extract<OrderInput['debtor'], { kind: 'found' }>,
): CustomerPlan {
  const person = planPerson(input, customer, account.id);
  // We made it, and were cut off before it had a main contact or somebody deleted that: nobody else's is ever replaced.
  const lacksMain = account.searchCode === searchCodeOf(accountIdOf(input)) && account.mainContact === null;
  const main =
    lacksMain && person.contactPerson !== undefined ? [mainContact(input, customer, person.contactPerson, account.id)] : [];
  const values = sharedWith === undefined ? customer.account.fields : [];
  const changes = plannedChanges(values, accountValues(account), { keepsEmpty: true });
  const fields = [...changes, ...upgrade(account)];
  const update: Operation = {
    ...base(input, 'exact', 'Account', keys.account(accountIdOf(input))),
    action: fields.every(isLeftOut) ? 'unchanged' : 'update',
    targetId: account.id,
    fields,
    ...(main.length === 0 ? { restsOn: customer.fingerprint } : {}),
  };
  const id = sharedWith === undefined ? account.id : undefined;
  const isTold = isShownAs(input, account, sharedWith !== undefined);
  return {
    operations: [
      update,
      ...person.operations,
      ...main,
      ...(isTold ? [] : [accountLink(input, { id, code: account.code })]),
      ...contactLink(input, person.contactPerson),
    ],
    orderedBy: account.id,
    contactPerson: person.contactPerson,
  };
}

/** The person of the order as a contact of its debtor: made, brought up to date, or as it is. */
function planPerson(
  input: OrderInput,
  customer: MappedCustomer,
  debtor: string | Reference,
): { readonly operations: readonly Operation[]; readonly contactPerson: string | Reference | undefined } {
  const { person, contact } = input;
  if (person === undefined || contact === undefined) return { operations: [], contactPerson: undefined };
  if (person.kind === 'known') return { operations: [], contactPerson: person.exactId };
  const key = keys.contact(contact.Id);
  const fields = customer.contact?.fields ?? [];
  const restsOn = [contact.Id, customer.contactFingerprint, typeof debtor === 'string' ? debtor : ''].join('/');
  if (person.kind === 'new') {
    const create: Operation = {
      ...base(input, 'exact', 'Contact', key),
      action: 'create',
      fields: [set('Account', debtor), ...plannedChanges(fields, undefined, { keepsEmpty: true })],
      restsOn,
      remembered: input.remembered ?? [],
    };
    return { operations: [create], contactPerson: { ref: key } };
  }
  const changes = plannedChanges(fields, contactValues(person.contact), { keepsEmpty: true });
  const update: Operation = {
    ...base(input, 'exact', 'Contact', key),
    action: changes.every(isLeftOut) ? 'unchanged' : 'update',
    targetId: person.contact.id,
    fields: changes,
    restsOn,
  };
  return { operations: [update], contactPerson: person.contact.id };
}

function mainContact(
  input: OrderInput,
  customer: MappedCustomer,
  contact: string | Reference,
  accountId: string | undefined,
): Operation {
  return {
    ...base(input, 'exact', 'Account', keys.mainContact(accountIdOf(input))),
    action: 'update',
    targetId: accountId,
    fields: [set('MainContact', contact)],
    restsOn: customer.fingerprint,
  };
}

function contactValues(contact: ExactContact): Readonly<Record<string, unknown>> {
  return {
    FirstName: contact.firstName,
    LastName: contact.lastName,
    Email: contact.email,
    Phone: contact.phone,
    Mobile: contact.mobile,
    JobTitleDescription: contact.jobTitle,
    Language: contact.language,
  };
}

/**
 * The link on the account. Page, and code where it is not known yet, are filled in when Exact has answered. `id` undefined: another
 * account has it, and Salesforce takes it once only; the code tells the debtor then.
 */
function accountLink(
  input: OrderInput,
  { id, code }: { readonly id: string | Reference | undefined; readonly code: string | Reference | undefined },
): Operation {
  const accountId = accountIdOf(input);
  const made: Reference = { ref: keys.account(accountId) };
  return {
    ...base(input, 'salesforce', 'Account', keys.accountWriteBack(accountId)),
    action: 'update',
    targetId: accountId,
    fields: [
      ...(id === undefined ? [] : [set('Exact_Id__c', id)]),
      set('Exact_Code__c', code ?? made),
      set('Exact_Url__c', made),
      set('Exact_Sync_Status__c', 'Synced'),
    ],
  };
}

/** The link on the contact. That of a person account is the account itself: its link is written there. */
function contactLink(input: OrderInput, exactId: string | Reference | undefined): Operation[] {
  const { contact } = input;
  if (contact === undefined || exactId === undefined || input.order.Account?.['IsPersonAccount'] === true) return [];
  if (typeof exactId === 'string' && contact.Exact_Id__c?.toLowerCase() === exactId.toLowerCase()) return [];
  const update: Operation = {
    ...base(input, 'salesforce', 'Contact', keys.contactWriteBack(contact.Id)),
    action: 'update',
    targetId: contact.Id,
    fields: [set('Exact_Id__c', exactId)],
  };
  return [update];
}

/** True where the org's account says itself which debtor it has. */
function isShown({ order }: OrderInput): boolean {
  return order.Account?.Exact_Id__c != null || order.Account?.['Exact_Code__c'] != null;
}

function isShownAs({ order }: OrderInput, account: ExactAccount, isShared: boolean): boolean {
  const isCoded = order.Account?.['Exact_Code__c'] === account.code;
  return isCoded && (isShared || order.Account.Exact_Id__c?.toLowerCase() === account.id.toLowerCase());
}

function accountIdOf({ order }: OrderInput): string {
  return order.AccountId ?? '';
}

function base(input: OrderInput, system: Operation['system'], object: string, key: string) {
  return { key, recordId: input.order.Id, label: input.order.OrderNumber, system, object, isMain: false } as const;
}

function set(field: string, to: unknown): FieldChange {
  return { field, from: null, to, policy: 'always' };
}
