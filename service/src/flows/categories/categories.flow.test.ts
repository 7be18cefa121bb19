import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startStage, DIVISION, type Stage, type Walked } from '../testing/stage.ts';
import { CATEGORIES } from './index.ts';

const ALL = { kind: 'changes', cursors: {}, full: false } as const;
const GROUPS = 'logistics/ItemGroups';
const ASSORTMENTS = 'logistics/ItemAssortment';
const PROPERTIES = 'logistics/ItemAssortmentProperty';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

const settings = (categories: object) => ({
  version: 1,
  divisions: [{ code: DIVISION, default: true }],
  flows: { categories: { enabled: true, ...categories } },
});
const walk = (categories: object = {}): Promise<Walked> => stage.walk(CATEGORIES, settings(categories), ALL);
const inExact = (path: string, id: string, fields: object): Promise<unknown> =>
  stage.exact.control('PATCH', `rows/${DIVISION}/${path}/${id}`, fields);
const goneFromExact = (path: string, id: string): Promise<unknown> =>
  stage.exact.control('DELETE', `rows/${DIVISION}/${path}/${id}`);

async function category(code: string): Promise<Readonly<Record<string, unknown>>> {
  const found = (await stage.salesforce.rows('ExactCategory__c')).find(({ Code__c }) => Code__c === code);
  if (found === undefined) throw new Error(`no category ${code}`);
  return found;
}

describe('categories of item groups', () => {
  it('are made, renamed and set to inactive when they are gone: never deleted, and back when they are', async () => {
    const [id = ''] = await stage.createRows(GROUPS, [{ Code: 'LAMP', Description: 'Lampen' }]);
    await walk();
    const made = await category('LAMP');
    expect(made).toMatchObject({
      Name: 'Lampen',
      Is_Active__c: true,
      Parent__c: null,
      Division__c: String(DIVISION),
      Exact_Id__c: id.toLowerCase(),
    });

    await inExact(GROUPS, id, { Code: 'LUX', Description: 'Verlichting' });
    await walk();
    expect(await category('LUX')).toMatchObject({ Id: made['Id'], Name: 'Verlichting', Is_Active__c: true });

    await goneFromExact(GROUPS, id);
    const { outcomes } = await walk();
    expect(outcomes.filter(({ label }) => label === 'Verlichting')).toMatchObject([{ status: 'updated' }]);
    expect(await category('LUX')).toMatchObject({ Id: made['Id'], Name: 'Verlichting', Is_Active__c: false });

    await stage.createRows(GROUPS, [{ ID: id, Code: 'LUX', Description: 'Verlichting' }]);
    await walk();
    expect(await category('LUX')).toMatchObject({ Id: made['Id'], Is_Active__c: true });
  });

  it('cost one call to each system when nothing changed, and one for every sixty groups', async () => {
    const codes = Array.from({ length: 130 }, (_, index) => ({ Code: `G${index}`, Description: `Group ${index}` }));
    await stage.createRows(GROUPS, codes);
    await walk();
    expect((await stage.salesforce.rows('ExactCategory__c')).length).toBeGreaterThanOrEqual(130);
    await stage.exact.spent();
    await stage.salesforce.spent();

    const { outcomes } = await walk();

    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['unchanged']));
    expect(await stage.exact.spent()).toMatchObject({ counted: 3, writes: 0 });
    expect(await stage.salesforce.spent()).toMatchObject({ counted: 1, writes: 0 });
  });

  it('with a name longer than Salesforce takes are shortened and told; one without a name is called by its code', async () => {
    const name = 'Ü'.repeat(100);
    await stage.createRows(GROUPS, [{ Code: 'LONG', Description: name }]);
    await stage.createRows(GROUPS, [{ Code: 'BARE', Description: '' }]);

    const { operations } = await walk();

    expect(await category('LONG')).toMatchObject({ Name: 'Ü'.repeat(80) });
    expect(await category('BARE')).toMatchObject({ Name: 'BARE' });
    const noted = operations.flatMap(({ fields }) => fields).filter(({ note }) => note !== undefined);
    expect(noted).toMatchObject([{ field: 'Name' }]);
  });

  it('that the condition leaves out have no row, or an inactive one', async () => {
    await stage.createRows(GROUPS, [
      { Code: 'LAMP', Description: 'Lampen' },
      { Code: 'RAW', Description: 'Grondstof' },
    ]);
    await walk({ when: 'category.Code != "RAW"' });
    expect((await stage.salesforce.rows('ExactCategory__c')).filter(({ Code__c }) => Code__c === 'RAW')).toEqual([]);

    await walk();
    await walk({ when: 'category.Code != "RAW"' });

    expect(await category('RAW')).toMatchObject({ Is_Active__c: false });
    expect(await category('LAMP')).toMatchObject({ Is_Active__c: true });
  });

  it('that a rule cannot be applied to say so, and the others come', async () => {
    await stage.createRows(GROUPS, [
      { Code: 'LAMP', Description: 'Lampen' },
      { Code: 'OTHER', Description: 'Overig' },
    ]);
    const rule = { to: 'Name', from: 'category.Code == "LAMP" ? string(decimal(category.Code)) : category.Code' };

    const { outcomes } = await walk({ fields: [rule] });

    expect(outcomes.filter(({ label }) => label === 'Lampen')).toMatchObject([
      { status: 'blocked', error: { code: 'formula_failed' } },
    ]);
    expect(await category('OTHER')).toMatchObject({ Name: 'OTHER' });
  });

  it('of two companies with the same code are kept apart', async () => {
    const fields = { Name: 'Lampes', Code__c: 'LAMP', Is_Active__c: true, Exact_Id__c: 'a', Division__c: '9' };
    const [other] = await stage.createRecords([{ object: 'ExactCategory__c', fields: { ...fields, Key__c: '9-ItemGroups-a' } }]);
    await stage.createRows(GROUPS, [{ Code: 'LAMP', Description: 'Lampen' }]);

    await walk();

    const rows = (await stage.salesforce.rows('ExactCategory__c')).filter(({ Code__c }) => Code__c === 'LAMP');
    expect(rows).toHaveLength(2);
    expect(rows.find(({ Id }) => Id === other)).toMatchObject(fields);
  });

  it('are looked at one by one, by their ids in either system', async () => {
    const [first = '', second = ''] = await stage.createRows(GROUPS, [
      { Code: 'LAMP', Description: 'Lampen' },
      { Code: 'DESK', Description: 'Bureaus' },
    ]);
    await walk();
    await inExact(GROUPS, first, { Description: 'Verlichting' });
    await inExact(GROUPS, second, { Description: 'Tafels' });
    const ids = [first, String((await category('DESK'))['Id'])];

    const { outcomes } = await stage.walk(CATEGORIES, settings({}), { kind: 'records', ids, explicit: true });

    expect(outcomes.map(({ status, label }) => `${label} ${status}`).toSorted()).toEqual([
      'Tafels updated',
      'Verlichting updated',
    ]);
  });
});

describe('categories of assortments', () => {
  const from = { from: 'assortments' };
  const enter = async () => {
    await stage.createRows(ASSORTMENTS, [
      { Code: 10, Description: 'Lampen' },
      { Code: 20, Description: 'Stoelen' },
    ]);
    await stage.createRows(PROPERTIES, [{ ItemAssortmentCode: 10, Code: 'WIT', Description: 'Wit' }]);
  };

  it('have their properties below them, also when both are new, and a property that is put elsewhere is moved back', async () => {
    await enter();
    const { outcomes } = await walk(from);
    expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
    expect(await category('WIT')).toMatchObject({ Parent__c: (await category('10'))['Id'], Name: 'Wit' });

    await stage.salesforce.control('PATCH', `rows/ExactCategory__c/${String((await category('WIT'))['Id'])}`, {
      Parent__c: (await category('20'))['Id'],
    });
    await walk(from);

    expect(await category('WIT')).toMatchObject({ Parent__c: (await category('10'))['Id'] });
  });

  it('stand below none whose assortment is left out', async () => {
    await enter();

    await walk({ ...from, when: 'category.Code != "10"' });

    expect(await category('WIT')).toMatchObject({ Parent__c: null, Is_Active__c: true });
  });

  it('take the place of item groups when the settings say so: those become inactive', async () => {
    await stage.createRows(GROUPS, [{ Code: 'LAMP', Description: 'Lampen' }]);
    await walk();
    await enter();

    await walk(from);

    expect(await category('LAMP')).toMatchObject({ Is_Active__c: false });
    expect(await category('10')).toMatchObject({ Is_Active__c: true });
  });
});
