import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { PRODUCTS } from './index.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const ITEM = { Code: 'BEANS', Description: 'Koffiebonen', Unit: 'pc', IsSalesItem: true, IsStockItem: true, SalesVatCode: '2' };
const EXTRA = 'read/logistics/ItemExtraField';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

type Products = {
  readonly fields?: readonly object[];
  readonly features?: { readonly policy?: string; readonly list: readonly { readonly label: string; readonly from: string }[] };
  readonly when?: string;
};

const settings = (products: Products) => ({
  version: 1,
  divisions: [{ code: DIVISION, default: true }],
  flows: { products: { enabled: true, ...products } },
});
const walk = (products: Products = {}, cursors: Readonly<Record<string, string>> = {}): Promise<Walked> =>
  stage.walk(PRODUCTS, settings(products), { ...ALL, cursors });

async function enterItem(more: object = {}): Promise<string> {
  const [itemId = ''] = await stage.createRows('logistics/Items', [{ ...ITEM, ...more }]);
  await stage.createRows('logistics/SalesItemPrices', [{ Item: itemId, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: 5 }]);
  return itemId;
}

async function product(code = 'BEANS'): Promise<Readonly<Record<string, unknown>>> {
  const found = (await stage.salesforce.rows('Product2')).find(({ ProductCode }) => ProductCode === code);
  if (found === undefined) throw new Error(`no product ${code}`);
  return found;
}
const inExact = (itemId: string, fields: object): Promise<unknown> =>
  stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${itemId}`, fields);
const inSalesforce = async (fields: object): Promise<unknown> =>
  stage.salesforce.control('PATCH', `rows/Product2/${String((await product())['Id'])}`, fields);

/** What was asked of Exact, by path. */
async function asked(): Promise<readonly { readonly path: string; readonly query: string }[]> {
  const { calls } = (await stage.exact.control('GET', 'journal')) as {
    readonly calls: readonly { readonly path: string; readonly query?: string }[];
  };
  return calls.map(({ path, query = '' }) => ({ path, query: JSON.stringify(query) }));
}

describe('classes and free fields of an item', () => {
  it('fill whatever field a rule names', async () => {
    await enterItem({
      Class_01: 'ETH',
      FreeTextField_02: 'Yirgacheffe 🌱',
      FreeNumberField_03: 12.5,
      FreeBoolField_01: true,
      FreeDateField_01: '2030-05-01T00:00:00',
    });

    await walk({
      fields: [
        { to: 'Exact_Kind__c', from: 'item.FreeBoolField_01 ? "Simple" : "Virtual"' },
        { to: 'Second_Description__c', from: 'item.Class_01 + " " + item.FreeTextField_02' },
        { to: 'Net_Weight__c', from: 'item.FreeNumberField_03' },
        { to: 'Active_Until__c', from: 'item.FreeDateField_01' },
      ],
    });

    expect(await product()).toMatchObject({
      Exact_Kind__c: 'Simple',
      Second_Description__c: 'ETH Yirgacheffe 🌱',
      Net_Weight__c: 12.5,
      Active_Until__c: '2030-05-01',
    });
  });

  it('are not asked for unless something reads them', async () => {
    await enterItem({ Class_01: 'ETH', Class_02: 'X' });
    await walk();
    const plain = await asked();
    await stage.exact.spent();
    await walk({ when: 'item.Class_01 == "ETH"' });
    const reading = await asked();

    expect(plain.filter(({ query }) => query.includes('Class_') || query.includes('Free'))).toEqual([]);
    const items = reading.filter(({ path }) => path.includes('sync/Logistics/Items'));
    expect(items.map(({ query }) => [query.includes('Class_01'), query.includes('Class_02')])).toEqual([[true, false]]);
    expect(plain.filter(({ path }) => path.includes('ItemExtraField'))).toEqual([]);
  });

  it('decide which items come', async () => {
    await enterItem({ Class_01: 'ETH' });
    await enterItem({ Code: 'TEA', Class_01: 'CHN' });

    await walk({ when: 'item.Class_01 == "ETH"' });

    expect((await stage.salesforce.rows('Product2')).map(({ ProductCode }) => ProductCode)).toEqual(['BEANS']);
  });
});

describe('extra fields of an item', () => {
  it('fill a field by their name or number, at the price of one call for an item that changed', async () => {
    const itemId = await enterItem();
    await enterItem({ Code: 'TEA' });
    await stage.createRows(EXTRA, [
      { ItemID: itemId, Number: 1, Description: 'Branding', Value: 'Medium' },
      { ItemID: itemId, Number: 7, Description: 'Hoogte', Value: '1800 m' },
    ]);
    const fields = [{ to: 'Second_Description__c', from: 'item.extra["Branding"] + ", " + item.extra["7"]' }];
    const { cursors } = await walk({ fields });
    expect(await product()).toMatchObject({ Second_Description__c: 'Medium, 1800 m' });
    // An item without the field has nothing there.
    expect(await product('TEA')).toMatchObject({ Second_Description__c: null });

    await stage.exact.control('PATCH', `rows/${DIVISION}/${EXTRA}/${itemId}-1`, { Value: 'Donker' });
    await stage.exact.spent();
    await walk({ fields }, cursors);

    expect(await product()).toMatchObject({ Second_Description__c: 'Donker, 1800 m' });
    expect((await asked()).filter(({ path }) => path.includes('ItemExtraField'))).toHaveLength(1);
  });

  it('are not read of items that are no product, and come in batches that the calls of a minute are enough for', async () => {
    await stage.createRows(
      'logistics/Items',
      Array.from({ length: 60 }, (_, index) => ({ ...ITEM, Code: `I-${index}`, IsSalesItem: index !== 0 })),
    );

    const { batches } = await walk({ fields: [{ to: 'Second_Description__c', from: 'item.extra["Branding"]' }] });

    expect((await asked()).filter(({ path }) => path.includes('ItemExtraField'))).toHaveLength(59);
    expect(Math.max(...batches.map(({ recordIds }) => recordIds.length))).toBeLessThanOrEqual(50);
    expect(batches.flatMap(({ recordIds }) => recordIds)).toHaveLength(60);
  });
});

describe('features', () => {
  const list = [
    { label: 'Land van herkomst', from: 'FreeTextField_01' },
    { label: 'Biologisch', from: 'FreeBoolField_01' },
    { label: 'Branding', from: 'extra/Branding' },
  ];

  it('are one text, a line each, without those that the item does not have', async () => {
    const itemId = await enterItem({ FreeTextField_01: 'Ethiopië', FreeBoolField_01: true });
    await enterItem({ Code: 'TEA', FreeTextField_01: 'China' });
    await stage.createRows(EXTRA, [{ ItemID: itemId, Number: 1, Description: 'Branding', Value: 'Medium' }]);

    await walk({ features: { list } });

    expect(await product()).toMatchObject({
      Exact_Features__c: expect.stringMatching(/^Land van herkomst: Ethiopië\r?\nBiologisch: (Yes|Ja)\r?\nBranding: Medium$/),
    });
    expect(await product('TEA')).toMatchObject({ Exact_Features__c: 'Land van herkomst: China' });
    await stage.salesforce.spent();
    await walk({ features: { list } });
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('keep what a person wrote in Salesforce under the policy `create`, and follow the item under `always`', async () => {
    const [origin] = list;
    const features = { list: origin === undefined ? [] : [origin] };
    const itemId = await enterItem({ FreeTextField_01: 'Ethiopië' });
    const { cursors } = await walk({ features: { ...features, policy: 'create' } });
    await inSalesforce({ Exact_Features__c: 'From the hills of Sidamo.' });

    await inExact(itemId, { FreeTextField_01: 'Kenia', Description: 'Bonen' });
    const kept = await walk({ features: { ...features, policy: 'create' } }, cursors);
    expect(await product()).toMatchObject({ Name: 'Bonen', Exact_Features__c: 'From the hills of Sidamo.' });

    await inExact(itemId, { FreeTextField_01: 'Peru' });
    await walk({ features }, kept.cursors);
    expect(await product()).toMatchObject({ Exact_Features__c: 'Land van herkomst: Peru' });
  });

  it('that are longer than the field are shortened and told', async () => {
    const value = 'x'.repeat(255);
    const texts = Array.from({ length: 10 }, (_, index) => `FreeTextField_${String(index + 1).padStart(2, '0')}`);
    await enterItem(Object.fromEntries(texts.map((field) => [field, value])));
    const long = [...texts, ...texts].map((from, index) => ({ label: `Feature ${index}`, from }));

    const { operations } = await walk({ features: { list: long } });

    expect(String((await product())['Exact_Features__c']).replaceAll('\r\n', '\n')).toHaveLength(4_000);
    const noted = operations.flatMap(({ fields }) => fields).filter(({ note }) => note !== undefined);
    expect(noted).toMatchObject([{ field: 'Exact_Features__c' }]);
  });

  it('come from classes, free fields and extra fields only', async () => {
    const list = [{ label: 'Cost', from: 'CostPriceStandard' }];
    await expect(walk({ features: { list } })).rejects.toMatchObject({ code: 'configuration_invalid' });
  });
});

describe('a second language', () => {
  it('comes from the fields that the company writes it in, for Exact has no translations of items', async () => {
    const itemId = await enterItem({ FreeTextField_03: 'Grains de café', Notes: 'Bonen.' });
    await stage.createRows(EXTRA, [
      { ItemID: itemId, Number: 2, Description: 'Omschrijving FR', Value: 'Torréfiés à Gand, moulus à la demande.' },
    ]);

    await walk({
      fields: [
        { to: 'Second_Description__c', from: 'coalesce(item.FreeTextField_03, item.Description)' },
        { to: 'Second_Long_Description__c', from: 'item.extra["Omschrijving FR"]' },
      ],
    });

    expect(await product()).toMatchObject({
      Name: 'Koffiebonen',
      Long_Description__c: 'Bonen.',
      Second_Description__c: 'Grains de café',
      Second_Long_Description__c: 'Torréfiés à Gand, moulus à la demande.',
    });
  });
});
