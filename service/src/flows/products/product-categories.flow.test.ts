import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CATEGORIES } from '../categories/index.ts';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { PRODUCTS } from './index.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const GROUPS = 'logistics/ItemGroups';
const ITEM = { Unit: 'pc', IsSalesItem: true, IsStockItem: true };

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

type Flows = { readonly categories?: object; readonly fields?: readonly object[] };

const settings = ({ categories = {}, fields = [] }: Flows) => ({
  version: 1,
  divisions: [{ code: DIVISION, default: true }],
  flows: { categories: { enabled: true, ...categories }, products: { enabled: true, fields } },
});
const walkCategories = (flows: Flows = {}): Promise<Walked> => stage.walk(CATEGORIES, settings(flows), ALL);
const walkProducts = (cursors: Readonly<Record<string, string>> = {}, flows: Flows = {}): Promise<Walked> =>
  stage.walk(PRODUCTS, settings(flows), { ...ALL, cursors });

async function enterGroup(Code: string, Description: string): Promise<string> {
  const [id = ''] = await stage.createRows(GROUPS, [{ Code, Description }]);
  return id;
}
async function enterItem(Code: string, more: object): Promise<string> {
  const [id = ''] = await stage.createRows('logistics/Items', [{ ...ITEM, Code, Description: Code, ...more }]);
  await stage.createRows('logistics/SalesItemPrices', [{ Item: id, Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: 5 }]);
  return id;
}
const inExact = (path: string, id: string, fields: object): Promise<unknown> =>
  stage.exact.control('PATCH', `rows/${DIVISION}/${path}/${id}`, fields);

/** A product with the name of its category. */
async function product(code: string): Promise<Readonly<Record<string, unknown>>> {
  const found = (await stage.salesforce.rows('Product2')).find(({ ProductCode }) => ProductCode === code);
  const categories = await stage.salesforce.rows('ExactCategory__c');
  const category = categories.find(({ Id }) => Id === found?.['Exact_Category__c']);
  return { ...found, category: category?.['Name'] };
}
async function forgetCalls(): Promise<void> {
  await stage.exact.spent();
  await stage.salesforce.spent();
}

describe('the category of a product', () => {
  it('is that of its item group, and another one when the item moves', async () => {
    const lamps = await enterGroup('LAMP', 'Lampen');
    const desks = await enterGroup('DESK', 'Bureaus');
    const itemId = await enterItem('L1', { ItemGroup: lamps });
    await walkCategories();
    const { cursors } = await walkProducts();
    expect(await product('L1')).toMatchObject({ category: 'Lampen', Family: 'Lampen' });

    await inExact('logistics/Items', itemId, { ItemGroup: desks });
    await walkProducts(cursors);

    expect(await product('L1')).toMatchObject({ category: 'Bureaus', Family: 'Bureaus' });
  });

  it('follows a group that is renamed with the family, although Exact tells nothing of its items', async () => {
    const lamps = await enterGroup('LAMP', 'Lampen');
    await enterItem('L1', { ItemGroup: lamps });
    await enterItem('X1', {});
    await walkCategories();
    const { cursors } = await walkProducts();
    await inExact(GROUPS, lamps, { Description: 'Verlichting' });
    await walkCategories();
    await forgetCalls();

    const renamed = await walkProducts(cursors);

    expect(await product('L1')).toMatchObject({
      category: 'Verlichting',
      Family: 'Verlichting',
      Exact_Item_Group__c: 'Verlichting',
    });
    expect(renamed.outcomes).toMatchObject([{ label: 'L1', status: 'updated' }]);
    // Three streams, and the items of one group.
    expect(await stage.exact.spent()).toMatchObject({ counted: 4 });
    await forgetCalls();
    await walkProducts({ ...cursors, ...renamed.cursors });
    // That nothing changed is what one query tells.
    expect(await stage.exact.spent()).toMatchObject({ counted: 3 });
    expect(await stage.salesforce.spent()).toMatchObject({ counted: 1, writes: 0 });
  });

  it('comes with the next look where the item was there first', async () => {
    const first = await enterItem('OLD', {});
    await walkCategories();
    const { cursors } = await walkProducts();
    const lamps = await enterGroup('LAMP', 'Lampen');
    await inExact('logistics/Items', first, { ItemGroup: lamps });
    await enterItem('NEW', { ItemGroup: lamps });
    const early = await walkProducts(cursors);
    expect(await product('NEW')).toMatchObject({ category: undefined, Family: 'Lampen' });

    await walkCategories();
    await walkProducts(early.cursors);

    expect(await product('NEW')).toMatchObject({ category: 'Lampen' });
    expect(await product('OLD')).toMatchObject({ category: 'Lampen' });
  });

  it('comes to all products when the flow of categories is switched on later', async () => {
    await enterItem('L1', { ItemGroup: await enterGroup('LAMP', 'Lampen') });
    const without = await walkProducts({}, { categories: { enabled: false } });
    expect(await product('L1')).toMatchObject({ category: undefined });
    await forgetCalls();
    await walkProducts(without.cursors, { categories: { enabled: false } });
    expect((await stage.salesforce.spent()).counted).toBe(0);

    await walkCategories();
    await walkProducts(without.cursors);

    expect(await product('L1')).toMatchObject({ category: 'Lampen' });
  });

  it('stands in the fields of the package where those have a namespace', async () => {
    await stage.close();
    stage = await startStage({ salesforce: { namespace: 'tandem' } });
    const lamps = await enterGroup('LAMP', 'Lampen');
    await enterItem('L1', { ItemGroup: lamps });
    await walkCategories();
    const { cursors } = await walkProducts();
    await inExact(GROUPS, lamps, { Description: 'Verlichting' });
    await walkCategories();
    await walkProducts(cursors);

    const [only] = await stage.salesforce.rows('Product2');
    const categories = await stage.salesforce.rows('tandem__ExactCategory__c');
    expect(categories.find(({ Id }) => Id === only?.['tandem__Exact_Category__c'])).toMatchObject({ Name: 'Verlichting' });
    expect(only).toMatchObject({ Family: 'Verlichting' });
  });

  it('is looked for in the whole stream where many changed, and the prices are not read again', async () => {
    for (let group = 0; group < 12; group += 1)
      await enterItem(`I${group}`, { ItemGroup: await enterGroup(`G${group}`, `Group ${group}`) });
    const { cursors } = await walkProducts();
    await walkCategories();
    await forgetCalls();

    const { outcomes } = await walkProducts(cursors);

    expect(await product('I11')).toMatchObject({ category: 'Group 11' });
    expect(outcomes.filter(({ status }) => status === 'updated')).toHaveLength(12);
    expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(4);
  });

  it('is none where its group is left out, and comes back with the group', async () => {
    const lamps = await enterGroup('LAMP', 'Lampen');
    await enterItem('L1', { ItemGroup: lamps });
    await walkCategories();
    const { cursors } = await walkProducts();

    await walkCategories({ categories: { when: 'category.Code != "LAMP"' } });
    const without = await walkProducts(cursors);
    expect(await product('L1')).toMatchObject({ category: undefined, Family: 'Lampen' });

    await walkCategories();
    await walkProducts({ ...cursors, ...without.cursors });
    expect(await product('L1')).toMatchObject({ category: 'Lampen' });
  });

  it('is a property of an assortment where a rule says so, and what a person chose under the policy `create`', async () => {
    await stage.createRows('logistics/ItemAssortment', [{ Code: 10, Description: 'Lampen' }]);
    await stage.createRows('logistics/ItemAssortmentProperty', [
      { ItemAssortmentCode: 10, Code: 'WIT', Description: 'Wit' },
      { ItemAssortmentCode: 10, Code: 'ROOD', Description: 'Rood' },
    ]);
    const flows = {
      categories: { from: 'assortments' },
      fields: [{ to: 'Exact_Category__c', from: '"10/" + item.SearchCode', policy: 'create' }],
    };
    const itemId = await enterItem('L1', { SearchCode: 'wit' });
    await walkCategories(flows);
    const { cursors } = await walkProducts({}, flows);
    expect(await product('L1')).toMatchObject({ category: 'Wit' });

    await inExact('logistics/Items', itemId, { SearchCode: 'ROOD', Description: 'Lamp' });
    await walkProducts(cursors, flows);

    expect(await product('L1')).toMatchObject({ Name: 'Lamp', category: 'Wit' });
  });
});
