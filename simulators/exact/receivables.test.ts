import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { closeSimulators, DIVISION, startConnected, type Reply, type TestClient } from './testing/client.ts';

type Fields = Record<string, unknown>;
interface Booked {
  readonly id: string;
  readonly match: string;
  readonly open: number;
}

const DAY_MS = 86_400_000;
const SELECT =
  'Timestamp,ID,Account,AccountCode,AmountDC,AmountFC,TransactionAmountFC,Status,IsFullyPaid,InvoiceNumber,DueDate,TransactionType,LineType,EndDate,LastPaymentDate';

describe('receivables', () => {
  let client: TestClient;
  let item: string;
  let account: string;

  const start = async (options: { receivables?: 'positive'; creditNotes?: 'positive'; rates?: { USD: number } } = {}) => {
    const company = { code: DIVISION, name: 'Tandem BV', currency: 'EUR', country: 'NL', isMain: true };
    client = await startConnected({ divisions: [{ ...company, ...options }] });
    [item = ''] = await client.seed('logistics/Items', [{ Code: 'LAMP', Description: 'Lamp', SalesVatCode: '0' }]);
    [account = ''] = await client.seed('crm/Accounts', [{ Name: 'ACME', Status: 'C', Code: '12', PaymentConditionSales: '30' }]);
  };
  beforeEach(() => start());
  afterEach(closeSimulators);

  /** A printed invoice of so much, or a credit note; `age` is how many days ago it was printed. */
  const invoice = async (amount: number, { age = 0, ...fields }: Fields & { age?: number } = {}): Promise<string> => {
    const header = await client.create('salesinvoice/SalesInvoices', {
      OrderedBy: account,
      SalesInvoiceLines: [{ Item: item, Quantity: 1, NetPrice: amount }],
      ...fields,
    });
    const InvoiceDate = new Date(Date.now() - age * DAY_MS).toISOString().slice(0, 10);
    await client.create('salesinvoice/PrintedSalesInvoices', { InvoiceID: header['InvoiceID'], InvoiceDate });
    return String(header['InvoiceID']);
  };
  const creditNote = (amount: number) => invoice(amount, { Type: 8021 });
  const post = (what: string, body: Fields): Promise<Reply> =>
    client.call('POST', `/_control/${what}`, { division: DIVISION, ...body });
  const pay = async (invoiceId: string, amount: number | string): Promise<Booked> =>
    (await post('payments', { invoice: invoiceId, amount })).body as Booked;
  const setOff = async (credit: string, invoiceId: string): Promise<Booked> =>
    (await post('set-offs', { creditNote: credit, invoice: invoiceId })).body as Booked;
  const undo = async (kind: 'payments' | 'matches', id: string): Promise<number> =>
    (await client.call('DELETE', `/_control/${kind}/${DIVISION}/${id}`)).status;
  const terms = (after: unknown = 1) =>
    client.rows('sync/Cashflow/PaymentTerms', { $filter: `Timestamp gt ${String(after)}L`, $select: SELECT });
  const short = (row: Fields) => [row['InvoiceNumber'], row['AmountFC'], row['Status']];
  const byStatus = (rows: Fields[]) => rows.map(short).sort((left, right) => Number(left[2]) - Number(right[2]));
  /** What is open of an invoice, as a reader of the stream adds it up. */
  const openOf = async (number: number): Promise<number> =>
    (await terms())
      .filter((row) => row['InvoiceNumber'] === number && Number(row['Status']) < 50)
      .reduce((sum, row) => sum.minus(Number(row['AmountFC'])), new Decimal(0))
      .toNumber();
  const list = (query: Record<string, string> = {}) => client.rows('read/financial/ReceivablesList', query);

  it('are of processed invoices only, one open row each, against the sign of the transaction', async () => {
    await client.create('salesinvoice/SalesInvoices', { OrderedBy: account, SalesInvoiceLines: [{ Item: item, NetPrice: 5 }] });
    expect(await terms()).toEqual([]);
    await invoice(100);
    expect(await terms()).toMatchObject([
      {
        Account: account,
        AccountCode: '12'.padStart(18),
        AmountDC: -100,
        AmountFC: -100,
        TransactionAmountFC: 100,
        Status: 20,
        IsFullyPaid: false,
        InvoiceNumber: 1,
        TransactionType: 20,
        LineType: 20,
        EndDate: null,
        LastPaymentDate: null,
      },
    ]);
  });

  it('are shown positive by a company that is told so, and those of a credit note against it, whatever its own sign', async () => {
    await closeSimulators();
    await start({ receivables: 'positive', creditNotes: 'positive' });
    await invoice(100);
    await creditNote(40);
    expect((await terms()).map((row) => [row['AmountFC'], row['TransactionType']])).toEqual([
      [100, 20],
      [-40, 21],
    ]);
  });

  it('are matched whole when they are paid whole', async () => {
    const id = await invoice(100);
    expect(await pay(id, 100)).toMatchObject({ open: 0 });
    expect(byStatus(await terms())).toEqual([
      [1, -100, 50],
      [null, 100, 50],
    ]);
    expect((await terms())[0]).toMatchObject({
      IsFullyPaid: true,
      LastPaymentDate: expect.any(String),
      EndDate: expect.any(String),
    });
    expect(await list()).toEqual([]);
  });

  it('are split when they are paid in part: the rest stays open under its id, what is paid has a row of its own', async () => {
    const id = await invoice(100.1);
    const [term] = await terms();
    expect(await pay(id, '33.37')).toMatchObject({ open: 66.73 });
    const rows = await terms(term?.['Timestamp']);
    expect(byStatus(rows)).toEqual([
      [1, -66.73, 20],
      [1, -33.37, 50],
      [null, 33.37, 50],
    ]);
    expect(rows.find((row) => row['ID'] === term?.['ID'])).toMatchObject({ AmountFC: -66.73, Status: 20, IsFullyPaid: false });
    expect(await pay(id, 66.73)).toMatchObject({ open: 0 });
    expect(await openOf(1)).toBe(0);
  });

  it('leave what was paid too much open as a credit of the customer', async () => {
    const id = await invoice(100);
    await pay(id, 120.5);
    expect(byStatus(await terms())).toEqual([
      [null, 20.5, 20],
      [1, -100, 50],
      [null, 100, 50],
    ]);
    expect(await list({ $select: 'Amount,JournalCode,InvoiceNumber' })).toMatchObject([
      { Amount: -20.5, JournalCode: '20', InvoiceNumber: null },
    ]);
  });

  it('are open again when a payment is undone, and the rows that it made are deleted', async () => {
    const id = await invoice(100);
    const [term] = await terms();
    const payment = await pay(id, 60);
    const made = (await terms()).map((row) => row['ID']).filter((each) => each !== term?.['ID']);
    expect(await undo('payments', payment.id)).toBe(204);
    expect(await terms()).toMatchObject([{ ID: term?.['ID'], AmountFC: -100, Status: 20, LastPaymentDate: null }]);
    const gone = await client.rows('sync/Deleted', { $filter: 'Timestamp gt 1L and EntityType eq 10', $select: 'EntityKey' });
    expect(gone.map((row) => row['EntityKey']).sort()).toEqual(made.sort());
    expect(await undo('payments', payment.id)).toBe(404);
  });

  it('are open again when a wrong match is undone, and so is the payment', async () => {
    const id = await invoice(100);
    const { match } = await pay(id, 100);
    await undo('matches', match);
    expect(byStatus(await terms())).toEqual([
      [1, -100, 20],
      [null, 100, 20],
    ]);
  });

  it('are set off against a credit note, as far as both are open, and are apart again when that is undone', async () => {
    const [id, credit] = [await invoice(100), await creditNote(30)];
    const { match, open } = await setOff(credit, id);
    expect(open).toBe(70);
    expect(byStatus(await terms())).toEqual([
      [1, -70, 20],
      [1, -30, 50],
      [2, 30, 50],
    ]);
    await undo('matches', match);
    expect(byStatus(await terms())).toEqual([
      [1, -100, 20],
      [2, 30, 20],
    ]);
  });

  it('are not set off across customers, twice, or before both are processed', async () => {
    const [other = ''] = await client.seed('crm/Accounts', [{ Name: 'Other', Status: 'C', PaymentConditionSales: '30' }]);
    const [id, foreign, credit] = [await invoice(10), await invoice(10, { OrderedBy: other }), await creditNote(10)];
    expect((await post('set-offs', { creditNote: credit, invoice: foreign })).status).toBe(500);
    await setOff(credit, id);
    expect((await post('set-offs', { creditNote: credit, invoice: id })).status).toBe(500);
    const draft = await client.create('salesinvoice/SalesInvoices', { OrderedBy: account, SalesInvoiceLines: [{ Item: item }] });
    expect((await post('payments', { invoice: draft['InvoiceID'], amount: 1 })).status).toBe(500);
    expect((await post('payments', { invoice: id, amount: 0 })).status).toBe(400);
    expect((await post('payments', { invoice: id, amount: '1.005' })).status).toBe(400);
  });

  it('follow to the cent whatever is paid, set off and undone, in any order', async () => {
    const step = fc.record({ cents: fc.integer({ min: 1, max: 9_000 }), undoes: fc.nat({ max: 4 }), isCredit: fc.boolean() });
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
        const id = await invoice(100);
        number += 1;
        const mine = number;
        const booked: { id: string; cents: number; kind: 'payments' | 'matches' }[] = [];
        const taken = (): number => booked.reduce((sum, each) => sum + each.cents, 0);
        for (const { cents, undoes, isCredit } of steps) {
          const before = 10_000 - taken();
          if (undoes === 0 && booked.length > 0) {
            const [last] = booked.splice(0, 1);
            if (last) await undo(last.kind, last.id);
          } else if (isCredit && before > 0) {
            const credit = await creditNote(cents / 100);
            number += 1;
            const { id: match } = await setOff(credit, id);
            booked.push({ id: match, cents: Math.min(cents, before), kind: 'matches' });
          } else {
            const { id: payment } = await pay(id, new Decimal(cents).div(100).toString());
            booked.push({ id: payment, cents: Math.min(cents, before), kind: 'payments' });
          }
          expect(await openOf(mine)).toBe(new Decimal(10_000 - taken()).div(100).toNumber());
        }
      }),
      { numRuns: 12 },
    );
  });

  it('are in the currency of the invoice and in that of the company, and add up to the cent in both', async () => {
    await closeSimulators();
    await start({ rates: { USD: 0.87 } });
    const id = await invoice(100.01, { Currency: 'USD' });
    const amounts = async () => (await terms()).map((row) => [row['AmountFC'], row['AmountDC']]);
    expect(await amounts()).toEqual([[-100.01, -87.01]]);
    const first = await pay(id, '33.33');
    await pay(id, '33.33');
    const rows = (await terms()).filter((row) => row['InvoiceNumber'] === 1);
    expect(rows.map((row) => [row['AmountFC'], row['AmountDC']]).sort()).toEqual([
      [-33.33, -29],
      [-33.33, -29],
      [-33.35, -29.01],
    ]);
    expect(await client.rows('read/financial/OutstandingInvoicesOverview')).toMatchObject([
      { CurrencyCode: 'EUR', OutstandingReceivableInvoiceAmount: 29.01 },
    ]);
    expect(await list({ $filter: 'InvoiceNumber eq 1', $select: 'Amount,CurrencyCode' })).toMatchObject([
      { Amount: 33.35, CurrencyCode: 'USD' },
    ]);
    await undo('payments', first.id);
    expect((await terms()).find((row) => row['Status'] === 20)).toMatchObject({ AmountFC: -66.68, AmountDC: -58.01 });
  });

  it('are read in bulk and one by one, by customer, invoice and status', async () => {
    const [id] = [await invoice(100), await invoice(50)];
    await pay(id, 100);
    const $select = 'InvoiceNumber,AmountFC,AccountName,PaymentConditionDescription,GLAccountCode';
    expect((await client.get('cashflow/Receivables', { $select })).status).toBe(400);
    expect((await client.get('bulk/Cashflow/Receivables', { $filter: "DueDate gt datetime'2020-01-01'", $select })).status).toBe(
      400,
    );
    const open = { $filter: `Account eq guid'${account}' and Status eq 20`, $select };
    const rest = [
      { InvoiceNumber: 2, AmountFC: -50, AccountName: 'ACME', PaymentConditionDescription: '30 days', GLAccountCode: '1300' },
    ];
    expect(await client.rows('cashflow/Receivables', open)).toMatchObject(rest);
    expect(await client.rows('bulk/Cashflow/Receivables', open)).toMatchObject(rest);
    expect(await client.rows('bulk/Cashflow/Receivables', { $filter: 'InvoiceNumber eq 1', $select })).toHaveLength(1);
  });

  it('take a reference from an app, and nothing else of weight', async () => {
    await invoice(100);
    const [term] = await terms();
    const path = `cashflow/Receivables(guid'${String(term?.['ID'])}')`;
    expect((await client.api('PUT', path, {}, { PaymentReference: 'R-1' })).status).toBe(204);
    expect((await client.api('PUT', path, {}, { AmountFC: 1 })).status).toBe(400);
    expect((await client.api('POST', 'cashflow/Receivables', {}, { Account: account })).status).toBe(403);
    expect((await client.api('DELETE', path)).status).toBe(403);
    expect(await terms(term?.['Timestamp'])).toHaveLength(1);
  });

  it('are listed with what the customer owes as positive amounts, and counted with what is overdue', async () => {
    await invoice(100, { age: 40 });
    await invoice(50);
    await creditNote(30);
    expect(await list({ $select: 'Amount,InvoiceNumber,AccountCode,CurrencyCode,JournalCode' })).toMatchObject([
      { Amount: 100, InvoiceNumber: 1, AccountCode: '12'.padStart(18), CurrencyCode: 'EUR', JournalCode: '50' },
      { Amount: 50, InvoiceNumber: 2 },
      { Amount: -30, InvoiceNumber: 3 },
    ]);
    expect(await list({ $filter: 'InvoiceNumber eq 2', $select: 'Amount' })).toMatchObject([{ Amount: 50 }]);
    expect(await client.rows('read/financial/OutstandingInvoicesOverview')).toMatchObject([
      {
        CurrencyCode: 'EUR',
        OutstandingReceivableInvoiceAmount: 150,
        OutstandingReceivableInvoiceCount: 2,
        OverdueReceivableInvoiceAmount: 100,
        OverdueReceivableInvoiceCount: 1,
      },
    ]);
  });
});
