import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { unpolledSettings } from '../support/flow-settings.ts';
import {
  changeInExact,
  enterHandmadeProduct,
  enterItems,
  enterLine,
  enterOrder,
  exactOrdersOf,
  item,
  openIssues,
  orderRow,
  productRow,
  type MadeOrder,
  type OpenIssue,
  type OrderWish,
} from '../support/shop.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

function configuration(tables: object = {}): Record<string, unknown> {
  return unpolledSettings({
    products: { fields: [{ to: 'Exact_Unit__c', from: 'item.SearchCode == "" ? item.Unit : item.SearchCode' }] },
    orders: { statusCodes: ['Draft', 'Activated'], sendFrom: '2020-01-01T00:00:00Z' },
    tables,
  });
}

let world: World;

interface FlowState {
  readonly isEnabled: boolean;
  readonly lastRunAt: string | null;
}

beforeAll(async () => {
  world = await startWorld({ timeScale: 60 });
  await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
  await world.saveConfiguration(configuration());
  const hasPolled = (flows: readonly FlowState[]) => flows.every(({ isEnabled, lastRunAt }) => !isEnabled || lastRunAt !== null);
  await eventually(async () => (await world.api('GET', '/v1/org')).body['flows'] as FlowState[], hasPolled, 'the first poll');
}, 120_000);

afterAll(() => world.close());

describe('bad items', () => {
  const LONG = 'A-SEARCH-CODE-OF-MORE-THAN-TWENTY';
  const CASES = [
    { code: 'item_without_price', sku: 'BAD-PRICE', field: 'UnitPrice', isSynced: true },
    { code: 'item_without_unit', sku: 'BAD-UNIT', field: 'Unit', isSynced: true },
    { code: 'text_too_long', sku: 'BAD-LENGTH', field: 'Exact_Unit__c', isSynced: false },
  ];
  let ids: ReadonlyMap<string, string>;

  it('are reported on product and in the API, each with its reason, and the others go through', async () => {
    ids = await enterItems(world, [
      { row: item('GOOD-1'), price: 2 },
      { row: item('BAD-PRICE'), price: undefined },
      { row: item('BAD-UNIT', { Unit: '' }), price: 3 },
      { row: item('BAD-LENGTH', { SearchCode: LONG }), price: 4 },
      { row: item('GOOD-2'), price: 0 },
    ]);
    const run = await world.run({ flow: 'products', mode: 'apply' });
    expect(run).toMatchObject({ state: 'succeeded' });
    const issues = await openIssues(world, 'products');
    expect(issues.map(({ label, code, field }) => ({ label, code, field })).sort(byLabel)).toEqual(
      CASES.map(({ sku, code, field }) => ({ label: sku, code, field })).sort(byLabel),
    );
    for (const { sku, isSynced } of CASES) {
      const issue = issues.find(({ label }) => label === sku);
      expectReadable(issue, sku);
      const product = await productRow(world, sku);
      if (isSynced)
        expect(product).toMatchObject({
          Exact_Sync_Status__c: 'Problem',
          Exact_Sync_Problem__c: `${issue?.message} ${issue?.action}`,
        });
      else expect(product).toEqual({});
    }
    for (const sku of ['GOOD-1', 'GOOD-2'])
      expect(await productRow(world, sku)).toMatchObject({ Exact_Sync_Status__c: 'Synced', Exact_Sync_Problem__c: null });
  }, 60_000);

  it('stay reported when Retry is pressed before anything was repaired', async () => {
    const before = await openIssues(world, 'products');
    for (const { id } of before) await world.api('POST', `/v1/issues/${id}/retry`);
    const after = await eventually(
      () => openIssues(world, 'products'),
      (issues) => issues.every(({ state }) => state === 'open'),
      'the end of the retries',
    );
    expect(after.map(({ label, code }) => ({ label, code })).sort(byLabel)).toEqual(
      before.map(({ label, code }) => ({ label, code })).sort(byLabel),
    );
  }, 60_000);

  it('go through after they were corrected in Exact and Retry was pressed', async () => {
    await world.exact.seed(DIVISION, {
      'logistics/SalesItemPrices': [{ Item: ids.get('BAD-PRICE') ?? '', Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: 9 }],
    });
    await changeInExact(world, 'logistics/Items', ids.get('BAD-UNIT') ?? '', { Unit: 'pc' });
    await changeInExact(world, 'logistics/Items', ids.get('BAD-LENGTH') ?? '', { SearchCode: 'SHORT' });
    await retryAll('products');
    const products = await Promise.all(CASES.map(({ sku }) => productRow(world, sku)));
    expect(products).toMatchObject(CASES.map(() => ({ Exact_Sync_Status__c: 'Synced', Exact_Sync_Problem__c: null })));
    const priced = new Set((await world.salesforce.rows('PricebookEntry')).map((row) => row['Product2Id']));
    expect(products.every((product) => priced.has(product['Id']))).toBe(true);
  }, 60_000);
});

interface BadOrder {
  readonly code: string;
  readonly field: string | null;
  readonly customer: string;
  readonly wish: OrderWish;
  /** What the message has to name besides the order or its customer. */
  readonly names?: string;
  readonly before?: () => Promise<unknown>;
  readonly repair: (made: MadeOrder) => Promise<unknown>;
}

describe('bad orders', () => {
  const DRAFT: OrderWish = { isDraft: true };
  const CASES: readonly BadOrder[] = [
    {
      code: 'order_without_lines',
      field: null,
      customer: 'Empty',
      wish: { ...DRAFT, lines: [] },
      repair: ({ orderId }) => enterLine(world, orderId, 'SKU-1', 1.5),
    },
    {
      code: 'order_product_unknown',
      field: 'Product2Id',
      customer: 'Foreign',
      wish: {
        lines: [
          { code: 'SKU-1', price: 1.5 },
          { code: 'FOREIGN', price: 9 },
        ],
      },
      names: 'FOREIGN',
      before: () => enterHandmadeProduct(world, 'FOREIGN', 9),
      repair: async () => {
        await enterItems(world, [{ row: item('FOREIGN'), price: 9 }]);
        await world.run({ flow: 'products', mode: 'apply' });
        // Nobody has to press anything: the sync that brings the product sends the order.
        await eventually(
          () => openIssues(world, 'orders'),
          (left) => left.every(({ code }) => code !== 'order_product_unknown'),
          'the order of the synced product',
        );
      },
    },
    {
      code: 'customer_without_email',
      field: 'Email',
      customer: 'Mailless',
      wish: { contact: { Email: null } },
      repair: ({ contactId }) =>
        world.salesforce.seed([{ id: contactId, object: 'Contact', fields: { Email: 'mailless@example.com' } }]),
    },
    {
      code: 'customer_ambiguous',
      field: 'Email',
      customer: 'Twins',
      wish: {},
      names: 'twins@example.com',
      before: () => {
        const twin = { Status: 'C', Email: 'twins@example.com', Country: 'NL' };
        return world.exact.seed(DIVISION, {
          'crm/Accounts': [
            { ...twin, Name: 'Twins North' },
            { ...twin, Name: 'Twins South' },
          ],
        });
      },
      repair: async () => {
        const south = (await world.exact.rows(DIVISION, 'crm/Accounts')).find((row) => row['Name'] === 'Twins South');
        await changeInExact(world, 'crm/Accounts', String(south?.['ID']), { Email: 'south@example.com' });
      },
    },
    {
      code: 'country_unknown',
      field: 'Country',
      customer: 'Atlantis',
      wish: { account: { BillingCountry: 'Poseidonis' } },
      names: 'Poseidonis',
      repair: ({ accountId }) =>
        world.salesforce.seed([{ id: accountId, object: 'Account', fields: { BillingCountry: 'Belgium' } }]),
    },
    {
      code: 'text_too_long',
      field: 'Postcode',
      customer: 'Farawaytown',
      wish: { account: { BillingPostalCode: '1012 LG ANNEX 7' } },
      repair: ({ accountId }) =>
        world.salesforce.seed([{ id: accountId, object: 'Account', fields: { BillingPostalCode: '1012 LG' } }]),
    },
    {
      code: 'value_not_mapped',
      field: 'PaymentCondition',
      customer: 'Slowpayer',
      wish: { order: { Payment_Condition__c: '90 days' } },
      names: '90 days',
      repair: () => world.saveConfiguration(configuration({ paymentConditions: [{ salesforce: '90 days', exact: '30' }] })),
    },
  ];
  const made = new Map<string, MadeOrder>();
  let good: MadeOrder;
  let free: MadeOrder;
  let issues: readonly OpenIssue[];

  const idOf = (bad: BadOrder): string => made.get(bad.code)?.orderId ?? '';

  beforeAll(async () => {
    for (const bad of CASES) {
      await bad.before?.();
      made.set(bad.code, await enterOrder(world, bad.customer, bad.wish));
    }
    good = await enterOrder(world, 'Goodcustomer');
    free = await enterOrder(world, 'Freebie', { lines: [{ code: 'SKU-1', price: 0 }] });
    const ids = [...CASES.map(idOf), good.orderId, free.orderId];
    await world.run({ flow: 'orders', mode: 'apply', ids });
    issues = await openIssues(world, 'orders');
  }, 60_000);

  it('leave the other orders of their batch alone; a price of zero is a price', async () => {
    for (const { orderId, number } of [good, free]) {
      expect(await orderRow(world, orderId)).toMatchObject({ Exact_Sync_Status__c: 'Sent' });
      expect(await exactOrdersOf(world, number)).toHaveLength(1);
    }
    const lines = await world.exact.rows(DIVISION, 'salesorder/SalesOrderLines');
    expect(lines.map((line) => line['NetPrice']).sort()).toEqual([0, 1.5]);
    expect(issues).toHaveLength(CASES.length);
  });

  it.each(CASES)('$code stands on the order and in the API, with its field and what to do', async (bad) => {
    const issue = issues.find(({ recordId }) => recordId === idOf(bad));
    expect(issue).toMatchObject({ code: bad.code, field: bad.field, label: made.get(bad.code)?.number });
    expectReadable(issue, bad.names ?? '');
    expect(issue?.message).toMatch(new RegExp(`${made.get(bad.code)?.number}|${bad.customer}`));
    expect(await orderRow(world, idOf(bad))).toMatchObject({
      Exact_Sync_Status__c: 'Problem',
      Exact_Sync_Problem__c: issue?.message,
      Exact_Sync_Action__c: issue?.action,
    });
    const record = await world.api('GET', `/v1/records/${idOf(bad)}`);
    expect(record.body).toMatchObject({ status: 'problem', problem: { code: bad.code, message: issue?.message } });
    expect(await exactOrdersOf(world, made.get(bad.code)?.number ?? '')).toHaveLength(0);
  });

  it.each(CASES)('$code is what the button on the order answers', async (bad) => {
    const answer = await world.api('POST', `/v1/orders/${idOf(bad)}/push?waitMs=20000`);
    expect(answer).toMatchObject({ status: 422, body: { code: bad.code, recordId: idOf(bad) } });
  });

  it('are sent exactly once after the cause was repaired and Retry was pressed, and show no problem any more', async () => {
    for (const bad of CASES) {
      const order = made.get(bad.code);
      if (order !== undefined) await bad.repair(order);
    }
    await retryAll('orders');
    await retryAll('orders');
    for (const bad of CASES) {
      expect(await orderRow(world, idOf(bad))).toMatchObject({
        Exact_Sync_Status__c: 'Sent',
        Exact_Sync_Problem__c: null,
        Exact_Sync_Action__c: null,
      });
      expect(await exactOrdersOf(world, made.get(bad.code)?.number ?? '')).toHaveLength(1);
      expect((await world.api('GET', `/v1/records/${idOf(bad)}`)).body).toMatchObject({ status: 'synced', problem: null });
    }
  }, 90_000);
});

describe('a bad configuration document', () => {
  const BAD = {
    version: 1,
    colour: 'red',
    divisions: [{ code: DIVISION, default: true }],
    flows: {
      products: { everyMinutes: 'five', when: 'item.Code > 3', fields: [{ to: 'Name', from: 'item.Title' }, { to: 'Family' }] },
      orders: {
        when: 'order.Name.matches("(a+)+$")',
        totals: { toleranceCents: -1, colour: 'blue' },
        fields: [
          { to: 'Line.Colour', from: '"red"', mood: 'good' },
          { to: 'Line.NetPrice', from: 'line.Description' },
        ],
      },
    },
  };

  it('is refused with every problem at once, each at its place, and changes nothing', async () => {
    const before = await world.api('GET', '/v1/config');
    const answer = await world.api('PUT', '/v1/config', BAD, { 'if-match': `"${String(before.body['version'])}"` });
    expect(answer).toMatchObject({ status: 422, body: { code: 'configuration_invalid' } });
    const problems = answer.body['problems'] as readonly { pointer: string; message: string }[];
    expect(problems.map(({ pointer }) => pointer).sort()).toEqual([
      '/colour',
      '/flows/orders/fields/0/mood',
      '/flows/orders/fields/0/to',
      '/flows/orders/fields/1/from',
      '/flows/orders/totals/colour',
      '/flows/orders/totals/toleranceCents',
      '/flows/orders/when',
      '/flows/products/everyMinutes',
      '/flows/products/fields/0/from',
      '/flows/products/fields/1/from',
      '/flows/products/when',
    ]);
    expect(problems.find(({ pointer }) => pointer === '/flows/orders/when')?.message).toContain('matches');
    expect((await world.api('GET', '/v1/config')).body).toEqual(before.body);
  });

  it('with a division that is not granted names the ones that are', async () => {
    const { version } = (await world.api('GET', '/v1/config')).body;
    const document = { version: 1, divisions: [{ code: 999_999, default: true }] };
    const answer = await world.api('PUT', '/v1/config', document, { 'if-match': `"${String(version)}"` });
    expect(answer).toMatchObject({
      status: 422,
      body: { problems: [{ pointer: '/divisions/0/code', message: expect.stringContaining(`${DIVISION} (Test Company BV)`) }] },
    });
  });
});

/** Presses Retry on every open issue of a flow and waits until none is left. */
async function retryAll(flow: string): Promise<void> {
  for (const { id } of await openIssues(world, flow))
    expect(await world.api('POST', `/v1/issues/${id}/retry`)).toMatchObject({ status: 200, body: { state: 'retrying' } });
  await eventually(
    () => openIssues(world, flow),
    (left) => left.length === 0,
    `the end of the issues of ${flow}`,
  );
}

function byLabel(a: { readonly label: string }, b: { readonly label: string }): number {
  return a.label.localeCompare(b.label);
}

/** The texts name the record, say what to do, and have every slot filled. */
function expectReadable(issue: OpenIssue | undefined, name: string): void {
  expect(issue?.message).toContain(name);
  expect(issue?.action).not.toBe('');
  expect(`${issue?.title} ${issue?.message} ${issue?.action}`).not.toMatch(/[{}]|undefined|null/);
}
