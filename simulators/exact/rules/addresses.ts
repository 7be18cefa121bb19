import { ruleFailure } from '../failure.ts';
import type { Change, SetRules } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { comparable } from '../store/equality-index.ts';
import { checkCountryAndState, countryName } from './countries.ts';
import { constant, through } from './lookups.ts';

const IDENTITY = [
  'Account',
  'Contact',
  'Type',
  'AddressLine1',
  'AddressLine2',
  'AddressLine3',
  'Postcode',
  'City',
  'Country',
  'State',
  'Warehouse',
];

/** Fields of an account that are its main visit address. */
export const ACCOUNT_ADDRESS_FIELDS = [
  'AddressLine1',
  'AddressLine2',
  'AddressLine3',
  'Postcode',
  'City',
  'Country',
  'State',
] as const;

const siblings = (row: Row, { division }: Change): Row[] =>
  division
    .table('Addresses')
    .find('Account', row['Account'] ?? null)
    .filter((other) => other['Type'] === row['Type'] && other['ID'] !== row['ID']);

const check = (row: Row): void => {
  const type = Number(row['Type']);
  if (![1, 2, 3, 4].includes(type)) throw ruleFailure('Invalid: Type - 1, 2, 3 or 4 expected');
  if (row['Warehouse'] && type !== 4) throw ruleFailure('Invalid: Warehouse - Only for delivery addresses');
};

/** crm/Addresses: an identical address is answered instead of created; one main address a type and account. */
export const ADDRESS_RULES: SetRules = {
  derive: {
    AccountName: through('Account', 'Accounts', 'Name'),
    AccountIsSupplier: (row, division) => division.find('Accounts', row['Account'])?.['IsSupplier'] ?? false,
    ContactName: through('Contact', 'Contacts', 'FullName'),
    CountryName: (row) => countryName(row['Country']),
    WarehouseCode: through('Warehouse', 'Warehouses', 'Code'),
    WarehouseDescription: through('Warehouse', 'Warehouses', 'Description'),
  },
  defaults: { Source: constant(0) },
  mandatory: { Account: 'Account' },
  existing: (draft, { division }) => {
    const wanted: Row = { ...draft, Type: draft['Type'] ?? 1, Country: draft['Country'] ?? division.options.country };
    return division
      .table('Addresses')
      .find('Account', draft['Account'] ?? null)
      .find((row) => IDENTITY.every((field) => comparable(row[field]) === comparable(wanted[field])));
  },
  beforeCreate: (draft, change) => {
    draft['Type'] ??= 1;
    draft['Country'] ??= change.division.options.country;
    checkCountryAndState(draft, {});
    check(draft);
    // The first address of its type is the main one without being asked.
    if (siblings(draft, change).length === 0) draft['Main'] = true;
  },
  beforeUpdate: (row, changed) => {
    checkCountryAndState(changed, row);
    check({ ...row, ...changed });
  },
  beforeRemove: (row, { division }) => {
    if (row['Main'] && row['Type'] === 1 && division.find('Accounts', row['Account']))
      throw ruleFailure('Cannot be deleted: Main address');
  },
  afterWrite: (row, before, change) => {
    if (!row['Main']) return;
    for (const other of siblings(row, change))
      if (other['Main']) change.writer.replace('Addresses', { ...other, Main: false }, other, change.actor);
    const account = change.division.find('Accounts', row['Account']);
    if (row['Type'] !== 1 || !account) return;
    if (ACCOUNT_ADDRESS_FIELDS.every((field) => comparable(account[field]) === comparable(row[field]))) return;
    const address = Object.fromEntries(ACCOUNT_ADDRESS_FIELDS.map((field) => [field, row[field] ?? null]));
    change.writer.replace('Accounts', { ...account, ...address }, account, change.actor);
  },
};
