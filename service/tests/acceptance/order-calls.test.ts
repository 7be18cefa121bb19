import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { collectRetailData, loadCustomers, loadItems, loadOrders, type RetailData } from '../../../simulators/data/index.ts';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '../support/eventually.ts';
import { flowSettings } from '../support/flow-settings.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

const KNOWN_CUSTOMERS = ['20002', '20003', '20004'];
const BATCH_SIZE = 50;

/** Orders in the format of the retail file: `count` invoices of two lines each, from number `first` on. */
function invoices(first: number, count: number, customers: readonly string[]): string {
  const rows = Array.from({ length: count }, (_, index) => {
    const customer = customers[index % customers.length] ?? '';
    const invoice = first + index;
    return [
      `${invoice},SKU-1,First thing,${index + 1},1/12/2010 08:26,2.55,${customer},Netherlands`,
      `${invoice},SKU-2,Second thing,3,1/12/2010 08:26,0.19,${customer},Netherlands`,
    ].join('\n');
  });
  return `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n${rows.join('\n')}\n`;
}

async function retailData(text: string): Promise<RetailData> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tandem-retail-'));
  const file = path.join(directory, 'orders.csv');
  await writeFile(file, text);
  const data = await collectRetailData(file);
  await rm(directory, { recursive: true });
  return data;
}

describe.each([
  { title: 'a division that accepts `or` in filters, no namespace', acceptsOrInFilters: true, namespace: '', callsAnOrder: 1.3 },
  {
    title: 'a division that refuses `or`, in an org with the managed package',
    acceptsOrInFilters: false,
    namespace: 'tandem',
    callsAnOrder: 2.1,
  },
])('calls of orders with $title', ({ acceptsOrInFilters, namespace, callsAnOrder }) => {
  let world: World;
  const named = (field: string) => (namespace === '' ? field : `${namespace}__${field}`);

  beforeAll(async () => {
    world = await startWorld({ timeScale: 60, acceptsOrInFilters, ...(namespace === '' ? {} : { namespace }) });
    await load(invoices(1, KNOWN_CUSTOMERS.length, KNOWN_CUSTOMERS));
    await world.saveConfiguration(flowSettings());
    const run = await world.run({ flow: 'products', mode: 'apply', full: true });
    expect(run).toMatchObject({ state: 'succeeded' });
    await world.saveConfiguration(flowSettings({ hasOrders: true }));
    // The first poll of the flow sends what stood there: from now on every customer is known and nothing changed.
    await world.run({ flow: 'orders', mode: 'apply' });
    await sentOrders(KNOWN_CUSTOMERS.length);
  }, 120_000);

  afterAll(() => world.close());

  it('a button push of a known customer costs at most 2 Exact and 4 Salesforce calls', async () => {
    const [orderId] = await load(invoices(100, 1, KNOWN_CUSTOMERS));
    await world.clearCounts();

    const answer = await world.api('POST', `/v1/orders/${orderId}/push?waitMs=20000`);

    const counts = await world.counts();
    expect(answer).toMatchObject({ status: 200, body: { status: 'sent', totals: { net: '3.12', currency: 'EUR' } } });
    expect(counts.exact.counted).toBeLessThanOrEqual(2);
    expect(counts.salesforce.counted).toBeLessThanOrEqual(4);
  }, 60_000);

  it('a second push of it finds it in Exact already and writes nothing there', async () => {
    const [order] = (await world.salesforce.rows('Order')).filter((row) => row[named('Exact_Number__c')] != null);
    await world.clearCounts();

    const answer = await world.api('POST', `/v1/orders/${String(order?.['Id'])}/push?waitMs=20000`);

    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'alreadySent', exactNumber: order?.[named('Exact_Number__c')] },
    });
    expect((await world.counts()).exact.writes).toBe(0);
  }, 60_000);

  it('a push of a new customer with contact and delivery address costs at most 8 Exact calls', async () => {
    const [orderId] = await load(invoices(200, 1, ['30007']));
    await world.clearCounts();

    const answer = await world.api('POST', `/v1/orders/${orderId}/push?waitMs=20000`);

    expect(answer).toMatchObject({ status: 200, body: { status: 'sent' } });
    expect((await world.counts()).exact.counted).toBeLessThanOrEqual(8);
  }, 60_000);

  it(`a warm batch of 50 orders costs at most ${callsAnOrder} Exact calls an order`, async () => {
    const before = (await sentOrders(0)).length;
    await load(invoices(300, BATCH_SIZE, KNOWN_CUSTOMERS));
    await world.clearCounts();

    const run = await world.run({ flow: 'orders', mode: 'apply' });

    await sentOrders(before + BATCH_SIZE);
    const counts = await world.counts();
    console.log(
      `a batch of ${BATCH_SIZE}: ${counts.exact.counted} Exact and ${counts.salesforce.counted} Salesforce calls`,
      run['counts'],
    );
    expect(counts.exact.counted / BATCH_SIZE).toBeLessThanOrEqual(callsAnOrder);
  }, 120_000);

  /** Enters what the text names and is not there yet; answers the ids of the new orders. */
  async function load(text: string): Promise<string[]> {
    const data = await retailData(text);
    const target = { control: world.exact, division: DIVISION, currency: 'EUR' };
    const known = new Set((await world.salesforce.rows('Order')).map((row) => row['Id']));
    await loadItems(data, target);
    await loadCustomers(data, target, world.salesforce);
    await loadOrders(data, world.salesforce);
    return (await world.salesforce.rows('Order')).map((row) => String(row['Id'])).filter((id) => !known.has(id));
  }

  function sentOrders(atLeast: number) {
    const look = async () =>
      (await world.salesforce.rows('Order')).filter((row) => row[named('Exact_Sync_Status__c')] === 'Sent');
    return eventually(look, (sent) => sent.length >= atLeast, `${atLeast} orders written back`, {
      patienceMs: 60_000,
      lookMs: 200,
    });
  }
});
