import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { dayIn } from '../calendar.ts';
import { DIVISION, startStage, type Stage } from '../testing/stage.ts';
import { STOCK } from './index.ts';
import { enterLinkedProducts, enterPositions } from './testing/shop.ts';

const DAY_MS = 86_400_000;
const DOCUMENT = {
  version: 1,
  divisions: [{ code: DIVISION, default: true }],
  flows: { stock: { enabled: true, division: DIVISION } },
};
const DETAILS = 'inventory/ItemWarehousePlanningDetails';

let stage: Stage;

beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

/** Days are those of the company. */
const day = (offset: number): string => dayIn('Europe/Amsterdam', new Date(stage.clock.now.getTime() + offset * DAY_MS));
const walk = (cursors: Readonly<Record<string, string>> = {}) =>
  stage.walk(STOCK, DOCUMENT, { kind: 'changes', cursors, full: false });

async function warehouseId(): Promise<unknown> {
  const rows = await stage.exact.rows(`${DIVISION}/inventory/Warehouses`);
  return rows.find((row) => row['Code'] === '1')?.['ID'];
}

async function enterStock(codes: readonly string[]): Promise<readonly { itemId: string; positionId: string }[]> {
  const products = await enterLinkedProducts(stage, codes);
  const positions = await enterPositions(
    stage,
    products.map(({ itemId }) => ({ itemId, warehouse: '1', CurrentStock: 5 })),
  );
  return products.map(({ itemId }, index) => ({ itemId, positionId: positions[index] ?? '' }));
}

async function enterComing(itemId: string, offset: number, PlannedQuantity: number): Promise<string> {
  const [id = ''] = await stage.createRows(DETAILS, [
    { Item: itemId, Warehouse: await warehouseId(), PlannedDate: day(offset), PlannedQuantity },
  ]);
  return id;
}

async function next(code: string): Promise<unknown> {
  const products = await stage.salesforce.rows('Product2');
  const product = products.find((row) => row['ProductCode'] === code);
  const row = (await stage.salesforce.rows('ExactStock__c')).find((each) => each['Product__c'] === product?.['Id']);
  return [row?.['Next_Expected_On__c'] ?? null, row?.['Next_Expected_Quantity__c'] ?? null];
}

describe('what comes when', () => {
  it('stands beside the stock, follows a plan that moves, and goes once nothing is to come', async () => {
    const [{ itemId } = { itemId: '' }] = await enterStock(['LAMP', 'CHAIR']);
    const first = await enterComing(itemId, 3, 20);
    await enterComing(itemId, 10, 5);
    const { cursors } = await walk();
    expect([await next('LAMP'), await next('CHAIR')]).toEqual([
      [day(3), 20],
      [null, null],
    ]);

    await stage.exact.control('PATCH', `rows/${DIVISION}/${DETAILS}/${first}`, { PlannedDate: day(4) });
    const moved = await walk(cursors);
    expect(await next('LAMP')).toEqual([day(4), 20]);

    await stage.exact.control('DELETE', `rows/${DIVISION}/${DETAILS}/${first}`);
    const less = await walk(moved.cursors);
    expect(await next('LAMP')).toEqual([day(10), 5]);

    const [last] = await stage.exact.rows(`${DIVISION}/${DETAILS}`);
    await stage.exact.control('DELETE', `rows/${DIVISION}/${DETAILS}/${String(last?.['ID'])}`);
    await walk(less.cursors);
    expect(await next('LAMP')).toEqual([null, null]);
  });

  it('is asked for together, of items with something to come alone, and not again while other stock moves', async () => {
    const codes = Array.from({ length: 60 }, (_, index) => `SKU-${index}`);
    const entered = await enterStock(codes);
    for (const { itemId } of entered.slice(0, 20)) await enterComing(itemId, 5, 8);
    await stage.exact.spent();
    const { cursors } = await walk();
    // The stream, the log of deletions, and one call for twenty items.
    expect((await stage.exact.spent()).counted).toBe(3);

    for (const { positionId } of entered)
      await stage.exact.control('PATCH', `rows/${DIVISION}/inventory/ItemWarehouses/${positionId}`, { CurrentStock: 6 });
    await stage.exact.spent();
    const { outcomes } = await walk(cursors);

    expect(outcomes).toHaveLength(60);
    expect((await stage.exact.spent()).counted).toBe(2);
    expect(await next('SKU-7')).toEqual([day(5), 8]);
  }, 60_000);

  it('is written once: a second look at everything writes nothing', async () => {
    const [{ itemId } = { itemId: '' }] = await enterStock(['LAMP']);
    await enterComing(itemId, 3, 1.25);
    await walk();
    await stage.salesforce.spent();

    await walk();

    expect((await stage.salesforce.spent()).writes).toBe(0);
    expect(await next('LAMP')).toEqual([day(3), 1.25]);
  });
});
