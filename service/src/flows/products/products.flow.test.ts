import { afterEach, describe, expect, it } from '@jest/globals';
import { companyDay } from '../../../../simulators/data/index.ts';
import { nextDay, startOfDay } from '../calendar.ts';
import { DIVISION, startStage, type Stage } from '../testing/stage.ts';
import { PRODUCTS } from './index.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;

let stage: Stage;
afterEach(() => stage.close());

function settings(products: object = {}): object {
  return { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { products: { enabled: true, ...products } } };
}

function items(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    Code: `SKU-${index}`,
    Description: `Stuk ${index} é`,
    Unit: 'pc',
    IsSalesItem: true,
    IsStockItem: true,
    SalesVatCode: '2',
  }));
}

async function seedItems(
  rows: readonly object[],
  priceOf: (index: number) => object | undefined = (index) => ({ Price: index + 0.5 }),
): Promise<string[]> {
  const ids = await stage.createRows('logistics/Items', rows as Record<string, unknown>[]);
  const prices = ids.flatMap((id, index) => {
    const price = priceOf(index);
    return price === undefined ? [] : [{ Item: id, Currency: 'EUR', Quantity: 1, Unit: 'pc', ...price }];
  });
  if (prices.length > 0) await stage.createRows('logistics/SalesItemPrices', prices);
  return ids;
}

describe.each(['', 'tandem'])('products in an org with namespace "%s"', (namespace) => {
  const key = (name: string): string => (namespace === '' || !name.endsWith('__c') ? name : `${namespace}__${name}`);

  it('loads a catalogue of 1,550 items with prices within its calls, and writes nothing the second time', async () => {
    stage = await startStage({ salesforce: { namespace } });
    await seedItems(items(1_550));
    await stage.exact.spent();
    await stage.salesforce.spent();

    const first = await stage.walk(PRODUCTS, settings(), ALL);
    const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];
    expect(exact.counted).toBeLessThanOrEqual(12);
    expect(salesforce.counted).toBeLessThanOrEqual(40);
    expect(first.outcomes.filter(({ status, error }) => status === 'created' && error === undefined)).toHaveLength(1_550);
    expect(await stage.salesforce.rows('PricebookEntry')).toHaveLength(1_550);

    const second = await stage.walk(PRODUCTS, settings(), { ...ALL, full: true });
    expect((await stage.salesforce.spent()).writes).toBe(0);
    expect(new Set(second.outcomes.map(({ status }) => status))).toEqual(new Set(['unchanged']));

    await stage.exact.spent();
    await stage.walk(PRODUCTS, settings(), { ...ALL, cursors: second.cursors });
    expect(await stage.exact.spent()).toMatchObject({ counted: 3 });
    expect((await stage.salesforce.spent()).counted).toBe(0);
  });

  it('reports an item without a price, and takes the report back when it gets one', async () => {
    stage = await startStage({ salesforce: { namespace } });
    const [itemId = ''] = await seedItems(items(2), (index) => (index === 0 ? undefined : { Price: 0 }));
    const first = await stage.walk(PRODUCTS, settings(), ALL);
    expect(first.outcomes.filter(({ error }) => error !== undefined)).toMatchObject([
      { recordId: itemId, label: 'SKU-0', error: { code: 'item_without_price' } },
    ]);
    const again = await stage.walk(PRODUCTS, settings(), { ...ALL, full: true });
    expect(again.outcomes.at(-1)).toMatchObject({ status: 'unchanged', error: { code: 'item_without_price' } });

    await stage.createRows('logistics/SalesItemPrices', [
      { Item: itemId, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: 3.25 },
    ]);
    await stage.walk(PRODUCTS, settings(), { ...ALL, cursors: again.cursors });
    const products = await stage.salesforce.rows('Product2');
    expect(products.map((row) => row[key('Exact_Sync_Status__c')])).toEqual(['Synced', 'Synced']);
    expect((await stage.salesforce.rows('PricebookEntry')).map((row) => row['UnitPrice']).sort()).toEqual([0, 3.25]);
  });

  it.each([
    ['is deleted', undefined],
    ['ends', { EndDate: '2020-01-31T00:00:00' }],
  ])('reports an item whose last price %s at once, and writes nothing more when everything is read again', async (_, change) => {
    stage = await startStage({ salesforce: { namespace } });
    const [itemId = ''] = await seedItems(items(1), () => ({ Price: 5, StartDate: '2020-01-01T00:00:00' }));
    const first = await stage.walk(PRODUCTS, settings(), ALL);
    const [price] = await stage.exact.rows(`${DIVISION}/logistics/SalesItemPrices`);
    const place = `rows/${DIVISION}/logistics/SalesItemPrices/${String(price?.['ID'])}`;
    await stage.exact.control(change === undefined ? 'DELETE' : 'PATCH', place, change);
    stage.clock.now = new Date(stage.clock.now.getTime() + 3_600_000);

    const second = await stage.walk(PRODUCTS, settings(), { ...ALL, cursors: first.cursors });

    expect(second.outcomes).toContainEqual(
      expect.objectContaining({ recordId: itemId, error: expect.objectContaining({ code: 'item_without_price' }) as unknown }),
    );
    const [product] = await stage.salesforce.rows('Product2');
    expect(product?.[key('Exact_Sync_Problem__c')]).toContain('SKU-0');
    await stage.salesforce.spent();
    await stage.walk(PRODUCTS, settings(), ALL);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });
});

describe('products', () => {
  it('links a product by its code, updates it, and asks a person where there are two', async () => {
    stage = await startStage();
    const [productId] = await stage.createRecords([
      { object: 'Product2', fields: { Name: 'By hand', ProductCode: 'sku-0', IsActive: true } },
      { object: 'Product2', fields: { Name: 'Twin 1', ProductCode: 'SKU-1', IsActive: true } },
      { object: 'Product2', fields: { Name: 'Twin 2', ProductCode: 'SKU-1', IsActive: true } },
    ]);
    const [itemId, twinId] = await seedItems(items(2));
    const { outcomes } = await stage.walk(PRODUCTS, settings(), ALL);
    expect(outcomes.filter(({ recordId }) => recordId === twinId)).toMatchObject([
      { status: 'blocked', error: { code: 'product_ambiguous' } },
    ]);
    const row = (await stage.salesforce.rows('Product2')).find(({ Id }) => Id === productId);
    expect(row).toMatchObject({ Exact_Id__c: itemId, Name: 'Stuk 0 é', ProductCode: 'SKU-0' });
  });

  it('reports what is wrong with one item and goes on with the others', async () => {
    stage = await startStage();
    const [good, unitless] = items(2);
    const [, secondId, longId] = await seedItems([
      good as object,
      { ...unitless, Unit: '' },
      { ...(good as object), Code: 'A-CODE-OF-MORE-THAN-TWENTY' },
    ]);
    const rules = { fields: [{ to: 'Exact_Unit__c', from: 'item.Unit == "" ? "" : item.Code' }] };
    const { outcomes } = await stage.walk(PRODUCTS, settings(rules), ALL);
    const errors = Object.fromEntries(
      outcomes.filter(({ error }) => error !== undefined).map(({ recordId, error }) => [recordId, error?.code]),
    );
    expect(errors).toMatchObject({ [secondId ?? '']: 'item_without_unit', [longId ?? '']: 'text_too_long' });
    expect(await stage.salesforce.rows('Product2')).toHaveLength(2);
  });

  it('makes the product of a deleted item inactive and lets the next price take over from a deleted one', async () => {
    stage = await startStage();
    const [itemId = '', otherId = ''] = await seedItems(items(2), (index) => ({
      Price: index + 0.5,
      StartDate: '2020-01-01T00:00:00',
    }));
    const [laterId = ''] = await stage.createRows('logistics/SalesItemPrices', [
      { Item: otherId, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: 99, StartDate: '2026-01-01T00:00:00' },
    ]);
    const { cursors } = await stage.walk(PRODUCTS, settings(), ALL);
    expect((await stage.salesforce.rows('PricebookEntry')).map((row) => row['UnitPrice']).sort()).toEqual([0.5, 99]);

    await stage.exact.control('DELETE', `rows/${DIVISION}/logistics/SalesItemPrices/${laterId}`);
    await stage.exact.control('DELETE', `rows/${DIVISION}/logistics/Items/${itemId}`);
    await stage.walk(PRODUCTS, settings(), { ...ALL, cursors });
    expect((await stage.salesforce.rows('Product2')).find((row) => row['Exact_Id__c'] === itemId)).toMatchObject({
      IsActive: false,
    });
    expect((await stage.salesforce.rows('PricebookEntry')).map((row) => row['UnitPrice'])).toContain(1.5);
  });

  it('looks again on the day a price begins, at midnight of the division', async () => {
    stage = await startStage();
    const tomorrow = nextDay(companyDay());
    const midnight = startOfDay(tomorrow, 'Europe/Amsterdam');
    stage.clock.now = new Date(midnight.getTime() - 1_000);
    const [itemId] = await seedItems(items(1), () => ({ Price: 5, StartDate: `${tomorrow}T00:00:00` }));
    const { followUps, cursors } = await stage.walk(PRODUCTS, settings(), ALL);
    expect(followUps).toContainEqual({ recordId: itemId, notBefore: midnight });
    expect(await stage.salesforce.rows('PricebookEntry')).toHaveLength(0);

    stage.clock.now = midnight;
    await stage.walk(PRODUCTS, settings(), { kind: 'records', ids: [itemId ?? ''], explicit: false });
    expect(await stage.salesforce.rows('PricebookEntry')).toMatchObject([{ UnitPrice: 5 }]);
    expect(cursors).toMatchObject({ touchedSince: '' });
  });

  it('keeps one price book entry a currency where the org has several, and reports a currency it lacks', async () => {
    stage = await startStage({ salesforce: { features: { multiCurrency: true }, otherCurrencies: ['USD'] } });
    const [itemId] = await seedItems(items(1));
    await stage.createRows('logistics/SalesItemPrices', [
      { Item: itemId, Currency: 'USD', Quantity: 1, Unit: 'pc', Price: 2 },
      { Item: itemId, Currency: 'GBP', Quantity: 1, Unit: 'pc', Price: 3 },
    ]);
    const { outcomes } = await stage.walk(PRODUCTS, settings(), ALL);
    expect((await stage.salesforce.rows('PricebookEntry')).map((row) => row['CurrencyIsoCode']).sort()).toEqual(['EUR', 'USD']);
    expect(outcomes.map(({ error }) => error?.code)).toContain('price_currency_missing');
  });

  it('plans the first load, prices included, without writing', async () => {
    stage = await startStage();
    await seedItems(items(2));
    await stage.salesforce.spent();
    const { operations } = await stage.walk(PRODUCTS, settings(), ALL, 'plan');
    expect(operations.map(({ object, action }) => `${action} ${object}`).sort()).toEqual([
      'create PricebookEntry',
      'create PricebookEntry',
      'create Product2',
      'create Product2',
    ]);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('applies exactly what was planned, so that an approved plan still fits', async () => {
    stage = await startStage();
    await seedItems(items(3));
    const planned = await stage.walk(PRODUCTS, settings(), ALL, 'plan');
    const applied = await stage.walk(PRODUCTS, settings(), ALL);
    const essence = ({ key, action, targetId, restsOn, fields }: (typeof planned.operations)[number]) => ({
      key,
      action,
      targetId,
      restsOn,
      fields: fields.map(({ field, from, to }) => [field, from, to]),
    });
    expect(applied.operations.map(essence)).toEqual(planned.operations.map(essence));
  });
});
