import { afterEach, describe, expect, it } from '@jest/globals';
import type { Configuration } from '../../mapping/index.ts';
import type { WalkedFlow } from '../testing/stage.ts';
import { ORDERS } from './index.ts';
import { ORDER_SETTINGS } from './settings.ts';
import { exactOrders, forget, makeOrder, open, orderRow, settings, stage } from './testing/shop.ts';
import type { OrdersInput } from './types.ts';

afterEach(() => stage.close());

/** The settings as they would be if another field might hold the reference: a document has one value only so far. */
function withField(configuration: Configuration, field: string): Configuration {
  const orders = ORDER_SETTINGS.of(configuration);
  return {
    ...configuration,
    flows: { ...configuration.flows, orders: { ...orders, reference: { field, prefix: 'T-' } } as never },
  };
}

const ELSEWHERE: WalkedFlow<OrdersInput> = {
  read: (context, request) =>
    ORDERS.read({ ...context, configuration: withField(context.configuration, 'Description') }, request),
  plan: (input, moment) => ORDERS.plan(input, { ...moment, configuration: withField(moment.configuration, 'Description') }),
  apply: (context, operations) => ORDERS.apply(context, operations),
};

const send = (orderId: string) => stage.walk(ELSEWHERE, settings(), { kind: 'records', ids: [orderId], explicit: true });

describe('a reference in another field than the usual one', () => {
  it('is written there and found there again, so that no order is doubled', async () => {
    await open();
    const { orderId } = await makeOrder();
    const lost = { method: 'POST', path: 'salesorder/SalesOrders', kind: 'resetAfter', times: 1 };
    await stage.exact.control('POST', 'faults', { rules: [lost] });

    expect((await send(orderId)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    const number = String((await orderRow(orderId))['OrderNumber']);
    expect(await exactOrders()).toMatchObject([{ Description: `T-${number}` }]);
    expect((await exactOrders())[0]?.['YourRef'] ?? null).toBeNull();

    // Everything that knows of it is lost.
    await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Exact_Id__c: null, Exact_Number__c: null });
    stage.claims.known.clear();
    await forget();
    expect((await send(orderId)).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await exactOrders()).toHaveLength(1);
    expect((await stage.exact.spent()).writes).toBe(0);
  });
});
