import { afterEach, describe, expect, it } from '@jest/globals';
import type { Operation } from '../operation.ts';
import { DIVISION, startStage, type Stage } from '../testing/stage.ts';
import { PRODUCTS } from './index.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const SETTINGS = { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { products: { enabled: true } } };
const ITEMS = 5_000;

let stage: Stage;
afterEach(() => stage.close());

async function seed(): Promise<void> {
  stage = await startStage();
  await stage.exact.control('POST', 'catalogue', { division: DIVISION, items: ITEMS, withPrices: true });
  await stage.salesforce.spent();
}

describe('a first load of thousands of items', () => {
  it('costs fewer calls than collections alone would, and is right to the cent', async () => {
    await seed();

    const first = await stage.walk(PRODUCTS, SETTINGS, ALL);

    // Collections would take 50 calls for the writes alone. Here two jobs, looked at as long as they run, and the reads.
    const { counted } = await stage.salesforce.spent();
    expect(counted).toBeLessThanOrEqual(45);
    expect(first.outcomes.filter(({ status }) => status === 'created')).toHaveLength(ITEMS);
    await expectPricesOfExact();

    await stage.walk(PRODUCTS, SETTINGS, { ...ALL, full: true });
    expect((await stage.salesforce.spent()).writes).toBe(0);
  }, 120_000);

  it('puts many pages of Exact into a batch while everything is read, and one page later', async () => {
    await seed();
    let sizes: number[] = [];
    const measured: typeof PRODUCTS = {
      ...PRODUCTS,
      plan: ({ items, prices }) => {
        if (items.length + prices.length > 0) sizes.push(items.length, prices.length);
        return [];
      },
    };

    await stage.walk(measured, SETTINGS, ALL);
    expect(sizes).toEqual([ITEMS, 0, 0, ITEMS]);
    sizes = [];
    await stage.walk(measured, SETTINGS, { ...ALL, cursors: { items: '1', prices: '1' } });
    expect(Math.max(...sizes)).toBe(1_000);
  }, 120_000);

  it('writes what was read before Exact stopped answering', async () => {
    await seed();
    await stage.exact.control('POST', 'faults', { rules: [{ path: 'sync/Logistics/Items', kind: 'error500Json', skip: 3 }] });

    await expect(stage.walk(PRODUCTS, SETTINGS, ALL)).rejects.toThrow();

    expect(await stage.salesforce.rows('Product2')).toHaveLength(3_000);
  }, 120_000);

  it('goes on where a job was given up whose results nobody saw', async () => {
    await seed();
    const lostResults = { method: 'GET', path: 'successfulResults', kind: 'error503', skip: 1 };
    await stage.salesforce.control('POST', 'faults', { rules: [lostResults] });
    await expect(stage.walk(PRODUCTS, SETTINGS, ALL)).rejects.toMatchObject({ handling: 'wait' });
    await stage.salesforce.control('POST', 'faults', { rules: [] });

    const { outcomes } = await stage.walk(PRODUCTS, SETTINGS, ALL);

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    await expectPricesOfExact();
  }, 120_000);
});

describe('a thousand items with their prices', () => {
  it('cost at most 5 calls to Exact and 20 to Salesforce, new or changed', async () => {
    stage = await startStage();
    await stage.exact.control('POST', 'catalogue', { division: DIVISION, items: 1_000, withPrices: true });
    await stage.salesforce.spent();
    await stage.exact.spent();

    const { cursors, outcomes } = await stage.walk(PRODUCTS, SETTINGS, ALL);

    expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(1_000);
    await expectFewCalls();
    for (const { ID: id } of await stage.exact.rows(`${DIVISION}/logistics/Items`))
      await stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${String(id)}`, { Notes: 'Another text.' });
    await stage.exact.spent();
    await stage.salesforce.spent();
    const changed = await stage.walk(PRODUCTS, SETTINGS, { ...ALL, cursors });
    expect(changed.outcomes.filter(({ status }) => status === 'updated')).toHaveLength(1_000);
    await expectFewCalls();
  }, 120_000);

  async function expectFewCalls(): Promise<void> {
    expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(5);
    expect((await stage.salesforce.spent()).counted).toBeLessThanOrEqual(20);
  }
});

describe('price book entries that were made after the prices were read', () => {
  it('are taken over with the price of Exact, whoever made them', async () => {
    stage = await startStage();
    await stage.exact.control('POST', 'catalogue', { division: DIVISION, items: 3, withPrices: true });
    let written = 0;
    const late: typeof PRODUCTS = {
      ...PRODUCTS,
      apply: async (context, operations) => {
        const entries = operations.filter(({ object, action }) => object === 'PricebookEntry' && action === 'create');
        if (entries.length > 0) await makeMeanwhile(entries);
        await stage.salesforce.spent();
        const outcomes = await PRODUCTS.apply(context, operations);
        if (entries.length > 0) written = (await stage.salesforce.spent()).writes;
        return outcomes;
      },
    };

    const { outcomes } = await stage.walk(late, SETTINGS, ALL);

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(written).toBe(2);
    await expectPricesOfExact(3);
    const ids = (await stage.salesforce.rows('PricebookEntry')).map((row) => row['Exact_Price_Id__c']);
    expect(new Set(ids).size).toBe(3);
    expect(ids).not.toContain(null);
  });
});

/** A person enters a price for the first product, a lost job the right one for the second. */
async function makeMeanwhile(entries: readonly Operation[]): Promise<void> {
  const products = new Map((await stage.salesforce.rows('Product2')).map((row) => [row['Exact_Id__c'], row['Id']]));
  await stage.createRecords(
    entries.slice(0, 2).map(({ recordId, fields }, index) => ({
      object: 'PricebookEntry',
      fields: {
        ...Object.fromEntries(fields.map(({ field, to }) => [field, to])),
        Product2Id: products.get(recordId),
        ...(index === 0 ? { UnitPrice: 9_999, Exact_Price_Id__c: null } : {}),
      },
    })),
  );
}

async function expectPricesOfExact(count = ITEMS): Promise<void> {
  const products = new Map((await stage.salesforce.rows('Product2')).map((row) => [row['Id'], row['Exact_Id__c']]));
  const entries = new Map(
    (await stage.salesforce.rows('PricebookEntry')).map((row) => [products.get(row['Product2Id']), row['UnitPrice']]),
  );
  const prices = await stage.exact.rows(`${DIVISION}/logistics/SalesItemPrices`);
  expect(products.size).toBe(count);
  expect(entries.size).toBe(count);
  expect(prices.filter((row) => Number(row['Price']) !== entries.get(row['Item']))).toEqual([]);
}
