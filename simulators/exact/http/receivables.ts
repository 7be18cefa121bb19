import { Decimal } from 'decimal.js';
import { OPEN, owed, owedDc } from '../rules/payment-terms.ts';
import { localDate } from '../records/zone.ts';
import type { Row } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { Table } from '../store/table.ts';
import type { Answer } from './answer.ts';
import { read, type Visit } from './reading.ts';
import type { Route } from './route.ts';

const openTerms = (division: Division): Row[] => division.table('PaymentTerms').find('Status', OPEN);

/** GET read/financial/ReceivablesList: what is open, positive where the customer owes it whatever the sign of the receivables. */
export const readReceivablesList = (visit: Visit, route: Route): Answer => {
  const { division } = visit;
  const table = new Table('HID');
  for (const term of openTerms(division)) {
    const account = division.find('Accounts', term['Account']);
    table.put({
      HID: term['ListNumber'] ?? null,
      AccountId: term['Account'] ?? null,
      AccountCode: account?.['Code'] ?? null,
      AccountName: account?.['Name'] ?? null,
      Amount: owed(term).toNumber(),
      AmountInTransit: 0,
      CurrencyCode: term['Currency'] ?? null,
      Description: term['Description'] ?? null,
      DueDate: term['DueDate'] ?? null,
      EntryNumber: term['EntryNumber'] ?? null,
      InvoiceDate: term['InvoiceDate'] ?? null,
      InvoiceNumber: term['InvoiceNumber'] ?? null,
      JournalCode: term['Journal'] ?? null,
      JournalDescription: division.byCode('Journals', term['Journal'])?.['Description'] ?? null,
      YourRef: term['YourRef'] ?? null,
    });
  }
  return read(visit, route, table);
};

/** GET read/financial/OutstandingInvoicesOverview: one row in the currency of the company; nothing is bought here. */
export const readOutstandingInvoices = (visit: Visit, route: Route): Answer => {
  const { division } = visit;
  const today = localDate(Date.now());
  const outstanding = openTerms(division).filter((term) => owed(term).isPositive());
  const overdue = outstanding.filter((term) => Number(term['DueDate']) < today);
  const sum = (terms: readonly Row[]): number =>
    terms.reduce((total, term) => total.plus(owedDc(term)), new Decimal(0)).toNumber();
  const table = new Table('CurrencyCode');
  table.put({
    CurrencyCode: division.options.currency,
    OutstandingReceivableInvoiceAmount: sum(outstanding),
    OutstandingReceivableInvoiceCount: outstanding.length,
    OverdueReceivableInvoiceAmount: sum(overdue),
    OverdueReceivableInvoiceCount: overdue.length,
    OutstandingPayableInvoiceAmount: 0,
    OutstandingPayableInvoiceCount: 0,
    OverduePayableInvoiceAmount: 0,
    OverduePayableInvoiceCount: 0,
  });
  return read(visit, route, table);
};
