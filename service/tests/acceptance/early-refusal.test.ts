import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { enterItems, enterOrder, exactOrdersOf, item, orderRow, steer } from '../support/shop.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

/** An access token may be asked for again after 9.5 seconds at this speed, and the flows look every second. */
const TIME_SCALE = 60;

/** Three calls on their way and the one more try. */
const MOST_REFUSED = 4;

interface Call {
  readonly status: number;
  readonly token?: number;
}

let world: World;

beforeAll(async () => {
  world = await startWorld({ timeScale: TIME_SCALE });
  await enterItems(world, [{ row: item('SKU-1'), price: 1.5 }]);
  await world.saveConfiguration({
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: {
      products: { enabled: true, everyMinutes: 60 },
      orders: { enabled: true, everyMinutes: 1, sendFrom: '2020-01-01T00:00:00Z' },
    },
  });
  await eventually(
    () => world.salesforce.rows('PricebookEntry'),
    (entries) => entries.length > 0,
    'the product with its price',
    { patienceMs: 60_000 },
  );
}, 120_000);

afterAll(() => world.close());

describe('an access token that dies early', () => {
  it('is met by a few calls, however many orders are sent at once, and all of them go out with the next one', async () => {
    await steer(world.exactUrl, 'POST', 'end-access');
    const after = (await callsToExact()).length;
    const orders = await Promise.all(Array.from({ length: 8 }, (_, n) => enterOrder(world, `Early${n}`)));
    await Promise.all(orders.map(({ orderId }) => world.api('POST', `/v1/orders/${orderId}/push?waitMs=1000`)));
    const ended = (await callsToExact()).slice(after).find(({ token }) => token !== undefined);

    for (const { orderId } of orders)
      await eventually(
        () => orderRow(world, orderId),
        (row) => row['Exact_Sync_Status__c'] === 'Sent',
        'the order',
        { patienceMs: 60_000 },
      );

    const refused = Map.groupBy(
      (await callsToExact()).slice(after).filter(({ status }) => status === 401),
      ({ token }) => token,
    );
    expect(refused.get(ended?.token)).toBeDefined();
    // At this speed the next ones come to their end during the test too.
    for (const calls of refused.values()) expect(calls.length).toBeLessThanOrEqual(MOST_REFUSED);
    for (const { number } of orders) expect(await exactOrdersOf(world, number)).toHaveLength(1);
  }, 120_000);
});

async function callsToExact(): Promise<readonly Call[]> {
  const { body } = await steer(world.exactUrl, 'GET', 'journal');
  return body['calls'] as Call[];
}
