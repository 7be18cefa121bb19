import { randomUUID } from 'node:crypto';
import { ruleFailure } from '../failure.ts';
import type { Change, SetRules } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { comparable } from '../store/equality-index.ts';
import { localDate } from '../records/zone.ts';
import { ACCOUNT_ADDRESS_FIELDS } from './addresses.ts';
import { checkCountryAndState, countryName } from './countries.ts';
import { constant, through, throughCode } from './lookups.ts';
import { linkToPriceList, LINKED_ACCOUNTS } from './sales-price-lists.ts';

const STATUSES = new Set(['A', 'S', 'P', 'C']);

const check = (row: Row): void => {
  const status = row['Status'];
  if (typeof status === 'string' && !STATUSES.has(status.trim())) throw ruleFailure(`Invalid: Status - ${status}`);
  const discount = Number(row['DiscountSales'] ?? 0);
  if (discount < 0 || discount > 1) throw ruleFailure('Invalid: DiscountSales - A fraction between 0 and 1 expected');
};

const numberCode = (draft: Row, { division }: Change): void => {
  const given = draft['Code'];
  if (given === undefined || given === null || given === '') {
    draft['Code'] = String(division.nextNumber('Accounts'));
    return;
  }
  const code = String(given).trim();
  if (!/^\d{1,18}$/.test(code)) throw ruleFailure(`Invalid: Code - ${code}`);
  draft['Code'] = code;
  division.noteNumber('Accounts', Number(code));
};

/** The address fields of an account are its main visit address: one follows the other. */
const followAddress = (row: Row, { division, writer, actor }: Change): void => {
  const main = division
    .table('Addresses')
    .find('Account', row['ID'] ?? null)
    .find((address) => address['Type'] === 1 && address['Main']);
  const fields = Object.fromEntries(ACCOUNT_ADDRESS_FIELDS.map((field) => [field, row[field] ?? null]));
  if (main) {
    if (ACCOUNT_ADDRESS_FIELDS.some((field) => comparable(main[field]) !== comparable(row[field])))
      writer.replace('Addresses', { ...main, ...fields }, main, actor);
  } else if (row['AddressLine1'] || row['Postcode'] || row['City']) {
    writer.insert('Addresses', { ID: randomUUID(), Account: row['ID'] ?? null, Type: 1, Main: true, ...fields }, actor);
  }
};

/** crm/Accounts: numbered when no code is given; a code in a PUT is "Already exists" even when it is its own. */
export const ACCOUNT_RULES: SetRules = {
  derive: {
    IsSales: (row) => String(row['Status'] ?? 'A').trim() === 'C',
    Type: constant('A'),
    CountryName: (row) => countryName(row['Country']),
    InvoiceAccountCode: through('InvoiceAccount', 'Accounts', 'Code'),
    InvoiceAccountName: through('InvoiceAccount', 'Accounts', 'Name'),
    PaymentConditionSalesDescription: throughCode('PaymentConditionSales', 'PaymentConditions', 'Description'),
    PaymentConditionPurchaseDescription: throughCode('PaymentConditionPurchase', 'PaymentConditions', 'Description'),
    SalesVATCodeDescription: throughCode('SalesVATCode', 'VATCodes', 'Description'),
    PurchaseVATCodeDescription: throughCode('PurchaseVATCode', 'VATCodes', 'Description'),
    SalesCurrencyDescription: throughCode('SalesCurrency', 'Currencies', 'Description'),
    PurchaseCurrencyDescription: throughCode('PurchaseCurrency', 'Currencies', 'Description'),
  },
  defaults: {
    Status: constant('A'),
    SecurityLevel: constant(10),
    DiscountSales: constant(0),
    DiscountPurchase: constant(0),
    CreditLineSales: constant(0),
    CreditLinePurchase: constant(0),
    InvoicingMethod: constant(1),
    AutomaticProcessProposedEntry: constant(0),
  },
  beforeCreate: (draft, change) => {
    numberCode(draft, change);
    draft['Country'] ??= change.division.options.country;
    if (draft['StartDate'] === undefined) draft['StartDate'] = localDate(change.now);
    if (draft['MainContact']) throw ruleFailure('Invalid reference: MainContact - The contact belongs to another account');
    checkCountryAndState(draft, {});
    check(draft);
  },
  beforeUpdate: (row, changed, { division, actor }) => {
    if ('Code' in changed && actor === 'api') throw ruleFailure('Already exists');
    const contact = division.find('Contacts', changed['MainContact']);
    if (contact && contact['Account'] !== row['ID'])
      throw ruleFailure('Invalid reference: MainContact - The contact belongs to another account');
    checkCountryAndState(changed, row);
    check({ ...row, ...changed });
  },
  beforeRemove: (row, { division }) => {
    for (const field of ['OrderedBy', 'DeliverTo', 'InvoiceTo'])
      if (division.table('SalesOrders').find(field, row['ID'] ?? null).length > 0)
        throw ruleFailure('Cannot be deleted: Account is used in sales orders');
    for (const field of ['OrderedBy', 'DeliverTo', 'InvoiceTo'])
      if (division.table('SalesInvoices').find(field, row['ID'] ?? null).length > 0)
        throw ruleFailure('Cannot be deleted: Account is used in sales invoices');
  },
  afterWrite: (row, before, change) => {
    followAddress(row, change);
    linkToPriceList(row, change);
    if (before && before['MainContact'] !== row['MainContact']) restampContacts(row, before, change);
  },
  afterRemove: (row, { division, writer, actor }) => {
    for (const set of ['Contacts', 'Addresses', 'SalesItemPrices'])
      for (const child of division.table(set).find('Account', row['ID'] ?? null)) writer.remove(set, String(child['ID']), actor);
    if (division.find(LINKED_ACCOUNTS, row['ID'])) writer.remove(LINKED_ACCOUNTS, String(row['ID']), actor);
  },
};

/** Contacts show whether they are the main one, so a change of it is a change of theirs. */
const restampContacts = (row: Row, before: Row, { division, writer, actor }: Change): void => {
  for (const id of [before['MainContact'], row['MainContact']]) {
    const contact = division.find('Contacts', id);
    if (contact) writer.replace('Contacts', contact, contact, actor);
  }
};
