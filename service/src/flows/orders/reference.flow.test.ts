import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exactOrders, forget, makeOrder, open, orderRow, send, settings, stage } from './testing/shop.ts';

const IN_DESCRIPTION = settings({ reference: { field: 'Description', prefix: 'T-' } });
const POST = { method: 'POST', path: 'salesorder/SalesOrders', kind: 'resetAfter', times: 1 };
const strike = (...rules: object[]) => stage.exact.control('POST', 'faults', { rules });

/** Everything that knows which sales order it became is lost. */
async function loseEverything(orderId: string): Promise<void> {
  await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Exact_Id__c: null, Exact_Number__c: null });
  stage.claims.known.clear();
  await forget();
}

beforeEach(() => open());
afterEach(() => stage.close());

describe('a reference in the description', () => {
  it('is written there and found there again, so that no order is doubled', async () => {
    const { orderId } = await makeOrder();
    await strike(POST);
    expect((await send([orderId], IN_DESCRIPTION)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    const number = String((await orderRow(orderId))['OrderNumber']);
    expect(await exactOrders()).toMatchObject([{ Description: `T-${number}` }]);

    await loseEverything(orderId);
    expect((await send([orderId], IN_DESCRIPTION)).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await exactOrders()).toHaveLength(1);
    expect((await stage.exact.spent()).writes).toBe(0);
  });

  it("leaves Your reference to the customer's own number", async () => {
    const own = await makeOrder({ order: { PoNumber: 'PO 4711' } });
    const without = await makeOrder({ accountId: own.accountId });
    await send([own.orderId, without.orderId], IN_DESCRIPTION);
    const references = (await exactOrders()).map((row) => row['YourRef'] ?? null);
    expect(references.toSorted()).toEqual(['PO 4711', null]);
  });

  it.each([
    ['that was chosen after an order was sent whose answer was lost: the order is found where it stands', {}],
    ['is found once where it stands in both', { to: 'Description', from: 'order.OrderNumber' }],
  ])('%s', async (_case, rule) => {
    const { orderId } = await makeOrder();
    const before = settings({ fields: 'to' in rule ? [rule] : [] });
    await strike(POST, { method: 'GET', path: 'salesorder/SalesOrders', kind: 'resetBefore', skip: 1, times: 20 });
    expect((await send([orderId], before)).outcomes).toMatchObject([{ status: 'failed' }]);
    await strike();

    expect((await send([orderId], settings({ reference: { field: 'Description' } }))).outcomes).toMatchObject([
      { status: 'updated', error: undefined },
    ]);
    expect(await exactOrders()).toHaveLength(1);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Sent' });
  });
});
