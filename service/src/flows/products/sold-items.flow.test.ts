import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { companyDay } from '../../../../simulators/data/index.ts';
import { nextDay, startOfDay } from '../calendar.ts';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { PRODUCTS } from './index.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const SETTINGS = { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { products: { enabled: true } } };

let stage: Stage;
let cursors: Walked['cursors'];

beforeEach(async () => {
  stage = await startStage();
  cursors = {};
});
afterEach(() => stage.close());

async function enter(code: string, fields: object = {}, price = 3): Promise<string> {
  const row = { Code: code, Description: code, Unit: 'pc', IsSalesItem: true, IsStockItem: true, SalesVatCode: '2', ...fields };
  const [id = ''] = await stage.createRows('logistics/Items', [row]);
  await stage.createRows('logistics/SalesItemPrices', [{ Item: id, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: price }]);
  return id;
}

async function sync(mode: 'apply' | 'plan' = 'apply'): Promise<Walked> {
  const walked = await stage.walk(PRODUCTS, SETTINGS, { ...ALL, cursors }, mode);
  if (mode === 'apply') cursors = walked.cursors;
  return walked;
}

const change = (id: string, fields: object) => stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${id}`, fields);

/** What a salesperson sees: each product with whether it and its price can be chosen. */
async function shelf(): Promise<Record<string, readonly [boolean, boolean | undefined]>> {
  const entries = new Map((await stage.salesforce.rows('PricebookEntry')).map((row) => [row['Product2Id'], row['IsActive']]));
  return Object.fromEntries(
    (await stage.salesforce.rows('Product2')).map((row) => [
      String(row['ProductCode']),
      [row['IsActive'] === true, entries.get(row['Id']) as boolean | undefined],
    ]),
  );
}

describe('items that Exact does not sell', () => {
  it('become no product, whatever price they have, and a preview of them plans nothing', async () => {
    const bought = { IsSalesItem: false, IsPurchaseItem: true };
    await enter('BOUGHT', bought);
    await enter('GOOD');

    const planned = await sync('plan');
    expect(planned.operations.filter(({ action }) => action === 'create').map(({ label }) => label)).toEqual(['GOOD', 'GOOD']);
    const { outcomes } = await sync();
    expect(outcomes.map(({ label, status, error }) => [label, status, error?.code])).toEqual(
      expect.arrayContaining([['BOUGHT', 'skipped', 'item_not_sold']]),
    );
    expect(await shelf()).toEqual({ GOOD: [true, true] });
  });

  it('lose their product and its price, and get both back when they are sold again', async () => {
    const id = await enter('WOOL');
    await sync();
    await change(id, { IsSalesItem: false });
    await sync();
    expect(await shelf()).toEqual({ WOOL: [false, false] });

    await change(id, { IsSalesItem: true });
    const back = await sync();
    expect(await shelf()).toEqual({ WOOL: [true, true] });
    expect(back.outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    await stage.salesforce.spent();
    await sync();
    expect(await stage.salesforce.spent()).toMatchObject({ writes: 0 });
  });

  it('are told by Exact, not by a product that a person switched off: its price changes and stays', async () => {
    const id = await enter('WOOL');
    await sync();
    const [product] = await stage.salesforce.rows('Product2');
    await stage.salesforce.control('PATCH', `rows/Product2/${String(product?.['Id'])}`, { IsActive: false });
    const [price] = await stage.exact.rows(`${DIVISION}/logistics/SalesItemPrices`);
    const reprice = (Price: number) =>
      stage.exact.control('PATCH', `rows/${DIVISION}/logistics/SalesItemPrices/${String(price?.['ID'])}`, { Price });
    await reprice(4);

    await sync();

    expect(await stage.salesforce.rows('PricebookEntry')).toMatchObject([
      { IsActive: true, UnitPrice: 4, Exact_Price_Id__c: price?.['ID'] },
    ]);

    // What was remembered of the item is lost: it is read again, and no product stands in for it.
    await stage.items.forget([id]);
    await reprice(5);
    await sync();
    expect(await stage.salesforce.rows('PricebookEntry')).toMatchObject([{ IsActive: true, UnitPrice: 5 }]);
  });

  it('are written just as their preview said', async () => {
    const id = await enter('WOOL');
    await sync();
    await change(id, { IsSalesItem: false });
    const essence = ({ operations }: Walked) =>
      operations.map(({ key, action, targetId, restsOn, fields }) => ({ key, action, targetId, restsOn, fields }));

    const planned = await sync('plan');
    const named = await stage.walk(PRODUCTS, SETTINGS, { kind: 'records', ids: [id], explicit: false }, 'plan');

    expect(planned.operations.map(({ object }) => object)).toEqual(['Product2', 'PricebookEntry']);
    expect(essence(named).map(({ key, fields }) => [key, fields])).toEqual(
      essence(planned).map(({ key, fields }) => [key, fields]),
    );
    expect(essence(await sync())).toEqual(essence(planned));
  });
});

describe('the days on which an item is sold', () => {
  it('end its product with its price, at midnight of the division', async () => {
    const today = companyDay();
    const id = await enter('LAST', { EndDate: `${today}T00:00:00` });
    const midnight = startOfDay(nextDay(today), 'Europe/Amsterdam');
    expect((await sync()).followUps).toContainEqual({ recordId: id, notBefore: midnight });
    expect(await shelf()).toEqual({ LAST: [true, true] });

    stage.clock.now = midnight;
    await stage.walk(PRODUCTS, SETTINGS, { kind: 'records', ids: [id], explicit: false });
    expect(await shelf()).toEqual({ LAST: [false, false] });
  });

  it('begin it with its price', async () => {
    const tomorrow = nextDay(companyDay());
    const id = await enter('SOON', { StartDate: `${tomorrow}T00:00:00` });
    await sync();
    expect(await shelf()).toEqual({ SOON: [false, undefined] });

    stage.clock.now = startOfDay(tomorrow, 'Europe/Amsterdam');
    await stage.walk(PRODUCTS, SETTINGS, { kind: 'records', ids: [id], explicit: false });
    expect(await shelf()).toEqual({ SOON: [true, true] });
  });

  it('are over for an item that is deleted, and for its price', async () => {
    const id = await enter('GONE');
    await sync();
    await stage.exact.control('DELETE', `rows/${DIVISION}/logistics/Items/${id}`);
    const { outcomes } = await sync();
    expect(await shelf()).toEqual({ GONE: [false, false] });
    expect(outcomes.map(({ status, error }) => [status, error])).toEqual([['updated', undefined]]);
  });
});
