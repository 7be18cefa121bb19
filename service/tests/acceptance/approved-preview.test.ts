import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { enterHandmadeProduct, enterItems, enterOrder, item, productRow } from '../support/shop.ts';
import { DIVISION, startWorld, type World } from '../support/world.ts';

const HANDMADE = [
  { sku: 'HAND-1', ownPrice: 9, price: 12.5 },
  { sku: 'HAND-2', ownPrice: 4, price: 4 },
  { sku: 'HAND-3', ownPrice: undefined, price: 0 },
];
const NEW = { sku: 'NEW-1', price: 7.25 };

let world: World;
let productIds: ReadonlyMap<string, string>;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60 });
  const made = [];
  for (const { sku, ownPrice } of HANDMADE) made.push([sku, await enterHandmadeProduct(world, sku, ownPrice)] as const);
  productIds = new Map(made);
  await enterItems(
    world,
    [...HANDMADE, NEW].map(({ sku, price }) => ({ row: item(sku), price })),
  );
  // Switched off: only what the person approves is written.
  await world.saveConfiguration({ version: 1, divisions: [{ code: DIVISION, default: true }], flows: {} });
}, 120_000);

afterAll(() => world.close());

describe('an approved preview', () => {
  it('applies everything it showed: products that were made by hand are linked, with their prices', async () => {
    const preview = await world.run({ flow: 'products', mode: 'plan' });
    expect(preview).toMatchObject({ state: 'planned', counts: { created: 1, updated: HANDMADE.length, blocked: 0 } });
    expect((await world.salesforce.rows('Product2')).every((row) => row['Exact_Id__c'] == null)).toBe(true);

    const runId = String(preview['id']);
    expect((await world.api('POST', `/v1/runs/${runId}/approve`)).status).toBe(202);
    const { body: run } = await eventually(
      () => world.api('GET', `/v1/runs/${runId}`),
      ({ body }) => !['queued', 'running', 'planned'].includes(String(body['state'])),
      'the end of the approved run',
    );

    const applied = { created: 1, updated: HANDMADE.length, skipped: 0, blocked: 0, failed: 0 };
    expect(run).toMatchObject({ state: 'succeeded', counts: applied });
    for (const { sku } of HANDMADE) {
      const product = await productRow(world, sku);
      expect(product).toMatchObject({ Id: productIds.get(sku), Exact_Sync_Status__c: 'Synced' });
      expect(product['Exact_Id__c']).toBeTruthy();
    }
    expect(await pricesByCode()).toEqual(Object.fromEntries([...HANDMADE, NEW].map(({ sku, price }) => [sku, [price]])));
  }, 60_000);
});

describe('a preview', () => {
  it('shows a record that cannot be sent, and why', async () => {
    const orders = { division: DIVISION, statusCodes: ['Activated'], sendFrom: '2020-01-01T00:00:00Z' };
    await world.saveConfiguration({ version: 1, divisions: [{ code: DIVISION, default: true }], flows: { orders } });
    const { orderId } = await enterOrder(world, 'Lost', {
      account: { BillingCountry: 'Nowhere' },
      lines: [{ code: NEW.sku, price: NEW.price }],
    });

    const preview = await world.run({ flow: 'orders', mode: 'plan', ids: [orderId] });
    const { status, body } = await world.api('GET', `/v1/runs/${String(preview['id'])}/operations`);

    expect({ status, counts: preview['counts'] }).toMatchObject({ status: 200, counts: { blocked: 1 } });
    expect(body['items']).toContainEqual(
      expect.objectContaining({
        recordId: orderId,
        action: 'block',
        reason: expect.objectContaining({ code: expect.any(String), status: 422, detail: expect.stringContaining('Nowhere') }),
      }),
    );
  }, 60_000);
});

/** Standard prices of every product, by its code. */
async function pricesByCode(): Promise<Record<string, unknown[]>> {
  const codes = new Map((await world.salesforce.rows('Product2')).map((row) => [row['Id'], String(row['ProductCode'])]));
  const entries = await world.salesforce.rows('PricebookEntry');
  const byCode = Map.groupBy(entries, (entry) => codes.get(entry['Product2Id']) ?? '');
  return Object.fromEntries([...byCode].map(([code, rows]) => [code, rows.map((row) => row['UnitPrice'])]));
}
