import { TandemError } from '../../errors/index.ts';
import type { ExactAccount, ExactContact } from '../../exact/index.ts';
import { plannedChanges, TABLE_TITLES, type OrdersConfiguration } from '../../mapping/index.ts';
import type { FieldChange, Operation } from '../flow.ts';
import { contactProblem, mapCustomer, searchCodeOf, type MappedCustomer } from './customer.ts';
import { keys, type Reference } from './keys.ts';
import type { OrderFacts, OrderInput } from './types.ts';

/** The operations that bring a customer up to date, and what the order refers to. */
export interface CustomerPlan {
  readonly operations: readonly Operation[];
  readonly orderedBy: string | Reference;
  readonly contactPerson: string | Reference | undefined;
}

/** Plans the customer of one order: link, create or update. A problem stops the order. Pure. */
export function planCustomer(input: OrderInput, settings: OrdersConfiguration, facts: OrderFacts): CustomerPlan | TandemError {
  const { debtor, order } = input;
  if (debtor === undefined) return { operations: [], orderedBy: '', contactPerson: undefined };
  if (debtor.kind === 'problem') return debtor.problem;
  if (debtor.kind === 'default') return { operations: [], orderedBy: debtor.exactId, contactPerson: undefined };
  const linkedContact = input.contact?.Exact_Id__c ?? undefined;
  if (debtor.kind === 'unchanged') {
    const operations = isShown(input) ? [] : linksInSalesforce(input, debtor.exactId, undefined);
    return { operations, orderedBy: debtor.exactId, contactPerson: linkedContact };
  }
  const customer = mapCustomer(order, input.contact, settings);
  const problem =
    customer.account.problems[0] ??
    customer.contact?.problems[0] ??
    contactProblem(customer) ??
    unknownCondition(customer, facts);
  if (problem !== undefined) return problem;
  if (debtor.kind === 'new') return newCustomer(input, customer);
  if (debtor.account.isBlocked) {
    return new TandemError('customer_blocked', { customer: customer.name, code: debtor.account.code }, { recordId: order.Id });
  }
  if (debtor.isHalfMade) return halfMadeCustomer(input, customer, debtor.account, debtor.contact);
  return {
    operations: foundCustomer(input, customer, debtor.account, debtor.contact),
    orderedBy: debtor.account.id,
    contactPerson: debtor.contact?.id,
  };
}

/** The order arrived, and the news of it was lost together with that of its customer. Pure. */
export function forgottenLink(input: OrderInput): Operation[] {
  const { rememberedDebtor } = input;
  return rememberedDebtor === undefined || isShown(input) ? [] : linksInSalesforce(input, rememberedDebtor, undefined);
}

/** True where the org's account says itself which account in Exact it is. */
function isShown({ order }: OrderInput): boolean {
  return order.Account?.Exact_Id__c != null;
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

function newCustomer(input: OrderInput, customer: MappedCustomer): CustomerPlan {
  const accountId = input.order.AccountId ?? '';
  const account: Reference = { ref: keys.account(accountId) };
  const operations: Operation[] = [
    {
      ...base(input, 'exact', 'Account', keys.account(accountId)),
      action: 'create',
      fields: [
        ...plannedChanges(customer.account.fields, undefined, { keepsEmpty: true }),
        set('Status', 'C'),
        set('SearchCode', searchCodeOf(accountId)),
      ],
      // The last step is what says that the customer stands as it was sent.
      ...(customer.contact === undefined ? { restsOn: customer.fingerprint } : {}),
    },
  ];
  if (customer.contact !== undefined) {
    operations.push(
      newContact(input, customer.contact, account),
      mainContact(input, customer, { ref: keys.contact(accountId) }, undefined),
    );
  }
  operations.push(
    ...linksInSalesforce(input, account, customer.contact === undefined ? undefined : { ref: keys.contact(accountId) }),
  );
  return {
    operations,
    orderedBy: account,
    contactPerson: customer.contact === undefined ? undefined : { ref: keys.contact(accountId) },
  };
}

/** Does what was left when the making of a customer was cut off: its contact, that it is the main one, the links. */
function halfMadeCustomer(
  input: OrderInput,
  customer: MappedCustomer,
  account: ExactAccount,
  known: ExactContact | undefined,
): CustomerPlan {
  const accountId = input.order.AccountId ?? '';
  const contact: string | Reference = known?.id ?? { ref: keys.contact(accountId) };
  const hasMain = account.mainContact !== null;
  const operations = [
    ...changesOf(input, customer, account, known, hasMain),
    ...(known === undefined && customer.contact !== undefined ? [newContact(input, customer.contact, account.id)] : []),
    ...(hasMain ? [] : [mainContact(input, customer, contact, account.id)]),
    ...linksInSalesforce(input, account.id, contact),
  ];
  return { operations, orderedBy: account.id, contactPerson: contact };
}

function newContact(input: OrderInput, contact: NonNullable<MappedCustomer['contact']>, account: string | Reference): Operation {
  return {
    ...base(input, 'exact', 'Contact', keys.contact(input.order.AccountId ?? '')),
    action: 'create',
    fields: [set('Account', account), ...plannedChanges(contact.fields, undefined, { keepsEmpty: true })],
  };
}

function mainContact(
  input: OrderInput,
  customer: MappedCustomer,
  contact: string | Reference,
  accountId: string | undefined,
): Operation {
  return {
    ...base(input, 'exact', 'Account', keys.mainContact(input.order.AccountId ?? '')),
    action: 'update',
    targetId: accountId,
    fields: [set('MainContact', contact)],
    restsOn: customer.fingerprint,
  };
}

function foundCustomer(
  input: OrderInput,
  customer: MappedCustomer,
  account: ExactAccount,
  contact: ExactContact | undefined,
): Operation[] {
  return [
    ...changesOf(input, customer, account, contact, true),
    ...(isShown(input) ? [] : linksInSalesforce(input, account.id, undefined)),
  ];
}

/** What differs in Exact. `isWhole`: when it is done the customer stands as it was sent. */
function changesOf(
  input: OrderInput,
  customer: MappedCustomer,
  account: ExactAccount,
  contact: ExactContact | undefined,
  isWhole: boolean,
): Operation[] {
  const accountId = input.order.AccountId ?? '';
  const changes = plannedChanges(customer.account.fields, accountValues(account), { keepsEmpty: true });
  // Only a customer may be sold to: a prospect that orders has become one.
  const status: FieldChange[] =
    account.status === 'C' ? [] : [{ field: 'Status', from: account.status, to: 'C', policy: 'always' }];
  const fields = [...changes, ...status];
  const operations: Operation[] = [
    {
      ...base(input, 'exact', 'Account', keys.account(accountId)),
      action: fields.length > 0 ? 'update' : 'unchanged',
      targetId: account.id,
      fields,
      ...(isWhole ? { restsOn: customer.fingerprint } : {}),
    },
  ];
  const contactChanges =
    contact === undefined ? [] : plannedChanges(customer.contact?.fields ?? [], contactValues(contact), { keepsEmpty: true });
  if (contact !== undefined && contactChanges.length > 0) {
    operations.push({
      ...base(input, 'exact', 'Contact', keys.contact(accountId)),
      action: 'update',
      targetId: contact.id,
      fields: contactChanges,
    });
  }
  return operations;
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

/** The link on account and contact. Code and address of the page are filled in when they are known. */
function linksInSalesforce(input: OrderInput, account: string | Reference, contact: string | Reference | undefined): Operation[] {
  const accountId = input.order.AccountId ?? '';
  const operations: Operation[] = [
    {
      ...base(input, 'salesforce', 'Account', keys.accountWriteBack(accountId)),
      action: 'update',
      targetId: accountId,
      fields: [
        set('Exact_Id__c', account),
        set('Exact_Code__c', { ref: keys.account(accountId) }),
        set('Exact_Url__c', { ref: keys.account(accountId) }),
        set('Exact_Sync_Status__c', 'Synced'),
      ],
    },
  ];
  const contactId = input.contact?.Id;
  // A person account's contact is the account itself: its link is written there.
  if (contact !== undefined && contactId !== undefined && input.order.Account?.['IsPersonAccount'] !== true) {
    operations.push({
      ...base(input, 'salesforce', 'Contact', keys.contactWriteBack(contactId)),
      action: 'update',
      targetId: contactId,
      fields: [set('Exact_Id__c', contact)],
    });
  }
  return operations;
}

function unknownCondition(customer: MappedCustomer, facts: OrderFacts): TandemError | undefined {
  const code = customer.account.fields.find(({ rule }) => rule.field === 'PaymentConditionSales')?.value;
  if (
    typeof code !== 'string' ||
    facts.paymentConditions === undefined ||
    facts.paymentConditions.some((row) => row.code === code)
  )
    return undefined;
  return new TandemError(
    'value_not_in_exact',
    { table: TABLE_TITLES.paymentConditions, value: customer.name, exact: code, what: 'payment condition' },
    { field: 'Payment_Condition__c' },
  );
}

function base(input: OrderInput, system: Operation['system'], object: string, key: string) {
  return { key, recordId: input.order.Id, label: input.order.OrderNumber, system, object, isMain: false } as const;
}

function set(field: string, to: unknown): FieldChange {
  return { field, from: null, to, policy: 'always' };
}
