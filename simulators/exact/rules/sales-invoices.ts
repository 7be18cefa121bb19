import { Decimal } from 'decimal.js';
import { forbidden, ruleFailure } from '../failure.ts';
import type { Change, Derive, SetRules } from '../records/rules.ts';
import { USER } from '../records/user.ts';
import { localDate } from '../records/zone.ts';
import type { Row } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { checkAddress, checkContacts, checkDebtor } from './debtors.ts';
import { createWithLines } from './document-lines.ts';
import { checkType, DRAFT, INVOICE, INVOICE_STATUS_TEXTS, INVOICE_TYPE_TEXTS, OPEN, refuseProcessed } from './invoice-status.ts';
import { invoiceTotals, restampFeed } from './invoice-totals.ts';
import { described, through, throughCode } from './lookups.ts';
import { companyAmount, inCompanyCurrency, noteDiscount } from './order-amounts.ts';

const accountName = (field: string): Derive => through(field, 'Accounts', 'Name');
const contactName = (field: string): Derive => through(field, 'Contacts', 'FullName');

const SALES_JOURNAL = 20;
const DISCOUNT_TYPES: Readonly<Record<string, number>> = { Discount: 1, AmountDiscountExclVat: 2, AmountDiscount: 3 };

const vatAmount: Derive = (row) =>
  new Decimal(Number(row['AmountFC'] ?? 0)).minus(Number(row['AmountFCExclVat'] ?? 0)).toNumber();

/** The journal of an invoice without one, where there is no choice. */
const onlySalesJournal = (division: Division): string | null => {
  const [journal, another] = division.table('Journals').find('Type', SALES_JOURNAL);
  return journal && !another ? String(journal['Code']) : null;
};

/** Every invoice is linked to a sales journal, which may be bound to one currency. */
const checkJournal = (header: Row, division: Division): void => {
  const journal = division.byCode('Journals', header['Journal']);
  if (!journal) throw ruleFailure('Mandatory: Journal');
  const code = String(journal['Code']);
  if (journal['Type'] !== SALES_JOURNAL) throw ruleFailure(`Invalid: Journal - ${code} is not a sales journal`);
  const currency = journal['Currency'];
  if (journal['AllowVariableCurrency'] !== true && currency && currency !== header['Currency'])
    throw ruleFailure(`Invalid: Currency - Journal ${code} is in ${String(currency)}`);
};

const check = (header: Row, change: Change): void => {
  const { division, now } = change;
  const day = typeof header['OrderDate'] === 'number' ? header['OrderDate'] : localDate(now);
  checkType(header);
  for (const field of ['OrderedBy', 'InvoiceTo']) checkDebtor(division.find('Accounts', header[field]) ?? {}, day, forbidden);
  checkJournal(header, division);
  if (!header['PaymentCondition']) throw ruleFailure('Mandatory: Payment condition');
  checkAddress(header, 'DeliverToAddress', change);
  checkContacts(header, change);
};

/** salesinvoice/SalesInvoices: open until printed, then numbered, dated and unchangeable. */
export const SALES_INVOICE_RULES: SetRules = {
  derive: {
    OrderedByName: accountName('OrderedBy'),
    DeliverToName: accountName('DeliverTo'),
    InvoiceToName: accountName('InvoiceTo'),
    OrderedByContactPersonFullName: contactName('OrderedByContactPerson'),
    DeliverToContactPersonFullName: contactName('DeliverToContactPerson'),
    InvoiceToContactPersonFullName: contactName('InvoiceToContactPerson'),
    DocumentNumber: through('Document', 'Documents', 'HID'),
    DocumentSubject: through('Document', 'Documents', 'Subject'),
    JournalDescription: throughCode('Journal', 'Journals', 'Description'),
    PaymentConditionDescription: throughCode('PaymentCondition', 'PaymentConditions', 'Description'),
    ShippingMethodCode: through('ShippingMethod', 'ShippingMethods', 'Code'),
    ShippingMethodDescription: through('ShippingMethod', 'ShippingMethods', 'Description'),
    SalespersonFullName: (row) => (row['Salesperson'] ? USER.fullName : null),
    StatusDescription: described('Status', INVOICE_STATUS_TEXTS),
    TypeDescription: described('Type', INVOICE_TYPE_TEXTS),
    DiscountType: (row) => DISCOUNT_TYPES[String(row['GivenDiscount'])] ?? null,
    VATAmountFC: vatAmount,
    VATAmountDC: (row, division) => inCompanyCurrency(vatAmount(row, division), row['Currency'], division).toNumber(),
    AmountDC: companyAmount('AmountFC'),
  },
  mandatory: { OrderedBy: 'OrderedBy' },
  create: (body, change) => createWithLines(body, change, { header: 'SalesInvoices', lines: 'SalesInvoiceLines' }, invoiceTotals),
  beforeCreate: (draft, change) => {
    const { division, now } = change;
    const account = division.find('Accounts', draft['OrderedBy']) ?? {};
    draft['Type'] ??= INVOICE;
    draft['Status'] ??= OPEN;
    if (draft['Status'] !== DRAFT && draft['Status'] !== OPEN)
      throw ruleFailure('Invalid: Status - Printing processes an invoice');
    draft['DeliverTo'] ??= draft['OrderedBy'] ?? null;
    draft['InvoiceTo'] ??= account['InvoiceAccount'] ?? draft['OrderedBy'] ?? null;
    draft['OrderDate'] ??= localDate(now);
    draft['Currency'] ??= account['SalesCurrency'] ?? division.options.currency;
    draft['Journal'] ??= onlySalesJournal(division);
    draft['PaymentCondition'] ??= division.find('Accounts', draft['InvoiceTo'])?.['PaymentConditionSales'] ?? null;
    draft['OrderNumber'] ??= division.nextNumber('SalesInvoiceOrders');
    check(draft, change);
    noteDiscount(draft);
  },
  beforeUpdate: (row, changed, change) => {
    refuseProcessed(row);
    if ('Status' in changed && changed['Status'] !== DRAFT && changed['Status'] !== OPEN)
      throw ruleFailure('Invalid: Status - Printing processes an invoice');
    noteDiscount(changed);
    const next = { ...row, ...changed };
    check(next, change);
    const lines = change.division.table('SalesInvoiceLines').find('InvoiceID', row['InvoiceID'] ?? null);
    Object.assign(changed, invoiceTotals(next, lines));
  },
  beforeRemove: (row) => refuseProcessed(row),
  afterWrite: (row, _before, change) => restampFeed(row, change),
  afterRemove: (row, { division, writer, actor }) => {
    const invoice = row['InvoiceID'] ?? null;
    writer.remove('SalesInvoiceFeed', String(invoice), actor);
    for (const line of division.table('SalesInvoiceLines').find('InvoiceID', invoice))
      writer.remove('SalesInvoiceLines', String(line['ID']), actor);
  },
};
