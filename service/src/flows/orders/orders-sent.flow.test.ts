import { afterEach, describe, expect, it } from '@jest/globals';
import { ORDERS } from './index.ts';
import { DIVISION } from '../testing/stage.ts';
import { entries, exactOrders, forget, itemIds, makeOrder, open, orderRow, send, settings, stage } from './testing/shop.ts';

afterEach(() => stage.close());

async function sendOne(): Promise<{ orderId: string; exactId: string }> {
  await open();
  const { orderId } = await makeOrder();
  await send([orderId]);
  return { orderId, exactId: String((await orderRow(orderId))['Exact_Id__c']) };
}

async function changeQuantity(orderId: string, Quantity: number): Promise<void> {
  const line = (await stage.salesforce.rows('OrderItem')).find((row) => row['OrderId'] === orderId);
  await stage.salesforce.control('PATCH', `rows/OrderItem/${String(line?.['Id'])}`, { Quantity });
}

const remove = (exactId: string) => stage.exact.control('DELETE', `rows/${DIVISION}/salesorder/SalesOrders/${exactId}`);
const poll = (cursors: Readonly<Record<string, string>> = {}) =>
  stage.walk(ORDERS, settings(), { kind: 'changes', cursors, full: false });

describe('an order that was sent', () => {
  it('is told as already sent with its currency, at one call', async () => {
    const { orderId } = await sendOne();
    await forget();
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([
      { status: 'unchanged', error: undefined, totals: { net: '4.5', gross: '5.45', currency: 'EUR' } },
    ]);
    expect(await stage.exact.spent()).toEqual({ counted: 1, writes: 0 });
  });

  it('and changed since is told with what both say, until both say the same', async () => {
    const { orderId, exactId } = await sendOne();
    await changeQuantity(orderId, 5);

    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_changed_after_sending', recordId: orderId } }]);
    expect(outcomes[0]?.error?.message).toMatch(/In Salesforce: 5 x SKU-0 = 7.50\. In Exact Online: 3 x SKU-0 = 4.50\./);
    expect(await orderRow(orderId)).toMatchObject({
      Exact_Sync_Status__c: 'Problem',
      Exact_Sync_Problem__c: outcomes[0]?.error?.message,
      Exact_Id__c: exactId,
    });

    const [line] = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`);
    await stage.exact.control('PATCH', `rows/${DIVISION}/salesorder/SalesOrderLines/${String(line?.['ID'])}`, { Quantity: 5 });
    expect((await send([orderId])).outcomes).toMatchObject([{ status: 'updated', error: undefined, totals: { net: '7.5' } }]);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Sent', Exact_Sync_Problem__c: null });
  });

  it.each([
    ['a line more', (orderId: string) => addLine(orderId)],
    ['another price', (orderId: string) => changePrice(orderId, 2)],
  ])('and has %s since is told too', async (_change, change) => {
    const { orderId } = await sendOne();
    await change(orderId);
    expect((await send([orderId])).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_changed_after_sending' } },
    ]);
  });

  it('and deleted in Exact is told, and made again only when a person says so', async () => {
    const { orderId, exactId } = await sendOne();
    await remove(exactId);

    expect((await send([orderId])).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_gone_in_exact', alternatives: [{ push: { sendAgain: 'true' } }] } },
    ]);
    await poll();
    expect(await exactOrders()).toHaveLength(0);

    const again = { kind: 'records', ids: [orderId], explicit: true, choice: { sendAgain: true } } as const;
    expect((await stage.walk(ORDERS, settings(), again)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    const [made] = await exactOrders();
    expect(await orderRow(orderId)).toMatchObject({ Exact_Id__c: made?.['OrderID'], Exact_Sync_Status__c: 'Sent' });
    // Pressed twice: it is there.
    expect((await stage.walk(ORDERS, settings(), again)).outcomes).toMatchObject([{ status: 'unchanged' }]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('and gone is not made again, nor is anything of its customer written, while its old traces cannot be taken off', async () => {
    const { orderId, exactId } = await sendOne();
    await remove(exactId);
    const { AccountId } = await orderRow(orderId);
    const moved = { BillingStreet: 'Damrak 1', ShippingStreet: 'Rokin 2' };
    await stage.salesforce.control('PATCH', `rows/Account/${String(AccountId)}`, { BillingStreet: moved.BillingStreet });
    const shipping = { ShippingStreet: moved.ShippingStreet, ShippingCity: 'Amsterdam', ShippingCountry: 'Netherlands' };
    await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, shipping);
    await stage.salesforce.control('POST', 'faults', { rules: [{ kind: 'rowLock', path: 'composite/sobjects' }] });
    await forget();
    const again = { kind: 'records', ids: [orderId], explicit: true, choice: { sendAgain: true } } as const;

    const locked = await stage.walk(ORDERS, settings(), again);

    expect(locked.operations.filter(({ system, isMain }) => system === 'exact' && !isMain)).toHaveLength(2);
    expect(locked.outcomes).toMatchObject([{ status: 'failed', error: { code: 'salesforce_row_locked' } }]);
    expect((await stage.exact.spent()).writes).toBe(0);

    await stage.salesforce.control('POST', 'faults', { rules: [] });
    expect((await stage.walk(ORDERS, settings(), again)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect((await stage.exact.spent()).writes).toBe(3);
  });

  it('to another company than orders go to now is not taken for gone', async () => {
    const { orderId, exactId } = await sendOne();
    const url = String((await orderRow(orderId))['Exact_Url__c']);
    const Exact_Url__c = url.replace(`_Division_=${DIVISION}`, '_Division_=730002');
    await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Exact_Url__c });
    await remove(exactId);

    expect((await send([orderId])).outcomes).toMatchObject([{ status: 'unchanged', exactId, url: Exact_Url__c }]);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Id__c: exactId, Exact_Sync_Status__c: 'Sent' });
  });

  it('is sent again by nobody else when the second making was cut off after the old traces were taken off', async () => {
    const { orderId, exactId } = await sendOne();
    await remove(exactId);
    await stage.exact.control('POST', 'faults', {
      rules: [{ method: 'POST', path: 'salesorder/SalesOrders', kind: 'resetAfter', times: 1 }],
    });
    const again = { kind: 'records', ids: [orderId], explicit: true, choice: { sendAgain: true } } as const;
    expect((await stage.walk(ORDERS, settings(), again)).outcomes).toMatchObject([{ status: 'created' }]);
    await poll();
    expect(await exactOrders()).toHaveLength(1);
  });
});

describe('an order that was on its way to a company that orders do not go to any more', () => {
  it('is sent nowhere until a person has looked there, and asks Exact nothing', async () => {
    await open();
    const { orderId } = await makeOrder();
    const begun = {
      recordId: orderId,
      division: 730_002,
      reference: '00000100',
      postedAt: new Date(0),
      isWriteBackPending: false,
    };
    stage.claims.known.set(orderId, begun);
    await forget();

    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_begun_in_other_company', recordId: orderId } }]);
    expect(outcomes[0]?.error?.message).toContain('730002');
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Problem__c: outcomes[0]?.error?.message });
    expect((await stage.exact.spent()).writes).toBe(0);

    const again = { kind: 'records', ids: [orderId], explicit: true, choice: { sendAgain: true } } as const;
    expect((await stage.walk(ORDERS, settings(), again)).outcomes).toMatchObject([{ status: 'created' }]);
    expect(await exactOrders()).toHaveLength(1);
  });
});

describe('the poll', () => {
  const lookBack = { orders: '2020-01-01T00:00:00.000Z', sent: '2020-01-01T00:00:00.000Z' };
  const later = (): void => {
    stage.clock.now = new Date(Date.now() + 60_000);
  };

  it('finds an order that was changed after it was sent, and asks Exact nothing about the others', async () => {
    const { orderId } = await sendOne();
    const { orderId: other } = await makeOrder();
    await send([other]);
    await changeQuantity(orderId, 5);
    later();
    await forget();

    const { outcomes, cursors } = await poll(lookBack);
    expect(outcomes).toMatchObject([{ recordId: orderId, status: 'blocked', error: { code: 'order_changed_after_sending' } }]);
    expect((await stage.exact.spent()).writes).toBe(0);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Problem' });

    later();
    await forget();
    expect((await poll(cursors)).outcomes).toEqual([]);
    expect((await stage.exact.spent()).counted).toBe(0);
  });

  it('knows after each batch how far it came, so that a slice that ends goes on there', async () => {
    const { orderId } = await sendOne();
    await changeQuantity(orderId, 5);
    later();
    const changedAt = Date.parse(String((await orderRow(orderId))['SystemModstamp']));

    const { batches } = await poll(lookBack);
    const [first] = batches;
    expect(first?.recordIds).toEqual([orderId]);
    expect(changedAt - Date.parse(String(first?.cursors['sent']))).toBe(1_000);
  });

  it('looks at no order that was sent before it looked for the first time', async () => {
    const { orderId } = await sendOne();
    await changeQuantity(orderId, 5);
    const { outcomes, cursors } = await poll();
    expect(outcomes).toEqual([]);
    expect(Date.parse(String(cursors['sent']))).toBeLessThanOrEqual(stage.clock.now.getTime());
  });
});

describe('after the memory of the service is lost', () => {
  it('an order of ours is found and linked, never doubled', async () => {
    const { orderId, exactId } = await sendOne();
    await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Exact_Id__c: null, Exact_Number__c: null });
    stage.claims.known.clear();
    await stage.items.forget(itemIds);

    expect((await send([orderId])).outcomes).toMatchObject([{ status: 'updated', error: undefined, exactId }]);
    expect(await exactOrders()).toHaveLength(1);
    expect(stage.claims.known.get(orderId)).toMatchObject({ exactId, isWriteBackPending: false });
  });
});

/** Salesforce takes new lines of drafts only. */
async function addLine(orderId: string): Promise<void> {
  await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Status: 'Draft' });
  await stage.createRecords([
    { object: 'OrderItem', fields: { OrderId: orderId, PricebookEntryId: entries[1], Quantity: 1, UnitPrice: 2.5 } },
  ]);
  await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Status: 'Activated' });
}

async function changePrice(orderId: string, UnitPrice: number): Promise<void> {
  const line = (await stage.salesforce.rows('OrderItem')).find((row) => row['OrderId'] === orderId);
  await stage.salesforce.control('PATCH', `rows/OrderItem/${String(line?.['Id'])}`, { UnitPrice });
}
