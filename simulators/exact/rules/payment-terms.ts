import { Decimal } from 'decimal.js';
import { randomUUID } from 'node:crypto';
import type { Change, Derive, SetRules } from '../records/rules.ts';
import { localDate } from '../records/zone.ts';
import type { Row, Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { isCredit, owedOf } from './invoice-status.ts';
import { constant, through, throughCode } from './lookups.ts';
import { companyAmount, inCompanyCurrency, rateOf } from './order-amounts.ts';

/** 30 (selected for collection) and 40 (collected) do not arise here. */
export const OPEN = 20;
export const MATCHED = 50;

const RECEIPT = 20;
const SALES_ENTRY = 20;
const SALES_CREDIT_NOTE = 21;
const ACCOUNTS_RECEIVABLE = 20;
const OPEN_TRANSACTION = 20;
const DAY_MS = 86_400_000;

/** What a customer owes because of a term: less than zero when the company owes him, as after a credit note or a payment too much. */
export const owed = (term: Row): Decimal => new Decimal(Number(term['Owed'] ?? 0));

/** The same in the currency of the company; kept beside it, so that parts add up to the cent. */
export const owedDc = (term: Row): Decimal => new Decimal(Number(term['OwedDC'] ?? 0));

const shown =
  (amountOf: (term: Row) => Decimal): Derive =>
  (row, { options }) =>
    amountOf(row)
      .times(options.receivables === 'positive' ? 1 : -1)
      .toNumber();

/** The account of the ledger on which customers stand. */
const receivableAccount = (division: Division): Row | undefined =>
  division.table('GLAccounts').find('Type', ACCOUNTS_RECEIVABLE)[0];

const ofReceivableAccount =
  (field: string): Derive =>
  (_, division) =>
    receivableAccount(division)?.[field] ?? null;

const paymentDays: Derive = (row) =>
  typeof row['DueDate'] === 'number' && typeof row['InvoiceDate'] === 'number'
    ? Math.round((row['DueDate'] - row['InvoiceDate']) / DAY_MS)
    : null;

/**
 * cashflow/Receivables and the sync stream of payment terms: an invoice makes one row, a payment another. What is matched only in part
 * is split: the rest keeps its id and stays open (20), the part has a row of its own and is matched (50). So an invoice is paid when
 * all its rows are matched, and what is open of it is the sum of those that are not.
 */
export const PAYMENT_TERM_RULES: SetRules = {
  derive: {
    AccountCode: through('Account', 'Accounts', 'Code'),
    AccountName: through('Account', 'Accounts', 'Name'),
    AccountCountry: through('Account', 'Accounts', 'Country'),
    AccountContactName: through('AccountContact', 'Contacts', 'FullName'),
    AmountDC: shown(owedDc),
    AmountFC: shown(owed),
    RateFC: (row, division) => rateOf(row['Currency'], division),
    TransactionAmountDC: companyAmount('TransactionOwed'),
    TransactionAmountFC: (row) => row['TransactionOwed'] ?? null,
    TransactionDueDate: (row) => row['DueDate'] ?? null,
    IsFullyPaid: (row) => row['Status'] === MATCHED,
    GLAccount: ofReceivableAccount('ID'),
    GLAccountCode: ofReceivableAccount('Code'),
    GLAccountDescription: ofReceivableAccount('Description'),
    JournalDescription: throughCode('Journal', 'Journals', 'Description'),
    PaymentConditionDescription: throughCode('PaymentCondition', 'PaymentConditions', 'Description'),
    PaymentDays: paymentDays,
    LineType: constant(RECEIPT),
  },
  defaults: {
    AmountDiscountDC: constant(0),
    AmountDiscountFC: constant(0),
    TransactionStatus: constant(OPEN_TRANSACTION),
    TransactionIsReversal: constant(false),
  },
};

/** The row of a whole entry that the customer owes so much of, in the currency of the entry. */
export const newTerm = (amount: number, fields: Row, { division }: Change): Row => ({
  ID: randomUUID(),
  EntryID: randomUUID(),
  // The entry that this row comes from, and its line; neither is the invoice.
  TransactionEntryID: randomUUID(),
  TransactionID: randomUUID(),
  ListNumber: division.nextNumber('ReceivablesList'),
  Status: OPEN,
  Owed: amount,
  OwedDC: inCompanyCurrency(amount, fields['Currency'], division).toNumber(),
  TransactionOwed: amount,
  ...fields,
});

const copied = (header: Row, fields: readonly string[]): Row =>
  Object.fromEntries(fields.map((field): [string, Value] => [field, header[field] ?? null]));

/** A processed invoice is open at its customer's; one of no amount is not. */
export const openTerm = (header: Row, change: Change): void => {
  const { writer, division, actor, now } = change;
  const amount = owedOf(header);
  if (amount === 0) return;
  const condition = division.byCode('PaymentConditions', header['PaymentCondition']);
  const fields: Row = {
    ...copied(header, [
      'InvoiceNumber',
      'InvoiceDate',
      'DueDate',
      'Currency',
      'Journal',
      'OrderNumber',
      'YourRef',
      'Description',
    ]),
    ...copied(header, ['PaymentCondition', 'PaymentReference']),
    Account: header['InvoiceTo'] ?? null,
    AccountContact: header['InvoiceToContactPerson'] ?? null,
    EntryNumber: header['InvoiceNumber'] ?? null,
    EntryDate: localDate(now),
    PaymentMethod: condition?.['PaymentMethod'] ?? 'B',
    TransactionType: isCredit(header) ? SALES_CREDIT_NOTE : SALES_ENTRY,
    Invoice: header['InvoiceID'] ?? null,
  };
  writer.insert('PaymentTerms', newTerm(amount, fields, change), actor);
};
