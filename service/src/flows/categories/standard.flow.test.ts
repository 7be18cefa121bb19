import { afterEach, describe, expect, it } from '@jest/globals';
import { CONFIGURATION } from '../configuration.ts';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { CATEGORIES } from './index.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const GROUPS = 'logistics/ItemGroups';

let stage: Stage;
afterEach(() => stage.close());

const settings = (categories: object = {}) => ({
  version: 1,
  divisions: [{ code: DIVISION, default: true }],
  flows: { categories: { enabled: true, standard: true, ...categories } },
});
const walk = (categories: object = {}): Promise<Walked> => stage.walk(CATEGORIES, settings(categories), ALL);
const findings = async (categories: object = {}) => {
  const { salesforce } = await stage.context(settings(categories));
  return (await CATEGORIES.findings?.(salesforce, CONFIGURATION.parse(settings(categories)))) ?? [];
};
const grantEverything = () =>
  stage.salesforce.control('POST', 'users', { username: 'integration@example.com', profilePermissions: 'all' });
const catalog = async (Name: string) => (await stage.createRecords([{ object: 'ProductCatalog', fields: { Name } }]))[0] ?? '';
const standards = () => stage.salesforce.rows('ProductCategory');
const named = async (name: string) => (await standards()).find(({ Name }) => Name === name);
const byPerson = (id: unknown, fields: object) => stage.salesforce.control('PATCH', `rows/ProductCategory/${String(id)}`, fields);

async function openWithCatalogs(): Promise<void> {
  stage = await startStage({ salesforce: { features: { productCatalogs: true } } });
  await grantEverything();
}

describe('standard categories', () => {
  it('are made in the only catalog, renamed, hidden when they are gone, and shown again when they are back', async () => {
    await openWithCatalogs();
    const CatalogId = await catalog('Shop');
    const [id = ''] = await stage.createRows(GROUPS, [{ Code: 'LAMP', Description: 'Lampen' }]);
    await walk();
    const made = await named('Lampen');
    expect(made).toMatchObject({ CatalogId, ParentCategoryId: null, IsNavigational: true });
    const row = (await stage.salesforce.rows('ExactCategory__c')).find(({ Code__c: code }) => code === 'LAMP');
    expect(row).toMatchObject({ Product_Category_Id__c: made?.['Id'] });

    await stage.exact.control('PATCH', `rows/${DIVISION}/${GROUPS}/${id}`, { Description: 'Verlichting' });
    await walk();
    expect(await named('Verlichting')).toMatchObject({ Id: made?.['Id'] });

    await stage.exact.control('DELETE', `rows/${DIVISION}/${GROUPS}/${id}`);
    await walk();
    expect(await named('Verlichting')).toMatchObject({ Id: made?.['Id'], IsNavigational: false });

    await stage.createRows(GROUPS, [{ ID: id, Code: 'LAMP', Description: 'Verlichting' }]);
    await walk();
    expect(await named('Verlichting')).toMatchObject({ Id: made?.['Id'], IsNavigational: true });
  });

  it('of assortments have their properties below them, and one that is put elsewhere is moved back', async () => {
    await openWithCatalogs();
    await catalog('Shop');
    await stage.createRows('logistics/ItemAssortment', [
      { Code: 10, Description: 'Lampen' },
      { Code: 20, Description: 'Stoelen' },
    ]);
    await stage.createRows('logistics/ItemAssortmentProperty', [{ ItemAssortmentCode: 10, Code: 'WIT', Description: 'Wit' }]);
    const from = { from: 'assortments' };
    await walk(from);
    expect(await named('Wit')).toMatchObject({ ParentCategoryId: (await named('Lampen'))?.['Id'] });

    await byPerson((await named('Wit'))?.['Id'], { ParentCategoryId: (await named('Stoelen'))?.['Id'] });
    await walk(from);

    expect(await named('Wit')).toMatchObject({ ParentCategoryId: (await named('Lampen'))?.['Id'] });
    await stage.salesforce.spent();
    expect(new Set((await walk(from)).outcomes.map(({ status }) => status))).toEqual(new Set(['unchanged']));
    expect(await stage.salesforce.spent()).toMatchObject({ counted: 3, writes: 0 });
  });

  it('of people are left alone: theirs, what they hide, and what they delete', async () => {
    await openWithCatalogs();
    const CatalogId = await catalog('Shop');
    await stage.createRecords([{ object: 'ProductCategory', fields: { Name: 'Lampen', CatalogId } }]);
    await stage.createRows(GROUPS, [
      { Code: 'LAMP', Description: 'Lampen' },
      { Code: 'DESK', Description: 'Bureaus' },
    ]);
    await walk();
    expect((await standards()).filter(({ Name }) => Name === 'Lampen')).toHaveLength(2);
    await byPerson((await named('Bureaus'))?.['Id'], { IsNavigational: false });
    const own = (await standards()).filter(({ Name }) => Name === 'Lampen')[1]?.['Id'];
    await stage.salesforce.control('DELETE', `rows/ProductCategory/${String(own)}`);

    const { outcomes } = await walk();

    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['unchanged']));
    expect((await standards()).filter(({ Name }) => Name === 'Lampen')).toHaveLength(1);
    expect(await named('Bureaus')).toMatchObject({ IsNavigational: false });
  });

  it('are made once although the answer to their making was lost', async () => {
    await openWithCatalogs();
    await catalog('Shop');
    await stage.createRows(GROUPS, [{ Code: 'LAMP', Description: 'Lampen' }]);
    const rules = [{ method: 'POST', path: '/services/data/v67.0/composite/graph', kind: 'resetAfter', times: 1 }];
    await stage.salesforce.control('POST', 'faults', { rules });
    const lost = await walk();
    expect(lost.outcomes.find(({ label }) => label === 'Lampen')).toMatchObject({
      status: 'failed',
      error: { code: 'salesforce_outcome_unknown' },
    });
    await walk();
    expect((await standards()).filter(({ Name }) => Name === 'Lampen')).toHaveLength(1);
  });
});

describe('what an org lacks for standard categories', () => {
  it('is told where it has none of the objects, and the categories come all the same', async () => {
    stage = await startStage();
    await stage.createRows(GROUPS, [{ Code: 'LAMP', Description: 'Lampen' }]);
    const { outcomes } = await walk();
    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect((await stage.salesforce.rows('ExactCategory__c')).map(({ Name }) => Name)).toContain('Lampen');
    expect(await findings()).toMatchObject([
      { state: 'problem', detail: { text: 'check_fed_missing' }, action: { text: 'check_fed_missing_action' } },
      { state: 'problem', detail: { text: 'check_fed_missing' }, action: { text: 'check_fed_missing_remade_action' } },
      { state: 'problem', action: { text: 'check_catalog_hidden_action' } },
    ]);
    expect(await findings({ standard: false })).toEqual([]);
  });

  it('is told where it is not clear which catalog is meant, until the settings name one', async () => {
    await openWithCatalogs();
    const detail = async (categories: object = {}) => (await findings(categories)).at(-1)?.detail;
    await stage.createRows(GROUPS, [{ Code: 'LAMP', Description: 'Lampen' }]);
    expect(await detail()).toMatchObject({ text: 'check_catalog_none' });
    const CatalogId = await catalog('Shop');
    expect(await detail()).toMatchObject({ text: 'check_catalog_found', params: { name: 'Shop' } });
    await catalog('Outlet');
    await catalog('outlet');
    expect(await detail()).toMatchObject({ text: 'check_catalog_several' });
    expect(await detail({ catalog: 'Outlet' })).toMatchObject({ text: 'check_catalog_several' });
    expect(await detail({ catalog: 'Elsewhere' })).toMatchObject({ text: 'check_catalog_unknown' });
    await walk();
    expect(await standards()).toEqual([]);

    for (const name of ['shop', CatalogId.slice(0, 15)]) {
      expect(await detail({ catalog: name })).toMatchObject({ text: 'check_catalog_found' });
      await walk({ catalog: name });
      expect(await named('Lampen')).toMatchObject({ CatalogId });
    }
  });
});
