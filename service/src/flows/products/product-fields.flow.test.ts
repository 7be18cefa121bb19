import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { PRODUCTS } from './index.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const ITEM = { Code: 'LAMP', Description: 'Lamp', Unit: 'pc', IsSalesItem: true, IsStockItem: true, SalesVatCode: '2' };

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

function walk(fields: readonly object[] = [], cursors: Readonly<Record<string, string>> = {}): Promise<Walked> {
  const document = {
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: { products: { enabled: true, fields } },
  };
  return stage.walk(PRODUCTS, document, { ...ALL, cursors });
}

async function enterItem(more: object = {}): Promise<string> {
  const [itemId = ''] = await stage.createRows('logistics/Items', [{ ...ITEM, ...more }]);
  await stage.createRows('logistics/SalesItemPrices', [{ Item: itemId, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: 5 }]);
  return itemId;
}

async function product(): Promise<Readonly<Record<string, unknown>>> {
  const [only = {}, ...others] = await stage.salesforce.rows('Product2');
  expect(others).toEqual([]);
  return only;
}

const inExact = (itemId: string, fields: object): Promise<unknown> =>
  stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${itemId}`, fields);
const inSalesforce = async (fields: object): Promise<unknown> =>
  stage.salesforce.control('PATCH', `rows/Product2/${String((await product())['Id'])}`, fields);

describe('the fields of a product', () => {
  it('tell whether its stock is managed, and its net weight with its unit', async () => {
    const itemId = await enterItem({ NetWeight: 1.25, NetWeightUnit: 'kg' });
    const { cursors } = await walk();
    expect(await product()).toMatchObject({ Exact_Stock_Managed__c: true, Net_Weight__c: 1.25, Net_Weight_Unit__c: 'kg' });

    await inExact(itemId, { IsStockItem: false, NetWeight: null });
    await walk([], cursors);
    expect(await product()).toMatchObject({ Exact_Stock_Managed__c: false, Net_Weight__c: null, Exact_Kind__c: 'Virtual' });
  });

  it('keep what a person wrote in Salesforce under the policy `create`, and follow the item under `always`', async () => {
    const itemId = await enterItem({ Notes: 'As bought.' });
    const rule = { to: 'Long_Description__c', from: 'item.Notes' };
    const { cursors } = await walk([{ ...rule, policy: 'create' }]);
    expect(await product()).toMatchObject({ Long_Description__c: 'As bought.' });
    await inSalesforce({ Long_Description__c: 'A lamp that people like.' });

    await inExact(itemId, { Notes: 'As bought, in brass.', Description: 'Brass lamp' });
    const kept = await walk([{ ...rule, policy: 'create' }], cursors);
    expect(await product()).toMatchObject({ Name: 'Brass lamp', Long_Description__c: 'A lamp that people like.' });

    await inExact(itemId, { Notes: 'In brass or steel.' });
    await walk([{ ...rule, policy: 'always' }], kept.cursors);
    expect(await product()).toMatchObject({ Long_Description__c: 'In brass or steel.' });
  });

  it('follow an item whose code changes: the same product under another code, with its price', async () => {
    const itemId = await enterItem();
    const { cursors } = await walk();
    const before = await product();

    await inExact(itemId, { Code: 'LAMP-2' });
    await walk([], cursors);

    expect(await product()).toMatchObject({
      Id: before['Id'],
      ProductCode: 'LAMP-2',
      StockKeepingUnit: 'LAMP-2',
      IsActive: true,
    });
    expect(await stage.salesforce.rows('PricebookEntry')).toMatchObject([
      { Product2Id: before['Id'], UnitPrice: 5, IsActive: true },
    ]);
  });
});
