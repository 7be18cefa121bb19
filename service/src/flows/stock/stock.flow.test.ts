import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startStage, DIVISION, type Stage, type Walked, type WalkedFlow } from '../testing/stage.ts';
import { STOCK } from './index.ts';
import { enterLinkedProducts, enterPositions } from './testing/shop.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const NONE = { itemId: '', productId: '' };
const POSITIONS = `${DIVISION}/inventory/ItemWarehouses`;

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

function settings(stock: object = {}): object {
  return { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { stock: { enabled: true, ...stock } } };
}

const walk = (cursors: Readonly<Record<string, string>> = {}, stock: object = {}): Promise<Walked> =>
  stage.walk(STOCK, settings(stock), { ...ALL, cursors });

async function product(code: string): Promise<Readonly<Record<string, unknown>>> {
  const found = (await stage.salesforce.rows('Product2')).find(({ ProductCode }) => ProductCode === code);
  if (found === undefined) throw new Error(`no product ${code}`);
  return found;
}

const change = (positionId: string, fields: object): Promise<unknown> =>
  stage.exact.control('PATCH', `rows/${POSITIONS}/${positionId}`, fields);

describe('stock', () => {
  it('is what is in the warehouses less open orders, also once those are delivered (80 there, 29 promised: 51)', async () => {
    const [{ itemId } = NONE] = await enterLinkedProducts(stage, ['LAMP']);
    await enterPositions(stage, [{ itemId, warehouse: '1', CurrentStock: 80 }]);
    const [customer] = await stage.createRows('crm/Accounts', [{ Name: 'ACME', Status: 'C' }]);
    const [orderId = ''] = await stage.createRows('salesorder/SalesOrders', [
      { OrderedBy: customer, SalesOrderLines: [{ Item: itemId, Quantity: 29 }] },
    ]);

    const { cursors } = await walk();
    expect(await product('LAMP')).toMatchObject({ Exact_Stock__c: 51 });
    expect(await stage.salesforce.rows('ExactStock__c')).toMatchObject([
      { Warehouse_Code__c: '1', Physical__c: 80, Reserved__c: 29, Available__c: 51, In_Total__c: true },
    ]);

    const lines = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`);
    const line = lines.find(({ OrderID }) => OrderID === orderId);
    await stage.exact.control('PATCH', `rows/${DIVISION}/salesorder/SalesOrderLines/${String(line?.['ID'])}`, {
      QuantityDelivered: 29,
    });
    await walk(cursors);
    expect(await product('LAMP')).toMatchObject({ Exact_Stock__c: 51 });
    expect(await stage.salesforce.rows('ExactStock__c')).toMatchObject([{ Physical__c: 51, Reserved__c: 0 }]);
  });

  it.each([
    ['physical', 10.5],
    ['lessOrders', 10.5],
    ['withIncoming', 14.75],
    ['projected', 14.75],
  ])('may be calculated as %s', async (available, expected) => {
    const [{ itemId } = NONE] = await enterLinkedProducts(stage, ['LAMP']);
    await enterPositions(stage, [{ itemId, warehouse: '1', CurrentStock: 10.5, PlannedStockIn: 4.25 }]);

    await walk({}, { available });

    expect(await product('LAMP')).toMatchObject({ Exact_Stock__c: expected });
  });

  it('has a row for each warehouse, and counts those that the settings name; other settings are followed by themselves', async () => {
    const [{ itemId } = NONE] = await enterLinkedProducts(stage, ['LAMP']);
    await enterPositions(stage, [
      { itemId, warehouse: '1', CurrentStock: 8 },
      { itemId, warehouse: 'RET', CurrentStock: 5 },
    ]);
    const { cursors } = await walk({}, { warehouses: { count: 'allBut', codes: ['ret'] } });
    expect(await product('LAMP')).toMatchObject({ Exact_Stock__c: 8 });

    const everything = await walk(cursors);
    expect(await product('LAMP')).toMatchObject({ Exact_Stock__c: 13 });

    await walk(everything.cursors, { warehouses: { count: 'only', codes: ['SHOW'] } });
    expect(await product('LAMP')).toMatchObject({ Exact_Stock__c: null });
    const rows = await stage.salesforce.rows('ExactStock__c');
    expect(rows.map((row) => [row['Available__c'], row['In_Total__c']])).toEqual([
      [8, false],
      [5, false],
    ]);
  });

  it('of a product without any position is empty and not nothing, and is not looked for again', async () => {
    await enterLinkedProducts(stage, ['LAMP']);
    // Salesforce tells when a product was made, to the second.
    stage.clock.now = new Date(Date.now() + 5_000);
    const { cursors, outcomes } = await walk();
    expect(outcomes).toMatchObject([{ label: 'LAMP', status: 'unchanged' }]);
    expect(await product('LAMP')).toMatchObject({ Exact_Stock__c: null, Exact_Stock_Synced_At__c: expect.any(String) });
    await stage.exact.spent();
    await stage.salesforce.spent();

    await walk(cursors);

    expect(await stage.exact.spent()).toMatchObject({ counted: 2 });
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('of an item that becomes a product later comes with the next poll', async () => {
    const [itemId = ''] = await stage.createRows('logistics/Items', [
      { Code: 'LATE', Description: 'Late', Unit: 'pc', IsSalesItem: true, IsStockItem: true },
    ]);
    await enterPositions(stage, [{ itemId, warehouse: '1', CurrentStock: 7 }]);
    const { cursors, outcomes } = await walk();
    expect(outcomes).toEqual([]);
    await stage.createRecords([
      {
        object: 'Product2',
        fields: {
          Name: 'Late',
          ProductCode: 'LATE',
          IsActive: true,
          Exact_Id__c: itemId.toLowerCase(),
          Exact_Stock_Managed__c: true,
        },
      },
    ]);

    await walk(cursors);

    expect(await product('LATE')).toMatchObject({ Exact_Stock__c: 7 });
  });

  it('of a product that is linked while the whole stream is read comes with the next poll, and is not taken for none', async () => {
    const [itemId = ''] = await stage.createRows('logistics/Items', [
      { Code: 'LATE', Description: 'Late', Unit: 'pc', IsSalesItem: true, IsStockItem: true },
    ]);
    await enterPositions(stage, [{ itemId, warehouse: '1', CurrentStock: 7 }]);
    const [productId = ''] = await stage.createRecords([
      { object: 'Product2', fields: { Name: 'Late', ProductCode: 'LATE', IsActive: true } },
    ]);
    // A walk that begins after the product was made, as far as Salesforce tells: it knows seconds.
    stage.clock.now = new Date(Date.now() + 1_000);
    const link = { Exact_Id__c: itemId.toLowerCase(), Exact_Stock_Managed__c: true };
    const linking: WalkedFlow<unknown> = {
      ...STOCK,
      apply: async (context, operations) => {
        await delay(stage.clock.now.getTime() - Date.now());
        await stage.salesforce.control('PATCH', `rows/Product2/${productId}`, link);
        return STOCK.apply(context, operations);
      },
    };

    const { cursors, outcomes } = await stage.walk(linking, settings(), ALL);
    expect(outcomes).toEqual([]);
    expect(await product('LATE')).toMatchObject({ Exact_Stock__c: null, Exact_Stock_Synced_At__c: null });
    await walk(cursors);

    expect(await product('LATE')).toMatchObject({ Exact_Stock__c: 7 });
  });

  it('of a position that is deleted in Exact goes, its row stays and says nothing', async () => {
    const [{ itemId } = NONE] = await enterLinkedProducts(stage, ['LAMP']);
    const [first = ''] = await enterPositions(stage, [
      { itemId, warehouse: '1', CurrentStock: 8 },
      { itemId, warehouse: '2', CurrentStock: 5 },
    ]);
    const { cursors } = await walk();
    await stage.exact.control('DELETE', `rows/${POSITIONS}/${first}`);

    await walk(cursors);

    expect(await product('LAMP')).toMatchObject({ Exact_Stock__c: 5 });
    const rows = await stage.salesforce.rows('ExactStock__c');
    expect(rows.find((row) => row['Warehouse_Code__c'] === '1')).toMatchObject({
      Available__c: null,
      Physical__c: null,
      In_Total__c: false,
    });
  });

  it('that is asked for of an item which is no product says so, and the others come', async () => {
    const [{ itemId } = NONE] = await enterLinkedProducts(stage, ['LAMP']);
    const [stranger = ''] = await stage.createRows('logistics/Items', [{ Code: 'RAW', Description: 'Raw', IsStockItem: true }]);
    await enterPositions(stage, [
      { itemId, warehouse: '1', CurrentStock: 8 },
      { itemId: stranger, warehouse: '1', CurrentStock: 2 },
    ]);

    const { outcomes } = await stage.walk(STOCK, settings(), { kind: 'records', ids: [itemId, stranger], explicit: true });

    expect(outcomes).toMatchObject([
      { recordId: itemId, status: 'created' },
      { recordId: stranger.toLowerCase(), label: 'RAW', status: 'skipped', error: { code: 'stock_without_product' } },
    ]);
    expect(await product('LAMP')).toMatchObject({ Exact_Stock__c: 8 });
  });

  it('that does not fit is told at its warehouse and leaves the rest of the product and all others alone', async () => {
    const products = await enterLinkedProducts(stage, ['LAMP', 'TABLE']);
    await enterPositions(
      stage,
      products.flatMap(({ itemId }) => [
        { itemId, warehouse: '1', CurrentStock: 8 },
        { itemId, warehouse: '2', CurrentStock: 5 },
      ]),
    );
    const fields = [
      { to: 'Physical__c', from: 'stock.ItemCode == "LAMP" && stock.WarehouseCode == "2" ? "many" : string(stock.CurrentStock)' },
    ];

    const { outcomes } = await walk({}, { fields });

    expect(outcomes.map(({ label, status, error }) => [label, status, error?.code])).toEqual([
      ['LAMP', 'created', 'formula_failed'],
      ['TABLE', 'created', undefined],
    ]);
    expect(await product('LAMP')).toMatchObject({ Exact_Stock__c: 8 });
    expect(await product('TABLE')).toMatchObject({ Exact_Stock__c: 13 });
  });

  it('puts a total right that somebody changed in Salesforce, when everything is compared', async () => {
    const [{ itemId, productId } = NONE] = await enterLinkedProducts(stage, ['LAMP']);
    await enterPositions(stage, [{ itemId, warehouse: '1', CurrentStock: 8 }]);
    await walk();
    await stage.salesforce.control('PATCH', `rows/Product2/${productId}`, { Exact_Stock__c: 99 });

    const { outcomes } = await walk();

    expect(outcomes).toMatchObject([{ status: 'updated' }]);
    expect(await product('LAMP')).toMatchObject({ Exact_Stock__c: 8 });
  });

  it('with more decimals than Salesforce keeps is written once', async () => {
    const [{ itemId } = NONE] = await enterLinkedProducts(stage, ['ROPE']);
    await enterPositions(stage, [{ itemId, warehouse: '1', CurrentStock: 1.234567 }]);
    await walk();
    expect(await product('ROPE')).toMatchObject({ Exact_Stock__c: 1.2346 });
    await stage.salesforce.spent();

    await walk();

    expect((await stage.salesforce.spent()).writes).toBe(0);
  });
});

describe('the calls of stock', () => {
  it('a thousand changed positions cost at most ten Exact and ten Salesforce calls, and a hundred of many are a hundred written', async () => {
    const codes = Array.from({ length: 1_000 }, (_, index) => `SKU-${index}`);
    const products = await enterLinkedProducts(stage, codes);
    const positions = await enterPositions(
      stage,
      products.map(({ itemId }, index) => ({ itemId, warehouse: '1', CurrentStock: index })),
    );
    const first = await walk();
    expect(first.outcomes.map(({ status }) => status)).toEqual(codes.map(() => 'created'));
    for (const id of positions) await change(id, { CurrentStock: 5_000 });
    await stage.exact.spent();
    await stage.salesforce.spent();

    const all = await walk(first.cursors);
    const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];

    expect(all.outcomes.filter(({ status }) => status === 'updated')).toHaveLength(1_000);
    expect([exact.counted, salesforce.counted]).toEqual([2, 5]);

    for (const id of positions.slice(0, 100)) await change(id, { CurrentStock: 4_000 });
    const few = await walk(all.cursors);
    expect(few.outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 'updated'));
    const writes = await stage.salesforce.spent();
    expect(writes.counted).toBeLessThanOrEqual(5);

    const nothing = await walk(few.cursors);
    expect(nothing.outcomes).toEqual([]);
    expect(await stage.salesforce.spent()).toEqual({ counted: 1, writes: 0 });
  }, 120_000);
});
