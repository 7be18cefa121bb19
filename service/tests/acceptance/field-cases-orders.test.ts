import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { companyDay, type StoredRow } from '../../../simulators/data/index.ts';
import { openDesk, type CustomerDesk } from '../support/customer-desk.ts';
import { changeInExact, enterItems, enterOrder, exactOrdersOf, item, openIssues, orderRow, steer } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, SECOND_DIVISION, startWorld, type Answer, type World } from '../support/world.ts';

describe('orders, as people have met them', () => {
  let desk: CustomerDesk;

  beforeAll(async () => {
    desk = await openDesk();
  }, 120_000);
  afterAll(() => desk.world.close());

  const push = (orderId: string, query = ''): Promise<Answer> =>
    desk.world.api('POST', `/v1/orders/${orderId}/push?waitMs=30000${query}`);
  const rows = (path: string): Promise<readonly StoredRow[]> => desk.world.exact.rows(DIVISION, path);
  const salesOrder = async (id: unknown): Promise<StoredRow | undefined> =>
    (await rows('salesorder/SalesOrders')).find((row) => row['OrderID'] === id);
  const writes = async (): Promise<number> => (await desk.world.counts()).exact.writes;
  const newCustomer = (name: string) => desk.enterCustomer({ Name: name }, [{ LastName: name, Email: `${name}@example.com` }]);

  /** An order that somebody entered in Exact by hand under a reference of ours. */
  async function strangerUnder(reference: string): Promise<StoredRow | undefined> {
    const debtor = await desk.enterDebtor({ Name: `Bakkerij Van den Berg ${reference}`, Email: `berg-${reference}@example.com` });
    const code = `BROOD-${reference}`;
    const bread = (await enterItems(desk.world, [{ row: item(code), price: 5 }])).get(code) ?? '';
    const lines = [{ Item: bread, Quantity: 1, NetPrice: 5 }];
    const header = { OrderedBy: debtor, YourRef: reference, SalesOrderLines: lines };
    await steer(desk.world.exactUrl, 'POST', 'seed', { division: DIVISION, entities: { 'salesorder/SalesOrders': [header] } });
    return (await exactOrdersOf(desk.world, reference))[0];
  }

  describe('an order of somebody else under the same reference', () => {
    it('is not taken for ours: nothing is linked or written back, and a person sees both side by side', async () => {
      const order = await desk.enterOrderOf(await newCustomer('klant-a'));
      const stranger = await strangerUnder(order.number);
      await desk.world.clearCounts();

      const answer = await push(order.orderId);

      expect(answer).toMatchObject({ status: 422, body: { code: 'order_reference_taken', recordId: order.orderId } });
      const detail = String(answer.body['detail']);
      for (const part of [`order ${order.number}`, companyDay(), 'klant-a', '200.00 EUR', '2 x SKU-1 = 200.00'])
        expect(detail).toContain(part);
      for (const part of [`sales order ${String(stranger?.['OrderNumber'])}`, 'Bakkerij Van den Berg', '5.00 EUR', '1 x BROOD'])
        expect(detail).toContain(part);
      expect(answer.body['alternatives']).toEqual([
        {
          label: `Link to sales order ${String(stranger?.['OrderNumber'])}`,
          push: { linkTo: String(stranger?.['OrderNumber']) },
        },
        { label: `Send as ${order.number}-2`, push: { reference: `${order.number}-2` } },
      ]);
      expect(await writes()).toBe(0);
      expect(await orderRow(desk.world, order.orderId)).toMatchObject({
        Exact_Id__c: null,
        Exact_Number__c: null,
        Exact_Net_Amount__c: null,
        Exact_Sync_Status__c: 'Problem',
      });
      expect((await openIssues(desk.world, 'orders')).map(({ recordId, code }) => [recordId, code])).toContainEqual([
        order.orderId,
        'order_reference_taken',
      ]);
    }, 60_000);

    it('stays as it is when ours is sent under another reference', async () => {
      const order = await desk.enterOrderOf(await newCustomer('klant-b'));
      const stranger = await strangerUnder(order.number);

      expect(await push(order.orderId, `&reference=${order.number}-2`)).toMatchObject({ status: 200, body: { status: 'sent' } });

      const [made] = await exactOrdersOf(desk.world, `${order.number}-2`);
      expect(await orderRow(desk.world, order.orderId)).toMatchObject({
        Exact_Id__c: made?.['OrderID'],
        Exact_Sync_Status__c: 'Sent',
      });
      expect(await salesOrder(stranger?.['OrderID'])).toEqual(stranger);
      expect(await push(order.orderId)).toMatchObject({ status: 200, body: { status: 'alreadySent' } });
    }, 60_000);

    it('is linked only when a person names it', async () => {
      const order = await desk.enterOrderOf(await newCustomer('klant-c'));
      const stranger = await strangerUnder(order.number);
      expect(await push(order.orderId, '&linkTo=999999')).toMatchObject({ status: 422, body: { code: 'order_link_unknown' } });

      const answer = await push(order.orderId, `&linkTo=${String(stranger?.['OrderNumber'])}`);

      expect(answer).toMatchObject({ status: 200, body: { status: 'alreadySent', totals: { net: '5', currency: 'EUR' } } });
      expect(await orderRow(desk.world, order.orderId)).toMatchObject({
        Exact_Id__c: stranger?.['OrderID'],
        Exact_Sync_Status__c: 'Sent',
      });
      expect(await exactOrdersOf(desk.world, order.number)).toHaveLength(1);
    }, 60_000);
  });

  it('an attempt of ours that arrived although its answer was lost is found and linked', async () => {
    const order = await desk.enterOrderOf(await newCustomer('klant-d'));
    await desk.world.setFaults('exact', [{ method: 'POST', path: 'salesorder/SalesOrders', kind: 'resetAfter', times: 1 }]);
    expect(await push(order.orderId)).toMatchObject({ status: 200 });
    const [made, ...others] = await exactOrdersOf(desk.world, order.number);
    expect(others).toEqual([]);
    expect(await orderRow(desk.world, order.orderId)).toMatchObject({
      Exact_Id__c: made?.['OrderID'],
      Exact_Sync_Status__c: 'Sent',
    });
  }, 60_000);

  it('half a piece of an item in whole pieces stops before a debtor, a contact or a link is written', async () => {
    const customer = await newCustomer('halve-klant');
    const order = await desk.enterOrderOf(customer, { Status: 'Draft' });
    const line = (await desk.world.salesforce.rows('OrderItem')).find((row) => row['OrderId'] === order.orderId);
    await desk.world.salesforce.seed([{ id: String(line?.['Id']), object: 'OrderItem', fields: { Quantity: 2.5 } }]);
    await desk.world.clearCounts();

    const answer = await push(order.orderId);

    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'order_item_fraction', recordId: order.orderId, field: 'Quantity' },
    });
    for (const part of [order.number, 'SKU-1', '2.5']) expect(answer.body['detail']).toContain(part);
    expect(await writes()).toBe(0);
    expect(await desk.debtorNamed('halve-klant')).toBeUndefined();
    expect(await desk.salesforceRow('Account', customer.accountId)).toMatchObject({ Exact_Id__c: null });
    expect(await desk.salesforceRow('Contact', customer.contactIds[0])).toMatchObject({ Exact_Id__c: null });
  }, 60_000);

  it('an order dated before an item begins is seen before anything is written', async () => {
    const order = await desk.enterOrderOf(await newCustomer('vroege-klant'), { EffectiveDate: '2001-01-01' });
    await desk.world.clearCounts();
    const answer = await push(order.orderId);
    expect(answer).toMatchObject({ status: 422, body: { code: 'order_item_not_active' } });
    expect(answer.body['detail']).toMatch(/dated 2001-01-01, and its product SKU-1 begins on \d{4}-\d{2}-\d{2}/);
    expect(await writes()).toBe(0);
    expect(await desk.debtorNamed('vroege-klant')).toBeUndefined();
  }, 60_000);

  it('changed after sending is told with both values, and over once both say the same', async () => {
    const order = await desk.enterOrderOf(await newCustomer('wijzigende-klant'));
    expect(await push(order.orderId)).toMatchObject({ status: 200, body: { status: 'sent' } });
    const line = (await desk.world.salesforce.rows('OrderItem')).find((row) => row['OrderId'] === order.orderId);
    await desk.world.salesforce.seed([{ id: String(line?.['Id']), object: 'OrderItem', fields: { Quantity: 5 } }]);

    const answer = await push(order.orderId);

    expect(answer).toMatchObject({ status: 422, body: { code: 'order_changed_after_sending', title: 'Changed after sending' } });
    expect(answer.body['detail']).toMatch(/In Salesforce: 5 x SKU-1 = 500.00\. In Exact Online: 2 x SKU-1 = 200.00\./);
    expect(await orderRow(desk.world, order.orderId)).toMatchObject({
      Exact_Sync_Status__c: 'Problem',
      Exact_Sync_Problem__c: answer.body['detail'],
    });
    expect(await issueCodes(order.orderId)).toEqual(['order_changed_after_sending']);

    const [made] = await exactOrdersOf(desk.world, order.number);
    const sent = (await rows('salesorder/SalesOrderLines')).find((row) => row['OrderID'] === made?.['OrderID']);
    await changeInExact(desk.world, 'salesorder/SalesOrderLines', String(sent?.['ID']), { Quantity: 5 });
    expect(await push(order.orderId)).toMatchObject({
      status: 200,
      body: { status: 'alreadySent', totals: { net: '500', currency: 'EUR' } },
    });
    expect(await orderRow(desk.world, order.orderId)).toMatchObject({
      Exact_Sync_Status__c: 'Sent',
      Exact_Sync_Problem__c: null,
    });
    expect(await issueCodes(order.orderId)).toEqual([]);
  }, 60_000);

  it('deleted in Exact is told, and sent again only when a person says so', async () => {
    const order = await desk.enterOrderOf(await newCustomer('vergeten-klant'));
    expect(await push(order.orderId)).toMatchObject({ status: 200, body: { status: 'sent' } });
    const [first] = await exactOrdersOf(desk.world, order.number);
    await steer(desk.world.exactUrl, 'DELETE', `rows/${DIVISION}/salesorder/SalesOrders/${String(first?.['OrderID'])}`);

    expect(await push(order.orderId)).toMatchObject({
      status: 422,
      body: { code: 'order_gone_in_exact', alternatives: [{ label: 'Send again', push: { sendAgain: 'true' } }] },
    });
    await desk.world.run({ flow: 'orders', mode: 'apply' });
    expect(await exactOrdersOf(desk.world, order.number)).toHaveLength(0);

    expect(await push(order.orderId, '&sendAgain=true')).toMatchObject({ status: 200, body: { status: 'sent' } });
    const [made] = await exactOrdersOf(desk.world, order.number);
    expect(await orderRow(desk.world, order.orderId)).toMatchObject({
      Exact_Id__c: made?.['OrderID'],
      Exact_Sync_Status__c: 'Sent',
      Exact_Sync_Problem__c: null,
    });
    expect(await push(order.orderId, '&sendAgain=true')).toMatchObject({ status: 200, body: { status: 'alreadySent' } });
    expect(await exactOrdersOf(desk.world, order.number)).toHaveLength(1);
  }, 60_000);

  async function issueCodes(orderId: string): Promise<string[]> {
    return (await openIssues(desk.world, 'orders')).filter(({ recordId }) => recordId === orderId).map(({ code }) => code);
  }
});

describe('products of one company and orders to another', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld({
      timeScale: 60,
      limits: FAR_LIMITS,
      hasSecondDivision: true,
      divisions: [DIVISION, SECOND_DIVISION],
    });
    await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
    await world.saveConfiguration(configuration(false));
    await world.run({ flow: 'products', mode: 'apply', full: true });
    await world.saveConfiguration(configuration(true));
  }, 120_000);
  afterAll(() => world.close());

  function configuration(hasOrders: boolean): Record<string, unknown> {
    return {
      version: 1,
      divisions: [{ code: DIVISION, default: true }, { code: SECOND_DIVISION }],
      flows: {
        products: { enabled: true, division: DIVISION, everyMinutes: 1_440 },
        orders: { enabled: hasOrders, division: SECOND_DIVISION, everyMinutes: 1_440, sendFrom: '2020-01-01T00:00:00Z' },
      },
    };
  }

  it('are told with the product and both companies, and nothing is written to either', async () => {
    const { orderId, accountId } = await enterOrder(world, 'Andersom');
    await world.clearCounts();

    const answer = await world.api('POST', `/v1/orders/${orderId}/push?waitMs=30000`);

    expect(answer).toMatchObject({ status: 422, body: { code: 'order_item_of_other_company' } });
    for (const part of ['SKU-1', String(DIVISION), String(SECOND_DIVISION)]) expect(answer.body['detail']).toContain(part);
    expect((await world.counts()).exact.writes).toBe(0);
    expect(await world.exact.rows(SECOND_DIVISION, 'crm/Accounts')).toEqual([]);
    const account = (await world.salesforce.rows('Account')).find((row) => row['Id'] === accountId);
    expect(account).toMatchObject({ Exact_Id__c: null });
  }, 60_000);
});
