import { afterEach, describe, expect, it } from '@jest/globals';
import { entries, open, stage } from '../orders/testing/shop.ts';
import { deleteInExact, linesInExact, productsOf, sendOrder } from '../progress/testing/sent-orders.ts';
import { DIVISION } from '../testing/stage.ts';
import { DELIVERIES } from './index.ts';
import { deliver, DELIVERIES_PATH, deliveries, deliveryLines, DOCUMENT, poll } from './testing/warehouse.ts';

/** Durations are divided by a thousand on the stage. */
const TWO_MONTHS_MS = (61 * 86_400_000) / 1_000;

afterEach(() => stage.close());

describe('deliveries', () => {
  it('of an item that comes twice are told apart by the place of their lines, before any order product bears its line', async () => {
    await open();
    const line = { PricebookEntryId: entries[0], Quantity: 4, UnitPrice: 1.5 };
    const order = await sendOrder([line, line]);
    const [, second] = await linesInExact(order);
    await deliver([[second?.['ID'], 1]]);
    await poll();
    const products = await productsOf(order);
    expect(await deliveryLines()).toMatchObject([{ Order_Product__c: products[1]?.['Id'], Quantity__c: 1 }]);
  });

  it('of an order that has the number of one in another company are not on it', async () => {
    await open();
    const order = await sendOrder();
    const [line] = await linesInExact(order);
    const [row] = await stage.salesforce.rows('Order');
    const Exact_Url__c = String(row?.['Exact_Url__c']).replace(`_Division_=${DIVISION}`, `_Division_=${DIVISION + 1}`);
    await stage.salesforce.control('PATCH', `rows/Order/${order.id}`, { Exact_Url__c });
    await deliver([[line?.['ID'], 1]]);
    expect((await poll()).operations).toEqual([]);
  });

  it('that are gone are found by comparing everything where Exact forgot that they were deleted', async () => {
    await open();
    const order = await sendOrder();
    const [line] = await linesInExact(order);
    const gone = await deliver([[line?.['ID'], 1]]);
    await deliver([[line?.['ID'], 2]]);
    const { cursors } = await poll();
    await deleteInExact(DELIVERIES_PATH, gone);
    stage.clock.now = new Date(stage.clock.now.getTime() + TWO_MONTHS_MS);

    const { outcomes } = await poll({ ...cursors, deleted: '999999999' });

    expect(outcomes.filter(({ error }) => error !== undefined)).toMatchObject([
      { recordId: gone, error: { code: 'delivery_deleted_in_exact' } },
    ]);
    expect((await deliveryLines()).map((row) => row['Quantity__c']).toSorted()).toEqual([0, 2]);
  });

  it('are left out by the condition of the settings, and the sample shows what they would become', async () => {
    await open();
    const order = await sendOrder();
    const [line] = await linesInExact(order);
    await deliver([[line?.['ID'], 1]], { Description: 'sample' });
    const when = 'delivery.Description != "sample"';
    const document = { ...DOCUMENT, flows: { ...DOCUMENT.flows, deliveries: { enabled: true, when } } };
    const changes = { kind: 'changes', cursors: {}, full: false } as const;
    expect((await stage.walk(DELIVERIES, document, changes)).outcomes).toMatchObject([
      { status: 'skipped', error: { code: 'delivery_not_selected' } },
    ]);
    expect(await deliveries()).toEqual([]);

    const sample = await stage.walk(DELIVERIES, DOCUMENT, { kind: 'sample', count: 3 }, 'plan');
    expect(sample.operations.map(({ object, action }) => [object, action])).toEqual([
      ['ExactDelivery__c', 'create'],
      ['ExactDeliveryLine__c', 'create'],
    ]);
  });

  it('are looked at again by the order they are of', async () => {
    await open();
    const order = await sendOrder();
    const [line] = await linesInExact(order);
    const entryId = await deliver([[line?.['ID'], 1]]);
    await poll();
    const request = { kind: 'records', ids: [order.id], explicit: true } as const;
    expect((await stage.walk(DELIVERIES, DOCUMENT, request)).outcomes).toMatchObject([
      { status: 'unchanged', recordId: entryId },
    ]);
  });
});

describe('deliveries in an org where the package has a namespace', () => {
  it('are made, found again and marked by their names there', async () => {
    await open({ salesforce: { namespace: 'tandem' } });
    // The helpers of the shop look for the names without it.
    const order = await sendOrder();
    const [sent] = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrders`);
    const [line] = await linesInExact({ ...order, exactId: String(sent?.['OrderID']) });
    const entryId = await deliver([[line?.['ID'], 2]], { TrackingNumber: '3S' });
    const { cursors } = await poll();
    const lines = () => stage.salesforce.rows('tandem__ExactDeliveryLine__c');
    expect(await lines()).toMatchObject([{ tandem__Quantity__c: 2, tandem__Order__c: order.id }]);

    await deleteInExact(DELIVERIES_PATH, entryId);
    await poll(cursors);
    expect(await lines()).toMatchObject([{ tandem__Quantity__c: 0, tandem__Deleted_In_Exact__c: true }]);
  });
});
