import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION, type Walked } from '../testing/stage.ts';
import { openDesk, type Desk } from './testing/desk.ts';
import { enterInvoices, enterLinkedDebtors, pay, printInvoices } from './testing/shop.ts';

const DAY_MS = 86_400_000;

let desk: Desk;
let cursors: Readonly<Record<string, string>>;
beforeEach(async () => {
  desk = await openDesk();
  cursors = {};
});
afterEach(() => desk.stage.close());

const walk = async (invoices?: object): Promise<Walked> => {
  const walked = await desk.walk(cursors, invoices);
  cursors = { ...cursors, ...walked.cursors };
  return walked;
};
/** The next day; durations pass faster here, and nothing was missed meanwhile. */
const nextDay = (): void => {
  desk.stage.clock.now = new Date(desk.stage.clock.now.getTime() + DAY_MS);
  cursors = { ...cursors, deletionsReadAt: desk.stage.clock.now.toISOString() };
};
const told = ({ outcomes }: Walked) => outcomes.filter(({ error }) => error !== undefined);
const onAccount = (fields: object): Promise<unknown> =>
  desk.stage.salesforce.control('PATCH', `rows/Account/${desk.debtor.accountId}`, fields);
const onReceivable = async (fields: object): Promise<void> => {
  const [row] = await desk.rows('ExactReceivable__c');
  await desk.stage.salesforce.control('PATCH', `rows/ExactReceivable__c/${String(row?.['Id'])}`, fields);
};

describe('the nightly audit', () => {
  it('tells nothing where both are equal, once a day and with few calls', async () => {
    const debtors = await enterLinkedDebtors(
      desk.stage,
      Array.from({ length: 39 }, (_, index) => `Debtor ${index}`),
    );
    const ids = await enterInvoices(
      desk.stage,
      [desk.debtor, ...debtors].flatMap(({ debtorId }) =>
        [10, 20, 30].map((amount) => desk.invoiceOf(amount, { OrderedBy: debtorId })),
      ),
    );
    await printInvoices(desk.stage, ids);
    for (const { debtorId } of [desk.debtor, ...debtors]) desk.stage.unreported.add(debtorId);
    await walk();
    nextDay();
    await Promise.all([desk.stage.exact.spent(), desk.stage.salesforce.spent()]);
    await walk({ nightlyAudit: false });
    const without = [await desk.stage.exact.spent(), await desk.stage.salesforce.spent()];
    nextDay();

    const { outcomes } = await walk();

    expect(outcomes).toEqual([]);
    const [exact, salesforce] = [await desk.stage.exact.spent(), await desk.stage.salesforce.spent()];
    // 120 open items, 60 a page.
    expect(exact.counted - (without[0]?.counted ?? 0)).toBe(2);
    expect(salesforce.counted - (without[1]?.counted ?? 0)).toBeLessThanOrEqual(2);
    expect(salesforce.writes).toBe(0);
    await walk();
    expect((await desk.stage.exact.spent()).counted).toBe(without[0]?.counted);
  });

  it('names the debtor and both amounts where an open item differs, repairs nothing, and is over once both are equal', async () => {
    await desk.printed(100);
    await walk();
    await onReceivable({ Amount__c: 99.99 });
    nextDay();

    const night = await walk();

    expect(told(night)).toMatchObject([
      { recordId: desk.debtor.debtorId, status: 'blocked', error: { code: 'receivables_differ', handling: 'person' } },
    ]);
    expect(told(night)[0]?.error?.message).toBe(
      'The open items of Account 1 come to 99.99 EUR in Salesforce, and to 100 EUR in the receivables list of Exact Online.',
    );
    expect(await desk.rows('ExactReceivable__c')).toMatchObject([{ Amount__c: 99.99 }]);

    const again = await desk.ask({ kind: 'records', ids: [desk.debtor.debtorId], explicit: true });
    expect(told(again)).toEqual([]);
    expect(again.outcomes.map(({ recordId }) => recordId)).toContain(desk.debtor.debtorId);
    expect(await desk.rows('ExactReceivable__c')).toMatchObject([{ Amount__c: 100 }]);
    nextDay();
    const { outcomes } = await walk();
    expect(outcomes).toMatchObject([{ recordId: desk.debtor.debtorId, status: 'unchanged', error: undefined }]);
  });

  it('names an account that says something else than its open items', async () => {
    await desk.printed(100);
    await walk();
    await onAccount({ Exact_Open_Amount__c: 70 });
    nextDay();

    const night = await walk();

    expect(told(night)).toMatchObject([{ recordId: desk.debtor.debtorId, error: { code: 'balance_differs' } }]);
    expect(told(night)[0]?.error?.message).toBe(
      'The account Account 1 says that 70 is open, and its open items from Exact Online come to 100.',
    );
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 70 });
  });

  it('finds what is open here alone, and what is open there alone', async () => {
    const [other = { debtorId: '', accountId: '' }] = await enterLinkedDebtors(desk.stage, ['Other']);
    const paid = await desk.printed(100);
    await desk.printed(50, { OrderedBy: other.debtorId });
    await walk();
    await pay(desk.stage, paid, 100);
    await walk();
    const rows = await desk.rows('ExactReceivable__c');
    for (const row of rows) {
      const isOpen = row['Exact_Account_Id__c'] === desk.debtor.debtorId && row['Amount__c'] === 100;
      await desk.stage.salesforce.control('PATCH', `rows/ExactReceivable__c/${String(row['Id'])}`, { Is_Open__c: isOpen });
    }
    nextDay();

    expect(told(await walk()).map(({ recordId, error }) => [recordId, error?.code])).toEqual(
      expect.arrayContaining([
        [desk.debtor.debtorId, 'receivables_differ'],
        [other.debtorId, 'receivables_differ'],
      ]),
    );
  });

  it('tells nothing of what is booked while it looks: the next look brings it', async () => {
    const id = await desk.printed(100);
    await walk();
    nextDay();
    await pay(desk.stage, id, 40);

    expect(told(await walk())).toEqual([]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 60 });
  });

  it('compares currency by currency', async () => {
    await desk.stage.close();
    desk = await openDesk({ company: { rates: { USD: 0.87 } } });
    await desk.printed(100, { Currency: 'USD' });
    await desk.printed(100);
    await walk();
    nextDay();
    expect(told(await walk())).toEqual([]);
    const usd = (await desk.rows('ExactReceivable__c')).find((row) => row['Currency_Code__c'] === 'USD');
    await desk.stage.salesforce.control('PATCH', `rows/ExactReceivable__c/${String(usd?.['Id'])}`, { Amount__c: 90 });
    nextDay();

    expect(told(await walk())[0]?.error?.message).toContain('90 USD in Salesforce, and to 100 USD');
  });

  it('is not held while everything is read for the first time, nor where it is off', async () => {
    await desk.printed(100);
    const first = await walk();
    expect(told(first)).toEqual([]);
    await onAccount({ Exact_Open_Amount__c: 1 });
    nextDay();

    expect(told(await walk({ nightlyAudit: false }))).toEqual([]);
    expect((await walk({ nightlyAudit: true })).outcomes).not.toEqual([]);
  });
});

describe('a credit note that is larger than its invoice', () => {
  it('uses the invoice up, and lowers what is open by the rest', async () => {
    const id = await desk.printed(100);
    const credit = await desk.printed(300, { Type: 8021 });
    await desk.stage.exact.control('POST', 'set-offs', { division: DIVISION, creditNote: credit, invoice: id });
    await walk();

    const rows = await desk.rows();
    expect(rows.map((row) => [row['Invoice_Kind__c'], row['Open_Amount__c'], row['Invoice_Status__c']]).sort()).toEqual([
      ['Credit note', -200, 'Open'],
      ['Invoice', 0, 'Paid'],
    ]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: -200, Exact_Overdue_Amount__c: 0 });
    nextDay();
    expect(told(await walk())).toEqual([]);
  });
});
