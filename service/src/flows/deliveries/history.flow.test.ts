import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { companyDay } from '../../../../simulators/data/index.ts';
import { forget, open, stage } from '../orders/testing/shop.ts';
import { enterItem, enterLinkedDebtors, enterDebtors } from '../invoices/testing/shop.ts';
import { changeInExact, linesInExact, sendOrder } from '../progress/testing/sent-orders.ts';
import { DIVISION, type Walked } from '../testing/stage.ts';
import { DELIVERY_HISTORY } from './history.ts';
import { DELIVERIES } from './index.ts';
import { grantEverything, items, shipments, SHIPPING } from './testing/shipments.ts';
import { deliver, DELIVERIES_PATH, deliveries, deliveryLines, DOCUMENT, poll, retry } from './testing/warehouse.ts';

let debtorId = '';
let accountId = '';
let item = '';

beforeEach(async () => {
  await open({ salesforce: { features: { shipments: true } } });
  [{ debtorId, accountId } = { debtorId: '', accountId: '' }] = await enterLinkedDebtors(stage, ['Visser']);
  item = await enterItem(stage, 'CHAIR');
});
afterEach(() => stage.close());

const today = (): string => companyDay(stage.clock.now);
const yearsAgo = (years: number): string => `${Number(today().slice(0, 4)) - years}-06-15`;
const windowOf = (years: number) => DELIVERY_HISTORY.windowOf(today(), years);
const ask = (years: number, cursors = {}, document: object = DOCUMENT, mode?: 'plan' | 'apply'): Promise<Walked> =>
  stage.walk(DELIVERIES, document, { kind: 'changes', cursors, full: false, history: windowOf(years) }, mode);

/** A delivery of an order that was typed in Exact. */
async function deliverTyped(years: number, fields: object = {}, OrderedBy = debtorId): Promise<string> {
  const [orderId = ''] = await stage.createRows('salesorder/SalesOrders', [
    { OrderedBy, SalesOrderLines: [{ Item: item, Quantity: 3, NetPrice: 5 }] },
  ]);
  const lines = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`);
  const line = lines.find((row) => row['OrderID'] === orderId);
  return (await deliver([[line?.['ID'], 2]], { DeliveryDate: `${yearsAgo(years)}T00:00:00`, ...fields })).toLowerCase();
}

describe('a history of deliveries', () => {
  it('brings those of orders that were typed in Exact, on the account they went to, and nothing older', async () => {
    const [recent, older] = [await deliverTyped(1, { TrackingNumber: '3S7' }), await deliverTyped(2)];
    await deliverTyped(3);
    await poll();
    expect(await deliveries()).toEqual([]);

    const { outcomes } = await ask(2);

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    const rows = await deliveries();
    expect(rows.map(({ Key__c: key }) => String(key).slice(-36)).sort()).toEqual([recent, older].sort());
    expect(rows.find(({ Key__c: key }) => String(key).endsWith(recent))).toMatchObject({
      Account__c: accountId,
      Delivery_Date__c: yearsAgo(1),
      Tracking_Number__c: '3S7',
      State__c: 'Tracking code',
    });
    const lines = await deliveryLines();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({ Product_Code__c: 'CHAIR', Quantity__c: 2, Order__c: null, Order_Product__c: null });
  });

  it('leaves what is there of orders that were sent as it is, and is free the second time', async () => {
    const order = await sendOrder();
    const [line] = await linesInExact(order);
    await deliver([[line?.['ID'], 1]]);
    await deliverTyped(1);
    await poll();
    const before = await deliveries();

    await ask(1);
    await forget();
    await ask(1);

    expect((await stage.salesforce.spent()).writes).toBe(0);
    expect(await deliveries()).toEqual(expect.arrayContaining(before));
    expect((await deliveryLines()).map(({ Order__c: orderId }) => orderId)).toEqual(expect.arrayContaining([order.id, null]));
  });

  it('is followed from then on', async () => {
    const entryId = await deliverTyped(1);
    const { cursors } = await poll();
    await ask(1);

    await changeInExact(DELIVERIES_PATH, entryId, { TrackingNumber: '3S9' });
    await poll(cursors);

    expect(await deliveries()).toMatchObject([{ Tracking_Number__c: '3S9', Account__c: accountId }]);
  });

  it('tells once of whom no account stands for, and brings the rest', async () => {
    const [stranger = ''] = await enterDebtors(stage, ['Stranger']);
    await deliverTyped(1, {}, stranger);
    await deliverTyped(1, {}, stranger);
    await deliverTyped(1);

    const { outcomes } = await ask(1);

    expect(await deliveries()).toHaveLength(1);
    expect(outcomes.filter(({ error }) => error !== undefined)).toMatchObject([
      { recordId: stranger, label: 'Stranger', status: 'skipped', error: { code: 'deliveries_without_account' } },
    ]);
  });

  it('can be asked for one by one, as what could not be written is looked at again', async () => {
    const entryId = await deliverTyped(1);
    const [stranger = ''] = await enterDebtors(stage, ['Stranger']);
    const elsewhere = await deliverTyped(1, {}, stranger);

    await retry(entryId);
    const { outcomes } = await retry(elsewhere);

    expect(await deliveries()).toMatchObject([{ Account__c: accountId }]);
    expect(outcomes).toMatchObject([{ status: 'skipped', error: { code: 'delivery_of_no_order' } }]);
  });

  it('goes on where it was cut', async () => {
    for (const years of [1, 1, 2]) await deliverTyped(years);
    const cuts = (await ask(2, {}, DOCUMENT, 'plan')).batches.map(({ cursors }) => cursors);
    expect(cuts.length).toBeGreaterThan(1);

    for (const cut of cuts) await ask(2, cut);

    expect(await deliveries()).toHaveLength(3);
    expect(await deliveryLines()).toHaveLength(3);
  });

  it('makes no standard shipments of what was shipped long ago', async () => {
    await grantEverything();
    await deliverTyped(1);

    await ask(1, {}, SHIPPING);

    expect(await deliveries()).toHaveLength(1);
    expect([await shipments(), await items()]).toEqual([[], []]);
  });

  it('is counted before it starts, and costs no more than that', async () => {
    for (let index = 0; index < 40; index += 1) await deliverTyped(1);
    await deliverTyped(4);
    await forget();
    await Promise.all([stage.exact.spent(), stage.salesforce.spent()]);

    const size = await DELIVERY_HISTORY.measure(await stage.context(DOCUMENT), windowOf(1));

    expect(size).toMatchObject({ records: 40, rows: 160 });
    expect((await stage.exact.spent()).counted).toBe(2);
    expect((await stage.salesforce.spent()).counted).toBe(1);

    await ask(1);

    expect(await deliveries()).toHaveLength(40);
    const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];
    expect(exact.counted).toBeLessThanOrEqual(size.calls.exact);
    expect(salesforce.counted).toBeLessThanOrEqual(size.calls.salesforce);
  });
});
