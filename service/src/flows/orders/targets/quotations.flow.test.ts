import { afterEach, describe, expect, it } from '@jest/globals';
import { DIVISION } from '../../testing/stage.ts';
import { ORDERS } from '../index.ts';
import { makeOpportunity, openSales, recordOf, sending } from '../testing/sales.ts';
import { entries, exactOrders, forget, itemIds, makeOrder, open, orderRow, send, settings, stage } from '../testing/shop.ts';

afterEach(() => stage.close());

const quotations = () => stage.exact.rows(`${DIVISION}/crm/Quotations`);
const QUOTED = { targets: { usual: 'quotation' } };
const document = settings(QUOTED, { vat: [{ salesforce: 'low', exact: '1' }] });
const fault = (kind: string) =>
  stage.exact.control('POST', 'faults', { rules: [{ method: 'POST', path: 'crm/Quotations', kind, times: 1 }] });

describe('an order that becomes a quotation', () => {
  it('is one in Exact to the cent, with several rates and discounts, and Salesforce says so', async () => {
    await open();
    const lines = [
      { Quantity: 3, UnitPrice: 1.5 },
      { Quantity: 7, UnitPrice: 2.35, Discount_Percent__c: 12.5, Vat_Code__c: 'low', ServiceDate: '2026-12-24' },
      { Quantity: 1, UnitPrice: 99.99, Discount_Percent__c: 5 },
    ].map((line, index) => ({ PricebookEntryId: entries[index], ...line }));
    const { orderId } = await makeOrder({ lines, order: { Discount_Percent__c: 3, PoNumber: 'PO-7' } });

    const { outcomes, operations } = await send([orderId], document);

    const [made, another] = await quotations();
    expect(another).toBeUndefined();
    expect(made).toMatchObject({ AmountFC: 132, VATAmountFC: 21.53, Description: 'PO-7', Status: 20 });
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined, totals: { net: '110.47', gross: '132' } }]);
    expect(await orderRow(orderId)).toMatchObject({
      ...{
        Exact_Id__c: made?.['QuotationID'],
        Exact_Document__c: 'Quotation',
        Exact_Number__c: String(made?.['QuotationNumber']),
      },
      ...{
        Exact_Net_Amount__c: 110.47,
        Exact_Gross_Amount__c: 132,
        Exact_Sync_Status__c: 'Sent',
        Exact_Order_Status__c: 'Draft',
      },
    });
    // What its lines cannot hold is told beforehand.
    const posted = operations.find(({ isMain }) => isMain)?.fields.find(({ field }) => field === 'QuotationLines');
    expect(JSON.stringify(posted?.note)).toContain('"field":"DeliveryDate"');
    expect(await exactOrders()).toEqual([]);
  });

  it('costs three calls for a known customer, nothing is written again, and a lost answer makes no second one', async () => {
    await open();
    const first = await makeOrder();
    await send([first.orderId], document);
    const { orderId } = await makeOrder({ accountId: first.accountId });
    await forget();
    await send([orderId], document);
    expect(await stage.exact.spent()).toEqual({ counted: 3, writes: 1 });
    expect((await send([orderId], document)).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
    expect((await stage.exact.spent()).writes).toBe(0);

    const third = await makeOrder({ accountId: first.accountId });
    await fault('resetAfter');
    expect((await send([third.orderId], document)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await quotations()).toHaveLength(3);
  });

  it('that was typed by hand under the same reference is offered as a link', async () => {
    await open();
    const [OrderAccount] = await stage.createRows('crm/Accounts', [
      { Name: 'Bakker', Status: 'C', Country: 'NL', Email: 'jan@bakker.example' },
    ]);
    const { orderId } = await makeOrder();
    const YourRef = String((await orderRow(orderId))['OrderNumber']);
    await stage.createRows('crm/Quotations', [
      { OrderAccount, YourRef, QuotationLines: [{ Item: itemIds[0], Quantity: 9, NetPrice: 1 }] },
    ]);

    const { outcomes } = await send([orderId], document);

    const linkTo = `quotation-${String((await quotations())[0]?.['QuotationNumber'])}`;
    expect(outcomes).toMatchObject([{ error: { code: 'order_reference_taken', alternatives: [{ push: { linkTo } }, {}] } }]);
    const request = { kind: 'records', ids: [orderId], explicit: true, choice: { linkTo } } as const;
    expect((await stage.walk(ORDERS, document, request)).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await quotations()).toHaveLength(1);
  });

  it('with a line that Exact dropped, or another currency than was sent, is told in the same push', async () => {
    await open({ salesforce: { features: { multiCurrency: true } } });
    for (const kind of ['losesLine', 'losesCurrency']) {
      const usd = kind === 'losesCurrency';
      if (usd)
        await stage.createRows('crm/Accounts', [{ Name: 'Euro', Status: 'C', Email: 'eur@example.com', SalesCurrency: 'GBP' }]);
      const { orderId } = await makeOrder({
        ...(usd ? { account: { Name: 'Euro' }, contact: { Email: 'eur@example.com' } } : {}),
        lines: [0, 1].map((index) => ({ PricebookEntryId: entries[index], Quantity: 1, UnitPrice: 2 })),
      });
      await fault(kind);
      expect((await send([orderId], document)).outcomes).toMatchObject([
        { status: 'created', error: { code: 'order_total_differs_in_exact' } },
      ]);
      expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Problem' });
    }
  });
});

it('a deal that is a quotation in Exact is not sent again as an order, by its order in Salesforce or once Exact made one of it', async () => {
  await openSales();
  const isQuoted = { when: 'order.Status == "Closed Won"', target: 'quotation' };
  const both = sending(['Opportunity', 'Order'], { targets: { rules: [isQuoted] } });
  const { opportunityId, accountId } = await makeOpportunity();
  expect((await send([opportunityId], both)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
  const [made] = await quotations();
  expect(await recordOf('Opportunity', opportunityId)).toMatchObject({ Exact_Document__c: 'Quotation' });

  // The customer accepts it in Exact, which makes an order of it under the same reference.
  await stage.createRows('salesorder/SalesOrders', [
    {
      OrderedBy: made?.['OrderAccount'],
      YourRef: made?.['YourRef'],
      SalesOrderLines: [{ Item: itemIds[0], Quantity: 3, NetPrice: 1.5 }],
    },
  ]);
  expect((await send([opportunityId], both)).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
  const { orderId } = await makeOrder({ accountId, order: { OpportunityId: opportunityId } });
  const { outcomes } = await send([orderId], both);

  expect(outcomes).toMatchObject([
    { status: 'skipped', error: { code: 'order_deal_sent', params: { number: { text: 'document_quotation' } } } },
  ]);
  expect([await quotations(), await exactOrders()].map((rows) => rows.length)).toEqual([1, 1]);
});
