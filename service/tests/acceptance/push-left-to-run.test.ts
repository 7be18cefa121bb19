import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { openDesk, type CustomerDesk, type OrderOf } from '../support/customer-desk.ts';
import { eventually } from '../support/eventually.ts';
import { enterItems, exactOrdersOf, item, openIssues, orderRow, steer } from '../support/shop.ts';
import { DIVISION, type Answer } from '../support/world.ts';

const SALES_ORDERS = 'salesorder/SalesOrders$';

describe('a push that Exact does not let end', () => {
  let desk: CustomerDesk;
  let bread = '';

  beforeAll(async () => {
    desk = await openDesk();
    bread = (await enterItems(desk.world, [{ row: item('BROOD'), price: 5 }])).get('BROOD') ?? '';
  }, 120_000);
  afterAll(() => desk.world.close());
  beforeEach(() => desk.world.setFaults('exact', []));

  const push = (orderId: string, query = ''): Promise<Answer> =>
    desk.world.api('POST', `/v1/orders/${orderId}/push?waitMs=30000${query}`);

  async function orderOf(name: string): Promise<OrderOf> {
    return desk.enterOrderOf(await desk.enterCustomer({ Name: name }, [{ LastName: name, Email: `${name}@example.com` }]));
  }

  /** An order that somebody entered in Exact by hand under a reference of ours. */
  async function strangerUnder(reference: string): Promise<StoredRow | undefined> {
    const debtor = await desk.enterDebtor({ Name: `Bakkerij ${reference}`, Email: `brood-${reference}@example.com` });
    const header = { OrderedBy: debtor, YourRef: reference, SalesOrderLines: [{ Item: bread, Quantity: 1, NetPrice: 5 }] };
    await steer(desk.world.exactUrl, 'POST', 'seed', { division: DIVISION, entities: { 'salesorder/SalesOrders': [header] } });
    return (await exactOrdersOf(desk.world, reference))[0];
  }

  /** Pushes while sales orders cannot be read, and sees the run to its end once they can. */
  async function pushThroughRun(orderId: string, query: string): Promise<Record<string, unknown>> {
    await desk.world.setFaults('exact', [{ path: SALES_ORDERS, kind: 'error503' }]);
    const answer = await push(orderId, query);
    expect(answer).toMatchObject({ status: 202, body: { message: expect.stringContaining('waits and is sent by itself') } });
    await desk.world.setFaults('exact', []);
    return runOver(answer);
  }

  async function runOver({ body }: Answer): Promise<Record<string, unknown>> {
    const over = await eventually(
      () => desk.world.api('GET', `/v1/runs/${String(body['runId'])}`),
      (run) => !['queued', 'running'].includes(String(run.body['state'])),
      'the end of the run',
      { patienceMs: 60_000 },
    );
    return over.body;
  }

  it('is sent again by its run where a person said so', async () => {
    const order = await orderOf('opnieuw');
    expect(await push(order.orderId)).toMatchObject({ status: 200 });
    const [first] = await exactOrdersOf(desk.world, order.number);
    await steer(desk.world.exactUrl, 'DELETE', `rows/${DIVISION}/salesorder/SalesOrders/${String(first?.['OrderID'])}`);

    expect(await pushThroughRun(order.orderId, '&sendAgain=true')).toMatchObject({ state: 'succeeded', counts: { created: 1 } });

    const [made, ...others] = await exactOrdersOf(desk.world, order.number);
    expect(others).toEqual([]);
    expect(await orderRow(desk.world, order.orderId)).toMatchObject({
      Exact_Id__c: made?.['OrderID'],
      Exact_Sync_Status__c: 'Sent',
    });
  }, 90_000);

  it('is linked by its run to the sales order that a person named', async () => {
    const order = await orderOf('gekoppeld');
    const stranger = await strangerUnder(order.number);

    const run = await pushThroughRun(order.orderId, `&linkTo=${String(stranger?.['OrderNumber'])}`);

    expect(run).toMatchObject({ state: 'succeeded', counts: { updated: 1, blocked: 0 } });
    expect(await orderRow(desk.world, order.orderId)).toMatchObject({
      Exact_Id__c: stranger?.['OrderID'],
      Exact_Sync_Status__c: 'Sent',
    });
    expect(await exactOrdersOf(desk.world, order.number)).toHaveLength(1);
  }, 90_000);

  it('is sent by its run under the reference that a person chose', async () => {
    const order = await orderOf('anders');
    await strangerUnder(order.number);

    const run = await pushThroughRun(order.orderId, `&reference=${order.number}-2`);

    expect(run).toMatchObject({ state: 'succeeded', counts: { created: 1, blocked: 0 } });
    const [made] = await exactOrdersOf(desk.world, `${order.number}-2`);
    expect(await orderRow(desk.world, order.orderId)).toMatchObject({
      Exact_Id__c: made?.['OrderID'],
      Exact_Sync_Status__c: 'Sent',
    });
  }, 90_000);

  it('and whose answer was lost says that it is being checked; its run finds the order and sends nothing twice', async () => {
    const order = await orderOf('verloren');
    await desk.world.setFaults('exact', [
      { method: 'POST', path: SALES_ORDERS, kind: 'resetAfter', times: 1 },
      // The look before the order is sent passes, those for what became of it do not.
      { method: 'GET', path: SALES_ORDERS, kind: 'error503', skip: 1 },
    ]);

    const answer = await push(order.orderId);

    expect(answer).toMatchObject({
      status: 202,
      body: {
        message: 'Tandem is checking whether Exact Online stored it: the answer was lost on its way. It is not sent twice.',
        until: null,
      },
    });
    expect(await orderRow(desk.world, order.orderId)).toMatchObject({ Exact_Id__c: null });
    await desk.world.setFaults('exact', []);
    expect(await runOver(answer)).toMatchObject({ state: 'succeeded', progress: { done: 1, total: 1 } });
    const [made, ...others] = await exactOrdersOf(desk.world, order.number);
    expect(others).toEqual([]);
    expect(await orderRow(desk.world, order.orderId)).toMatchObject({
      Exact_Id__c: made?.['OrderID'],
      Exact_Number__c: String(made?.['OrderNumber']),
      Exact_Sync_Status__c: 'Sent',
    });
    expect((await openIssues(desk.world, 'orders')).filter(({ recordId }) => recordId === order.orderId)).toEqual([]);
  }, 90_000);
});
