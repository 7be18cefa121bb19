import { ruleFailure } from '../failure.ts';
import type { Derive, SetRules } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { constant, through } from './lookups.ts';

const hasName = (row: Row): boolean => Boolean(row['FirstName']) || Boolean(row['LastName']);
const ofAccount = (field: string): Derive => through('Account', 'Accounts', field);

const fullName = (row: Row): string =>
  [row['FirstName'], row['MiddleName'], row['LastName']].filter((part) => typeof part === 'string' && part !== '').join(' ');

/** crm/Contacts: an account and at least one of the two names; addresses and the main flag come from the account. */
export const CONTACT_RULES: SetRules = {
  derive: {
    AccountIsCustomer: (row, division) => division.find('Accounts', row['Account'])?.['Status'] === 'C',
    AccountIsSupplier: (row, division) => division.find('Accounts', row['Account'])?.['IsSupplier'] ?? false,
    AccountMainContact: ofAccount('MainContact'),
    AccountName: ofAccount('Name'),
    AddressStreet: ofAccount('AddressLine1'),
    AddressLine2: ofAccount('AddressLine2'),
    City: ofAccount('City'),
    Postcode: ofAccount('Postcode'),
    Country: ofAccount('Country'),
    State: ofAccount('State'),
    IsMainContact: (row, division) => division.find('Accounts', row['Account'])?.['MainContact'] === row['ID'],
  },
  defaults: { IsMailingExcluded: constant(false) },
  mandatory: { Account: 'Account' },
  beforeCreate: (draft) => {
    if (!hasName(draft)) throw ruleFailure('Mandatory: First name or last name');
    draft['FullName'] = fullName(draft);
  },
  beforeUpdate: (row, changed) => {
    const next = { ...row, ...changed };
    if (!hasName(next)) throw ruleFailure('Mandatory: First name or last name');
    changed['FullName'] = fullName(next);
  },
  afterRemove: (row, { division, writer, actor }) => {
    const account = division.find('Accounts', row['Account']);
    if (account && account['MainContact'] === row['ID'])
      writer.replace('Accounts', { ...account, MainContact: null }, account, actor);
  },
};
