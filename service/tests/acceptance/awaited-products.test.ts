import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { unpolledSettings } from '../support/flow-settings.ts';
import {
  enterHandmadeProduct,
  enterItems,
  enterOrder,
  exactOrdersOf,
  item,
  openIssues,
  orderRow,
  type MadeOrder,
} from '../support/shop.ts';
import { startWorld, type World } from '../support/world.ts';

/** Orders are not polled: what is sent is sent because of the products. */
const CONFIGURATION = unpolledSettings({ products: { everyMinutes: 1 }, orders: { sendFrom: '2020-01-01T00:00:00Z' } });

let world: World;
let lamp: MadeOrder;
let ghost: MadeOrder;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60 });
  await enterHandmadeProduct(world, 'LAMP', 9);
  await enterHandmadeProduct(world, 'GHOST', 5);
  lamp = await enterOrder(world, 'Lampkoper', { lines: [{ code: 'LAMP', price: 9 }] });
  ghost = await enterOrder(world, 'Spookkoper', { lines: [{ code: 'GHOST', price: 5 }] });
  await world.saveConfiguration(CONFIGURATION);
}, 120_000);

afterAll(() => world.close());

describe('orders with products that Exact does not have', () => {
  it('are issues that name the product', async () => {
    const issues = await eventually(
      () => openIssues(world, 'orders'),
      (found) => found.length === 2,
      'both issues',
    );
    expect(issues.map(({ code, recordId }) => [code, recordId]).sort()).toEqual(
      [
        ['order_product_unknown', lamp.orderId],
        ['order_product_unknown', ghost.orderId],
      ].sort(),
    );
    expect(issues.find(({ recordId }) => recordId === lamp.orderId)?.message).toContain('LAMP');
  }, 60_000);

  it('are sent by themselves once the item appeared in Exact, the others are left alone', async () => {
    const before = await attemptsOf(ghost);
    await enterItems(world, [{ row: item('LAMP'), price: 9 }]);

    const sent = await eventually(
      () => exactOrdersOf(world, lamp.number),
      (orders) => orders.length > 0,
      'the order in Exact',
    );
    expect(sent).toHaveLength(1);
    const left = await eventually(
      () => openIssues(world, 'orders'),
      (issues) => issues.length === 1,
      'the end of the issue',
    );
    expect(left[0]).toMatchObject({ recordId: ghost.orderId, state: 'open' });
    expect(await attemptsOf(ghost)).toBe(before);
    expect(await orderRow(world, lamp.orderId)).toMatchObject({ Exact_Sync_Status__c: 'Sent', Exact_Sync_Problem__c: null });
  }, 60_000);
});

async function attemptsOf({ orderId }: MadeOrder): Promise<number | undefined> {
  return (await openIssues(world, 'orders')).find(({ recordId }) => recordId === orderId)?.attempts;
}
