import { afterEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage, type Stage } from '../testing/stage.ts';
import { PRODUCTS } from './index.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const DEFAULT_DIVISION = DIVISION + 1;
const PRICE = { Currency: 'EUR', Quantity: 1, Unit: 'pc', StartDate: '2020-01-01T00:00:00' };
/** Durations are divided by a thousand on the stage. */
const TWO_MONTHS_MS = (61 * 86_400_000) / 1_000;

let stage: Stage;
afterEach(() => stage.close());

/** Products are read from a company that is not the default one. */
const FURTHER = {
  version: 1,
  divisions: [{ code: DEFAULT_DIVISION, default: true }, { code: DIVISION }],
  flows: { products: { enabled: true, division: DIVISION } },
};
const ALONE = { version: 1, divisions: [{ code: DIVISION }], flows: { products: { enabled: true } } };

async function open(namespace = ''): Promise<void> {
  const company = (code: number, isMain: boolean) => ({ code, name: `${code} BV`, currency: 'EUR', country: 'NL', isMain });
  const exact = { divisions: [company(DIVISION, true), company(DEFAULT_DIVISION, false)] };
  stage = await startStage({ exact, salesforce: { namespace } });
}

async function enterItems(count: number): Promise<string[]> {
  const fields = { Unit: 'pc', IsSalesItem: true, IsStockItem: true, SalesVatCode: '2' };
  return stage.createRows(
    'logistics/Items',
    Array.from({ length: count }, (_, index) => ({ ...fields, Code: `SKU-${index}`, Description: `Item ${index}` })),
  );
}

async function enterPrices(itemIds: readonly string[], more: object = {}): Promise<string[]> {
  return stage.createRows(
    'logistics/SalesItemPrices',
    itemIds.map((Item, index) => ({ ...PRICE, Item, Price: index + 0.5, ...more })),
  );
}

describe.each(['', 'tandem'])('products of a further company in an org with namespace "%s"', (namespace) => {
  const key = (name: string): string => (namespace === '' || !name.endsWith('__c') ? name : `${namespace}__${name}`);
  /** The product of an item, by its row. */
  const productOf = async (itemId: string) => {
    const rows = await stage.salesforce.rows(key('ExactLink__c'));
    const row = rows.find((candidate) => candidate[key('Exact_Id__c')] === itemId.toLowerCase());
    return (await stage.salesforce.rows('Product2')).find(({ Id }) => Id === row?.[key('Product__c')]);
  };

  it('are linked by rows alone, found by them, and cost nothing more the next day', async () => {
    await open(namespace);
    const itemIds = await enterItems(60);
    await enterPrices(itemIds);

    const { outcomes, cursors } = await stage.walk(PRODUCTS, FURTHER, ALL);

    expect(outcomes.filter(({ status, error }) => status === 'created' && error === undefined)).toHaveLength(60);
    expect((await stage.salesforce.rows('Product2')).filter((row) => row[key('Exact_Id__c')] !== null)).toEqual([]);
    for (const itemId of itemIds) expect(await productOf(itemId)).toBeDefined();
    await stage.salesforce.spent();
    const again = await stage.walk(PRODUCTS, FURTHER, { ...ALL, full: true });
    const { counted, writes } = await stage.salesforce.spent();
    expect(new Set(again.outcomes.map(({ status }) => status))).toEqual(new Set(['unchanged']));
    expect(writes).toBe(0);
    // A lost database: nothing is remembered, and no product is made.
    for (const itemId of itemIds) await stage.links.forget('item', [itemId]);
    await stage.walk(PRODUCTS, FURTHER, { ...ALL, cursors });
    expect((await stage.salesforce.spent()).counted).toBe(0);
    expect(counted).toBeLessThanOrEqual(await callsWhereItIsAlone());
  });

  it('say that the default company sells another product under the code that they got', async () => {
    await open(namespace);
    const [itemId = ''] = await enterItems(1);
    await enterPrices([itemId]);
    const { cursors } = await stage.walk(PRODUCTS, FURTHER, ALL);
    const items = { 'logistics/Items': [{ Code: 'TAKEN', Description: 'Theirs' }] };
    const seeded = await stage.exact.control('POST', 'seed', { division: DEFAULT_DIVISION, entities: items });
    const [item = ''] = (seeded as { readonly ids: Readonly<Record<string, string[]>> }).ids['logistics/Items'] ?? [];
    const fields = { Name: 'Theirs', ProductCode: 'TAKEN', IsActive: true, [key('Exact_Id__c')]: item.toLowerCase() };
    const [theirs = ''] = await stage.createRecords([{ object: 'Product2', fields }]);

    await stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${itemId}`, { Code: 'TAKEN' });
    await stage.walk(PRODUCTS, FURTHER, { ...ALL, cursors });

    expect(await productOf(itemId)).toMatchObject({
      ProductCode: 'TAKEN',
      [key('Exact_Sync_Status__c')]: 'Problem',
      [key('Exact_Sync_Problem__c')]: expect.stringContaining(theirs),
    });
    const both = (await stage.salesforce.rows('Product2')).filter(({ ProductCode }) => ProductCode === 'TAKEN');
    expect(both).toHaveLength(2);
  });

  it('say when they lack a price, by the id of the product too, and take it back', async () => {
    await open(namespace);
    const [itemId = ''] = await enterItems(1);
    const { cursors } = await stage.walk(PRODUCTS, FURTHER, ALL);
    const product = await productOf(itemId);
    expect(product).toMatchObject({ [key('Exact_Sync_Status__c')]: 'Problem' });

    const named = await stage.walk(PRODUCTS, FURTHER, { kind: 'records', ids: [String(product?.['Id'])], explicit: true });
    expect(named.outcomes).toMatchObject([{ recordId: itemId, error: { code: 'item_without_price' } }]);
    await enterPrices([itemId]);
    await stage.walk(PRODUCTS, FURTHER, { ...ALL, cursors });

    expect(await productOf(itemId)).toMatchObject({ [key('Exact_Sync_Status__c')]: 'Synced' });
    expect(await stage.salesforce.rows('PricebookEntry')).toMatchObject([{ UnitPrice: 0.5, IsActive: true }]);
  });

  it('go with their items, and a price that is gone gives way to the one before', async () => {
    await open(namespace);
    const [goneId = '', repricedId = ''] = await enterItems(2);
    await enterPrices([goneId, repricedId]);
    const [laterId = ''] = await enterPrices([repricedId], { Price: 99, StartDate: '2026-01-01T00:00:00' });
    const { cursors } = await stage.walk(PRODUCTS, FURTHER, ALL);

    await stage.exact.control('DELETE', `rows/${DIVISION}/logistics/SalesItemPrices/${laterId}`);
    await stage.exact.control('DELETE', `rows/${DIVISION}/logistics/Items/${goneId}`);
    await stage.walk(PRODUCTS, FURTHER, { ...ALL, cursors });

    expect(await productOf(goneId)).toMatchObject({ IsActive: false });
    const repriced = (await productOf(repricedId))?.['Id'];
    const entries = await stage.salesforce.rows('PricebookEntry');
    expect(entries.find((row) => row['Product2Id'] === repriced)).toMatchObject({ UnitPrice: 1.5, IsActive: true });
  });

  it('go with items whose deletion nobody has told', async () => {
    await open(namespace);
    const [goneId = '', itemId = ''] = await enterItems(2);
    await enterPrices([goneId, itemId]);
    const { cursors } = await stage.walk(PRODUCTS, FURTHER, ALL);
    await stage.exact.control('DELETE', `rows/${DIVISION}/logistics/Items/${goneId}`);
    stage.clock.now = new Date(stage.clock.now.getTime() + TWO_MONTHS_MS);

    await stage.walk(PRODUCTS, FURTHER, { ...ALL, cursors: { ...cursors, deleted: '999999999' } });

    expect(await productOf(goneId)).toMatchObject({ IsActive: false });
    expect(await productOf(itemId)).toMatchObject({ IsActive: true });
  });

  /** Calls to Salesforce of the same catalogue in the only company of an org, compared as a whole. */
  async function callsWhereItIsAlone(): Promise<number> {
    await stage.close();
    await open(namespace);
    await enterPrices(await enterItems(60));
    await stage.walk(PRODUCTS, ALONE, ALL);
    await stage.salesforce.spent();
    await stage.walk(PRODUCTS, ALONE, { ...ALL, full: true });
    return (await stage.salesforce.spent()).counted;
  }
});

it('a product whose item another company has is taken over where it is its own too: one product, one row each', async () => {
  await open();
  const [ofDefault] = await seedInDefault();
  const product = { Name: 'Lamp', ProductCode: 'SKU-0', IsActive: true, Exact_Id__c: ofDefault };
  const [productId] = await stage.createRecords([{ object: 'Product2', fields: product }]);
  const itemIds = await enterItems(1);
  await enterPrices(itemIds);

  const { operations, outcomes } = await stage.walk(PRODUCTS, FURTHER, ALL);

  expect(outcomes).toMatchObject([{ status: 'updated', salesforceId: productId }]);
  expect(operations.map(({ object }) => object)).toEqual(['ExactLink__c', 'Product2', 'PricebookEntry']);
  expect(await stage.salesforce.rows('Product2')).toMatchObject([{ Exact_Id__c: ofDefault }]);
  expect(await stage.salesforce.rows('ExactLink__c')).toMatchObject([{ Product__c: productId, Exact_Id__c: itemIds[0] }]);
});

it('a product that another company has brought is no set any more, and looked at anew for stock, family and picture, once it is taken over', async () => {
  await open();
  const readAt = stage.clock.now.toISOString();
  const read = {
    Exact_Stock_Synced_At__c: readAt,
    Exact_Variants_Synced_At__c: readAt,
    Exact_Picture_Seen__c: 'none',
    Exact_Set__c: true,
  };
  await stage.createRecords([{ object: 'Product2', fields: { Name: 'Lamp', ProductCode: 'SKU-0', IsActive: true, ...read } }]);
  const [itemId = ''] = await enterItems(1);

  await stage.walk(PRODUCTS, ALONE, ALL);

  const unread = { Exact_Stock_Synced_At__c: null, Exact_Variants_Synced_At__c: null, Exact_Picture_Seen__c: null };
  expect(await stage.salesforce.rows('Product2')).toMatchObject([
    { Exact_Id__c: itemId.toLowerCase(), ...unread, Exact_Set__c: false },
  ]);
});

async function seedInDefault(): Promise<string[]> {
  const row = { Code: 'SKU-0', Description: 'Lamp', Unit: 'pc', IsSalesItem: true, IsStockItem: true };
  const entities = { 'logistics/Items': [row] };
  const answer = (await stage.exact.control('POST', 'seed', { division: DEFAULT_DIVISION, entities })) as {
    ids: Record<string, string[]>;
  };
  return answer.ids['logistics/Items'] ?? [];
}
