import { afterEach, describe, expect, it } from '@jest/globals';
import { ORDERS } from '../index.ts';
import { DIVISION } from '../../testing/stage.ts';
import { entries, exactOrders, makeOrder, open, orderRow, settings, stage } from '../testing/shop.ts';

afterEach(() => stage.close());

const STATUSES = [
  { name: 'Draft', statusCode: 'Draft', isDefault: true },
  { name: 'Activated', statusCode: 'Activated', isDefault: false },
  { name: 'Canceled', statusCode: 'Canceled', isDefault: false },
] as const;
const SEND = settings({ amendments: { changes: 'send' } });
const LINES = 'salesorder/SalesOrderLines';

const send = (orderId: string, document = SEND) =>
  stage.walk(ORDERS, document, { kind: 'records', ids: [orderId], explicit: false });
const exactLines = async () =>
  (await stage.exact.rows(`${DIVISION}/${LINES}`)).toSorted(
    (one, other) => Number(one['LineNumber']) - Number(other['LineNumber']),
  );
const ordered = async () => (await exactLines()).map((line) => [line['ItemCode'], line['Quantity'], line['NetPrice']]);
const products = async (orderId: string) =>
  (await stage.salesforce.rows('OrderItem')).filter((row) => row['OrderId'] === orderId);
const patch = (object: string, id: unknown, fields: object) =>
  stage.salesforce.control('PATCH', `rows/${object}/${String(id)}`, fields);
const patchLine = (line: Readonly<Record<string, unknown>> | undefined, fields: object) =>
  stage.exact.control('PATCH', `rows/${DIVISION}/${LINES}/${String(line?.['ID'])}`, fields);
const fault = (rule: object) => stage.exact.control('POST', 'faults', { rules: [rule] });

/** An order of two lines that was sent, with its order products. */
async function sent(document = SEND): Promise<{ orderId: string; rows: Readonly<Record<string, unknown>>[] }> {
  await open({ salesforce: { orderStatuses: STATUSES } }, document);
  const { orderId } = await makeOrder({
    lines: [
      { PricebookEntryId: entries[0], Quantity: 3, UnitPrice: 1.5 },
      { PricebookEntryId: entries[1], Quantity: 2, UnitPrice: 2.5 },
    ],
  });
  expect(await send(orderId, document)).toMatchObject({ outcomes: [{ status: 'created', error: undefined }] });
  await stage.exact.spent();
  return { orderId, rows: await products(orderId) };
}

const draft = (orderId: string) => patch('Order', orderId, { Status: 'Draft' });
const activate = (orderId: string) => patch('Order', orderId, { Status: 'Activated' });

describe('an order that was changed after it was sent', () => {
  it('has its changed line changed in Exact, in three calls, and its new amounts', async () => {
    const { orderId, rows } = await sent();
    await patch('OrderItem', rows[0]?.['Id'], { Quantity: 8 });

    const { outcomes } = await send(orderId);

    expect(outcomes).toMatchObject([{ status: 'updated', error: undefined, totals: { net: '17', gross: '20.57' } }]);
    expect(await stage.exact.spent()).toEqual({ counted: 3, writes: 1 });
    expect(await ordered()).toEqual([
      ['SKU-0', 8, 1.5],
      ['SKU-1', 2, 2.5],
    ]);
    expect(await orderRow(orderId)).toMatchObject({
      Exact_Sync_Status__c: 'Sent',
      Exact_Net_Amount__c: 17,
      Exact_Gross_Amount__c: 20.57,
    });
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'unchanged' }] });
    expect(await stage.exact.spent()).toEqual({ counted: 0, writes: 0 });
  });

  it('has lines added and taken off, once it is active again and not before', async () => {
    const { orderId, rows } = await sent();
    await draft(orderId);
    await stage.salesforce.control('DELETE', `rows/OrderItem/${String(rows[0]?.['Id'])}`);
    await stage.createRecords([
      { object: 'OrderItem', fields: { OrderId: orderId, PricebookEntryId: entries[2], Quantity: 4, UnitPrice: 3.5 } },
    ]);
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'skipped', error: { code: 'order_status_not_chosen' } }] });
    expect((await stage.exact.spent()).writes).toBe(0);

    await activate(orderId);
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'updated', error: undefined, totals: { net: '19' } }] });
    expect(await stage.exact.spent()).toEqual({ counted: 4, writes: 2 });
    expect(await ordered()).toEqual([
      ['SKU-1', 2, 2.5],
      ['SKU-2', 4, 3.5],
    ]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('tells nobody of its own change as one that was made in Exact: it shows no amounts while it is changed', async () => {
    const { orderId, rows } = await sent();
    await patch('OrderItem', rows[0]?.['Id'], { Quantity: 8 });
    await fault({ method: 'PUT', path: LINES, kind: 'error503', times: 5 });
    expect((await send(orderId)).outcomes[0]?.status).toBe('failed');
    expect(await orderRow(orderId)).toMatchObject({ Exact_Net_Amount__c: null, Exact_Gross_Amount__c: null });
    await stage.exact.control('POST', 'faults', { rules: [] });
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'updated', error: undefined }] });
    expect(await orderRow(orderId)).toMatchObject({ Exact_Net_Amount__c: 17 });
  });

  it('keeps what is delivered, with the reason, and sends nothing of the rest', async () => {
    const { orderId, rows } = await sent();
    const [first] = await exactLines();
    await patchLine(first, { QuantityDelivered: 2 });
    await patch('OrderItem', rows[0]?.['Id'], { Quantity: 1 });
    await patch('OrderItem', rows[1]?.['Id'], { Quantity: 9 });
    await stage.exact.spent();

    const { outcomes } = await send(orderId);

    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_amendment_protected' } }]);
    expect(outcomes[0]?.error?.message).toContain('line 1 (SKU-0): 1 at 1.5 wanted, 2 delivered, 0 invoiced');
    expect(await stage.exact.spent()).toEqual({ counted: 1, writes: 0 });
    await patch('OrderItem', rows[0]?.['Id'], { Quantity: 2 });
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'updated', error: undefined }] });
    expect((await ordered()).map(([, quantity]) => quantity)).toEqual([2, 9]);
  });

  it('overwrites nothing that was changed in Exact, and says what both have', async () => {
    const { orderId, rows } = await sent();
    const [first] = await exactLines();
    await patchLine(first, { Quantity: 4 });
    await patch('OrderItem', rows[0]?.['Id'], { Quantity: 8 });
    await stage.exact.spent();

    const { outcomes } = await send(orderId);

    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_amendment_conflict' } }]);
    expect(outcomes[0]?.error?.message).toContain('line 1 (SKU-0): in Salesforce 8 at 1.5, in Exact Online 4 at 1.5');
    expect((await stage.exact.spent()).writes).toBe(0);
    await patchLine(first, { Quantity: 8 });
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'updated', error: undefined, totals: { net: '17' } }] });
  });

  it('that nobody remembers sending is only told', async () => {
    const { orderId, rows } = await sent();
    stage.claims.known.clear();
    await patch('OrderItem', rows[0]?.['Id'], { Quantity: 8 });
    expect(await send(orderId)).toMatchObject({
      outcomes: [{ status: 'blocked', error: { code: 'order_changed_after_sending' } }],
    });
    expect((await stage.exact.spent()).writes).toBe(0);
  });

  it('is told where its sales order is closed, and where it belongs to another customer by now', async () => {
    const { orderId, rows } = await sent();
    await patch('OrderItem', rows[0]?.['Id'], { Quantity: 8 });
    await draft(orderId);
    const { AccountId } = await orderRow(orderId);
    const [other] = await stage.createRecords([{ object: 'Account', fields: { Name: 'Smit B.V.' } }]);
    await patch('Order', orderId, { AccountId: other });
    await activate(orderId);
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'blocked', error: { code: 'order_amendment_debtor' } }] });
    await draft(orderId);
    await patch('Order', orderId, { AccountId });
    await activate(orderId);
    const [order] = await exactOrders();
    await stage.exact.control('PATCH', `rows/${DIVISION}/salesorder/SalesOrders/${String(order?.['OrderID'])}`, { Status: 45 });
    await stage.exact.spent();
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'blocked', error: { code: 'order_amendment_closed' } }] });
    expect((await stage.exact.spent()).writes).toBe(0);
  });

  it('goes beside one that is new', async () => {
    const { orderId, rows } = await sent();
    await patch('OrderItem', rows[0]?.['Id'], { Quantity: 8 });
    const { AccountId } = await orderRow(orderId);
    const lines = [{ PricebookEntryId: entries[2], Quantity: 1, UnitPrice: 3.5 }];
    const other = await makeOrder({ accountId: String(AccountId), lines });
    const request = { kind: 'records', ids: [orderId, other.orderId], explicit: false } as const;
    const { outcomes } = await stage.walk(ORDERS, SEND, request);
    expect(outcomes.map(({ status, error }) => [status, error]).toSorted()).toEqual([
      ['created', undefined],
      ['updated', undefined],
    ]);
  });

  it('has a product that replaces another one, and a discount, in the lines that Exact has', async () => {
    const { orderId, rows } = await sent();
    await draft(orderId);
    await stage.salesforce.control('DELETE', `rows/OrderItem/${String(rows[1]?.['Id'])}`);
    await patch('OrderItem', rows[0]?.['Id'], { Discount_Percent__c: 10 });
    await stage.createRecords([
      { object: 'OrderItem', fields: { OrderId: orderId, PricebookEntryId: entries[1], Quantity: 7, UnitPrice: 2.5 } },
    ]);
    await activate(orderId);
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'updated', error: undefined, totals: { net: '21.55' } }] });
    expect(await ordered()).toEqual([
      ['SKU-0', 3, 1.35],
      ['SKU-1', 7, 2.5],
    ]);
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'unchanged' }] });
  });

  it('has its header changed where Exact allows it, and its key stays', async () => {
    const { orderId } = await sent();
    await patch('Order', orderId, { PoNumber: 'PO-77', Description: 'Bel eerst' });
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'updated', error: undefined }] });
    expect(await stage.exact.spent()).toEqual({ counted: 3, writes: 1 });
    const { OrderNumber } = await orderRow(orderId);
    expect((await exactOrders())[0]).toMatchObject({ YourRef: OrderNumber, Description: 'PO-77', Remarks: 'Bel eerst' });
  });
});

describe('an order that was cancelled after it was sent', () => {
  const cancelled = (how: string) => settings({ amendments: { cancelled: how } });
  const poll = (document: object) =>
    stage.walk(ORDERS, document, { kind: 'changes', cursors: { orders: LONG_AGO, sent: LONG_AGO }, full: false });
  const LONG_AGO = '2020-01-01T00:00:00.000Z';
  const cancel = async (orderId: string): Promise<void> => {
    await patch('Order', orderId, { Status: 'Canceled' });
    stage.clock.now = new Date(Date.now() + 60_000);
    await stage.exact.spent();
  };

  it('is told where the settings say nothing, and over once the sales order is closed', async () => {
    const { orderId } = await sent(settings());
    await cancel(orderId);
    expect(await poll(settings())).toMatchObject({
      outcomes: [{ status: 'blocked', error: { code: 'order_cancelled_after_sending', recordId: orderId } }],
    });
    expect(await stage.exact.spent()).toEqual({ counted: 1, writes: 0 });
    const [order] = await exactOrders();
    await stage.exact.control('PATCH', `rows/${DIVISION}/salesorder/SalesOrders/${String(order?.['OrderID'])}`, { Status: 45 });
    expect(await send(orderId, settings())).toMatchObject({ outcomes: [{ error: undefined }] });
    await stage.exact.spent();
    expect(await send(orderId, settings())).toMatchObject({ outcomes: [{ status: 'unchanged', error: undefined }] });
    expect((await stage.exact.spent()).counted).toBe(0);
  });

  it('is closed in Exact in three calls: nothing more is delivered, and what is delivered is still invoiced', async () => {
    const { orderId } = await sent();
    const [first] = await exactLines();
    await patchLine(first, { QuantityDelivered: 2 });
    await cancel(orderId);
    expect(await poll(cancelled('complete'))).toMatchObject({ outcomes: [{ status: 'updated', error: undefined }] });
    expect(await stage.exact.spent()).toEqual({ counted: 3, writes: 1 });
    expect((await exactOrders())[0]).toMatchObject({ DeliveryStatus: 21, InvoiceStatus: 12 });
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Sent', Exact_Order_Status__c: 'Partial' });
    expect(await send(orderId, cancelled('complete'))).toMatchObject({ outcomes: [{ status: 'unchanged' }] });
    expect((await stage.exact.spent()).counted).toBe(0);
  });

  it('is deleted in Exact while nothing of it is delivered, leaves no traces, and is sent anew once it is active again', async () => {
    const { orderId } = await sent();
    await cancel(orderId);
    expect(await poll(cancelled('cancel'))).toMatchObject({ outcomes: [{ status: 'updated', error: undefined }] });
    expect(await stage.exact.spent()).toEqual({ counted: 2, writes: 1 });
    expect(await exactOrders()).toEqual([]);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Id__c: null, Exact_Number__c: null });
    expect((await poll(cancelled('cancel'))).outcomes).toEqual([]);
    await patch('Order', orderId, { Status: 'Draft' });
    await activate(orderId);
    expect(await send(orderId, cancelled('cancel'))).toMatchObject({ outcomes: [{ status: 'created', error: undefined }] });
    expect(await exactOrders()).toHaveLength(1);
  });

  it('is deleted once, whatever becomes of the answer', async () => {
    const { orderId } = await sent();
    await cancel(orderId);
    await fault({ method: 'DELETE', path: 'salesorder/SalesOrders', kind: 'resetAfter', times: 1 });
    expect((await send(orderId, cancelled('cancel'))).outcomes[0]?.status).toBe('failed');
    expect(await orderRow(orderId)).not.toMatchObject({ Exact_Id__c: null });
    expect((await send(orderId, cancelled('cancel'))).outcomes).toMatchObject([{ status: 'skipped' }]);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Id__c: null });
    expect(stage.claims.known.has(orderId)).toBe(false);
  });

  it('of which all is delivered is for a person', async () => {
    const { orderId } = await sent();
    for (const line of await exactLines()) await patchLine(line, { QuantityDelivered: line['Quantity'] });
    await cancel(orderId);
    expect(await send(orderId, cancelled('cancel'))).toMatchObject({
      outcomes: [{ status: 'blocked', error: { code: 'order_cancelled_delivered' } }],
    });
    expect((await stage.exact.spent()).writes).toBe(0);
  });
});

describe('an amendment that is cut off', () => {
  it.each(['resetBefore', 'resetAfter'])('with its answer lost by %s is resolved by reading', async (kind) => {
    const { orderId } = await sent();
    await draft(orderId);
    await stage.createRecords([
      { object: 'OrderItem', fields: { OrderId: orderId, PricebookEntryId: entries[1], Quantity: 2, UnitPrice: 2.5 } },
    ]);
    await activate(orderId);
    await fault({ method: 'POST', path: LINES, kind, times: 1 });

    expect((await send(orderId)).outcomes[0]?.status).toBe('failed');
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'updated', error: undefined, totals: { net: '14.5' } }] });
    expect((await ordered()).filter(([code]) => code === 'SKU-1')).toHaveLength(2);
    expect(await send(orderId)).toMatchObject({ outcomes: [{ status: 'unchanged' }] });
  });
});
