import { afterEach, describe, expect, it } from '@jest/globals';
import { ORDERS } from '../orders/index.ts';
import { entries, forget, makeOrder, open, orderRow, send, settings, stage } from '../orders/testing/shop.ts';
import { DIVISION } from '../testing/stage.ts';
import { PROGRESS } from './index.ts';
import { changeInExact, deleteInExact, linesInExact, productsOf, sendOrder, type SentOrder } from './testing/sent-orders.ts';

const DOCUMENT = { ...settings(), flows: { ...(settings() as { flows: object }).flows, progress: { enabled: true } } };
const ORDERS_PATH = 'salesorder/SalesOrders';
const LINES_PATH = 'salesorder/SalesOrderLines';

afterEach(() => stage.close());

const poll = (cursors: Readonly<Record<string, string>> = {}) =>
  stage.walk(PROGRESS, DOCUMENT, { kind: 'changes', cursors, full: false });
const retry = (id: string) => stage.walk(PROGRESS, DOCUMENT, { kind: 'records', ids: [id], explicit: true });
const entry = (index: number, Quantity: number) => ({
  PricebookEntryId: entries[index],
  Quantity,
  UnitPrice: index + 1.5,
});

/** Ordered, delivered, open, cancelled and invoiced, line by line. */
async function quantitiesOf(order: SentOrder): Promise<unknown[][]> {
  const fields = ['Ordered', 'Delivered', 'Open', 'Cancelled', 'Invoiced'];
  return (await productsOf(order)).map((product) => fields.map((name) => product[`Exact_${name}_Quantity__c`]));
}

describe('what becomes of an order in Exact', () => {
  it('is on the order and on each of its products, from the start until all is invoiced', async () => {
    await open();
    const order = await sendOrder([entry(0, 7), entry(1, 2)]);
    let { cursors } = await poll();
    expect(await orderRow(order.id)).toMatchObject({
      Exact_Approval__c: 'Automatic',
      Exact_Progress__c: 'Open',
      Exact_Delivery_Status__c: 'Open',
      Exact_Order_Status__c: 'Open',
      Exact_Changed__c: null,
    });
    const lines = await linesInExact(order);
    expect((await productsOf(order)).map((product) => product['Exact_Line_Id__c'])).toEqual(lines.map((line) => line['ID']));

    const steps: [object, string, (number | null)[]][] = [
      [{ QuantityDelivered: 2 }, 'Partly delivered', [7, 2, 5, 0, 0]],
      [{ QuantityDelivered: 7 }, 'Partly delivered', [7, 7, 0, 0, 0]],
      [{ QuantityInvoiced: 3 }, 'Partly invoiced', [7, 7, 0, 0, 3]],
    ];
    for (const [fields, progress, quantities] of steps) {
      await changeInExact(LINES_PATH, lines[0]?.['ID'], fields);
      const walked = await poll(cursors);
      cursors = walked.cursors;
      expect(walked.outcomes.at(-1)).toMatchObject({ status: 'updated', salesforceId: order.id, exactId: order.exactId });
      expect(walked.outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
      expect((await quantitiesOf(order))[0]).toEqual(quantities);
      expect(await orderRow(order.id)).toMatchObject({ Exact_Progress__c: progress });
    }
    await changeInExact(LINES_PATH, lines[0]?.['ID'], { QuantityInvoiced: 7 });
    await changeInExact(LINES_PATH, lines[1]?.['ID'], { QuantityDelivered: 2, QuantityInvoiced: 2 });
    await poll(cursors);
    expect(await orderRow(order.id)).toMatchObject({
      Exact_Progress__c: 'Invoiced',
      Exact_Delivery_Status__c: 'Complete',
      Exact_Invoice_Status__c: 'Complete',
    });
    expect(await quantitiesOf(order)).toEqual([
      [7, 7, 0, 0, 7],
      [2, 2, 0, 0, 2],
    ]);
  });

  it('is approved later, or cancelled with what is not delivered', async () => {
    await open();
    const order = await sendOrder([entry(0, 7)]);
    await changeInExact(ORDERS_PATH, order.exactId, { ApprovalStatus: 0 });
    let { cursors } = await poll();
    expect(await orderRow(order.id)).toMatchObject({ Exact_Approval__c: 'Awaiting approval' });
    await changeInExact(ORDERS_PATH, order.exactId, { ApprovalStatus: 2 });
    const [line] = await linesInExact(order);
    await changeInExact(LINES_PATH, line?.['ID'], { QuantityDelivered: 3 });
    await changeInExact(ORDERS_PATH, order.exactId, { Status: 45 });
    ({ cursors } = await poll(cursors));

    expect(await orderRow(order.id)).toMatchObject({ Exact_Approval__c: 'Approved', Exact_Progress__c: 'Cancelled' });
    expect(await quantitiesOf(order)).toEqual([[7, 3, 0, 4, 0]]);
    expect((await poll(cursors)).operations).toEqual([]);
  });

  it('keeps an item that comes twice in two lines apart', async () => {
    await open();
    const order = await sendOrder([entry(0, 7), entry(0, 7)]);
    const [, second] = await linesInExact(order);
    await changeInExact(LINES_PATH, second?.['ID'], { QuantityDelivered: 1 });
    await poll();
    expect(await quantitiesOf(order)).toEqual([
      [7, 0, 7, 0, 0],
      [7, 1, 6, 0, 0],
    ]);
  });

  it("that Tandem does not know is nobody's business, at one call for many", async () => {
    await open();
    const order = await sendOrder();
    const { cursors } = await poll();
    const [row] = await stage.exact.rows(`${DIVISION}/${ORDERS_PATH}`);
    const [known] = await linesInExact(order);
    await stage.createRows(
      ORDERS_PATH,
      Array.from({ length: 30 }, () => ({
        OrderedBy: row?.['OrderedBy'],
        SalesOrderLines: [{ Item: known?.['Item'], Quantity: 1 }],
      })),
    );
    await forget();
    const { outcomes, operations } = await poll(cursors);
    expect([outcomes, operations]).toEqual([[], []]);
    expect((await stage.salesforce.spent()).counted).toBeLessThanOrEqual(2);
  });

  it('that was read before Salesforce knew of it is looked at once more', async () => {
    await open();
    const order = await sendOrder();
    await stage.salesforce.control('PATCH', `rows/Order/${order.id}`, { Exact_Id__c: null });
    const { followUps, outcomes } = await poll();
    expect(outcomes).toEqual([]);
    expect(followUps).toMatchObject([{ recordId: order.exactId }]);
    const again = await stage.walk(PROGRESS, DOCUMENT, { kind: 'records', ids: [order.exactId], explicit: false });
    expect(again.followUps).toMatchObject([{ recordId: order.exactId }]);

    await stage.salesforce.control('PATCH', `rows/Order/${order.id}`, { Exact_Id__c: order.exactId });
    const ids = followUps.map(({ recordId }) => recordId);
    expect((await stage.walk(PROGRESS, DOCUMENT, { kind: 'records', ids, explicit: false })).outcomes).toMatchObject([
      { status: 'updated', recordId: order.exactId },
    ]);
    expect(await quantitiesOf(order)).toEqual([[3, 0, 3, 0, 0]]);
  });
});

describe('an order whose lines were read before Salesforce knew of it', () => {
  it('is looked at as a whole once its header comes', async () => {
    await open();
    const order = await sendOrder();
    const { followUps } = await poll();
    expect(followUps).toMatchObject([{ recordId: order.exactId }]);
    expect((await poll()).followUps).toEqual([]);
  });
});

describe('an order that somebody changes in Exact', () => {
  it('shows the new amounts and says so', async () => {
    await open();
    const order = await sendOrder();
    const { cursors } = await poll();
    const [line] = await linesInExact(order);
    await changeInExact(LINES_PATH, line?.['ID'], { Quantity: 4 });

    const { outcomes } = await poll(cursors);

    // The news of its line does not close the issue that the order has just got.
    expect(outcomes).toMatchObject([{ status: 'updated', error: { code: 'order_amounts_changed_in_exact' } }]);
    const row = await orderRow(order.id);
    expect(row).toMatchObject({ Exact_Net_Amount__c: 6, Exact_Gross_Amount__c: 7.26, Exact_Vat_Amount__c: 1.26 });
    expect(row['Exact_Changed__c']).toMatch(/was 4.50 EUR there and is now 6.00 EUR/);
    expect(await quantitiesOf(order)).toEqual([[4, 0, 4, 0, 0]]);
  });

  it('names a line that was added, guesses nothing, and is in order again once it is gone', async () => {
    await open();
    const order = await sendOrder();
    const { cursors } = await poll();
    const [line] = await linesInExact(order);
    const [added] = await stage.createRows(LINES_PATH, [{ OrderID: order.exactId, Item: line?.['Item'], Quantity: 9 }]);

    const { outcomes } = await poll(cursors);

    expect(outcomes).toContainEqual(
      expect.objectContaining({
        error: expect.objectContaining({ code: expect.stringMatching(/^order_lines_added_in_exact$/) }),
      }),
    );
    expect((await orderRow(order.id))['Exact_Changed__c']).toContain('SKU-0');
    expect(await quantitiesOf(order)).toEqual([[3, 0, 3, 0, 0]]);

    await deleteInExact(LINES_PATH, added);
    expect((await retry(order.id)).outcomes[0]?.error).toMatchObject({ code: 'order_amounts_changed_in_exact' });
    expect((await retry(order.id)).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await orderRow(order.id)).toMatchObject({ Exact_Changed__c: null });
  });

  it('shows a line that was removed as not ordered any more', async () => {
    await open();
    const order = await sendOrder([entry(0, 7), entry(1, 2)]);
    const { cursors } = await poll();
    const [, second] = await linesInExact(order);
    await deleteInExact(LINES_PATH, second?.['ID']);

    const walked = await poll(cursors);

    expect(walked.outcomes.flatMap(({ error }) => error?.code ?? [])).toContain('order_lines_removed_in_exact');
    expect(await quantitiesOf(order)).toEqual([
      [7, 0, 7, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect((await productsOf(order))[1]).toMatchObject({ Exact_Line_Id__c: null });
    expect((await poll(walked.cursors)).operations).toEqual([]);
  });

  it('is told apart by nobody where an item that came twice is left once at another place', async () => {
    await open();
    const order = await sendOrder([entry(0, 7), entry(0, 5)]);
    const [first, second] = await linesInExact(order);
    await deleteInExact(LINES_PATH, first?.['ID']);
    await changeInExact(LINES_PATH, second?.['ID'], { LineNumber: 3 });

    const { outcomes } = await poll();

    expect(outcomes.flatMap(({ error }) => error?.code ?? [])).toContain('order_lines_ambiguous');
    expect(await quantitiesOf(order)).toEqual([
      [null, null, null, null, null],
      [null, null, null, null, null],
    ]);
  });

  it('and deletes is marked and told, and neither deleted nor sent again', async () => {
    await open();
    const order = await sendOrder();
    const { cursors } = await poll();
    await deleteInExact(ORDERS_PATH, order.exactId);

    const walked = await poll(cursors);

    expect(walked.outcomes).toMatchObject([
      { recordId: order.exactId, salesforceId: order.id, error: { code: 'order_deleted_in_exact' } },
    ]);
    expect(await orderRow(order.id)).toMatchObject({ Exact_Progress__c: 'Deleted in Exact', Exact_Id__c: order.exactId });
    expect(await quantitiesOf(order)).toEqual([[0, 0, 0, 0, 0]]);
    await forget();
    await stage.walk(ORDERS, DOCUMENT, { kind: 'changes', cursors: {}, full: false });
    expect((await stage.exact.spent()).writes).toBe(0);
    // Made once more by a person: it is open again, and its products have the lines of the new one.
    await stage.walk(ORDERS, DOCUMENT, { kind: 'records', ids: [order.id], explicit: true, choice: { sendAgain: true } });
    await poll(walked.cursors);
    expect(await orderRow(order.id)).toMatchObject({ Exact_Progress__c: 'Open', Exact_Changed__c: null });
    expect(await quantitiesOf(order)).toEqual([[3, 0, 3, 0, 0]]);
  });
});

describe('the orders flow', () => {
  it('takes nothing of this for a change of the order: nothing is sent, nobody is asked', async () => {
    await open();
    const order = await sendOrder();
    const { cursors } = await stage.walk(ORDERS, DOCUMENT, { kind: 'changes', cursors: {}, full: false });
    const [line] = await linesInExact(order);
    await changeInExact(LINES_PATH, line?.['ID'], { QuantityDelivered: 1 });
    await poll();
    const before = await orderRow(order.id);
    await forget();

    const { outcomes } = await stage.walk(ORDERS, DOCUMENT, { kind: 'changes', cursors, full: false });
    expect((await stage.exact.spent()).counted).toBe(0);
    const named = await send([order.id], DOCUMENT);

    expect(outcomes).toEqual([]);
    expect(named.outcomes).toMatchObject([{ status: 'unchanged' }]);
    expect([(await stage.exact.spent()).writes, (await stage.salesforce.spent()).writes]).toEqual([0, 0]);
    expect(await orderRow(order.id)).toEqual(before);
  });
});

describe('a batch of a hundred orders', () => {
  it('takes at most five calls of each side, and none the second time', async () => {
    await open();
    const sent: string[] = [];
    const { accountId } = await makeOrder({ status: 'Draft' });
    for (let count = 0; count < 100; count += 1)
      sent.push((await makeOrder({ accountId, lines: [entry(0, 7), entry(1, 2)] })).orderId);
    await send(sent, DOCUMENT);
    await forget();

    const { cursors, outcomes } = await poll();

    const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];
    expect(new Set(outcomes.map(({ recordId }) => recordId)).size).toBe(100);
    expect(exact.counted / 100).toBeLessThanOrEqual(0.05);
    expect(salesforce.counted / 100).toBeLessThanOrEqual(0.05);
    expect((await stage.salesforce.rows('OrderItem')).filter((row) => row['Exact_Ordered_Quantity__c'] !== null)).toHaveLength(
      200,
    );

    await poll();
    expect((await stage.salesforce.spent()).writes).toBe(0);
    await forget();
    await poll(cursors);
    expect((await stage.salesforce.spent()).counted).toBe(0);
  });
});
