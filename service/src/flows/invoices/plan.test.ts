import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ExactPaymentTerm, ExactSalesInvoice } from '../../exact/index.ts';
import { Decimal } from '../../money/index.ts';
import { CONFIGURATION } from '../configuration.ts';
import type { Operation } from '../operation.ts';
import { owedOf, signOf } from './amounts.ts';
import { shownSince } from './history.ts';
import { planInvoices } from './plan.ts';
import type { DebtorInput, InvoiceInput, InvoiceRow, ReceivableRow, TermInput } from './types.ts';

const DIVISION = 7;
const TODAY = '2031-05-20';
const DEBTOR = '00000000-0000-4000-8000-0000000000dd';
const ACCOUNT = {
  ...{ Id: '001', Name: 'ACME', Exact_Id__c: DEBTOR, Exact_Open_Amount__c: null, Exact_Overdue_Amount__c: null },
  ...{ Exact_Paid_This_Year__c: null, Exact_Balance_Synced_At__c: null },
};
const MOMENT = {
  configuration: CONFIGURATION.parse({
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { invoices: { enabled: true } },
  }),
  now: new Date(),
  division: DIVISION,
};
const NO_SUMS = { open: '0', overdue: '0', paidThisYear: '0' };

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const text = (amount: number): string => new Decimal(amount).toFixed();

const TERM: ExactPaymentTerm = {
  ...{ ID: idOf(1), Account: DEBTOR, AccountCode: null, AccountName: 'ACME', AmountFC: '-100', AmountDC: '-100' },
  ...{ TransactionAmountFC: '100', TransactionType: 20, Currency: 'EUR', Status: 20, InvoiceNumber: 1 },
  ...{ InvoiceDate: TODAY, DueDate: TODAY, EndDate: null, LastPaymentDate: null },
};

function rowOf(number: number, fields: Partial<InvoiceRow>): InvoiceRow {
  return {
    ...{ Id: `a0${number}`, Key__c: `${DIVISION}-SalesInvoices-${idOf(number)}`, Exact_Account_Id__c: DEBTOR },
    ...{ Invoice_Number__c: '1', Invoice_Kind__c: 'Invoice', Invoice_Status__c: 'Open', Invoice_Date__c: TODAY },
    ...{ Gross_Amount__c: 100 },
    ...fields,
  };
}

function standing(number: number, row: InvoiceRow): InvoiceInput {
  return { invoiceId: idOf(number), header: undefined, lines: [], row, lineRows: [], isGone: false, isNamed: false };
}

function planned(invoices: readonly InvoiceInput[], terms: readonly TermInput[], sums = NO_SUMS): readonly Operation[] {
  const debtor: DebtorInput = {
    ...{ debtorId: DEBTOR, label: 'ACME', account: ACCOUNT, isAskedFor: false, invoices, terms, sums },
  };
  const facts = { division: DIVISION, today: TODAY, shownSince: shownSince(TODAY), limits: new Map() };
  const nothing = { productIds: new Map(), orderIds: new Map(), goneLineKeys: new Set<string>(), lateLines: [], audited: [] };
  return planInvoices({ facts, debtors: [debtor], ...nothing }, MOMENT);
}

const written = (operations: readonly Operation[], object: string) =>
  operations
    .filter((operation) => operation.object === object)
    .map(({ targetId, fields }) => ({ targetId, ...Object.fromEntries(fields.map(({ field, to }) => [field, to])) }));

describe('the sign of what is owed', () => {
  const amount = fc.integer({ min: 1, max: 9_999_999 }).map((cents) => new Decimal(cents).div(100).toFixed());

  it('is that of the transaction, whichever sign the company shows', () => {
    fc.assert(
      fc.property(amount, fc.boolean(), fc.boolean(), (size, isOwed, isShownPositive) => {
        const wanted = isOwed ? size : `-${size}`;
        const AmountFC = isShownPositive === isOwed ? size : `-${size}`;
        const term = { ...TERM, AmountFC, TransactionAmountFC: wanted, TransactionType: isOwed ? 20 : 21 };
        expect(owedOf(term, 'AmountFC').toFixed()).toBe(new Decimal(wanted).toFixed());
      }),
    );
  });

  it('of a credit note is a minus on the whole document, and a line against the others stays against them', () => {
    const header = (Type: number, AmountFC: string) => ({ Type, AmountFC }) as ExactSalesInvoice;
    expect([signOf(header(8021, '30')), signOf(header(8021, '-30')), signOf(header(8024, '30'))]).toEqual([-1, 1, -1]);
    expect([signOf(header(8020, '30')), signOf(header(8020, '-30')), signOf(header(8023, '30'))]).toEqual([1, 1, 1]);
  });
});

describe('the invoice of a term', () => {
  it('is that of its day where several years have the same number', () => {
    const invoices = [
      standing(1, rowOf(1, { Invoice_Date__c: '2030-05-20' })),
      standing(2, rowOf(2, { Invoice_Date__c: TODAY })),
    ];
    const paid = { ...TERM, Status: 50, LastPaymentDate: TODAY };

    const operations = planned(invoices, [{ termId: idOf(9), term: paid, row: undefined, isGone: false }]);

    expect(written(operations, 'ExactInvoice__c')).toMatchObject([
      { targetId: 'a01', Open_Amount__c: '100' },
      { targetId: 'a02', Open_Amount__c: '0', Invoice_Status__c: 'Paid', Paid__c: true },
    ]);
    expect(written(operations, 'ExactReceivable__c')).toMatchObject([{ Invoice__c: 'a02' }]);
  });

  it('that has none is owed all the same, such as an opening balance', () => {
    const operations = planned([], [{ termId: idOf(9), term: TERM, row: undefined, isGone: false }]);

    expect(written(operations, 'ExactReceivable__c')).toMatchObject([{ Invoice_Number__c: '1', Amount__c: '100' }]);
    expect(written(operations, 'Account')).toMatchObject([{ Exact_Open_Amount__c: '100', Exact_Overdue_Amount__c: '0' }]);
  });
});

describe('an invoice with several terms', () => {
  const term = (number: number, amount: number, Status: number): TermInput => ({
    termId: idOf(number),
    term: { ...TERM, ID: idOf(number), AmountFC: text(-amount), AmountDC: text(-amount), Status, DueDate: '2031-05-19' },
    row: undefined,
    isGone: false,
  });

  it.each([
    [20, 20, 'Open', '100', false],
    [50, 20, 'Partly paid', '60', false],
    [50, 30, 'Partly paid', '60', false],
    [50, 50, 'Paid', '0', true],
  ])('of the statuses %i and %i is %s, with %s open', (first, second, status, open, isPaid) => {
    const [invoice] = written(planned([standing(1, rowOf(1, {}))], [term(8, 40, first), term(9, 60, second)]), 'ExactInvoice__c');
    const wanted = { Open_Amount__c: open, ...(status === 'Open' ? {} : { Invoice_Status__c: status }) };
    expect(invoice).toMatchObject({ ...wanted, ...(isPaid ? { Paid__c: true } : {}) });
  });
});

describe('the balance of an account', () => {
  it('is the sum over its rows with what the plan changes of them, whatever part of them is read', () => {
    const change = fc.record({
      cents: fc.integer({ min: -99_999, max: 99_999 }),
      before: fc.option(fc.integer({ min: -99_999, max: 99_999 }), { nil: undefined }),
      isGone: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), fc.integer({ min: 0, max: 1_000_000 }), (changes, others) => {
        const euros = (cents: number): Decimal => new Decimal(cents).div(100);
        const terms = changes.map(({ cents, before, isGone }, index): TermInput => {
          const row = before === undefined ? undefined : receivable(index, euros(before).toNumber());
          const amounts = { AmountFC: euros(-cents).toFixed(), AmountDC: euros(-cents).toFixed() };
          const TransactionAmountFC = euros(cents).toFixed();
          return { termId: idOf(index), term: { ...TERM, ...amounts, TransactionAmountFC, InvoiceNumber: null }, row, isGone };
        });
        const stood = changes.reduce((sum, { before = 0 }) => sum.plus(euros(before)), euros(others));
        const after = changes.reduce((sum, { cents, isGone }) => (isGone ? sum : sum.plus(euros(cents))), euros(others));

        const [account] = written(planned([], terms, { ...NO_SUMS, open: stood.toFixed() }), 'Account');

        expect(new Decimal(String(Reflect.get(account ?? {}, 'Exact_Open_Amount__c'))).toFixed()).toBe(after.toFixed());
      }),
    );
  });

  function receivable(number: number, amount: number): ReceivableRow {
    return {
      ...{ Id: `a1${number}`, Key__c: `${DIVISION}-PaymentTerms-${idOf(number)}`, Exact_Account_Id__c: DEBTOR },
      ...{ Invoice__c: null, Invoice_Number__c: null, Invoice_Date__c: TODAY, Due_Date__c: TODAY, Settled_On__c: null },
      ...{ Amount__c: amount, Company_Amount__c: amount, Is_Open__c: true },
    };
  }
});
