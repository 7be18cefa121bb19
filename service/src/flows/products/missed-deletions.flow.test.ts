import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage, type Stage } from '../testing/stage.ts';
import { PRODUCTS } from './index.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const SETTINGS = { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { products: { enabled: true } } };
const ITEMS = 30;
/** Durations are divided by a thousand on the stage. */
const TWO_MONTHS_MS = (61 * 86_400_000) / 1_000;

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

/** A catalogue that is in Salesforce, of which one item and the newer price of another go while nobody looks, for two months. */
async function missDeletions(): Promise<{ cursors: Record<string, string>; goneId: string; repricedId: string }> {
  const rows = Array.from({ length: ITEMS }, (_, index) => ({
    ...{
      Code: `SKU-${index}`,
      Description: `Item ${index}`,
      Unit: 'pc',
      IsSalesItem: true,
      IsStockItem: true,
      SalesVatCode: '2',
    },
  }));
  const ids = await stage.createRows('logistics/Items', rows);
  const price = { Currency: 'EUR', Quantity: 1, Unit: 'pc', StartDate: '2020-01-01T00:00:00' };
  await stage.createRows(
    'logistics/SalesItemPrices',
    ids.map((id) => ({ ...price, Item: id, Price: 1.5 })),
  );
  const [goneId = '', repricedId = ''] = ids;
  const [newerId = ''] = await stage.createRows('logistics/SalesItemPrices', [
    { ...price, Item: repricedId, Price: 99, StartDate: '2026-01-01T00:00:00' },
  ]);
  const { cursors } = await stage.walk(PRODUCTS, SETTINGS, ALL);
  await stage.exact.control('DELETE', `rows/${DIVISION}/logistics/Items/${goneId}`);
  await stage.exact.control('DELETE', `rows/${DIVISION}/logistics/SalesItemPrices/${newerId}`);
  stage.clock.now = new Date(stage.clock.now.getTime() + TWO_MONTHS_MS);
  await stage.exact.spent();
  await stage.salesforce.spent();
  // Exact tells neither of the two any more.
  return { cursors: { ...cursors, deleted: '999999999' }, goneId, repricedId };
}

describe('deletions that Exact forgot before they were read', () => {
  it('are found by comparing everything: a product without its item becomes inactive, a price without its row gives way', async () => {
    const { cursors, goneId, repricedId } = await missDeletions();

    const { outcomes } = await stage.walk(PRODUCTS, SETTINGS, { ...ALL, cursors });

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    const products = await stage.salesforce.rows('Product2');
    expect(products.filter((row) => row['IsActive'] === false).map((row) => row['Exact_Id__c'])).toEqual([goneId]);
    const repriced = products.find((row) => row['Exact_Id__c'] === repricedId)?.['Id'];
    const entries = await stage.salesforce.rows('PricebookEntry');
    expect(entries.find((row) => row['Product2Id'] === repriced)).toMatchObject({ UnitPrice: 1.5, IsActive: true });
  });

  it('cost a walk over all streams, once, and a question for what was not among all items', async () => {
    const { cursors } = await missDeletions();

    const { cursors: after } = await stage.walk(PRODUCTS, SETTINGS, { ...ALL, cursors });

    // Three streams, all prices of the item with another one, and a question for the item that was not among all.
    expect(await stage.exact.spent()).toMatchObject({ counted: 5 });
    expect((await stage.salesforce.spent()).counted).toBeLessThanOrEqual(10);
    await stage.walk(PRODUCTS, SETTINGS, { ...ALL, cursors: after });
    expect(await stage.exact.spent()).toMatchObject({ counted: 3 });
    expect((await stage.salesforce.spent()).counted).toBe(0);
  });

  it('are not looked for where the deletions were read in time', async () => {
    const { cursors, goneId } = await missDeletions();
    const readAt = stage.clock.now.toISOString();

    await stage.walk(PRODUCTS, SETTINGS, { ...ALL, cursors: { ...cursors, deletionsReadAt: readAt } });

    expect(await stage.exact.spent()).toMatchObject({ counted: 3 });
    const product = (await stage.salesforce.rows('Product2')).find((row) => row['Exact_Id__c'] === goneId);
    expect(product).toMatchObject({ IsActive: true });
  });
});
