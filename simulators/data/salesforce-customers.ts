import { textIn, type SalesforceControl, type SalesforceSeed } from './control.ts';
import type { SeedRow } from './exact-rows.ts';
import type { Person, PostalAddress } from './people.ts';

/** A customer for an org. `number` becomes the account's AccountNumber and finds it again. */
export interface CustomerSeed {
  readonly number: string;
  readonly person: Person;
  /** Further fields of the account, such as `Payment_Condition__c`. */
  readonly fields?: SeedRow;
}

/**
 * Creates the accounts the org does not hold yet, each with one contact. A private person without person accounts is
 * an account named exactly like its contact. Answers how many accounts were created.
 */
export async function seedCustomers(salesforce: SalesforceControl, customers: readonly CustomerSeed[]): Promise<number> {
  const known = await accountIdsByNumber(salesforce);
  const missing = customers.filter((customer) => !known.has(customer.number));
  const accountIds = await salesforce.seed(missing.map(toAccount));
  await salesforce.seed(missing.map((customer, index) => toContact(customer, accountIds[index] ?? '')));
  return missing.length;
}

/** Ids of the org's accounts by AccountNumber. */
export async function accountIdsByNumber(salesforce: SalesforceControl): Promise<ReadonlyMap<string, string>> {
  const rows = await salesforce.rows('Account');
  return new Map(rows.map((row) => [textIn(row, 'AccountNumber'), textIn(row, 'Id')]));
}

/** The first contact of every account, by account id. */
export async function contactIdsByAccount(salesforce: SalesforceControl): Promise<ReadonlyMap<string, string>> {
  const rows = await salesforce.rows('Contact');
  return new Map([...rows].reverse().map((row) => [textIn(row, 'AccountId'), textIn(row, 'Id')]));
}

/** An address as fields of an Account, Contact or Order, such as `BillingStreet`. */
export function addressFields(prefix: 'Billing' | 'Shipping' | 'Mailing', address: PostalAddress): SeedRow {
  return {
    [`${prefix}Street`]: address.street,
    [`${prefix}PostalCode`]: address.postalCode,
    [`${prefix}City`]: address.city,
    [`${prefix}Country`]: address.country,
  };
}

function toAccount({ number, person, fields }: CustomerSeed): SalesforceSeed {
  return {
    object: 'Account',
    fields: {
      Name: person.accountName,
      AccountNumber: number,
      Phone: person.phone,
      ...addressFields('Billing', person.billing),
      ...addressFields('Shipping', person.shipping ?? person.billing),
      ...fields,
    },
  };
}

function toContact({ person }: CustomerSeed, accountId: string): SalesforceSeed {
  return {
    object: 'Contact',
    fields: {
      AccountId: accountId,
      FirstName: person.firstName,
      LastName: person.lastName,
      Email: person.email,
      Phone: person.phone,
      ...addressFields('Mailing', person.billing),
    },
  };
}
