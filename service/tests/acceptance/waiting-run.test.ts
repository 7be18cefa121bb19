import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { loadCustomers, loadItems, loadOrders, type RetailData } from '../../../simulators/data/index.ts';
import { eventually } from '../support/eventually.ts';
import { firstPoll } from '../support/first-poll.ts';
import { openIssues } from '../support/shop.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

const TIME_SCALE = 6;
const MINUTE_MS = 60_000 / TIME_SCALE;
const ORDERS = 100;
const CUSTOMERS = ['20002', '20003', '20004', '20005'];
const ITEMS = ['SKU-1', 'SKU-2'].map((code) => ({ code, description: code, price: new Decimal('2.55'), isService: false }));

interface RunAnswer {
  readonly state: string;
  readonly progress: { readonly done: number; readonly total: number | null };
  readonly counts: Readonly<Record<string, number>>;
  readonly calls: { readonly exact: number };
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly waiting: { readonly count: number | null; readonly until: string; readonly reason: { readonly code: string } } | null;
}

describe('a run of 100 orders of known customers with the limit of 60 calls a minute in force', () => {
  let world: World;
  let orderIds: readonly string[];

  beforeAll(async () => {
    world = await startWorld({ timeScale: TIME_SCALE, limits: { perMinute: 60, perDay: 5_000 } });
    await world.saveConfiguration({
      version: 1,
      divisions: [{ code: DIVISION, default: true }],
      flows: {
        products: { enabled: false, division: DIVISION, prices: { currency: 'EUR' } },
        orders: {
          enabled: true,
          division: DIVISION,
          everyMinutes: 60,
          statusCodes: ['Activated'],
          sendFrom: '2020-01-01T00:00:00Z',
        },
      },
    });
    await firstPoll(world, 'orders');
    await load(1, CUSTOMERS.length);
    expect(await world.run({ flow: 'products', mode: 'apply', full: true })).toMatchObject({ state: 'succeeded' });
    const first = await world.run({ flow: 'orders', mode: 'apply' });
    expect(first).toMatchObject({ state: 'succeeded', counts: { created: CUSTOMERS.length } });
    orderIds = await load(1_000, ORDERS);
  }, 180_000);

  afterAll(() => world.close());

  it(
    'waits where it must, fails nothing, and is over when all are in Exact',
    async () => {
      await nextMinute();
      await world.clearCounts();
      const started = await world.api('POST', '/v1/runs', { flow: 'orders', mode: 'apply' });
      const runId = String(started.body['runId']);
      const seen: RunAnswer[] = [];
      const look = async () => {
        const run = (await world.api('GET', `/v1/runs/${runId}`)).body as unknown as RunAnswer;
        seen.push(run);
        return run;
      };

      const run = await eventually(look, ({ state }) => !['queued', 'running'].includes(state), 'the end of the run', {
        patienceMs: 12 * MINUTE_MS,
        lookMs: 100,
      });

      const inExact = new Set((await world.exact.rows(DIVISION, 'salesorder/SalesOrders')).map((row) => row['YourRef']));
      const { counted } = (await world.counts()).exact;
      const minutes = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / MINUTE_MS;
      console.log(`${ORDERS} orders: ${counted} Exact calls, ${(ORDERS / minutes).toFixed(1)} a minute`);
      expect(run).toMatchObject({ state: 'succeeded', progress: { done: ORDERS, total: ORDERS }, waiting: null });
      expect(run.counts).toMatchObject({ created: ORDERS, failed: 0, blocked: 0, skipped: 0 });
      expect(inExact.size).toBe(ORDERS + CUSTOMERS.length);
      expect(counted).toBeLessThanOrEqual(1.1 * ORDERS);
      expect(run.calls.exact).toBe(counted);
      expect(ORDERS / minutes).toBeGreaterThanOrEqual(44);
      expect(Math.max(...seen.map(({ counts }) => counts['failed'] ?? 0))).toBe(0);
      expect(Math.max(...seen.map(({ progress }) => progress.done))).toBe(ORDERS);
      const held = seen.flatMap(({ waiting }) => waiting ?? []);
      expect(new Set(held.map(({ reason }) => reason.code))).toEqual(new Set(['exact_minute_limit']));
      expect(await openIssues(world, 'orders')).toEqual([]);
      expect(await failedActivities()).toEqual([]);
    },
    13 * MINUTE_MS,
  );

  it('of chosen orders counts each once, those that are there already too', async () => {
    const ids = orderIds.slice(0, 60);

    const run = await world.run({ flow: 'orders', mode: 'apply', ids });

    expect(run).toMatchObject({
      state: 'succeeded',
      progress: { done: 60, total: 60 },
      counts: { unchanged: 60, created: 0, failed: 0 },
    });
  }, 120_000);

  /** Enters activated orders of two lines; answers their ids. */
  async function load(first: number, count: number): Promise<readonly string[]> {
    const known = new Set((await world.salesforce.rows('Order')).map((row) => row['Id']));
    const data = retailData(first, count);
    const target = { control: world.exact, division: DIVISION, currency: 'EUR' };
    await loadItems(data, target);
    await loadCustomers(data, target, world.salesforce);
    await loadOrders(data, world.salesforce);
    return (await world.salesforce.rows('Order')).map((row) => String(row['Id'])).filter((id) => !known.has(id));
  }

  async function failedActivities(): Promise<readonly unknown[]> {
    const failed: unknown[] = [];
    let cursor = '';
    do {
      const { body } = await world.api('GET', `/v1/activity?${cursor === '' ? '' : `cursor=${cursor}`}`);
      failed.push(...(body['items'] as { status: string }[]).filter(({ status }) => status === 'failed'));
      cursor = typeof body['next'] === 'string' ? body['next'] : '';
    } while (cursor !== '');
    return failed;
  }
});

async function nextMinute(): Promise<void> {
  const minuteNow = (): number => Math.floor(Date.now() / MINUTE_MS);
  const current = minuteNow();
  await eventually(minuteNow, (minute) => minute > current, 'the next minute', { lookMs: 5 });
}

function retailData(first: number, count: number): RetailData {
  return {
    items: ITEMS,
    customers: CUSTOMERS.map((id) => ({ id, country: 'Netherlands' })),
    orders: Array.from({ length: count }, (_, index) => ({
      invoice: String(first + index),
      customerId: CUSTOMERS[index % CUSTOMERS.length] ?? '',
      date: new Date().toISOString().slice(0, 10),
      lines: ITEMS.map(({ code, price }) => ({ sku: code, quantity: index + 1, unitPrice: price })),
    })),
    refused: [],
    invoiceCount: count,
  };
}
