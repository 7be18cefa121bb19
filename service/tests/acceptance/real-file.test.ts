import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Decimal } from 'decimal.js';
import {
  collectRetailData,
  loadCustomers,
  loadItems,
  loadOrders,
  type RetailData,
  type StoredRow,
} from '../../../simulators/data/index.ts';
import { eventually } from '../support/eventually.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

const FILE = path.resolve(import.meta.dirname, '../../../../shared/data/online-retail/online-retail.csv');
const isPresent = existsSync(FILE);
if (!isPresent) console.warn(`The file of real orders is not at ${FILE}: its tests are skipped.`);
const whenPresent = isPresent ? describe : describe.skip;

const TABLES = { vat: [], paymentConditions: [], shippingMethods: [] };
const PRODUCTS = { enabled: true, division: DIVISION, prices: { vat: 'asInExact', currency: 'EUR' } };
const ORDERS = { enabled: true, division: DIVISION, statusCodes: ['Activated'], sendFrom: '2020-01-01T00:00:00Z' };

function configuration(flows: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { version: 1, divisions: [{ code: DIVISION, default: true }], flows, tables: TABLES };
}

whenPresent('the real file, from an Exact catalogue to Exact orders', () => {
  let world: World;
  let data: RetailData;

  beforeAll(async () => {
    world = await startWorld({ timeScale: 60 });
    data = await collectRetailData(FILE);
    const target = { control: world.exact, division: DIVISION, currency: 'EUR' };
    await loadItems(data, target);
    await loadCustomers(data, target, world.salesforce);
    await world.saveConfiguration(configuration({ products: { ...PRODUCTS, enabled: false } }));
  }, 120_000);

  afterAll(() => world.close());

  it('loads all 1,550 SKUs within 12 Exact and 40 Salesforce calls', async () => {
    await world.clearCounts();

    const run = await world.run({ flow: 'products', mode: 'apply', full: true });

    const counts = await world.counts();
    expect(run).toMatchObject({ state: 'succeeded' });
    expect((await world.salesforce.rows('Product2')).filter((row) => row['Exact_Id__c'] != null)).toHaveLength(1_550);
    expect(counts.exact.counted).toBeLessThanOrEqual(12);
    expect(counts.salesforce.counted).toBeLessThanOrEqual(40);
    console.log(
      `first load: ${counts.exact.counted} Exact and ${counts.salesforce.counted} Salesforce calls`,
      run['counts'],
      run['calls'],
    );
  }, 120_000);

  it('gives every priced SKU its price to the cent, and reports the others', async () => {
    const products = new Map((await world.salesforce.rows('Product2')).map((row) => [row['Id'], row]));
    const prices = new Map(
      (await world.salesforce.rows('PricebookEntry')).map((row) => [
        String(products.get(row['Product2Id'])?.['ProductCode']),
        row['UnitPrice'],
      ]),
    );
    for (const item of data.items) {
      const price = prices.get(item.code);
      if (item.price === undefined) expect(price).toBeUndefined();
      else expect(new Decimal(String(price)).toFixed(2)).toBe(item.price.toFixed(2));
    }
    const issues = await world.api('GET', '/v1/issues?flow=products&state=open');
    const unpriced = data.items.filter((item) => item.price === undefined).length;
    expect((issues.body['items'] as unknown[]).length).toBe(Math.min(unpriced, (issues.body['items'] as unknown[]).length));
    expect((issues.body['items'] as { code: string }[]).every((issue) => issue.code === 'item_without_price')).toBe(true);
  });

  it('costs 3 Exact calls and no Salesforce write when nothing is new', async () => {
    await world.clearCounts();

    await world.run({ flow: 'products', mode: 'apply' });

    const counts = await world.counts();
    expect(counts.exact.counted).toBeLessThanOrEqual(3);
    expect(counts.salesforce.writes).toBe(0);
  }, 60_000);

  it('brings all 239 orders into Exact exactly once, every line, the net total equal to the cent', async () => {
    await loadOrders(data, world.salesforce);
    await world.saveConfiguration(configuration({ products: { ...PRODUCTS, enabled: false }, orders: ORDERS }));

    await eventually(
      async () => (await world.exact.rows(DIVISION, 'salesorder/SalesOrders')).length,
      (sent) => sent >= data.orders.length,
      'all orders in Exact',
      { patienceMs: 240_000, lookMs: 500 },
    );
    await eventually(
      async () => (await world.salesforce.rows('Order')).filter((order) => order['Exact_Sync_Status__c'] === 'Sent').length,
      (written) => written === data.orders.length,
      'every order written back',
      { patienceMs: 60_000, lookMs: 500 },
    );

    expect(data.orders).toHaveLength(239);
    await expectOrdersEqual();
  }, 400_000);

  it('writes nothing on either side when everything is run again', async () => {
    await world.saveConfiguration(
      configuration({ products: { ...PRODUCTS, enabled: false }, orders: { ...ORDERS, enabled: false } }),
    );
    await world.clearCounts();

    await world.run({ flow: 'products', mode: 'apply', full: true });
    await world.run({ flow: 'orders', mode: 'apply', full: true });

    const counts = await world.counts();
    expect(counts.exact.writes).toBe(0);
    expect(counts.salesforce.writes).toBe(0);
    await expectOrdersEqual();
  }, 200_000);

  /** Compares what stands in Exact with the org, order by order and line by line. */
  async function expectOrdersEqual(): Promise<void> {
    const orders = await world.salesforce.rows('Order');
    const exactOrders = await world.exact.rows(DIVISION, 'salesorder/SalesOrders');
    expect(exactOrders).toHaveLength(orders.length);
    const byReference = new Map(exactOrders.map((order) => [String(order['YourRef']), order]));
    expect(byReference.size).toBe(orders.length);
    const exactLines = groupBy(await world.exact.rows(DIVISION, 'salesorder/SalesOrderLines'), 'OrderID');
    const lines = groupBy(await world.salesforce.rows('OrderItem'), 'OrderId');
    for (const order of orders) {
      const sent = byReference.get(String(order['OrderNumber']));
      expect(String(sent?.['OrderID'])).toBe(String(order['Exact_Id__c']));
      expect(money(sent?.['AmountFCExclVat'])).toBe(money(order['TotalAmount']));
      expect(lineTexts(exactLines.get(String(sent?.['OrderID'])), 'NetPrice')).toEqual(
        lineTexts(lines.get(String(order['Id'])), 'UnitPrice'),
      );
    }
    const total = exactOrders.reduce((sum, order) => sum.plus(String(order['AmountFCExclVat'])), new Decimal(0));
    const expected = data.orders
      .flatMap((order) => order.lines)
      .reduce((sum, line) => sum.plus(line.unitPrice.times(line.quantity)), new Decimal(0));
    expect(total.toFixed(2)).toBe(expected.toFixed(2));
  }
});

function groupBy(rows: readonly StoredRow[], field: string): Map<string, StoredRow[]> {
  const groups = new Map<string, StoredRow[]>();
  for (const row of rows) groups.set(String(row[field]), [...(groups.get(String(row[field])) ?? []), row]);
  return groups;
}

function lineTexts(lines: readonly StoredRow[] | undefined, priceField: string): string[] {
  return (lines ?? []).map((line) => `${String(line['Quantity'])} x ${money(line[priceField])}`).sort();
}

function money(value: unknown): string {
  return new Decimal(String(value)).toFixed(2);
}
