import { Decimal } from 'decimal.js';
import { randomUUID } from 'node:crypto';
import { badRequest, notFound, ruleFailure } from '../failure.ts';
import type { Change } from '../records/rules.ts';
import { localDate } from '../records/zone.ts';
import type { Row, Value } from '../schema/index.ts';
import { inCompanyCurrency } from './order-amounts.ts';
import { MATCHED, newTerm, OPEN, owed, owedDc } from './payment-terms.ts';

const CASH_FLOW = 40;
const BANK = 12;

const termsOf = (invoice: Value, { division }: Change): Row[] => division.table('PaymentTerms').find('Invoice', invoice);

const openTermsOf = (invoice: Value, change: Change): Row[] => termsOf(invoice, change).filter((term) => term['Status'] === OPEN);

const sumOf = (terms: readonly Row[]): Decimal => terms.reduce((sum, term) => sum.plus(owed(term)), new Decimal(0));

/** What is open of an invoice: to be paid when more than zero, to be paid back when less. */
export const openAmount = (invoice: Value, change: Change): Decimal => sumOf(openTermsOf(invoice, change));

/** Matches so much of a row; the rest of it, if any, stays open under the id that it has. */
const matchTerm = (term: Row, amount: Decimal, match: string, date: number, { division, writer, actor }: Change): void => {
  const done: Row = { Status: MATCHED, Match: match, EndDate: date, LastPaymentDate: date };
  const size = Decimal.min(amount, owed(term).abs());
  const part = size.times(owed(term).isNegative() ? -1 : 1);
  if (size.equals(owed(term).abs())) {
    writer.replace('PaymentTerms', { ...term, ...done }, term, actor);
    return;
  }
  const partDc = inCompanyCurrency(part.toNumber(), term['Currency'], division);
  const split: Row = {
    ...term,
    ...done,
    ID: randomUUID(),
    EntryID: randomUUID(),
    ListNumber: division.nextNumber('ReceivablesList'),
    Owed: part.toNumber(),
    OwedDC: partDc.toNumber(),
    SplitFrom: term['ID'] ?? null,
  };
  writer.replace(
    'PaymentTerms',
    { ...term, Owed: owed(term).minus(part).toNumber(), OwedDC: owedDc(term).minus(partDc).toNumber(), LastPaymentDate: date },
    term,
    actor,
  );
  writer.insert('PaymentTerms', split, actor);
};

/** Matches so much of several rows, the oldest first. */
const matchTerms = (terms: readonly Row[], amount: Decimal, match: string, date: number, change: Change): void => {
  let left = amount;
  for (const term of terms) {
    if (left.isZero()) return;
    const size = Decimal.min(left, owed(term).abs());
    matchTerm(term, size, match, date, change);
    left = left.minus(size);
  }
};

/** The date since when something is matched: of its parts the latest one. */
const matchDate = (terms: readonly Row[], date: number): number =>
  Math.max(date, ...terms.map((term) => Number(term['InvoiceDate'] ?? 0)));

const processed = (id: Value, { division }: Change): Row => {
  const invoice = division.find('SalesInvoices', id);
  if (!invoice) throw notFound(`no invoice ${String(id)}`);
  if (typeof invoice['InvoiceNumber'] !== 'number') throw ruleFailure('Not allowed: The sales invoice is not processed');
  return invoice;
};

export interface Payment {
  readonly invoice: string;
  /** In the currency of the invoice, more than zero; whole cents. */
  readonly amount: Decimal;
  /** Midnight UTC of the local date; today without one. */
  readonly date?: number | undefined;
}

/** What a person booked, and how to undo it. */
export interface Booking {
  /** Of the payment, or of the credit note against the invoice. */
  readonly id: string;
  readonly match: string;
}

/** A customer pays: what an invoice takes of it is matched, the rest stays open as a credit of the customer's. */
export const bookPayment = ({ invoice: id, amount, date: given }: Payment, change: Change): Booking => {
  const { division, writer, actor, now } = change;
  if (!amount.isPositive() || amount.isZero() || amount.decimalPlaces() > 2)
    throw badRequest(`no amount of money: ${amount.toString()}`);
  const invoice = processed(id, change);
  const open = openTermsOf(id, change).filter((term) => owed(term).isPositive());
  const date = given ?? localDate(now);
  const match = randomUUID();
  const bank = division.table('Journals').find('Type', BANK)[0];
  const term = newTerm(
    amount.negated().toNumber(),
    {
      Account: invoice['InvoiceTo'] ?? null,
      Currency: invoice['Currency'] ?? null,
      Journal: bank?.['Code'] ?? null,
      Description: 'Payment',
      EntryNumber: division.nextNumber('BankEntries'),
      EntryDate: date,
      InvoiceDate: date,
      DueDate: date,
      YourRef: invoice['YourRef'] ?? null,
      TransactionType: CASH_FLOW,
    },
    change,
  );
  writer.insert('PaymentTerms', term, actor);
  const size = Decimal.min(amount, sumOf(open));
  const day = matchDate(open, date);
  matchTerms(open, size, match, day, change);
  if (size.isPositive() && !size.isZero()) matchTerm(term, size, match, day, change);
  return { id: String(term['TransactionID']), match };
};

/** Sets a credit note off against an invoice of the same customer, as far as both are open. */
export const setOff = (creditNote: string, invoice: string, change: Change): Booking => {
  const [credit, debit] = [processed(creditNote, change), processed(invoice, change)];
  for (const field of ['InvoiceTo', 'Currency'])
    if (credit[field] !== debit[field]) throw ruleFailure(`Invalid: ${field} - Differs between the credit note and the invoice`);
  const owing = openTermsOf(invoice, change).filter((term) => owed(term).isPositive());
  const owned = openTermsOf(creditNote, change).filter((term) => owed(term).isNegative());
  const size = Decimal.min(sumOf(owing), sumOf(owned).abs());
  if (size.isZero()) throw ruleFailure('Invalid: There is nothing to match');
  const match = randomUUID();
  const day = matchDate([...owing, ...owned], localDate(change.now));
  matchTerms(owing, size, match, day, change);
  matchTerms(owned, size, match, day, change);
  return { id: match, match };
};

/** Opens a matched row again; a part that was split off goes back into the row that it came from, if that is open. */
const reopen = (term: Row, change: Change): void => {
  const { division, writer, actor } = change;
  const table = division.table('PaymentTerms');
  const rest = division.find('PaymentTerms', term['SplitFrom']);
  if (rest?.['Status'] !== OPEN) {
    writer.replace('PaymentTerms', { ...term, Status: OPEN, Match: null, EndDate: null, LastPaymentDate: null }, term, actor);
    return;
  }
  writer.remove('PaymentTerms', String(term['ID']), actor);
  const paid = table.find('TransactionID', rest['TransactionID'] ?? null).filter((each) => each['Status'] === MATCHED);
  const last = Math.max(0, ...paid.map((each) => Number(each['LastPaymentDate'] ?? 0)));
  const whole = {
    ...rest,
    Owed: owed(rest).plus(owed(term)).toNumber(),
    OwedDC: owedDc(rest).plus(owedDc(term)).toNumber(),
    LastPaymentDate: last === 0 ? null : last,
  };
  writer.replace('PaymentTerms', whole, rest, actor);
};

/** Undoes a match: the invoice is open again, and so is what it was matched with. */
export const unmatch = (match: string, change: Change): void => {
  const matched = change.division.table('PaymentTerms').find('Match', match);
  if (matched.length === 0) throw notFound(`no match ${match}`);
  for (const term of matched) reopen(term, change);
};

/** Undoes a payment: its matches, and then the money itself. */
export const removePayment = (payment: string, change: Change): void => {
  const { division, writer, actor } = change;
  const rows = (): Row[] => division.table('PaymentTerms').find('TransactionID', payment);
  const matches = new Set(rows().flatMap((row) => (typeof row['Match'] === 'string' ? [row['Match']] : [])));
  if (rows().length === 0) throw notFound(`no payment ${payment}`);
  for (const match of matches) unmatch(match, change);
  for (const row of rows()) writer.remove('PaymentTerms', String(row['ID']), actor);
};
