import { createHash } from 'node:crypto';
import { TandemError } from '../../errors/index.ts';
import { plainText, type FormulaScope, type MappedField, type MappedRecord } from '../../mapping/index.ts';
import { mapTarget } from '../map-target.ts';
import { customerScope, isPrivatePerson } from './customer.ts';
import type { Customer, CustomerSettings } from './types.ts';

/** A customer as Exact would hold it. */
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
export function mapCustomer(customer: Customer, settings: CustomerSettings): MappedCustomer {
  const scope = customerScope(customer);
  const name = customer.account?.Name ?? '';
  const isPrivate = isPrivatePerson(customer);
  const mapped = mapTarget('Account', scope, settings, name);
  const fields = mapped.fields
    .filter(({ rule }) => !isPrivate || !COMPANY_FIELDS.has(rule.field))
    .map((field) =>
      field.rule.field === 'Email' && isBlank(field.value) && customer.email !== '' ? { ...field, value: customer.email } : field,
    );
  return {
    account: { fields, problems: mapped.problems.filter(({ field }) => !isPrivate || !COMPANY_FIELDS.has(field ?? '')) },
    ...mapContact(scope, settings, name),
    isPrivate,
    // The address that a rule takes from a field of the administrator's choice comes first.
    email: plainText(fields.find(({ rule }) => rule.field === 'Email')?.value).trim() || customer.email,
    name,
    fingerprint: fingerprintOf(fields.filter(isKeptEqual)),
  };
}

/** The person of a customer as Exact would hold it. */
export type MappedPerson = Pick<MappedCustomer, 'contact' | 'contactFingerprint'>;

/** The person of a customer as a contact in Exact. Pure. */
export function mapPerson(customer: Customer, settings: CustomerSettings): MappedPerson {
  return mapContact(customerScope(customer), settings, customer.account?.Name ?? '');
}

function mapContact(
  scope: FormulaScope,
  settings: CustomerSettings,
  name: string,
): Pick<MappedCustomer, 'contact' | 'contactFingerprint'> {
  if (scope.contact === undefined) return { contact: undefined, contactFingerprint: '' };
  const contact = mapTarget('Contact', scope, settings, name);
  return { contact, contactFingerprint: fingerprintOf(contact.fields.filter(isKeptEqual)) };
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

/** What is written once, such as payment terms, may differ from then on. */
function isKeptEqual({ rule }: MappedField): boolean {
  return rule.policy !== 'create';
}

function isBlank(value: unknown): boolean {
  return plainText(value).trim() === '';
}
