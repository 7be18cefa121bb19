import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION } from '../testing/stage.ts';
import { openDesk, type Desk } from './testing/desk.ts';
import { enterInvoices, linkProduct, pay, printInvoices, setOff, undo } from './testing/shop.ts';

const DAY_MS = 86_400_000;

let desk: Desk;
const begin = async (...options: Parameters<typeof openDesk>): Promise<void> => {
  desk = await openDesk(...options);
};
beforeEach(() => begin());
afterEach(() => desk.stage.close());

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

describe('an invoice', () => {
  it('comes with its lines, and is not owed until it is processed', async () => {
    const [productId = ''] = await desk.stage.createRecords([
      { object: 'Product2', fields: { Name: 'Lamp', ProductCode: 'LAMP', Exact_Id__c: desk.item.toLowerCase() } },
    ]);
    const lines = [
      { Item: desk.item, Quantity: 3, NetPrice: 10.5, Description: 'Lamp, brass' },
      { Item: desk.item, Quantity: 1, NetPrice: 2 },
    ];
    const [id = ''] = await enterInvoices(desk.stage, [desk.invoiceOf(0, { YourRef: 'PO-1', SalesInvoiceLines: lines })]);

    const { cursors, outcomes } = await desk.walk();

    expect(outcomes).toMatchObject([{ recordId: id, status: 'created' }]);
    expect(await desk.rows()).toMatchObject([
      {
        Key__c: `${DIVISION}-SalesInvoices-${id}`,
        Account__c: desk.debtor.accountId,
        Invoice_Kind__c: 'Invoice',
        Invoice_Status__c: 'Not processed',
        Your_Ref__c: 'PO-1',
        Currency_Code__c: 'EUR',
        Gross_Amount__c: 33.5,
        Open_Amount__c: null,
        Paid__c: false,
      },
    ]);
    const [invoice] = await desk.rows();
    expect(await desk.rows('ExactInvoiceLine__c')).toMatchObject([
      { Invoice__c: invoice?.['Id'], Product__c: productId, Line_Number__c: 1, Quantity__c: 3, Net_Amount__c: 31.5 },
      { Invoice__c: invoice?.['Id'], Product__c: productId, Line_Number__c: 2, Quantity__c: 1, Net_Amount__c: 2 },
    ]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 0 });

    await printInvoices(desk.stage, [id]);
    await desk.walk(cursors);

    expect(await desk.rows()).toMatchObject([{ Invoice_Number__c: '1', Invoice_Status__c: 'Open', Open_Amount__c: 33.5 }]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 33.5, Exact_Overdue_Amount__c: 0 });
  });

  it('is read once: the second time nothing is written', async () => {
    const id = await desk.printed(100);
    await pay(desk.stage, id, 40);
    await desk.walk();
    await desk.stage.salesforce.spent();

    const { outcomes } = await desk.walk();

    expect(outcomes.filter(({ status }) => status !== 'unchanged')).toEqual([]);
    expect((await desk.stage.salesforce.spent()).writes).toBe(0);
  });
});

describe('what is open', () => {
  it('follows part payments, the last one, and one that is undone', async () => {
    const id = await desk.printed(100);
    let { cursors } = await desk.walk();
    const expected = async (fields: object, open: number, paid: number): Promise<void> => {
      ({ cursors } = await desk.walk(cursors));
      expect(await desk.rows()).toMatchObject([fields]);
      expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: open, Exact_Paid_This_Year__c: paid });
    };
    await pay(desk.stage, id, '33.37');
    await expected({ Invoice_Status__c: 'Partly paid', Open_Amount__c: 66.63, Paid__c: false }, 66.63, 33.37);
    const rest = await pay(desk.stage, id, '66.63');
    await expected({ Invoice_Status__c: 'Paid', Open_Amount__c: 0, Paid__c: true }, 0, 100);
    await undo(desk.stage, 'payments', rest.id);
    await expected({ Invoice_Status__c: 'Partly paid', Open_Amount__c: 66.63, Paid__c: false }, 66.63, 33.37);
  });

  it('is what stands after a wrong match is undone: the invoice is open again, and so is the money', async () => {
    const id = await desk.printed(100);
    const { match } = await pay(desk.stage, id, 100);
    const { cursors } = await desk.walk();
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 0, Exact_Paid_This_Year__c: 100 });

    await undo(desk.stage, 'matches', match);
    await desk.walk(cursors);

    expect(await desk.rows()).toMatchObject([{ Invoice_Status__c: 'Open', Open_Amount__c: 100, Paid__c: false }]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 0, Exact_Paid_This_Year__c: 0 });
  });

  it('of an account is less by money that is matched with nothing', async () => {
    const id = await desk.printed(100);
    await desk.printed(50);
    await pay(desk.stage, id, '120.50');

    await desk.walk();

    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 29.5, Exact_Paid_This_Year__c: 100 });
  });

  it.each([
    {},
    { receivables: 'positive' },
    { creditNotes: 'positive' },
    { receivables: 'positive', creditNotes: 'positive' },
  ] as const)('is less by credit notes, whichever signs the company shows (%j)', async (options) => {
    await desk.stage.close();
    await begin({ company: options });
    const id = await desk.printed(100);
    const credit = await desk.printed(30, { Type: 8021 });
    const { cursors } = await desk.walk();
    const noteOf = async () => (await desk.rows()).find((row) => row['Invoice_Kind__c'] === 'Credit note');
    expect(await noteOf()).toMatchObject({ Gross_Amount__c: -30, Open_Amount__c: -30, Invoice_Status__c: 'Open' });
    const lines = (await desk.rows('ExactInvoiceLine__c')).map((row) => [row['Quantity__c'], row['Net_Amount__c']]);
    expect(lines).toEqual([
      [1, 100],
      [-1, -30],
    ]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 70, Exact_Overdue_Amount__c: 0 });

    await setOff(desk.stage, credit, id);
    await desk.walk(cursors);

    expect(await noteOf()).toMatchObject({ Open_Amount__c: 0, Invoice_Status__c: 'Credited', Paid__c: true });
    expect(await desk.rows()).toContainEqual(expect.objectContaining({ Open_Amount__c: 70, Invoice_Status__c: 'Partly paid' }));
    // Nobody paid anything: what was settled of the invoice is what was settled of the credit note.
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 70, Exact_Paid_This_Year__c: 0 });
  });

  it('of a foreign invoice stands in its currency, and counts in that of the company', async () => {
    await desk.stage.close();
    await begin({ company: { rates: { USD: 0.87 } } });
    const id = await desk.printed(100.01, { Currency: 'USD' });
    await pay(desk.stage, id, '33.33');

    await desk.walk();

    expect(await desk.rows()).toMatchObject([{ Currency_Code__c: 'USD', Gross_Amount__c: 100.01, Open_Amount__c: 66.68 }]);
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 58.01, Exact_Paid_This_Year__c: 29 });
  });

  it('is overdue from the day after it was due, with nothing booked and one question a day', async () => {
    await linkProduct(desk.stage, desk.item);
    const day = dayOf(new Date(desk.stage.clock.now.getTime() - 28 * DAY_MS));
    await desk.printed(100, {}, day);
    let { cursors } = await desk.walk();
    expect(await desk.account()).toMatchObject({ Exact_Open_Amount__c: 100, Exact_Overdue_Amount__c: 0 });
    const [invoice] = await desk.rows();
    const dueDate = String(invoice?.['Due_Date__c']);

    desk.stage.clock.now = new Date(`${dueDate}T12:00:00Z`);
    ({ cursors } = await desk.walk(cursors));
    expect(await desk.account()).toMatchObject({ Exact_Overdue_Amount__c: 0 });
    desk.stage.clock.now = new Date(desk.stage.clock.now.getTime() + DAY_MS);
    ({ cursors } = await desk.walk(cursors));
    expect(await desk.account()).toMatchObject({ Exact_Overdue_Amount__c: 100 });

    await desk.stage.salesforce.spent();
    await desk.walk(cursors);
    expect(await desk.stage.salesforce.spent()).toEqual({ counted: 1, writes: 0 });
  });

  it('leaves what was paid in a year that is over out of what was paid this year', async () => {
    const id = await desk.printed(100);
    await pay(desk.stage, id, 100);
    const { cursors } = await desk.walk();
    expect(await desk.account()).toMatchObject({ Exact_Paid_This_Year__c: 100 });
    const [settled] = await desk.rows('ExactReceivable__c');
    const year = Number(String(settled?.['Settled_On__c']).slice(0, 4));

    desk.stage.clock.now = new Date(`${year + 1}-01-01T12:00:00Z`);
    await desk.walk(cursors);

    expect(await desk.account()).toMatchObject({ Exact_Paid_This_Year__c: 0, Exact_Open_Amount__c: 0 });
  });
});
