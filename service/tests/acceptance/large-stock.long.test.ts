import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { STOCK } from '../../src/flows/stock/index.ts';
import { enterLinkedProducts, enterPositions } from '../../src/flows/stock/testing/shop.ts';
import { DIVISION, startStage, type Stage } from '../../src/flows/testing/stage.ts';

const PRODUCTS = 1_000;
const WAREHOUSES = 20;
const CHANGED = 100;
const DOCUMENT = { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { stock: { enabled: true } } };

let stage: Stage;
let positions: readonly string[];

beforeAll(async () => {
  stage = await startStage();
  const codes = Array.from({ length: PRODUCTS }, (_, index) => `ITEM-${index}`);
  const products = await enterLinkedProducts(stage, codes);
  positions = await enterPositions(
    stage,
    products.flatMap(({ itemId }) =>
      Array.from({ length: WAREHOUSES }, (_, index) => ({ itemId, warehouse: `W${index}`, CurrentStock: index })),
    ),
  );
}, 300_000);

afterAll(() => stage.close());

it('of 20,000 positions of which a hundred changed a hundred are written, each with the total of its product', async () => {
  const walk = (cursors: Readonly<Record<string, string>>) =>
    stage.walk(STOCK, DOCUMENT, { kind: 'changes', cursors, full: false });
  const { cursors } = await walk({});
  expect(await stage.salesforce.rows('ExactStock__c')).toHaveLength(PRODUCTS * WAREHOUSES);
  // One warehouse of a product each.
  const changed = positions.filter((_, index) => index % WAREHOUSES === 0).slice(0, CHANGED);
  for (const id of changed)
    await stage.exact.control('PATCH', `rows/${DIVISION}/inventory/ItemWarehouses/${id}`, { CurrentStock: 500 });
  await stage.exact.spent();
  await stage.salesforce.spent();

  const { operations, outcomes } = await walk(cursors);

  const written = operations.filter(({ action }) => action === 'create' || action === 'update');
  expect(written.filter(({ object }) => object === 'ExactStock__c')).toHaveLength(CHANGED);
  expect(written.filter(({ object }) => object === 'Product2')).toHaveLength(CHANGED);
  expect(outcomes.filter(({ status }) => status === 'updated')).toHaveLength(CHANGED);
  expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(2);
  expect((await stage.salesforce.spent()).counted).toBeLessThanOrEqual(4);
}, 300_000);
