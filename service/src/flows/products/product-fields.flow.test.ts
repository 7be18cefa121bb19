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

  it.each([
    ['that is no GTIN', '00123'],
    ['with zeros in front', '0012345678905'],
    ['as long as Exact takes', '0'.repeat(35)],
  ])('have a barcode %s as it stands, to the last digit', async (_what, Barcode) => {
    await enterItem({ Barcode });

    await walk();

    expect(await product()).toMatchObject({ Barcode__c: Barcode, Exact_Sync_Status__c: 'Synced' });
    await stage.salesforce.spent();
    await walk();
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('take texts of any length that Exact takes, whole', async () => {
    const [group] = await stage.createRows('logistics/ItemGroups', [{ Code: 'G', Description: 'g'.repeat(60) }]);
    const texts = { Code: 'C'.repeat(30), Description: 'ß'.repeat(60), ExtraDescription: '漢'.repeat(255) };
    await enterItem({ ...texts, ItemGroup: group, Notes: 'n'.repeat(32_768) });

    const { operations } = await walk();

    expect(await product()).toMatchObject({
      Name: texts.Description,
      ProductCode: texts.Code,
      StockKeepingUnit: texts.Code,
      Description: texts.ExtraDescription,
      Exact_Item_Group__c: 'g'.repeat(60),
      Long_Description__c: 'n'.repeat(32_768),
    });
    expect(operations.flatMap(({ fields }) => fields).filter(({ note }) => note !== undefined)).toEqual([]);
  });

  it('are shortened where Salesforce takes no more, which is told and not written again', async () => {
    const [group] = await stage.createRows('logistics/ItemGroups', [{ Code: 'G', Description: 'g'.repeat(61) }]);
    await enterItem({ ItemGroup: group, Notes: `${'n'.repeat(32_767)}🌱, and on it goes` });

    const { operations, outcomes } = await walk();

    // No character is cut in two.
    expect(await product()).toMatchObject({
      Long_Description__c: 'n'.repeat(32_767),
      Exact_Item_Group__c: 'g'.repeat(60),
      Exact_Sync_Status__c: 'Synced',
    });
    const noted = operations.flatMap(({ fields }) => fields).filter(({ note }) => note !== undefined);
    expect(noted.map(({ field }) => field)).toEqual(expect.arrayContaining(['Long_Description__c', 'Exact_Item_Group__c']));
    expect(outcomes).toMatchObject([{ status: 'created' }]);
    await stage.salesforce.spent();
    await walk();
    expect((await stage.salesforce.spent()).writes).toBe(0);
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

  it('say that another active product has the code an item got, as long as it has', async () => {
    const itemId = await enterItem();
    const { cursors } = await walk();
    const own = String((await product())['Id']);
    const [other = ''] = await stage.createRecords([
      { object: 'Product2', fields: { Name: 'Old lamp', ProductCode: 'lamp-2', IsActive: true } },
    ]);
    const ownRow = async () => (await stage.salesforce.rows('Product2')).find(({ Id }) => Id === own);

    await inExact(itemId, { Code: 'LAMP-2' });
    const told = await walk([], cursors);

    expect(told.outcomes).toContainEqual(
      expect.objectContaining({ error: expect.objectContaining({ code: 'product_code_taken' }) }),
    );
    expect(told.followUps).toContainEqual({ recordId: itemId, notBefore: expect.any(Date) });
    expect(await ownRow()).toMatchObject({
      ProductCode: 'LAMP-2',
      Exact_Sync_Status__c: 'Problem',
      Exact_Sync_Problem__c: expect.stringContaining(other),
    });
    await stage.salesforce.spent();
    await walk();
    expect((await stage.salesforce.spent()).writes).toBe(0);

    await stage.salesforce.control('PATCH', `rows/Product2/${other}`, { IsActive: false });
    await walk();

    expect(await ownRow()).toMatchObject({ Exact_Sync_Status__c: 'Synced', Exact_Sync_Problem__c: null });
  });

  it('say the same of an item that is sold again after its code went to another product', async () => {
    const itemId = await enterItem({ EndDate: '2020-12-31T00:00:00', StartDate: '2019-01-01T00:00:00' });
    await walk();
    const own = String((await product())['Id']);
    await stage.createRecords([{ object: 'Product2', fields: { Name: 'Old lamp', ProductCode: 'LAMP', IsActive: true } }]);

    await inExact(itemId, { EndDate: null });
    await walk();

    const rows = await stage.salesforce.rows('Product2');
    expect(rows.find(({ Id }) => Id === own)).toMatchObject({
      IsActive: true,
      Exact_Sync_Problem__c: expect.stringContaining('another code'),
    });
  });
});
