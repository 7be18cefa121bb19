import { ruleFailure } from '../failure.ts';
import type { Change, Derive, SetRules } from '../records/rules.ts';
import { localDate } from '../records/zone.ts';
import type { Row } from '../schema/index.ts';
import { checkAddress } from './debtors.ts';
import { createWithLines } from './document-lines.ts';
import { described, through, throughCode } from './lookups.ts';
import { companyAmount } from './order-amounts.ts';
import { quotationTotals } from './quotation-totals.ts';

const name = (field: string): Derive => through(field, 'Accounts', 'Name');
const code = (field: string): Derive => through(field, 'Accounts', 'Code');
const contact = (field: string): Derive => through(field, 'Contacts', 'FullName');

const DRAFT = 20;
const ACCEPTED = 50;
// The reference names no numbers: those of its screens.
const STATUS_TEXTS = { [DRAFT]: 'Draft', 25: 'Open', [ACCEPTED]: 'Accepted' };

/** Each contact belongs to the account beside it, and the address to the account that it goes to. */
const check = (draft: Row, change: Change): void => {
  for (const account of ['OrderAccount', 'DeliveryAccount', 'InvoiceAccount']) {
    const person = change.division.find('Contacts', draft[`${account}Contact`]);
    if (person && person['Account'] !== draft[account])
      throw ruleFailure(`Invalid reference: ${account}Contact - The contact belongs to another account`);
  }
  checkAddress({ ...draft, DeliverTo: draft['DeliveryAccount'] ?? null }, 'DeliveryAddress', change);
};

/** crm/Quotations: made as drafts, for customers and for those who may become one; what is accepted stays as it is. */
export const QUOTATION_RULES: SetRules = {
  derive: {
    OrderAccountName: name('OrderAccount'),
    OrderAccountCode: code('OrderAccount'),
    DeliveryAccountName: name('DeliveryAccount'),
    DeliveryAccountCode: code('DeliveryAccount'),
    InvoiceAccountName: name('InvoiceAccount'),
    InvoiceAccountCode: code('InvoiceAccount'),
    OrderAccountContactFullName: contact('OrderAccountContact'),
    DeliveryAccountContactFullName: contact('DeliveryAccountContact'),
    InvoiceAccountContactFullName: contact('InvoiceAccountContact'),
    PaymentConditionDescription: throughCode('PaymentCondition', 'PaymentConditions', 'Description'),
    ShippingMethodDescription: through('ShippingMethod', 'ShippingMethods', 'Description'),
    WarehouseCode: through('WarehouseID', 'Warehouses', 'Code'),
    WarehouseDescription: through('WarehouseID', 'Warehouses', 'Description'),
    StatusDescription: described('Status', STATUS_TEXTS),
    AmountDC: companyAmount('AmountFC'),
  },
  mandatory: { OrderAccount: 'OrderAccount' },
  create: (body, change) => createWithLines(body, change, { header: 'Quotations', lines: 'QuotationLines' }, quotationTotals),
  beforeCreate: (draft, change) => {
    const { division, now } = change;
    const account = division.find('Accounts', draft['OrderAccount']) ?? {};
    if (account['Blocked'] === true) throw ruleFailure(`Blocked: Account - ${String(account['Name'])}`);
    draft['DeliveryAccount'] ??= draft['OrderAccount'] ?? null;
    draft['InvoiceAccount'] ??= account['InvoiceAccount'] ?? draft['OrderAccount'] ?? null;
    draft['QuotationDate'] ??= localDate(now);
    draft['Currency'] ??= account['SalesCurrency'] ?? division.options.currency;
    draft['PaymentCondition'] ??= account['PaymentConditionSales'] ?? null;
    draft['Status'] ??= DRAFT;
    draft['VersionNumber'] ??= 1;
    check(draft, change);
    const number = draft['QuotationNumber'];
    if (typeof number !== 'number') draft['QuotationNumber'] = division.nextNumber('Quotations');
    else if (division.table('Quotations').find('QuotationNumber', number).length > 0) throw ruleFailure('Already exists');
    else division.noteNumber('Quotations', number);
  },
  beforeUpdate: (row, changed, change) => {
    if (change.actor === 'api' && row['Status'] === ACCEPTED) throw ruleFailure('Not allowed: The quotation is accepted');
    check({ ...row, ...changed }, change);
  },
  afterRemove: (row, { division, writer, actor }) => {
    for (const line of division.table('QuotationLines').find('QuotationID', row['QuotationID'] ?? null))
      writer.remove('QuotationLines', String(line['ID']), actor);
  },
};
