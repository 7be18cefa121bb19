import { afterEach, describe, expect, it } from '@jest/globals';
import { open, orderRow, settings, stage } from '../orders/testing/shop.ts';
import { DIVISION } from '../testing/stage.ts';
import { PROGRESS } from './index.ts';
import { changeInExact, deleteInExact, linesInExact, productsOf, sendOrder } from './testing/sent-orders.ts';

const FLOWS = (settings() as { flows: object }).flows;
const documentOf = (progress: object) => ({ ...settings(), flows: { ...FLOWS, progress: { enabled: true, ...progress } } });
/** Durations are divided by a thousand on the stage. */
const TWO_MONTHS_MS = (61 * 86_400_000) / 1_000;

afterEach(() => stage.close());

const poll = (cursors: Readonly<Record<string, string>> = {}, progress: object = {}) =>
  stage.walk(PROGRESS, documentOf(progress), { kind: 'changes', cursors, full: false });

describe('what becomes of an order', () => {
  it('is found by comparing everything where Exact forgot that it was deleted', async () => {
    await open();
    const gone = await sendOrder();
    await sendOrder(undefined, undefined, gone.accountId);
    const { cursors } = await poll();
    await deleteInExact('salesorder/SalesOrders', gone.exactId);
    stage.clock.now = new Date(stage.clock.now.getTime() + TWO_MONTHS_MS);

    const { outcomes } = await poll({ ...cursors, deleted: '999999999' });

    expect(outcomes.filter(({ error }) => error !== undefined)).toMatchObject([
      { recordId: gone.exactId, error: { code: 'order_deleted_in_exact' } },
    ]);
    expect(await orderRow(gone.id)).toMatchObject({ Exact_Progress__c: 'Deleted in Exact' });
    expect((await productsOf(gone))[0]).toMatchObject({ Exact_Line_Id__c: null, Exact_Ordered_Quantity__c: 0 });
  });

  it('is not asked of a company that the order was not sent to', async () => {
    await open();
    const order = await sendOrder();
    const url = String((await orderRow(order.id))['Exact_Url__c']);
    const Exact_Url__c = url.replace(`_Division_=${DIVISION}`, `_Division_=${DIVISION + 1}`);
    await stage.salesforce.control('PATCH', `rows/Order/${order.id}`, { Exact_Url__c });
    await deleteInExact('salesorder/SalesOrders', order.exactId);

    const request = { kind: 'records', ids: [order.id], explicit: true } as const;

    expect((await stage.walk(PROGRESS, documentOf({}), request)).outcomes).toMatchObject([
      { status: 'skipped', error: { code: 'order_not_sent_from_salesforce' } },
    ]);
    expect(await orderRow(order.id)).toMatchObject({ Exact_Progress__c: null });
  });

  it('is left out by the condition of the settings, its lines too', async () => {
    await open();
    const order = await sendOrder();
    const [line] = await linesInExact(order);
    const none = { when: 'salesOrder.Currency == "USD"' };

    const first = await poll({}, none);
    await changeInExact('salesorder/SalesOrderLines', line?.['ID'], { QuantityDelivered: 1 });
    const second = await poll(first.cursors, none);

    expect(new Set([...first.outcomes, ...second.outcomes].map(({ status }) => status))).toEqual(new Set(['skipped']));
    expect((await productsOf(order))[0]).toMatchObject({ Exact_Line_Id__c: null, Exact_Delivered_Quantity__c: null });
    expect(await orderRow(order.id)).toMatchObject({ Exact_Progress__c: null });
  });

  it('fills fields by rules of the settings, on the order and on its products', async () => {
    await open();
    const order = await sendOrder();
    const fields = [
      { to: 'Payment_Condition__c', from: 'salesOrder.YourRef' },
      { to: 'OrderItem.Vat_Code__c', from: 'salesOrderLine.UnitCode' },
    ];
    await poll({}, { fields });
    const row = await orderRow(order.id);
    expect(row['Payment_Condition__c']).toBe(row['OrderNumber']);
    expect((await productsOf(order))[0]).toMatchObject({ Vat_Code__c: 'pc' });
  });

  it('fails by name where the right to edit activated orders is missing, and comes once it is there', async () => {
    await open();
    const { id, exactId } = await sendOrder();
    await stage.salesforce.control('POST', 'rights', { editActivatedOrders: false });

    const refused = await poll();

    expect(refused.outcomes.length).toBeGreaterThan(0);
    expect(refused.outcomes.filter(({ status, error }) => status !== 'failed' || error?.handling !== 'person')).toEqual([]);
    await stage.salesforce.control('POST', 'rights', {});
    const again = { kind: 'records', ids: [exactId], explicit: true } as const;
    expect((await stage.walk(PROGRESS, documentOf({}), again)).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await orderRow(id)).toMatchObject({ Exact_Progress__c: 'Open' });
  });
});
