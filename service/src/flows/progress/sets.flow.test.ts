import { afterEach, describe, expect, it } from '@jest/globals';
import { CREDIT } from '../credit/index.ts';
import { DELIVERIES } from '../deliveries/index.ts';
import { deliver, delivered, deliveryLines, DOCUMENT as DELIVERING } from '../deliveries/testing/warehouse.ts';
import { INVOICES } from '../invoices/index.ts';
import { entries, forget, makeOrder, orderRow, send, stage } from '../orders/testing/shop.ts';
import { openWithKit, takingApart } from '../orders/testing/kits.ts';
import { DIVISION } from '../testing/stage.ts';
import { PROGRESS } from './index.ts';
import { changeInExact, deleteInExact, linesInExact, productsOf, sendOrder, type SentOrder } from './testing/sent-orders.ts';

const APART = takingApart();
const LINES_PATH = 'salesorder/SalesOrderLines';

afterEach(() => stage.close());

const poll = (cursors: Readonly<Record<string, string>> = {}) =>
  stage.walk(PROGRESS, APART, { kind: 'changes', cursors, full: false });
const deliverSome = async (order: SentOrder, quantities: readonly number[]): Promise<void> => {
  const lines = await linesInExact(order);
  await deliver(
    lines.flatMap((line, index) => ((quantities[index] ?? 0) > 0 ? [[line['ID'], quantities[index] ?? 0] as const] : [])),
  );
};

/** Three of another product, four sets, and one more of the other product: lines of 3, 4, 8 and 1. */
async function sendSets(entry: string): Promise<SentOrder> {
  const single = (Quantity: number) => ({ PricebookEntryId: entries[0], Quantity, UnitPrice: 1.5 });
  return sendOrder([single(3), { PricebookEntryId: entry, Quantity: 4, UnitPrice: 30 }, single(1)], APART);
}

describe('what becomes of a set that was sent as its parts', () => {
  it('counts whole sets: as many as every part makes, open until then', async () => {
    const { entry } = await openWithKit();
    const order = await sendSets(entry);
    const first = await poll();
    expect(first.outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(await productsOf(order)).toMatchObject([
      { Exact_Ordered_Quantity__c: 3, Exact_Line_Id__c: expect.any(String) },
      {
        ...{ Exact_Ordered_Quantity__c: 4, Exact_Delivered_Quantity__c: 0, Exact_Open_Quantity__c: 4 },
        ...{ Exact_Cancelled_Quantity__c: 0, Exact_Invoiced_Quantity__c: 0, Exact_Line_Id__c: null },
      },
      { Exact_Ordered_Quantity__c: 1, Exact_Line_Id__c: expect.any(String) },
    ]);

    // Three lamps, and the bulbs of two sets and a half.
    await deliverSome(order, [0, 3, 5]);
    const second = await poll(first.cursors);
    expect((await productsOf(order))[1]).toMatchObject({ Exact_Delivered_Quantity__c: 2, Exact_Open_Quantity__c: 2 });

    await deliverSome(order, [3, 1, 3, 1]);
    const lines = await linesInExact(order);
    await changeInExact(LINES_PATH, lines[1]?.['ID'], { QuantityInvoiced: 4 });
    await changeInExact(LINES_PATH, lines[2]?.['ID'], { QuantityInvoiced: 3 });
    const third = await poll(second.cursors);
    expect((await productsOf(order))[1]).toMatchObject({
      ...{ Exact_Ordered_Quantity__c: 4, Exact_Delivered_Quantity__c: 4, Exact_Open_Quantity__c: 0 },
      ...{ Exact_Cancelled_Quantity__c: 0, Exact_Invoiced_Quantity__c: 1 },
    });
    for (const { outcomes } of [second, third]) expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(await orderRow(order.id)).toMatchObject({ Exact_Changed__c: null });
    expect((await poll(third.cursors)).operations).toEqual([]);
    expect((await send([order.id], APART)).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
  });

  it('is delivered by lines of its parts, which stand on the order product of the set', async () => {
    const { entry } = await openWithKit();
    const order = await sendSets(entry);
    await poll();
    await deliverSome(order, [1, 3, 5]);

    const { outcomes } = await stage.walk(DELIVERIES, DELIVERING, { kind: 'changes', cursors: {}, full: false });

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    const [other, set] = await productsOf(order);
    expect([await delivered(other), await delivered(set)]).toEqual([[1], [3, 5]]);
    const rows = (await deliveryLines()).filter((row) => row['Order_Product__c'] === set?.['Id']);
    expect(rows.map((row) => row['Product_Code__c'])).toEqual(['LAMP', 'BULB']);
    expect(rows.map((row) => row['Order__c'])).toEqual([order.id, order.id]);
  });

  it('is invoiced by lines of its parts, on its order; what is not invoiced yet counts with the credit of its debtor', async () => {
    const { entry, lamp, bulb } = await openWithKit();
    const order = await sendOrder([{ PricebookEntryId: entry, Quantity: 4, UnitPrice: 30 }], APART);
    const document = takingApart();
    const { flows, ...rest } = document as { flows: object };
    const all = { ...rest, flows: { ...flows, invoices: { enabled: true }, credit: { enabled: true } } };
    const everything = { kind: 'changes', cursors: {}, full: false } as const;
    await stage.walk(CREDIT, all, everything);
    const account = async () => (await stage.salesforce.rows('Account')).find((row) => row['Id'] === order.accountId);
    expect(await account()).toMatchObject({ Exact_Open_Orders__c: 145.2 });

    const header = (await stage.exact.rows(`${DIVISION}/salesorder/SalesOrders`)).find((row) => row['OrderID'] === order.exactId);
    const lines = await linesInExact(order);
    const [invoice = ''] = await stage.createRows('salesinvoice/SalesInvoices', [
      {
        ...{ OrderedBy: header?.['OrderedBy'], Journal: '50', PaymentCondition: '30' },
        SalesInvoiceLines: lines.map((line) => ({
          ...{ Item: line['Item'], Quantity: Number(line['Quantity']) / 2, NetPrice: line['NetPrice'] },
          SalesOrder: order.exactId,
        })),
      },
    ]);
    await stage.createRows('salesinvoice/PrintedSalesInvoices', [{ InvoiceID: invoice }]);
    const { outcomes } = await stage.walk(INVOICES, all, everything);

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(await stage.salesforce.rows('ExactInvoice__c')).toMatchObject([{ Order__c: order.id }]);
    const products = await stage.salesforce.rows('Product2');
    const productOf = (item: string) => products.find((row) => row['Exact_Id__c'] === item.toLowerCase())?.['Id'];
    const rows = await stage.salesforce.rows('ExactInvoiceLine__c');
    expect(rows.map((row) => [row['Product__c'], row['Quantity__c'], row['Order__c']])).toEqual([
      [productOf(lamp), 2, order.id],
      [productOf(bulb), 4, order.id],
    ]);
  });

  it('tells of a part whose line was removed in Exact, once, and has nothing on order then', async () => {
    const { entry } = await openWithKit();
    const order = await sendSets(entry);
    const { cursors } = await poll();
    await deleteInExact(LINES_PATH, (await linesInExact(order))[2]?.['ID']);

    const walked = await poll(cursors);

    const told = walked.outcomes.flatMap(({ error }) => (error === undefined ? [] : [error]));
    expect(told).toMatchObject([{ code: 'order_lines_removed_in_exact', params: { products: expect.anything() } }]);
    expect(JSON.stringify(told[0]?.params)).toContain('BULB (KIT)');
    expect((await productsOf(order))[1]).toMatchObject({ Exact_Ordered_Quantity__c: 0, Exact_Open_Quantity__c: 0 });
    const whole = await stage.walk(PROGRESS, APART, { kind: 'records', ids: [order.id], explicit: true });
    expect(whole.outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
  });

  it('has nothing open when its order is deleted in Exact', async () => {
    const { entry } = await openWithKit();
    const order = await sendSets(entry);
    const { cursors } = await poll();
    await deleteInExact('salesorder/SalesOrders', order.exactId);
    const { outcomes } = await poll(cursors);
    expect(outcomes).toMatchObject([{ error: { code: 'order_deleted_in_exact' } }]);
    expect(await productsOf(order)).toMatchObject(Array(3).fill({ Exact_Ordered_Quantity__c: 0, Exact_Open_Quantity__c: 0 }));
  });

  it('costs the lines of all such orders of a look, read together', async () => {
    const { entry } = await openWithKit();
    const { accountId } = await sendSets(entry);
    const ids: string[] = [];
    const lines = [{ PricebookEntryId: entry, Quantity: 1, UnitPrice: 30 }];
    for (let count = 0; count < 20; count += 1) ids.push((await makeOrder({ accountId, lines })).orderId);
    await send(ids, APART);
    await forget();
    const { outcomes } = await poll();
    expect(new Set(outcomes.map(({ recordId }) => recordId)).size).toBe(21);
    // Three streams; and the lines of all of them, as many orders a call as an address has room for.
    expect(await stage.exact.spent()).toMatchObject({ counted: 4 });
  });
});
