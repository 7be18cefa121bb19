import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import {
  changeInExact,
  enterItems,
  enterOrder,
  exactOrdersOf,
  item,
  openIssues,
  productRow,
  type MadeOrder,
} from '../support/shop.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

const TIME_SCALE = 10;
/** Every retry and every poll of the flows has come due by then. */
const ALL_TIMERS_MS = (2 * 60_000) / TIME_SCALE;

describe('pause', () => {
  let world: World;
  let itemId: string;
  let waiting: MadeOrder;
  let hinted: MadeOrder;
  let pausedAtMs: number;

  beforeAll(async () => {
    world = await startWorld({ hasWebhooks: true, timeScale: TIME_SCALE, limits: null });
    const ids = await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
    itemId = ids.get('SKU-1') ?? '';
    await world.saveConfiguration({
      version: 1,
      divisions: [{ code: DIVISION, default: true }],
      flows: {
        products: { enabled: true, division: DIVISION, everyMinutes: 1, prices: { currency: 'EUR' } },
        orders: {
          enabled: true,
          division: DIVISION,
          everyMinutes: 1,
          statusCodes: ['Activated'],
          sendFrom: '2020-01-01T00:00:00Z',
        },
      },
    });
    await eventually(
      () => world.salesforce.rows('PricebookEntry'),
      (entries) => entries.length > 0,
      'the product and its price',
      { patienceMs: 60_000, lookMs: 100 },
    );
    await world.setFaults('exact', [{ path: 'salesorder/SalesOrders', method: 'POST', kind: 'error503' }]);
    waiting = await enterOrder(world, 'Waits');
    await eventually(
      () => openIssues(world, 'orders'),
      (issues) => issues.length > 0,
      'an order that waits for its next attempt',
      { patienceMs: 60_000, lookMs: 100 },
    );
    const paused = await world.api('POST', '/v1/pause', undefined, { 'x-salesforce-user': 'Anna%20Beheer' });
    expect(paused).toMatchObject({ status: 200, body: { state: 'paused' } });
    pausedAtMs = Date.now();
    await world.setFaults('exact', []);
  }, 180_000);

  afterAll(() => world.close());

  it('refuses the buttons and says since when and by whom', async () => {
    hinted = await enterOrder(world, 'Hinted');
    const [issue] = await openIssues(world, 'orders');
    const refusal = { status: 409, body: { code: 'paused', detail: expect.stringContaining(' by Anna Beheer') } };

    expect(await world.api('POST', `/v1/orders/${hinted.orderId}/push?waitMs=5000`)).toMatchObject(refusal);
    expect(await world.api('POST', '/v1/runs', { flow: 'orders', mode: 'apply' })).toMatchObject(refusal);
    expect(await world.api('POST', '/v1/runs', { flow: 'orders', mode: 'plan' })).toMatchObject(refusal);
    expect(await world.api('POST', `/v1/issues/${String(issue?.id)}/retry`)).toMatchObject(refusal);
  });

  it('holds back hints, webhooks, waiting work, retries and polls', async () => {
    expect(await world.api('POST', '/v1/hints', { object: 'Order', ids: [hinted.orderId] })).toMatchObject({ status: 202 });
    await changeInExact(world, 'logistics/Items', itemId, { Description: 'Renamed by the warehouse' });
    await world.clearCounts();

    await eventually(
      () => Date.now() - pausedAtMs,
      (ms) => ms > ALL_TIMERS_MS,
      'the end of every timer',
      { patienceMs: 60_000, lookMs: 500 },
    );

    expect(await world.counts()).toMatchObject({ exact: { counted: 0 }, salesforce: { counted: 0 } });
    expect(await exactOrdersOf(world, hinted.number)).toEqual([]);
    expect(await exactOrdersOf(world, waiting.number)).toEqual([]);
    expect((await productRow(world, 'SKU-1'))['Name']).toBe('Thing SKU-1');
  }, 90_000);

  it('catches up with all of it after resuming', async () => {
    expect(await world.api('POST', '/v1/resume')).toMatchObject({ status: 200, body: { state: 'active' } });

    const look = async () => ({
      waiting: (await exactOrdersOf(world, waiting.number)).length,
      hinted: (await exactOrdersOf(world, hinted.number)).length,
      name: (await productRow(world, 'SKU-1'))['Name'],
    });
    await eventually(
      look,
      (seen) => seen.waiting === 1 && seen.hinted === 1 && seen.name === 'Renamed by the warehouse',
      'everything that came meanwhile',
      { patienceMs: 60_000, lookMs: 200 },
    );
  }, 90_000);
});
