import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { enterOrder, item, orderRow, type MadeOrder, type OpenIssue } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, SECOND_DIVISION, startWorld, type World } from '../support/world.ts';

const COMPANIES = [DIVISION, SECOND_DIVISION] as const;
const BELGIAN = { account: { BillingCountry: 'Belgium' } };
const TO_BELGIUM = { when: 'account.BillingCountry == "Belgium"', division: SECOND_DIVISION };
let world: World;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60, limits: FAR_LIMITS, hasSecondDivision: true, divisions: COMPANIES });
  await enterItems(DIVISION, ['SKU-1']);
  await enterItems(SECOND_DIVISION, ['SKU-1', 'SKU-2']);
  await goBy([TO_BELGIUM]);
  for (const division of COMPANIES)
    expect(await world.run({ flow: 'products', mode: 'apply', division, full: true })).toMatchObject({ state: 'succeeded' });
}, 180_000);

afterAll(() => world.close());

async function enterItems(division: number, codes: readonly string[]): Promise<void> {
  await world.exact.seed(division, { 'logistics/Items': codes.map((code) => item(code)) });
  const items = await world.exact.rows(division, 'logistics/Items');
  await world.exact.seed(division, {
    'logistics/SalesItemPrices': items.map((row) => ({
      ...{ Item: String(row['ID']), Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: 1.5 },
    })),
  });
}

/** Orders go to the default company, but for these rules. `enabled`: by themselves too. */
function goBy(divisionRules: readonly object[], enabled = true): Promise<void> {
  return world.saveConfiguration({
    version: 1,
    divisions: COMPANIES.map((code) => ({ code, default: code === DIVISION })),
    flows: {
      products: { enabled: false, furtherDivisions: [SECOND_DIVISION] },
      orders: { enabled, sendFrom: '2020-01-01T00:00:00Z', divisionRules },
    },
  });
}

/** Companies that have a sales order with the number of this order, once for each. */
async function companiesOf({ number }: MadeOrder): Promise<number[]> {
  const found: number[] = [];
  for (const division of COMPANIES)
    for (const row of await world.exact.rows(division, 'salesorder/SalesOrders'))
      if (row['YourRef'] === number) found.push(division);
  return found;
}

const sent = (order: MadeOrder) =>
  eventually(
    () => orderRow(world, order.orderId),
    (row) => row['Exact_Sync_Status__c'] === 'Sent',
    `order ${order.number} in Exact`,
  );
const push = async ({ orderId }: MadeOrder) => world.api('POST', `/v1/orders/${orderId}/push?waitMs=20000`);

describe('orders of which rules say to which company each goes', () => {
  it('go there by themselves, each once, whether they are told of or found', async () => {
    const orders = [await enterOrder(world, 'Dutch'), await enterOrder(world, 'Belgian', BELGIAN)];
    await world.api('POST', '/v1/hints', { object: 'Order', ids: orders.map(({ orderId }) => orderId) });
    const [dutch, belgian] = [await enterOrder(world, 'Dutch2'), await enterOrder(world, 'Belgian2', BELGIAN)];
    for (const order of [...orders, dutch, belgian]) await sent(order);

    for (const [order, company] of [
      [orders[0], DIVISION],
      [orders[1], SECOND_DIVISION],
      [dutch, DIVISION],
      [belgian, SECOND_DIVISION],
    ] as const)
      expect(order === undefined ? [] : await companiesOf(order)).toEqual([company]);
    const { body } = await world.api('GET', '/v1/issues?state=open');
    expect(body).toMatchObject({ items: [] });
  });

  it('go there by the button, and their cards name the company', async () => {
    await goBy([TO_BELGIUM], true);
    const order = await enterOrder(world, 'Pressed', { ...BELGIAN, isDraft: true });
    await world.salesforce.seed([{ id: order.orderId, object: 'Order', fields: { Status: 'Activated' } }]);
    expect((await push(order)).body).toMatchObject({ status: expect.stringMatching(/sent/i) });
    expect(await companiesOf(order)).toEqual([SECOND_DIVISION]);
    const { body } = await world.api('GET', `/v1/records/${order.orderId}`);
    expect(JSON.stringify(body)).toContain(String(SECOND_DIVISION));
  });
});

describe('an order that was begun in one company', () => {
  it('stays there when the rules say another one afterwards, and is made once', async () => {
    await goBy([TO_BELGIUM], false);
    const order = await enterOrder(world, 'Begun', BELGIAN);
    const path = 'salesorder/SalesOrders';
    await world.setFaults('exact', [
      { method: 'POST', path, kind: 'resetAfter', times: 1 },
      { method: 'GET', path, kind: 'error503', skip: 1, times: 500 },
    ]);
    await goBy([TO_BELGIUM]);
    await eventually(
      () => companiesOf(order),
      (companies) => companies.length > 0,
      'the order in Exact',
    );
    await goBy([{ ...TO_BELGIUM, when: 'account.BillingCountry == "France"' }]);
    await world.setFaults('exact', []);
    await sent(order);
    expect(await companiesOf(order)).toEqual([SECOND_DIVISION]);
  });
});

describe('an order that is stopped in one company', () => {
  it('goes to the other one as soon as the rules say so, and its issue is over', async () => {
    await goBy([TO_BELGIUM]);
    const order = await enterOrder(world, 'French', {
      account: { BillingCountry: 'France' },
      lines: [{ code: 'SKU-2', price: 1.5 }],
    });
    const issues = async () => (await world.api('GET', '/v1/issues?state=open')).body['items'] as readonly OpenIssue[];
    const [issue] = await eventually(issues, (open) => open.length > 0, 'the issue');
    expect(issue).toMatchObject({ recordId: order.orderId, code: 'order_product_unknown' });

    await goBy([{ ...TO_BELGIUM, when: 'account.BillingCountry == "France"' }]);
    await sent(order);
    expect(await companiesOf(order)).toEqual([SECOND_DIVISION]);
    await eventually(issues, (open) => open.length === 0, 'the end of the issue');
  });
});

describe('a run of chosen orders', () => {
  it('is asked for by company where they go to several, and sends none to a company that is not theirs', async () => {
    await goBy([TO_BELGIUM], false);
    const orders = [await enterOrder(world, 'Here'), await enterOrder(world, 'There', BELGIAN)];
    const ids = orders.map(({ orderId }) => orderId);
    expect(await world.api('POST', '/v1/runs', { flow: 'orders', mode: 'apply', ids })).toMatchObject({
      status: 422,
      body: { code: 'records_of_several_divisions', detail: expect.stringContaining(String(SECOND_DIVISION)) },
    });

    const run = await world.run({ flow: 'orders', mode: 'apply', ids, division: DIVISION });
    expect(run['counts']).toMatchObject({ created: 1, skipped: 1 });

    await world.run({ flow: 'orders', mode: 'apply', ids: ids.slice(1) });
    expect([await companiesOf(orders[0] as MadeOrder), await companiesOf(orders[1] as MadeOrder)]).toEqual([
      [DIVISION],
      [SECOND_DIVISION],
    ]);
    expect((await world.api('GET', '/v1/issues?state=open')).body).toMatchObject({ items: [] });
  });
});
