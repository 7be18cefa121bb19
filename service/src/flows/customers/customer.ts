import { plainText, type FormulaScope } from '../../mapping/index.ts';
import type { SalesforceFeatures } from '../../salesforce/index.ts';
import type { AccountRow, ContactRow, Customer } from './types.ts';
import { ACCOUNT } from './variables.ts';

// Fields of formulas that are not fields of the record, or belong to a feature the org may not have.
const NOT_ON_ACCOUNT = ['Email', 'FirstName', 'LastName', 'IsPersonAccount', 'BillingCountryCode', 'CurrencyIsoCode'] as const;

/** Fields of a contact that a customer is made of. */
export const CONTACT_FIELDS = [
  'Id',
  'AccountId',
  'FirstName',
  'LastName',
  'Email',
  'Phone',
  'MobilePhone',
  'Title',
  'Exact_Id__c',
] as const;

/** Fields of an account that a customer is made of. `named`: those that formulas of the settings name. */
export function accountFields(named: readonly string[], features: SalesforceFeatures): readonly string[] {
  return [
    ...[...Object.keys(ACCOUNT.fields), ...named].filter((field) => !NOT_ON_ACCOUNT.some((other) => other === field)),
    'Exact_Id__c',
    'Exact_Code__c',
    'Exact_Url__c',
    'Exact_Blocked__c',
    'ShippingStreet',
    ...(features.hasPersonAccounts ? ['IsPersonAccount', 'PersonEmail', 'PersonContactId', 'FirstName', 'LastName'] : []),
    ...(features.hasStateCountryPicklists ? ['BillingCountryCode'] : []),
  ];
}

/** What a record of Salesforce says of its customer, as it was read. */
export interface CustomerSource extends Pick<Customer, 'record' | 'accountId' | 'contacts' | 'scope'> {
  readonly account: AccountRow | null | undefined;
  /** The person that the record itself names, such as the bill-to contact of an order. */
  readonly named: ContactRow | null | undefined;
}

/**
 * The customer of a record: its person is the one it names, else the first of the account's contacts with an address, else the
 * first; its e-mail address the first there is, of the person named, the person account, the contacts in their order. Pure.
 */
export function customerOf({ account, named, contacts, ...source }: CustomerSource): Customer {
  const contact =
    named == null
      ? (contacts.find(({ Email }) => plainText(Email).trim() !== '') ?? contacts[0])
      : (contacts.find(({ Id }) => Id === named.Id) ?? named);
  const addresses = [named?.Email, account?.['PersonEmail'], ...contacts.map(({ Email }) => Email)];
  const email = addresses.map((address) => plainText(address).trim()).find((address) => address !== '') ?? '';
  return { ...source, account: account ?? undefined, contact, contacts, email };
}

/** Account and contact under the names that formulas use. */
export function customerScope({ scope, account, contact, email }: Customer): FormulaScope {
  return {
    ...scope,
    account: {
      ...account,
      Email: email,
      IsPersonAccount: account?.['IsPersonAccount'] === true,
      FirstName: account?.['FirstName'] ?? contact?.FirstName,
      LastName: account?.['LastName'] ?? contact?.LastName,
    },
    ...(contact === undefined ? {} : { contact: { ...contact } }),
  };
}

/** True where the org's account says itself which debtor it has. */
export function isShown({ account }: Pick<Customer, 'account'>): boolean {
  return account?.Exact_Id__c != null || account?.['Exact_Code__c'] != null;
}

/** What keeps a customer apart from the others of a batch: a record without an account is one of its own. */
export function customerKey({ accountId, record }: Customer): string {
  return accountId ?? record.id;
}

/**
 * A person account is a person. Where the org has none, an account that bears its contact's name is one: a company name makes
 * a company, no company name a private debtor.
 */
export function isPrivatePerson({ account, contact }: Customer): boolean {
  if (account?.['IsPersonAccount'] === true) return true;
  if (account === undefined || contact === undefined) return false;
  const personName = [contact.FirstName, contact.LastName].filter((part) => part !== null && part !== '').join(' ');
  return personName !== '' && personName.toLowerCase() === account.Name.trim().toLowerCase();
}
