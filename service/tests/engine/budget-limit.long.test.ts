import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { loadCustomers, loadItems, loadOrders, type RetailData } from '../../../simulators/data/index.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { eventually } from '../support/eventually.ts';
import { flowSettings } from '../support/flow-settings.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

const TIME_SCALE = 6;
const WINDOW_MS = 60_000 / TIME_SCALE;
const LIMIT = 60;
const INSTANCES = 4;
const BACKFILL = 260;
const CUSTOMERS = ['20002', '20004', '20006', '20008'];

const onPostgres = process.env['DATABASE_URL'] === undefined ? describe.skip : describe;
if (process.env['DATABASE_URL'] === undefined) console.warn('DATABASE_URL is not set: the test of four instances is skipped.');

interface Call {
  readonly at: string;
  readonly status: number;
  readonly isCounted: boolean;
}

onPostgres('four instances on one division', () => {
  let world: World;
  const services: ServiceProcess[] = [];

  beforeAll(async () => {
    world = await startWorld({ timeScale: TIME_SCALE, limits: { perMinute: LIMIT, perDay: 100_000 } });
    services.push(world.service);
    while (services.length < INSTANCES) services.push(await world.startInstance());
    await load(1, CUSTOMERS.length);
    await world.saveConfiguration(flowSettings());
    await world.run({ flow: 'products', mode: 'apply', full: true });
    await world.saveConfiguration(flowSettings({ hasOrders: true }));
    await sent(CUSTOMERS.length);
  }, 120_000);

  afterAll(async () => {
    await Promise.all(services.map((service) => service.kill()));
    await world.close();
  });

  it('use the minute to the full while work waits, never exceed it, and let a person through', async () => {
    const urgent = await load(500, 1);
    const late = await load(600, 1);
    await load(1_000, BACKFILL);
    await nextWindow();
    await world.clearCounts();
    const first = windowOf(Date.now());
    await world.api('POST', '/v1/runs', { flow: 'orders', mode: 'apply' });

    // The batch has left the reserve alone: a person is served in the minute of the click.
    await eventually(
      async () => (await exactCalls()).length,
      (calls) => calls >= 20,
      'the backfill at work',
    );
    const clickedAt = windowOf(Date.now());
    expect(await pushAt(1, urgent)).toMatchObject({ status: 200 });
    const servedAt = windowOf(Date.now());

    // Nothing is left of a later minute, whose reserve melted only at its end: a person is served in the next one. In the minute of
    // the first push nothing may be left long before, and then the answer is a run.
    await eventually(
      async () => (windowOf(Date.now()) > servedAt ? callsIn(await exactCalls(), windowOf(Date.now())) : 0),
      (calls) => calls === LIMIT,
      'a minute used up',
      { patienceMs: 60_000, lookMs: 10 },
    );
    const clickedLateAt = windowOf(Date.now());
    expect(await pushAt(2, late)).toMatchObject({ status: 200 });
    const servedLateAt = windowOf(Date.now());

    await sent(CUSTOMERS.length + BACKFILL + 2);
    const calls = await exactCalls();
    const last = windowOf(Math.max(...calls.map((call) => Date.parse(call.at))));
    const perMinute = Array.from({ length: last - first + 1 }, (_, index) => callsIn(calls, first + index));
    expect(servedAt).toBe(clickedAt);
    expect(servedLateAt - clickedLateAt).toBeLessThanOrEqual(1);
    expect(calls.filter((call) => call.status === 429)).toEqual([]);
    expect(Math.max(...perMinute)).toBeLessThanOrEqual(LIMIT);
    // The last minute ends with the work.
    expect(Math.min(...perMinute.slice(0, -1))).toBeGreaterThanOrEqual(LIMIT * 0.95);
  }, 240_000);

  /** Enters activated orders of two lines; answers the id of the last one. */
  async function load(first: number, count: number): Promise<string> {
    const known = new Set((await world.salesforce.rows('Order')).map((row) => row['Id']));
    const data = retailData(first, count);
    const target = { control: world.exact, division: DIVISION, currency: 'EUR' };
    await loadItems(data, target);
    await loadCustomers(data, target, world.salesforce);
    await loadOrders(data, world.salesforce);
    const added = (await world.salesforce.rows('Order')).filter((row) => !known.has(row['Id']));
    return String(added.at(-1)?.['Id']);
  }

  function pushAt(instance: number, orderId: string) {
    world.service = services[instance] ?? world.service;
    return world.api('POST', `/v1/orders/${orderId}/push?waitMs=25000`);
  }

  async function sent(count: number): Promise<void> {
    const look = async () =>
      (await world.salesforce.rows('Order')).filter((row) => row['Exact_Sync_Status__c'] === 'Sent').length;
    await eventually(look, (orders) => orders >= count, `${count} orders sent`, { patienceMs: 180_000, lookMs: 250 });
  }

  async function exactCalls(): Promise<readonly Call[]> {
    const response = await fetch(`${world.exactUrl}/_control/journal`);
    return ((await response.json()) as { calls: readonly Call[] }).calls;
  }
});

function windowOf(atMs: number): number {
  return Math.floor(atMs / WINDOW_MS);
}

function callsIn(calls: readonly Call[], window: number): number {
  return calls.filter((call) => call.isCounted && windowOf(Date.parse(call.at)) === window).length;
}

async function nextWindow(): Promise<void> {
  const current = windowOf(Date.now());
  await eventually(
    () => windowOf(Date.now()),
    (window) => window > current,
    'the next minute',
    { lookMs: 5 },
  );
}

function retailData(first: number, count: number): RetailData {
  const items = ['SKU-1', 'SKU-2'].map((code) => ({ code, description: code, price: new Decimal('2.55'), isService: false }));
  return {
    items,
    customers: CUSTOMERS.map((id) => ({ id, country: 'Netherlands' })),
    orders: Array.from({ length: count }, (_, index) => ({
      invoice: String(first + index),
      customerId: CUSTOMERS[index % CUSTOMERS.length] ?? '',
      date: '2026-01-12',
      lines: items.map(({ code, price }) => ({ sku: code, quantity: index + 1, unitPrice: price })),
    })),
    refused: [],
    invoiceCount: count,
  };
}
