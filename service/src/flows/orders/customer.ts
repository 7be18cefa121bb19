import { createHash } from 'node:crypto';
import { TandemError, type ParamValue } from '../../errors/index.ts';
import {
  applyRules,
  exactTargetField,
  plainText,
  type ExactTarget,
  type FormulaScope,
  type MappedField,
  type MappedRecord,
  type OrdersConfiguration,
} from '../../mapping/index.ts';
import type { AccountRow, ContactRow, OrderRow } from './types.ts';

/** The customer of an order as Exact would hold it. */
export interface MappedCustomer {
  readonly account: MappedRecord;
  readonly contact: MappedRecord | undefined;
  readonly isPrivate: boolean;
  readonly email: string;
  readonly name: string;
  /** Hash of what an existing debtor is kept equal to: equal means that nothing has to be sent. */
  readonly fingerprint: string;
  /** The same of the contact; empty where there is none. */
  readonly contactFingerprint: string;
}

// A private person has no company numbers, whatever stands on the account.
const COMPANY_FIELDS: ReadonlySet<string> = new Set(['VATNumber', 'ChamberOfCommerce']);

/** Maps account and contact by the rules. Pure. */
export function mapCustomer(order: OrderRow, contact: ContactRow | undefined, settings: OrdersConfiguration): MappedCustomer {
  const scope = customerScope(order, contact);
  const name = order.Account?.Name ?? '';
  const isPrivate = isPrivatePerson(order.Account ?? undefined, contact);
  const mapped = mapTarget('Account', scope, settings, name);
  const usual = plainText(scope.account?.['Email']).trim();
  const fields = mapped.fields
    .filter(({ rule }) => !isPrivate || !COMPANY_FIELDS.has(rule.field))
    .map((field) => (field.rule.field === 'Email' && isBlank(field.value) && usual !== '' ? { ...field, value: usual } : field));
  return {
    account: { ...mapped, fields },
    ...mapContact(scope, settings, name),
    isPrivate,
    // The address that a rule takes from a field of the administrator's choice comes first.
    email: plainText(fields.find(({ rule }) => rule.field === 'Email')?.value).trim() || usual,
    name,
    fingerprint: fingerprintOf(fields.filter(isKeptEqual)),
  };
}

/** The person of an order as a contact in Exact. */
export function mapPerson(
  order: OrderRow,
  contact: ContactRow,
  settings: OrdersConfiguration,
): Pick<MappedCustomer, 'contact' | 'contactFingerprint'> {
  return mapContact(customerScope(order, contact), settings, order.Account?.Name ?? '');
}

function mapContact(
  scope: FormulaScope,
  settings: OrdersConfiguration,
  name: string,
): Pick<MappedCustomer, 'contact' | 'contactFingerprint'> {
  if (scope.contact === undefined) return { contact: undefined, contactFingerprint: '' };
  const contact = mapTarget('Contact', scope, settings, name);
  return { contact, contactFingerprint: fingerprintOf(contact.fields.filter(isKeptEqual)) };
}

/** Maps one Exact object by the rules of the order flow. */
export function mapTarget(
  object: ExactTarget,
  scope: FormulaScope,
  settings: OrdersConfiguration,
  record: ParamValue,
): MappedRecord {
  const rules = settings.rules.filter((rule) => rule.object === object);
  return applyRules(rules, scope, (field) => exactTargetField(object, field), { record, system: 'Exact Online' });
}

/** Account and contact under the names that formulas use. */
export function customerScope(order: OrderRow, contact: ContactRow | undefined): FormulaScope {
  const account = order.Account ?? undefined;
  return {
    order,
    account: {
      ...account,
      Email: plainText(account?.['Email']) || customerEmail(order, contact === undefined ? [] : [contact]),
      IsPersonAccount: account?.['IsPersonAccount'] === true,
      FirstName: account?.['FirstName'] ?? contact?.FirstName,
      LastName: account?.['LastName'] ?? contact?.LastName,
    },
    ...(contact === undefined ? {} : { contact: { ...contact } }),
  };
}

/**
 * The order with the e-mail address of its customer as `Account.Email`, a field that Salesforce itself does not have, and the person
 * it is of: the bill-to contact, else the first of the account's contacts with an address, else the first.
 */
export function withCustomer(
  order: OrderRow,
  contacts: readonly ContactRow[],
): { readonly order: OrderRow; readonly contact: ContactRow | undefined } {
  const billTo = order.BillToContact ?? undefined;
  const contact =
    billTo === undefined
      ? (contacts.find(({ Email }) => !isBlank(Email)) ?? contacts[0])
      : (contacts.find(({ Id }) => Id === billTo.Id) ?? billTo);
  if (order.Account == null) return { order, contact };
  return { order: { ...order, Account: { ...order.Account, Email: customerEmail(order, contacts) } }, contact };
}

/** The first address there is: of the bill-to contact, the person account, the account's contacts in their order. */
function customerEmail(order: OrderRow, contacts: readonly ContactRow[]): string {
  const sources = [order.BillToContact?.Email, order.Account?.['PersonEmail'], ...contacts.map(({ Email }) => Email)];
  return sources.map((source) => plainText(source).trim()).find((email) => email !== '') ?? '';
}

/**
 * A person account is a person. Where the org has none, an account that bears its contact's name is one: a company name makes
 * a company, no company name a private debtor.
 */
export function isPrivatePerson(account: AccountRow | undefined, contact: ContactRow | undefined): boolean {
  if (account?.['IsPersonAccount'] === true) return true;
  if (account === undefined || contact === undefined) return false;
  const personName = [contact.FirstName, contact.LastName].filter((part) => part !== null && part !== '').join(' ');
  return personName !== '' && personName.toLowerCase() === account.Name.trim().toLowerCase();
}

/** Why the contact cannot stand in Exact as it is mapped; Exact wants at least one of first and last name. */
export function contactProblem(customer: MappedCustomer): TandemError | undefined {
  if (customer.contact === undefined) return undefined;
  const hasName = customer.contact.fields.some(
    ({ rule, value }) => (rule.field === 'FirstName' || rule.field === 'LastName') && !isBlank(value),
  );
  if (hasName) return customer.contact.problems[0];
  return (
    customer.contact.problems[0] ?? new TandemError('customer_name_missing', { customer: customer.name }, { field: 'LastName' })
  );
}

/** Order-independent hash of mapped values. */
export function fingerprintOf(fields: readonly MappedField[]): string {
  const values = fields
    .map(({ rule, value }) => [rule.object, rule.field, value])
    .sort((a, b) => `${a[0]}.${a[1]}`.localeCompare(`${b[0]}.${b[1]}`));
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url');
}

/** The key that an account made by us carries in Exact: found again when the answer to its making was lost. */
export function searchCodeOf(accountId: string): string {
  return accountId;
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

/** What is written once, such as payment terms, may differ from then on. */
function isKeptEqual({ rule }: MappedField): boolean {
  return rule.policy !== 'create';
}

function isBlank(value: unknown): boolean {
  return plainText(value).trim() === '';
}
