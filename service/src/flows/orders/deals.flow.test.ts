import { afterEach, describe, expect, it } from '@jest/globals';
import { ORDERS } from './index.ts';
import { exactOrders, forget, makeOrder, orderRow, send, settings, stage } from './testing/shop.ts';
import { makeOpportunity, makeQuote, openSales, poll, recordOf, sending } from './testing/sales.ts';

afterEach(() => stage.close());

const ALL = sending(['Order', 'Quote', 'Opportunity']);

/** An opportunity that is won, its quote that was accepted, and the order that was made of it. */
async function makeDeal(accountId?: string) {
  const { opportunityId, accountId: customer } = await makeOpportunity(accountId === undefined ? {} : { accountId });
  const quoteId = await makeQuote(opportunityId);
  const { orderId } = await makeOrder({ accountId: customer, order: { OpportunityId: opportunityId, QuoteId: quoteId } });
  return { opportunityId, quoteId, orderId, accountId: customer };
}

const endings = (outcomes: Awaited<ReturnType<typeof send>>['outcomes']) =>
  Object.fromEntries(outcomes.map(({ recordId, status, error }) => [recordId, error?.code ?? status]));

describe('a deal that has an opportunity, a quote and an order', () => {
  it('reaches Exact once when all of them are sent together, by the first of the sources, and the others say by which', async () => {
    await openSales();
    const { opportunityId, quoteId, orderId } = await makeDeal();
    const all = [opportunityId, quoteId, orderId];
    const first = await send(all, ALL);
    expect(endings(first.outcomes)).toEqual({
      [orderId]: 'created',
      [quoteId]: 'order_deal_goes',
      [opportunityId]: 'order_deal_goes',
    });
    const [order] = await exactOrders();
    const again = await send(all, ALL);
    expect(endings(again.outcomes)).toEqual({
      [orderId]: 'unchanged',
      [quoteId]: 'order_deal_sent',
      [opportunityId]: 'order_deal_sent',
    });
    const { OrderNumber: number } = await orderRow(orderId);
    const told = again.outcomes.find(({ recordId }) => recordId === opportunityId)?.error?.params;
    expect(told).toMatchObject({
      number: { params: { number: String(order?.['OrderNumber']) } },
      object: 'Order',
      other: number,
    });
    expect(await exactOrders()).toHaveLength(1);
  });

  it('reaches Exact once however it is found by itself, and stays one when it is looked at again', async () => {
    await openSales();
    await makeDeal();
    const first = await poll(ALL);
    await poll(ALL, first.cursors);
    await poll(ALL);
    expect(await exactOrders()).toHaveLength(1);
  });

  it.each([
    ['opportunity', 'Opportunity'],
    ['quote', 'Quote'],
  ] as const)(
    'that went by its %s does not go by the order that is made of it later, nor once memory is lost',
    async (_name, object) => {
      await openSales();
      const { opportunityId, quoteId, orderId } = await makeDeal();
      const sentId = object === 'Quote' ? quoteId : opportunityId;
      await send([sentId], ALL);
      const { Exact_Number__c: number } = await recordOf(object, sentId);
      expect(number).toBeTruthy();
      stage.claims.known.clear();
      const { outcomes } = await send([orderId], ALL);
      expect(outcomes).toMatchObject([
        { status: 'skipped', error: { code: 'order_deal_sent', params: { number: { params: { number } }, object } } },
      ]);
      expect(await exactOrders()).toHaveLength(1);
      const look = await ORDERS.looks['Order']?.({ ...(await stage.context(ALL)) }, orderId);
      expect(look).toMatchObject({ canSend: false, reason: { code: 'order_deal_sent' } });
    },
  );

  it('waits while one of them is on its way, and while another job holds the deal', async () => {
    await openSales();
    const { opportunityId, orderId } = await makeDeal();
    stage.claims.taken.add(opportunityId);
    expect((await send([orderId], ALL)).outcomes).toEqual([]);
    const { followUps } = await poll(ALL);
    expect(followUps.map(({ recordId }) => recordId)).toContain(orderId);
    stage.claims.taken.clear();
    await stage.claims.intend(opportunityId, opportunityId, 'content');
    const { outcomes } = await send([orderId], ALL);
    expect(outcomes).toMatchObject([{ status: 'failed', error: { code: 'order_deal_open' } }]);
    expect(await exactOrders()).toHaveLength(0);
  });

  it('that arrived in Exact before memory and write-back were lost is found by the reference of the one that went', async () => {
    await openSales();
    const { opportunityId, orderId } = await makeDeal();
    await send([opportunityId], ALL);
    stage.claims.known.clear();
    await stage.salesforce.control('PATCH', `rows/Opportunity/${opportunityId}`, { Exact_Id__c: null, Exact_Number__c: null });
    const { outcomes } = await send([orderId], ALL);
    expect(outcomes).toMatchObject([
      { status: 'skipped', error: { code: 'order_deal_found', params: { object: 'Opportunity' } } },
    ]);
    expect((await send([opportunityId], ALL)).outcomes).toMatchObject([{ recordId: opportunityId, error: undefined }]);
    expect((await send([orderId], ALL)).outcomes).toMatchObject([{ error: { code: 'order_deal_sent' } }]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('that went by its opportunity does not go by an order either once opportunities are not sent any more', async () => {
    await openSales();
    const { opportunityId, orderId } = await makeDeal();
    await send([opportunityId], ALL);
    const { outcomes } = await send([orderId], settings());
    expect(outcomes).toMatchObject([
      { status: 'skipped', error: { code: 'order_deal_sent', params: { object: 'Opportunity' } } },
    ]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('is known by the opportunity of its quote where the order names the quote alone', async () => {
    await openSales();
    const { opportunityId, accountId } = await makeOpportunity();
    const quoteId = await makeQuote(opportunityId, { status: 'Draft' });
    const { orderId } = await makeOrder({ accountId, order: { QuoteId: quoteId } });
    await send([opportunityId], ALL);
    const { outcomes } = await send([orderId], ALL);
    expect(outcomes).toMatchObject([{ error: { code: 'order_deal_sent', params: { object: 'Opportunity' } } }]);
  });

  it('has one quote that goes, and two orders of one opportunity are two orders', async () => {
    await openSales();
    const { opportunityId, accountId } = await makeOpportunity({ stage: 'Prospecting' });
    const quotes = [await makeQuote(opportunityId), await makeQuote(opportunityId)];
    const sent = await send(quotes, sending(['Quote']));
    expect(sent.outcomes.map(({ status }) => status)).toEqual(['created', 'skipped']);
    const other = await makeOpportunity({ accountId, stage: 'Prospecting' });
    const orders: string[] = [];
    while (orders.length < 2)
      orders.push((await makeOrder({ accountId, order: { OpportunityId: other.opportunityId } })).orderId);
    const { outcomes } = await send(orders, ALL);
    expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created']);
    expect(await exactOrders()).toHaveLength(3);
  });

  it('costs one call of each system more for a whole batch', async () => {
    await openSales();
    const first = await makeDeal();
    await send([first.orderId], ALL);
    const deals = [];
    for (let count = 0; count < 10; count += 1) deals.push(await makeDeal(first.accountId));
    await forget();
    const { outcomes } = await send(
      deals.map(({ orderId }) => orderId),
      ALL,
    );
    expect(outcomes.map(({ status }) => status)).toEqual(deals.map(() => 'created'));
    const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];
    // An order each, and two calls that find out whether any is there, or another record of its deal.
    expect(exact.counted).toBeLessThanOrEqual(12);
    expect(salesforce.counted).toBeLessThanOrEqual(4);
  });
});

describe('a quote', () => {
  it('that is accepted becomes a sales order under its number, with its delivery address and discounts', async () => {
    await openSales();
    const { opportunityId } = await makeOpportunity({ stage: 'Prospecting' });
    const quoteId = await makeQuote(opportunityId, {
      fields: {
        ShippingStreet: 'Rue Neuve 12',
        ShippingPostalCode: '1000',
        ShippingCity: 'Brussel',
        ShippingCountry: 'België',
        Tax: 5,
      },
    });
    const open = await makeQuote(opportunityId, { status: 'Presented' });
    const document = sending(['Quote']);
    const { outcomes } = await send([quoteId, open], document);
    expect(outcomes.map(({ status, error }) => [status, error?.code])).toEqual([
      ['created', undefined],
      ['skipped', 'order_status_not_chosen'],
    ]);
    const { QuoteNumber: number } = await recordOf('Quote', quoteId);
    const [order] = await exactOrders();
    expect(order).toMatchObject({ YourRef: `Q-${String(number)}` });
    expect(order?.['DeliveryAddress']).toBeTruthy();
    expect(await recordOf('Quote', quoteId)).toMatchObject({ Exact_Id__c: order?.['OrderID'], Exact_Sync_Status__c: 'Sent' });
  });
});
