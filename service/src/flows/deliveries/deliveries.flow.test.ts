import { afterEach, describe, expect, it } from '@jest/globals';
import { entries, forget, makeOrder, open, send, stage } from '../orders/testing/shop.ts';
import { PROGRESS } from '../progress/index.ts';
import { changeInExact, deleteInExact, linesInExact, productsOf, sendOrder } from '../progress/testing/sent-orders.ts';
import { DIVISION } from '../testing/stage.ts';
import { DELIVERIES } from './index.ts';
import {
  deliver,
  DELIVERIES_PATH,
  delivered,
  deliveries,
  deliveryLines,
  deliveryLinesInExact,
  DOCUMENT,
  enterShippingMethod,
  LINES_PATH,
  poll,
  retry,
} from './testing/warehouse.ts';

afterEach(() => stage.close());

const entry = (index: number, Quantity: number) => ({ PricebookEntryId: entries[index], Quantity, UnitPrice: index + 1.5 });
const progress = () => stage.walk(PROGRESS, DOCUMENT, { kind: 'changes', cursors: {}, full: false });

describe('a delivery of an order', () => {
  it('in two parts with a code each is two deliveries, and both links stay', async () => {
    await open();
    const order = await sendOrder([entry(0, 7)]);
    const [line] = await linesInExact(order);
    const [product] = await productsOf(order);
    const ShippingMethod = await enterShippingMethod('P', 'https://carrier.example/track?code=');
    await deliver([[line?.['ID'], 2]], { ShippingMethod, TrackingNumber: '3S 1' });
    let { cursors } = await poll();
    await progress();
    expect(await delivered(product)).toEqual([2]);

    await deliver([[line?.['ID'], 5]], { ShippingMethod, TrackingNumber: '3S 2' });
    const walked = await poll(cursors);
    ({ cursors } = walked);
    await progress();

    expect(walked.outcomes).toMatchObject([{ status: 'created', error: undefined, salesforceId: expect.any(String) }]);
    expect(await delivered(product)).toEqual([2, 5]);
    expect((await productsOf(order))[0]).toMatchObject({ Exact_Delivered_Quantity__c: 7 });
    expect(await deliveries()).toMatchObject([
      { Tracking_Number__c: '3S 1', Tracking_Url__c: 'https://carrier.example/track?code=3S%201', Carrier__c: 'Carrier P' },
      { Tracking_Number__c: '3S 2', Tracking_Url__c: 'https://carrier.example/track?code=3S%202', State__c: 'Tracking code' },
    ]);
    await forget();
    await poll();
    await poll(cursors);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('without a code says so, and the code that comes later changes the same row, once', async () => {
    await open();
    const order = await sendOrder([entry(0, 7)]);
    const [line] = await linesInExact(order);
    const ShippingMethod = await enterShippingMethod('P', 'https://carrier.example/{0}/nl');
    const entryId = await deliver([[line?.['ID'], 7]], { ShippingMethod });
    const { cursors } = await poll();
    expect(await deliveries()).toMatchObject([{ State__c: 'No tracking code', Tracking_Number__c: null, Tracking_Url__c: null }]);

    await changeInExact(DELIVERIES_PATH, entryId, { TrackingNumber: '3SX' });
    await forget();
    const later = await poll(cursors);

    expect((await stage.salesforce.spent()).writes).toBe(1);
    expect(later.outcomes).toMatchObject([{ status: 'updated', recordId: entryId }]);
    expect(await deliveries()).toMatchObject([{ State__c: 'Tracking code', Tracking_Url__c: 'https://carrier.example/3SX/nl' }]);
    expect((await poll(later.cursors)).operations).toEqual([]);
  });

  it('brings only the lines that are in it, with the link of each parcel', async () => {
    await open();
    const order = await sendOrder([entry(0, 7), entry(1, 2)]);
    const lines = await linesInExact(order);
    const ShippingMethod = await enterShippingMethod('P', 'https://carrier.example/');
    const NextMethod = await enterShippingMethod('Q', 'https://other.example/');
    await deliver([[lines[0]?.['ID'], 7]], { ShippingMethod });
    const second = await deliver([[lines[1]?.['ID'], 2, { TrackingNumber: 'PARCEL' }]], { ShippingMethod });
    const { cursors } = await poll();
    const products = await productsOf(order);
    expect([await delivered(products[0]), await delivered(products[1])]).toEqual([[7], [2]]);
    const parcel = async () => (await deliveryLines()).find((row) => row['Tracking_Number__c'] === 'PARCEL')?.['Tracking_Url__c'];
    expect(await parcel()).toBe('https://carrier.example/PARCEL');
    expect((await deliveries()).map((row) => row['State__c'])).toEqual(['No tracking code', 'Tracking code']);

    await changeInExact(DELIVERIES_PATH, second, { ShippingMethod: NextMethod });
    await poll(cursors);
    expect(await parcel()).toBe('https://other.example/PARCEL');
    expect((await deliveries()).map((row) => row['State__c'])).toEqual(['No tracking code', 'Tracking code']);
  });

  it("over several orders is on each with its own line, and on nobody else's", async () => {
    await open();
    const first = await sendOrder([entry(0, 7)]);
    const second = await sendOrder([entry(1, 2)], undefined, first.accountId);
    const [[one], [two]] = [await linesInExact(first), await linesInExact(second)];
    await deliver([
      [one?.['ID'], 3],
      [two?.['ID'], 1],
    ]);
    await poll();

    expect(await deliveries()).toMatchObject([{ Account__c: first.accountId, Division__c: String(DIVISION) }]);
    expect(new Map((await deliveryLines()).map((row) => [row['Order__c'], row['Quantity__c']]))).toEqual(
      new Map([
        [first.id, 3],
        [second.id, 1],
      ]),
    );
  });

  it('in five parts is exact to the unit through corrections and deletions', async () => {
    await open();
    const order = await sendOrder([entry(0, 15)]);
    const [line] = await linesInExact(order);
    const ids: string[] = [];
    for (const quantity of [1, 2, 3, 4, 5]) ids.push(await deliver([[line?.['ID'], quantity]]));
    let { cursors } = await poll();
    const [product] = await productsOf(order);
    expect(await delivered(product)).toEqual([1, 2, 3, 4, 5]);

    const [corrected] = await deliveryLinesInExact(ids[1] ?? '');
    await changeInExact(LINES_PATH, corrected?.['ID'], { QuantityDelivered: 1 });
    ({ cursors } = await poll(cursors));
    expect(await delivered(product)).toEqual([1, 1, 3, 4, 5]);

    const [removed] = await deliveryLinesInExact(ids[2] ?? '');
    await deleteInExact(LINES_PATH, removed?.['ID']);
    await deleteInExact(DELIVERIES_PATH, ids[4]);
    const walked = await poll(cursors);
    await progress();

    expect(await delivered(product)).toEqual([1, 1, 0, 4, 0]);
    expect((await productsOf(order))[0]).toMatchObject({ Exact_Delivered_Quantity__c: 6 });
    expect((await deliveries()).map((row) => row['Deleted_In_Exact__c'])).toEqual([false, false, false, false, true]);
    expect((await deliveryLines()).map((row) => row['Deleted_In_Exact__c'])).toEqual([false, false, true, false, true]);
    expect(walked.outcomes.map(({ error }) => error?.code).toSorted()).toEqual([
      'delivery_deleted_in_exact',
      'delivery_lines_deleted_in_exact',
    ]);
    expect((await poll(walked.cursors)).operations).toEqual([]);
    expect((await retry(ids[2] ?? '')).outcomes).toMatchObject([{ error: undefined }]);
    expect((await deliveries())[2]).toMatchObject({ Exact_Sync_Problem__c: null });
  });

  it.each(['headers', 'lines'])('whose walk is cut after its %s ends as if it had not been', async (place) => {
    await open();
    const order = await sendOrder([entry(0, 7)]);
    const [line] = await linesInExact(order);
    const entryId = await deliver([[line?.['ID'], 2]], { TrackingNumber: '3S1' });
    const { batches } = await stage.walk({ ...DELIVERIES, apply: () => Promise.resolve([]) }, DOCUMENT, {
      kind: 'changes',
      cursors: {},
      full: false,
    });
    // What was stored of a walk that was cut: the first batch after its stream.
    const cut = batches[place === 'headers' ? 0 : 1]?.cursors ?? {};
    if (place === 'lines') await poll();
    await poll(cut);
    expect(await deliveries()).toMatchObject([{ Tracking_Number__c: '3S1', State__c: 'Tracking code' }]);
    expect(await deliveryLines()).toMatchObject([{ Quantity__c: 2, Order__c: order.id }]);
    expect((await retry(entryId)).outcomes).toMatchObject([{ status: 'unchanged' }]);
  });
});

describe('a delivery that is not as it should be', () => {
  it("of an order that Tandem never sent is nobody's business, unless somebody names it", async () => {
    await open();
    const order = await sendOrder();
    const [line] = await linesInExact(order);
    const [sent] = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrders`);
    const [strangeId] = await stage.createRows('salesorder/SalesOrders', [
      { OrderedBy: sent?.['OrderedBy'], SalesOrderLines: [{ Item: line?.['Item'], Quantity: 5 }] },
    ]);
    const strange = await linesInExact({ ...order, exactId: strangeId ?? '' });
    const entryId = await deliver([[strange[0]?.['ID'], 5]]);

    const { outcomes, operations } = await poll();

    expect([outcomes, operations]).toEqual([[], []]);
    expect(await deliveries()).toEqual([]);
    await retry(entryId);
    expect(await deliveries()).toMatchObject([{ Account__c: order.accountId }]);
  });

  it('of a line that was added in Exact is on the order alone, and says so', async () => {
    await open();
    const order = await sendOrder();
    const [first] = await linesInExact(order);
    await stage.createRows('salesorder/SalesOrderLines', [{ OrderID: order.exactId, Item: first?.['Item'], Quantity: 9 }]);
    await progress();
    const [, added] = await linesInExact(order);
    await deliver([[added?.['ID'], 4]]);

    const { outcomes } = await poll();

    expect(outcomes).toMatchObject([{ status: 'created', error: { code: 'delivery_line_without_product' } }]);
    expect(await deliveryLines()).toMatchObject([{ Order__c: order.id, Order_Product__c: null, Quantity__c: 4 }]);
    expect((await deliveries())[0]?.['Exact_Sync_Problem__c']).toContain('SKU-0');
  });

  it('with more than was ordered stands as Exact says, until it is corrected there', async () => {
    await open();
    const order = await sendOrder();
    const [line] = await linesInExact(order);
    await deliver([[line?.['ID'], 3]]);
    await changeInExact('salesorder/SalesOrderLines', line?.['ID'], { QuantityDelivered: 1 });
    await changeInExact('salesorder/SalesOrderLines', line?.['ID'], { Quantity: 2 });

    const { outcomes, cursors } = await poll();

    expect(outcomes).toMatchObject([{ status: 'created', error: { code: 'delivery_more_than_ordered' } }]);
    expect(await deliveryLines()).toMatchObject([{ Quantity__c: 3 }]);

    const [deliveryLine] = await stage.exact.rows(`${DIVISION}/${LINES_PATH}`);
    await changeInExact(LINES_PATH, deliveryLine?.['ID'], { QuantityDelivered: 2 });
    expect((await poll(cursors)).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await deliveries()).toMatchObject([{ Exact_Sync_Problem__c: null }]);
  });

  it('has no link where the address of its carrier is none of the web', async () => {
    await open();
    const order = await sendOrder();
    const [line] = await linesInExact(order);
    const ShippingMethod = await enterShippingMethod('J', 'javascript:alert(1)//');
    await deliver([[line?.['ID'], 3]], { ShippingMethod, TrackingNumber: '3S' });
    await poll();
    expect(await deliveries()).toMatchObject([{ Tracking_Number__c: '3S', Tracking_Url__c: null }]);
  });
});

describe('a batch of a hundred deliveries', () => {
  it('takes at most five calls of each side, and writes nothing the second time', async () => {
    await open();
    const { accountId } = await makeOrder({ status: 'Draft' });
    const sent: string[] = [];
    for (let count = 0; count < 100; count += 1) sent.push((await makeOrder({ accountId, lines: [entry(0, 7)] })).orderId);
    await send(sent, DOCUMENT);
    await progress();
    const ShippingMethod = await enterShippingMethod('P', 'https://carrier.example/');
    for (const line of await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`))
      await deliver([[line['ID'], 7]], { ShippingMethod, TrackingNumber: `3S${String(line['OrderNumber'])}` });
    // The org and the codes of Exact are known to a service that runs.
    await retry((await stage.exact.rows(`${DIVISION}/${DELIVERIES_PATH}`)).map((row) => String(row['EntryID']))[0] ?? '');
    await forget();

    const { outcomes, cursors } = await poll();

    const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];
    expect(new Set(outcomes.map(({ recordId }) => recordId)).size).toBe(100);
    expect(exact.counted / 100).toBeLessThanOrEqual(0.05);
    expect(salesforce.counted / 100).toBeLessThanOrEqual(0.05);
    expect(await deliveryLines()).toHaveLength(100);
    await poll();
    await poll(cursors);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });
});
