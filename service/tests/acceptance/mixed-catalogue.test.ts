import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { companyDay } from '../../../simulators/data/index.ts';
import { firstPoll } from '../support/first-poll.ts';
import { enterItems, enterOrder, item, openIssues, productRow } from '../support/shop.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

const DAY_MS = 86_400_000;
const inDays = (days: number) => `${companyDay(new Date(Date.now() + days * DAY_MS))}T00:00:00`;

const CATALOGUE = [
  { row: item('PLAIN'), price: 1.5, sold: 1.5 },
  { row: item('SERVICE', { IsStockItem: false }), price: 80, sold: 80 },
  { row: item('FREE'), price: 0, sold: 0 },
  { row: item('FINE'), price: 0.0375, sold: 0.04 },
  { row: item('FINER'), price: 12.3456, sold: 12.35 },
  { row: item('LASTDAY', { StartDate: inDays(-30), EndDate: inDays(0) }), price: 4, sold: 4 },
  { row: item('BOUGHT', { IsSalesItem: false, IsPurchaseItem: true }), price: 3, sold: undefined },
  { row: item('RAW', { IsSalesItem: false, IsPurchaseItem: true }), price: undefined, sold: undefined },
  { row: item('ENDED', { StartDate: inDays(-30), EndDate: inDays(-2) }), price: 5, sold: undefined },
  { row: item('LATER', { StartDate: inDays(2) }), price: 6, sold: undefined },
];

describe('a catalogue of all kinds of items', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld();
    await enterItems(world, CATALOGUE);
    await world.saveConfiguration({
      version: 1,
      divisions: [{ code: DIVISION, default: true }],
      flows: { products: { enabled: false }, orders: { enabled: true, everyMinutes: 1_440, sendFrom: '2020-01-01T00:00:00Z' } },
    });
    await firstPoll(world, 'orders');
    const run = await world.run({ flow: 'products', mode: 'apply', full: true });
    expect(run['state']).toBe('succeeded');
  }, 120_000);

  afterAll(() => world.close());

  it('puts on the shelf all that Exact sells today, at its price, and nothing else', async () => {
    const entries = new Map((await world.salesforce.rows('PricebookEntry')).map((row) => [row['Product2Id'], row]));
    const shelf = (await world.salesforce.rows('Product2')).flatMap((product) => {
      const entry = entries.get(product['Id']);
      return product['IsActive'] === true && entry?.['IsActive'] === true ? [[product['ProductCode'], entry['UnitPrice']]] : [];
    });
    expect(Object.fromEntries(shelf)).toEqual(
      Object.fromEntries(CATALOGUE.flatMap(({ row, sold }) => (sold === undefined ? [] : [[row['Code'], sold]]))),
    );
    expect((await productRow(world, 'LATER'))['IsActive']).toBe(false);
    expect(await openIssues(world, 'products')).toEqual([]);
  });

  it('is ordered from without a refusal of Exact', async () => {
    for (const { row, sold } of CATALOGUE) {
      if (sold === undefined) continue;
      const code = String(row['Code']);
      const order = await enterOrder(world, `Buyer${code}`, { lines: [{ code, price: sold }] });
      const answer = await world.api('POST', `/v1/orders/${order.orderId}/push?waitMs=20000`);
      expect([code, answer.status, answer.body['detail'] ?? answer.body['status']]).toEqual([code, 200, 'sent']);
    }
  }, 120_000);
});
