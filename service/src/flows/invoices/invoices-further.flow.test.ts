import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION, type Walked } from '../testing/stage.ts';
import { openDesk, type Desk } from './testing/desk.ts';
import {
  enterDebtors,
  enterInvoices,
  enterLinkedDebtors,
  linkAccounts,
  linkProduct,
  pay,
  printInvoices,
  undo,
} from './testing/shop.ts';

const DAY_MS = 86_400_000;

let desk: Desk;
const begin = async (...options: Parameters<typeof openDesk>): Promise<void> => {
  desk = await openDesk(...options);
};
beforeEach(() => begin());
afterEach(() => desk.stage.close());

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

describe('a debtor without account', () => {
  it('is told once for all its invoices, and all of them come once an account is linked', async () => {
    const [stranger = ''] = await enterDebtors(desk.stage, ['Stranger']);
    const ids = [await desk.printed(10, { OrderedBy: stranger }), await desk.printed(20, { OrderedBy: stranger })];
    await pay(desk.stage, ids[0] ?? '', 4);
    const mine = await desk.printed(30);

    const first = await desk.walk();

    const told = first.outcomes.filter(({ error }) => error !== undefined);
    expect(told).toMatchObject([{ recordId: stranger, status: 'skipped', error: { code: 'invoices_without_account' } }]);
    expect(told[0]?.error?.message).toContain('Stranger');
    expect(first.outcomes).toContainEqual(expect.objectContaining({ recordId: mine, status: 'created' }));
    expect(await desk.rows()).toHaveLength(1);
    expect(await desk.rows('ExactReceivable__c')).toHaveLength(1);

    const [accountId = ''] = await linkAccounts(desk.stage, [stranger]);
    const second = await desk.walk(first.cursors);

    expect(second.outcomes).toContainEqual(expect.objectContaining({ recordId: stranger, error: undefined }));
    expect(second.outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    const theirs = (await desk.rows()).filter((row) => row['Account__c'] === accountId);
    expect(theirs.map((row) => Number(row['Open_Amount__c'])).sort((a, b) => a - b)).toEqual([6, 20]);
    expect((await desk.rows('Account')).find(({ Id }) => Id === accountId)).toMatchObject({ Exact_Open_Amount__c: 26 });
    await desk.stage.salesforce.spent();
    await desk.walk(second.cursors);
    expect((await desk.stage.salesforce.spent()).writes).toBe(0);
  });
});

describe('an account of which nothing was ever invoiced', () => {
  it('is told once as owing nothing, so that whoever reckons with that goes on', async () => {
    // An account that was linked while the walk went on is the next one's.
    desk.stage.clock.now = new Date(desk.stage.clock.now.getTime() + DAY_MS);

    const first = await desk.walk();

    expect(first.outcomes).toMatchObject([{ recordId: desk.debtor.debtorId, status: 'updated', error: undefined }]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 0, Exact_Overdue_Amount__c: 0 });
    expect((await desk.walk(first.cursors)).outcomes).toEqual([]);
    expect((await desk.walk()).outcomes).toEqual([]);
  });
});

describe('in a company whose accounts are linked by rows', () => {
  it('an account that is linked later gets its invoices, and its balance', async () => {
    await desk.stage.close();
    await begin({ isFurther: true });
    const [stranger = ''] = await enterDebtors(desk.stage, ['Stranger']);
    await desk.printed(10, { OrderedBy: stranger });
    const { cursors } = await desk.walk();
    expect(await desk.rows()).toEqual([]);

    const [accountId] = await linkAccounts(desk.stage, [stranger], DIVISION);
    await desk.walk(cursors);

    expect(await desk.rows()).toMatchObject([{ Account__c: accountId, Open_Amount__c: 10 }]);
    const linked = (await desk.rows('Account')).find(({ Id }) => Id === accountId);
    expect(linked).toMatchObject({ Exact_Open_Amount__c: 10 });
    const asked = await desk.ask({ kind: 'records', ids: [accountId ?? ''], explicit: true });
    expect(asked.outcomes.map(({ status }) => status)).toEqual(['unchanged', 'unchanged']);
  });
});

describe('a line whose item is no product', () => {
  it.each([
    ['the default company', false],
    ['a further one', true],
  ])('names it once it is one, without asking Exact for it, in %s', async (_, isFurther) => {
    await desk.stage.close();
    await begin({ isFurther });
    await desk.printed(10);
    const { cursors } = await desk.walk();
    expect(await desk.rows('ExactInvoiceLine__c')).toMatchObject([{ Product__c: null, Quantity__c: 1 }]);
    const productId = await linkProduct(desk.stage, desk.item, isFurther ? DIVISION : undefined);
    await desk.stage.exact.spent();

    const second = await desk.walk(cursors);

    expect(await desk.rows('ExactInvoiceLine__c')).toMatchObject([{ Product__c: productId, Quantity__c: 1 }]);
    expect(second.outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    // Both streams and the deletions: the line itself is not asked for.
    expect((await desk.stage.exact.spent()).counted).toBeLessThanOrEqual(3);
    await desk.stage.salesforce.spent();
    await desk.walk(second.cursors);
    expect((await desk.stage.salesforce.spent()).writes).toBe(0);
  });
});

describe('in an org without orders', () => {
  it('an invoice of an order comes without it', async () => {
    await desk.stage.close();
    await begin({ salesforce: { features: { orders: false } } });
    const [order] = await desk.stage.createRows('salesorder/SalesOrders', [
      { OrderedBy: desk.debtor.debtorId, SalesOrderLines: [{ Item: desk.item, Quantity: 1, NetPrice: 10 }] },
    ]);
    await desk.printed(0, { SalesInvoiceLines: [{ Item: desk.item, Quantity: 1, NetPrice: 10, SalesOrder: order }] });

    const { outcomes } = await desk.walk();

    expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await desk.rows()).toMatchObject([{ Open_Amount__c: 10 }]);
  });
});

describe('what is deleted in Exact', () => {
  it('before it was processed leaves its row, emptied', async () => {
    const [id = ''] = await enterInvoices(desk.stage, [desk.invoiceOf(10)]);
    const { cursors } = await desk.walk();
    await desk.stage.exact.control('DELETE', `rows/${DIVISION}/salesinvoice/SalesInvoices/${id}`);

    await desk.walk(cursors);

    expect(await desk.rows()).toMatchObject([
      { Invoice_Status__c: 'Deleted in Exact', Gross_Amount__c: null, Open_Amount__c: null },
    ]);
    expect(await desk.rows('ExactInvoiceLine__c')).toMatchObject([{ Quantity__c: null, Net_Amount__c: null }]);
  });

  it('of its lines is emptied alone', async () => {
    await enterInvoices(desk.stage, [
      desk.invoiceOf(0, { SalesInvoiceLines: [1, 2].map((Quantity) => ({ Item: desk.item, Quantity, NetPrice: 10 })) }),
    ]);
    const { cursors } = await desk.walk();
    const lines = await desk.stage.exact.rows(`${DIVISION}/salesinvoice/SalesInvoiceLines`);
    const line = lines.find((row) => row['LineNumber'] === 1);
    await desk.stage.exact.control('DELETE', `rows/${DIVISION}/salesinvoice/SalesInvoiceLines/${String(line?.['ID'])}`);

    await desk.walk(cursors);

    expect(await desk.rows()).toMatchObject([{ Gross_Amount__c: 20, Invoice_Status__c: 'Not processed' }]);
    const amounts = (await desk.rows('ExactInvoiceLine__c')).map((row) => [row['Line_Number__c'], row['Net_Amount__c']]);
    expect(amounts.sort()).toEqual([
      [1, null],
      [2, 20],
    ]);
  });

  it('is found although Exact tells of it no more', async () => {
    const [id = ''] = await enterInvoices(desk.stage, [desk.invoiceOf(10)]);
    const paid = await desk.printed(50);
    const booked = await pay(desk.stage, paid, 60);
    const { cursors } = await desk.walk();
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: -10 });
    await desk.stage.exact.control('DELETE', `rows/${DIVISION}/salesinvoice/SalesInvoices/${id}`);
    await undo(desk.stage, 'payments', booked.id);

    desk.stage.clock.now = new Date(desk.stage.clock.now.getTime() + 58 * DAY_MS);
    await desk.walk({ ...cursors, deleted: '999999999999' });

    expect((await desk.rows()).map((row) => row['Invoice_Status__c'])).toEqual(['Deleted in Exact', 'Open']);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 50 });
  });
});

describe('invoices that are asked for', () => {
  it('come by their id, by that of their debtor and by that of its account', async () => {
    const [first, second] = [await desk.printed(10), await desk.printed(20)];
    const ask = (id: string): Promise<Walked> => desk.ask({ kind: 'records', ids: [id], explicit: true });

    expect((await ask(first)).outcomes).toMatchObject([{ recordId: first, status: 'created' }]);
    expect(await desk.rows()).toHaveLength(1);
    const { outcomes } = await ask(desk.debtor.accountId);
    expect(outcomes).toContainEqual(expect.objectContaining({ recordId: second, status: 'created' }));
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 30 });
    expect((await ask(desk.debtor.debtorId)).outcomes).toContainEqual(
      expect.objectContaining({ recordId: desk.debtor.debtorId, status: 'unchanged' }),
    );
  });

  it('are whole although a page of the stream ends between header and lines', async () => {
    const [id = ''] = await enterInvoices(desk.stage, [
      desk.invoiceOf(0, { SalesInvoiceLines: [1, 2].map((Quantity) => ({ Item: desk.item, Quantity, NetPrice: 10 })) }),
    ]);
    const whole = await desk.walk();
    const end = Number(whole.cursors['invoices']);

    const cursors = { ...whole.cursors, invoices: String(end - 1), invoicesBorder: '' };
    const { operations } = await desk.ask({ kind: 'changes', cursors, full: false }, 'plan');

    expect(operations.filter(({ recordId }) => recordId === id).map(({ action }) => action)).toEqual([
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
  });
});

describe('an invoice that is tried again by itself', () => {
  it('comes with what is owed because of it: its write may have failed with the others of its batch', async () => {
    const id = await desk.printed(100);
    await pay(desk.stage, id, 40);

    const { outcomes } = await desk.ask({ kind: 'records', ids: [id], explicit: false });

    expect(outcomes).toMatchObject([{ recordId: id, error: undefined }]);
    expect(await desk.rows()).toMatchObject([{ Invoice_Status__c: 'Partly paid', Open_Amount__c: 60 }]);
    expect(await desk.account()).toMatchObject({ Exact_Paid_This_Year__c: 40 });
  });
});

describe('other settings', () => {
  it('are followed by themselves, and an invoice that has a row is followed under any', async () => {
    const [small, large] = [await desk.printed(10), await desk.printed(1000)];
    const when = 'invoice.AmountFC > 100';
    let { cursors } = await desk.walk({}, { when });
    expect((await desk.rows()).map((row) => row['Gross_Amount__c'])).toEqual([1000]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 1010 });

    ({ cursors } = await desk.walk(cursors));
    expect((await desk.rows()).map((row) => row['Gross_Amount__c'])).toEqual([1000, 10]);
    expect((await desk.rows('ExactReceivable__c')).every((row) => row['Invoice__c'] !== null)).toBe(true);

    ({ cursors } = await desk.walk(cursors, { when }));
    await pay(desk.stage, small, 10);
    await pay(desk.stage, large, 1000);
    await desk.walk(cursors, { when });
    expect((await desk.rows()).map((row) => row['Invoice_Status__c'])).toEqual(['Paid', 'Paid']);
  });
});

describe('an invoice of orders', () => {
  it('stands on the order where all its lines are of one', async () => {
    const orders = await desk.stage.createRows(
      'salesorder/SalesOrders',
      [1, 2].map(() => ({ OrderedBy: desk.debtor.debtorId, SalesOrderLines: [{ Item: desk.item, Quantity: 1, NetPrice: 10 }] })),
    );
    const made = await desk.stage.createRecords(
      orders.map((id) => ({
        object: 'Order',
        fields: {
          AccountId: desk.debtor.accountId,
          EffectiveDate: dayOf(desk.stage.clock.now),
          Status: 'Draft',
          Exact_Id__c: id.toLowerCase(),
        },
      })),
    );
    const lineOf = (order: number) => ({ Item: desk.item, Quantity: 1, NetPrice: 10, SalesOrder: orders[order] });
    await enterInvoices(desk.stage, [
      desk.invoiceOf(0, { YourRef: 'one', SalesInvoiceLines: [lineOf(0), lineOf(0)] }),
      desk.invoiceOf(0, { YourRef: 'two', SalesInvoiceLines: [lineOf(0), lineOf(1)] }),
      desk.invoiceOf(0, { YourRef: 'more', SalesInvoiceLines: [lineOf(1), { Item: desk.item, NetPrice: 1 }] }),
    ]);

    await desk.walk();

    const orderOf = (row: Readonly<Record<string, unknown>>) => [row['Your_Ref__c'], row['Order__c']];
    expect((await desk.rows()).map(orderOf)).toEqual([
      ['one', made[0]],
      ['two', null],
      ['more', null],
    ]);
    const ofLines = (await desk.rows('ExactInvoiceLine__c')).map((row) => row['Order__c']);
    expect(ofLines).toEqual([made[0], made[0], made[0], made[1], made[1], null]);
  });
});

describe('an invoice that does not fit', () => {
  it('is told and leaves all others alone', async () => {
    const [bad, good] = [await desk.printed(10, { YourRef: 'bad' }), await desk.printed(20, { YourRef: 'good' })];
    const fields = [{ to: 'Your_Ref__c', from: `invoice.YourRef == "bad" ? "${'x'.repeat(256)}" : invoice.YourRef` }];

    const { outcomes } = await desk.walk({}, { fields });

    expect(outcomes.map(({ recordId, status }) => [recordId, status])).toEqual([
      [bad, 'blocked'],
      [good, 'created'],
    ]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 30 });
  });
});

describe('the calls of invoices', () => {
  it('a hundred invoices with lines cost at most five Exact and five Salesforce calls, and so does their payment', async () => {
    await linkProduct(desk.stage, desk.item);
    const debtors = [
      desk.debtor,
      ...(await enterLinkedDebtors(
        desk.stage,
        Array.from({ length: 49 }, (_, index) => `Debtor ${index}`),
      )),
    ];
    await pay(desk.stage, await desk.printed(5), 5);
    // Salesforce tells when an account was changed, to the second.
    desk.stage.clock.now = new Date(Date.now() + 5_000);
    const { cursors } = await desk.walk();
    const ids = await enterInvoices(
      desk.stage,
      Array.from({ length: 100 }, (_, index) =>
        desk.invoiceOf(0, {
          OrderedBy: debtors[index % 50]?.debtorId,
          SalesInvoiceLines: [1, 2, 3].map((Quantity) => ({ Item: desk.item, Quantity, NetPrice: 10 })),
        }),
      ),
    );
    await printInvoices(desk.stage, ids);
    await desk.stage.exact.spent();
    await desk.stage.salesforce.spent();

    const made = await desk.walk(cursors);

    expect(made.outcomes.filter(({ status }) => status === 'created')).toHaveLength(100);
    expect(await desk.rows('ExactInvoiceLine__c')).toHaveLength(301);
    const spentOn = async () => [(await desk.stage.exact.spent()).counted, (await desk.stage.salesforce.spent()).counted];
    expect(await spentOn()).toEqual([3, 5]);

    for (const id of ids) await pay(desk.stage, id, 60);
    await desk.stage.exact.spent();
    const paid = await desk.walk(made.cursors);
    expect((await desk.rows()).every((row) => row['Invoice_Status__c'] === 'Paid')).toBe(true);
    expect(await spentOn()).toEqual([3, 5]);

    await desk.walk(paid.cursors);
    expect(await desk.stage.salesforce.spent()).toEqual({ counted: 1, writes: 0 });
  }, 120_000);
});
