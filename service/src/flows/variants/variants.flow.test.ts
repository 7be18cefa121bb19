import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { VARIANTS } from './index.ts';
import { changeItem, enterVariants, type VariantMade } from './testing/shop.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const NONE: VariantMade = { itemId: '', productId: '' };
const CUPS = [
  { Code: 'CUP-RED-S', Description: 'Cup, red small' },
  { Code: 'CUP-RED-L', Description: 'Cup, red large' },
  { Code: 'CUP-BLUE-S', Description: 'Cup, blue small' },
];
type Row = Readonly<Record<string, unknown>>;

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

function settings(variants: object = {}): object {
  return { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { variants: { enabled: true, ...variants } } };
}

const walk = (cursors: Readonly<Record<string, string>> = {}, variants: object = {}): Promise<Walked> =>
  stage.walk(VARIANTS, settings(variants), { ...ALL, cursors });

async function products(): Promise<readonly Row[]> {
  return stage.salesforce.rows('Product2');
}

async function product(code: string): Promise<Row> {
  return (await products()).find(({ ProductCode }) => ProductCode === code) ?? {};
}

async function parents(): Promise<readonly Row[]> {
  return (await products()).filter((row) => typeof row['Exact_Family_Key__c'] === 'string');
}

const told = ({ outcomes }: Walked) => outcomes.map(({ label, status, error }) => [label, status, error?.code]);

async function attributes(productId: string): Promise<readonly unknown[]> {
  const rows = (await stage.salesforce.rows('ExactAttribute__c')).filter((row) => row['Product__c'] === productId);
  return rows
    .toSorted((one, other) => Number(one['Order__c']) - Number(other['Order__c']))
    .map((row) => [row['Attribute__c'], row['Value__c']]);
}

describe('variants', () => {
  it('of a code that begins the same are below one product, which has what their names have in common and is no item', async () => {
    const [small = NONE] = await enterVariants(stage, [...CUPS, { Code: 'SPOON' }]);

    await walk();

    const [parent = {}, ...others] = await parents();
    expect(others).toEqual([]);
    expect(parent).toMatchObject({ Name: 'Cup', IsActive: true, Exact_Family__c: 'CUP', Exact_Attributes__c: 'colour, size' });
    expect([parent['Exact_Id__c'] ?? null, parent['ProductCode'] ?? null]).toEqual([null, null]);
    expect(await product('CUP-RED-S')).toMatchObject({
      Id: small.productId,
      Exact_Variant_Of__c: parent['Id'],
      Exact_Family__c: 'CUP',
      Exact_Attributes__c: 'colour: RED, size: S',
    });
    expect((await product('CUP-BLUE-S'))['Exact_Variant_Of__c']).toBe(parent['Id']);
    expect(await attributes(small.productId)).toEqual([
      ['colour', 'RED'],
      ['size', 'S'],
    ]);
    expect((await product('SPOON'))['Exact_Variant_Of__c'] ?? null).toBeNull();
  });

  it.each([
    ['class', 'Class_03', 3],
    ['freeField', 'FreeTextField_02', 2],
  ])('may be grouped by %s, and the pattern tells in what they differ', async (by, field, number) => {
    await enterVariants(stage, [
      { Code: 'A-S', Description: 'Cup small', [field]: 'CUPS' },
      { Code: 'B-L', Description: 'Cup large', [field]: 'cups' },
      { Code: 'C-L', Description: 'Spoon' },
    ]);

    await walk({}, { by, number, pattern: '{article}-{size}' });

    const [parent = {}, ...others] = await parents();
    expect(others).toEqual([]);
    expect(parent).toMatchObject({ Name: 'Cup', Exact_Family__c: 'CUPS', Exact_Attributes__c: 'size' });
    expect(await product('B-L')).toMatchObject({ Exact_Variant_Of__c: parent['Id'], Exact_Attributes__c: 'size: L' });
    expect((await product('C-L'))['Exact_Variant_Of__c'] ?? null).toBeNull();
  });

  it('are shown as examples before the flow is switched on: what belongs together first, and why another item does not', async () => {
    await enterVariants(stage, [{ Code: 'SPOON' }, ...CUPS]);

    const { operations } = await stage.walk(VARIANTS, settings({ enabled: false }), { kind: 'sample', count: 4 }, 'plan');

    const examples = operations.filter(({ object }) => object === 'Product2');
    expect(examples.map(({ label, reason }) => [label, reason?.code])).toEqual(
      expect.arrayContaining([
        ['CUP', undefined],
        ['CUP-RED-L', undefined],
        ['SPOON', 'variant_without_family'],
      ]),
    );
    const shown = operations.flatMap(({ label, fields }) => fields.map(({ field, to }) => [label, field, to]));
    expect(shown).toContainEqual(['CUP-RED-S', 'Exact_Attributes__c', 'colour: RED, size: S']);
    expect(await parents()).toEqual([]);
  });

  it('are grouped in another way by other settings, without new products: a family that has none left is inactive', async () => {
    const made = await enterVariants(stage, CUPS);
    const { cursors } = await walk();
    const before = (await products()).map(({ Id }) => Id);

    await walk(cursors, { pattern: '{model}-{size}' });

    const families = await parents();
    expect(families.map((row) => [row['Exact_Family__c'], row['IsActive']]).toSorted()).toEqual([
      ['CUP', false],
      ['CUP-BLUE', true],
      ['CUP-RED', true],
    ]);
    expect((await products()).map(({ Id }) => Id)).toEqual(expect.arrayContaining(before));
    expect((await product('CUP-RED-S'))['Id']).toBe(made[0]?.productId);
    expect(await product('CUP-RED-S')).toMatchObject({ Exact_Family__c: 'CUP-RED', Exact_Attributes__c: 'size: S' });
    // The row of a part that it has no more stays, and says nothing.
    expect(await attributes(made[0]?.productId ?? '')).toEqual([
      ['colour', null],
      ['size', 'S'],
    ]);
  });

  it('that get another code go to another family; one that is deleted leaves, and the product stays', async () => {
    const [small = NONE, large = NONE, blue = NONE] = await enterVariants(stage, CUPS);
    const { cursors } = await walk();
    await changeItem(stage, small.itemId, { Code: 'MUG-RED-S' });
    await changeItem(stage, large.itemId, { Code: 'CUPLARGE' });
    await stage.exact.control('DELETE', `rows/${DIVISION}/logistics/Items/${blue.itemId}`);

    await walk(cursors);

    const families = await parents();
    expect(families.map((row) => [row['Exact_Family__c'], row['IsActive']]).toSorted()).toEqual([
      ['CUP', false],
      ['MUG', true],
    ]);
    const rows = new Map((await products()).map((row) => [row['Id'], row]));
    const mug = families.find((row) => row['Exact_Family__c'] === 'MUG');
    expect(rows.get(small.productId)).toMatchObject({ Exact_Variant_Of__c: mug?.['Id'] });
    for (const { productId } of [large, blue]) {
      const row = rows.get(productId) ?? {};
      expect([row['Exact_Variant_Of__c'] ?? null, row['Exact_Family__c'] ?? null]).toEqual([null, null]);
    }
  });

  it('make their family inactive once none of them is active, and active again, as the products flow ends and starts them', async () => {
    const made = await enterVariants(stage, CUPS.slice(0, 2));
    const { cursors } = await walk();
    const end = (productId: string, IsActive: boolean) =>
      stage.salesforce.control('PATCH', `rows/Product2/${productId}`, {
        IsActive,
        Exact_Synced_At__c: stage.clock.now.toISOString(),
      });
    await end(made[0]?.productId ?? '', false);
    await walk(cursors);
    expect(await parents()).toMatchObject([{ IsActive: true }]);

    await end(made[1]?.productId ?? '', false);
    const ended = await walk(cursors);
    expect(await parents()).toMatchObject([{ IsActive: false }]);
    expect(ended.outcomes).toMatchObject([{ label: 'CUP', status: 'updated' }]);

    await end(made[0]?.productId ?? '', true);
    await walk({ ...cursors, ...ended.cursors });
    expect(await parents()).toMatchObject([{ IsActive: true }]);
  });

  it('give their family another name when the products flow renames them after this flow has read their items', async () => {
    const made = await enterVariants(stage, CUPS.slice(0, 2));
    const { cursors } = await walk();
    for (const { productId } of made)
      await stage.salesforce.control('PATCH', `rows/Product2/${productId}`, {
        Name: `Mug, ${productId}`,
        Exact_Synced_At__c: stage.clock.now.toISOString(),
      });

    const renamed = await walk(cursors);

    expect(await parents()).toMatchObject([{ Name: 'Mug' }]);
    expect(renamed.outcomes).toMatchObject([{ label: 'CUP', status: 'updated' }]);
  });

  it('of an item that becomes a product later come with the next poll', async () => {
    const [itemId = ''] = await stage.createRows('logistics/Items', [
      { Code: 'CUP-RED-S', Description: 'Cup', Unit: 'pc', IsSalesItem: true },
    ]);
    const { cursors, outcomes } = await walk();
    expect(outcomes).toEqual([]);
    await stage.createRecords([
      {
        object: 'Product2',
        fields: { Name: 'Cup', ProductCode: 'CUP-RED-S', IsActive: true, Exact_Id__c: itemId.toLowerCase() },
      },
    ]);

    await walk(cursors);

    expect(await parents()).toMatchObject([{ Exact_Family__c: 'CUP' }]);
  });

  it('keep a name that a person gave the family, where the rule is for new records only', async () => {
    const fields = [{ to: 'Parent.Name', from: 'family.code', policy: 'create' }];
    await enterVariants(stage, CUPS.slice(0, 1));
    const { cursors } = await walk({}, { fields });
    const [parent = {}] = await parents();
    expect(parent['Name']).toBe('CUP');
    await stage.salesforce.control('PATCH', `rows/Product2/${String(parent['Id'])}`, { Name: 'Our cups' });
    await enterVariants(stage, [{ Code: 'CUP-RED-XL' }]);

    await walk(cursors, { fields });

    expect(await parents()).toMatchObject([{ Name: 'Our cups' }]);
  });

  it('are compared again as a whole without a second product for a family', async () => {
    await enterVariants(stage, CUPS);
    await walk();
    await stage.salesforce.spent();

    const { outcomes } = await walk();

    expect(outcomes.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('leave all else of their products alone: name, code, activity and what the products flow says', async () => {
    const [{ productId } = NONE] = await enterVariants(stage, CUPS);
    const kept = { Name: 'A name of ours', Description: 'Ours', Exact_Sync_Status__c: 'Synced' };
    await stage.salesforce.control('PATCH', `rows/Product2/${productId}`, kept);

    await walk();

    expect(await product('CUP-RED-S')).toMatchObject({ ...kept, IsActive: true, Exact_Synced_At__c: null });
  });
});

describe('what is wrong with a family is told on its item, and the others go on:', () => {
  it('its code is that of a product', async () => {
    await enterVariants(stage, [...CUPS, { Code: 'MUG' }, { Code: 'MUG-RED-S' }]);

    const walked = await walk();

    expect(told(walked)).toContainEqual(['MUG-RED-S', 'blocked', 'variant_family_taken']);
    expect(await parents()).toMatchObject([{ Exact_Family__c: 'CUP' }]);
    expect((await walk(walked.cursors)).outcomes).toEqual([]);
  });

  it('its variants differ in different things', async () => {
    await enterVariants(stage, [...CUPS, { Code: 'CUP/XXL' }]);
    const pattern = '{model}-{colour}-{size} | {model}/{volume}';

    const walked = await walk({}, { pattern });

    expect(told(walked)).toContainEqual(['CUP/XXL', 'blocked', 'variant_family_mixed']);
    expect((await product('CUP/XXL'))['Exact_Variant_Of__c'] ?? null).toBeNull();
    expect(await parents()).toMatchObject([{ Exact_Attributes__c: 'colour, size' }]);
    expect(walked.outcomes.find(({ label }) => label === 'CUP/XXL')?.error?.params).toMatchObject({
      parts: 'volume',
      others: 'colour, size',
    });
  });

  it('its product is gone from Salesforce: it is made again', async () => {
    await enterVariants(stage, CUPS.slice(0, 1));
    const { cursors } = await walk();
    const [parent = {}] = await parents();
    await stage.salesforce.control('DELETE', `rows/Product2/${String(parent['Id'])}`);

    await walk(cursors, { when: 'true' });

    const [again = {}, ...others] = await parents();
    expect(others).toEqual([]);
    expect(again['Id']).not.toBe(parent['Id']);
    expect((await product('CUP-RED-S'))['Exact_Variant_Of__c']).toBe(again['Id']);
  });

  it('Salesforce refuses its product: every variant says that it is below none', async () => {
    await enterVariants(stage, CUPS.slice(0, 2));
    const fields = [{ to: 'Parent.Name', from: '""', policy: 'always' }];

    const walked = await walk({}, { fields });

    expect(told(walked)).toEqual([
      ['CUP', 'failed', expect.any(String)],
      ['CUP-RED-L', 'failed', 'variant_parent_missing'],
    ]);
    expect(await parents()).toEqual([]);
  });

  it('a rule of its product fails', async () => {
    await enterVariants(stage, CUPS.slice(0, 1));
    const fields = [{ to: 'Parent.Display_Order__c', from: 'family.code' }];

    expect(told(await walk({}, { fields }))).toEqual([['CUP-RED-S', 'blocked', 'target_field_missing']]);
  });

  it('an item that is asked for is no product', async () => {
    const [itemId = ''] = await stage.createRows('logistics/Items', [{ Code: 'RAW-RED-S', Description: 'Raw' }]);

    const { outcomes } = await stage.walk(VARIANTS, settings(), { kind: 'records', ids: [itemId], explicit: true });

    expect(outcomes).toMatchObject([{ label: 'RAW-RED-S', status: 'skipped', error: { code: 'variant_without_product' } }]);
  });
});

describe('the calls of variants', () => {
  it('a thousand cost at most ten Exact and twenty Salesforce calls, and nothing new at most three and two', async () => {
    const items = Array.from({ length: 1_000 }, (_, index) => ({ Code: `M${Math.floor(index / 3)}-RED-${index % 3}` }));
    await enterVariants(stage, items);
    await stage.exact.spent();
    await stage.salesforce.spent();

    const all = await walk();
    const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];
    expect(all.outcomes).toHaveLength(1_000);
    expect(await parents()).toHaveLength(334);
    expect([exact.counted, salesforce.counted]).toEqual([2, 12]);

    const nothing = await walk(all.cursors);
    expect(nothing.outcomes).toEqual([]);
    expect([await stage.exact.spent(), await stage.salesforce.spent()]).toEqual([
      { counted: 2, writes: 0 },
      { counted: 2, writes: 0 },
    ]);
  }, 120_000);
});
