import { afterEach, describe, expect, it } from '@jest/globals';
import { DELIVERIES } from '../deliveries/index.ts';
import { deliver, delivered, DOCUMENT as DELIVERING } from '../deliveries/testing/warehouse.ts';
import { open, orderRow, stage } from '../orders/testing/shop.ts';
import { pricedBy, sellScrews } from '../orders/testing/screws.ts';
import { PROGRESS } from './index.ts';
import { changeInExact, linesInExact, productsOf, sendOrder } from './testing/sent-orders.ts';

const HUNDREDS = pricedBy('perHundred');
const LINES_PATH = 'salesorder/SalesOrderLines';

afterEach(() => stage.close());

const poll = (cursors: Readonly<Record<string, string>> = {}) =>
  stage.walk(PROGRESS, HUNDREDS, { kind: 'changes', cursors, full: false });

describe('what becomes of an order product that counts in hundreds', () => {
  it('counts in hundreds too, and what comes of it is shown in pieces as Exact delivers it', async () => {
    await open({}, HUNDREDS);
    const PricebookEntryId = await sellScrews('perHundred');
    const order = await sendOrder([{ PricebookEntryId, Quantity: 2.5, UnitPrice: 3.75 }], HUNDREDS);
    const { cursors } = await poll();
    const [line] = await linesInExact(order);
    expect(line).toMatchObject({ Quantity: 250 });
    expect((await productsOf(order))[0]).toMatchObject({
      ...{ Quantity: 2.5, Exact_Ordered_Quantity__c: 2.5, Exact_Delivered_Quantity__c: 0, Exact_Open_Quantity__c: 2.5 },
    });

    await deliver([[line?.['ID'], 100]]);
    await changeInExact(LINES_PATH, line?.['ID'], { QuantityDelivered: 100, QuantityInvoiced: 50 });
    await stage.walk(DELIVERIES, DELIVERING, { kind: 'changes', cursors: {}, full: false });
    const walked = await poll(cursors);

    const [product] = await productsOf(order);
    expect(product).toMatchObject({
      ...{ Exact_Ordered_Quantity__c: 2.5, Exact_Delivered_Quantity__c: 1, Exact_Open_Quantity__c: 1.5 },
      ...{ Exact_Cancelled_Quantity__c: 0, Exact_Invoiced_Quantity__c: 0.5 },
    });
    expect(await delivered(product)).toEqual([100]);
    expect(walked.outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(await orderRow(order.id)).toMatchObject({ Exact_Changed__c: null });
    expect((await poll(walked.cursors)).operations).toEqual([]);
  });
});
