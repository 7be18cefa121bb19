import { afterEach, describe, expect, it } from '@jest/globals';
import { DIVISION } from '../testing/stage.ts';
import { GROUPS, MemberStage } from './testing/member-stage.ts';

let org: MemberStage;
afterEach(() => org.stage.close());

describe('products in standard categories', () => {
  it('are in the one of their category, follow it, and are in none without: each time a single membership that they know', async () => {
    org = await MemberStage.open();
    await org.enterGroups('LAMP', 'DESK');
    const [lamp = ''] = await org.enterProducts(['L1'], 'LAMP');

    const { outcomes } = await org.walk();

    expect(outcomes.filter(({ label }) => label === 'L1')).toMatchObject([
      { recordId: lamp, status: 'updated', salesforceId: lamp, exactId: undefined, error: undefined },
    ]);
    const lamps = (await org.rowOf('LAMP'))['Product_Category_Id__c'];
    const [first] = await org.memberships();
    expect(await org.memberships()).toMatchObject([{ ProductId: lamp, ProductCategoryId: lamps }]);
    expect(await org.productOf(lamp)).toMatchObject({
      Exact_Product_Category_Id__c: lamps,
      Exact_Category_Product_Id__c: first?.['Id'],
    });

    await org.moveTo(lamp, 'DESK');
    await org.walk();
    expect(await org.namesOf(lamp)).toEqual(['DESK']);
    expect(await org.productOf(lamp)).toMatchObject({ Exact_Category_Product_Id__c: (await org.memberships())[0]?.['Id'] });

    await org.moveTo(lamp, undefined);
    await org.walk();
    expect(await org.memberships()).toEqual([]);
    expect(await org.productOf(lamp)).toMatchObject({ Exact_Product_Category_Id__c: null, Exact_Category_Product_Id__c: null });
  });

  it('leave a category that is gone from Exact Online or left out, and are back with it', async () => {
    org = await MemberStage.open();
    const [id = ''] = await org.enterGroups('LAMP');
    const [lamp] = await org.enterProducts(['L1'], 'LAMP');
    await org.walk();

    await org.walk({ when: 'category.Code != "LAMP"' });
    expect(await org.memberships()).toEqual([]);
    await org.walk();
    expect(await org.namesOf(lamp)).toEqual(['LAMP']);

    await org.stage.exact.control('DELETE', `rows/${DIVISION}/${GROUPS}/${id}`);
    await org.walk();
    expect(await org.memberships()).toEqual([]);
    await org.stage.createRows(GROUPS, [{ ID: id, Code: 'LAMP', Description: 'LAMP' }]);
    await org.walk();
    expect(await org.namesOf(lamp)).toEqual(['LAMP']);
  });

  it('that were there before come in the walk that makes the categories, once the setting is on', async () => {
    org = await MemberStage.open();
    await org.stage.createRows(GROUPS, [{ Code: 'LAMP', Description: 'LAMP' }]);
    await org.walk({ standard: false });
    const [lamp] = await org.enterProducts(['L1'], 'LAMP');
    await org.walk({ standard: false });
    expect(await org.memberships()).toEqual([]);

    const planned = await org.walk({}, 'plan');
    const applied = await org.walk();

    expect(planned.operations).toEqual(applied.operations);
    expect(await org.namesOf(lamp)).toEqual(['LAMP']);
    expect(await org.productOf(lamp)).toMatchObject({
      Exact_Product_Category_Id__c: (await org.rowOf('LAMP'))['Product_Category_Id__c'],
    });
    expect(new Set((await org.walk()).outcomes.map(({ status }) => status))).toEqual(new Set(['unchanged']));
  });

  it('are written as a dry run shows it, in an org with a namespace too', async () => {
    org = await MemberStage.open('tandem');
    await org.stage.createRows(GROUPS, [{ Code: 'LAMP', Description: 'LAMP' }]);
    await org.walk();
    const [row] = (await org.stage.salesforce.rows('tandem__ExactCategory__c')).filter(
      (each) => each['tandem__Code__c'] === 'LAMP',
    );
    const fields = { Name: 'L1', ProductCode: 'L1', IsActive: true, tandem__Exact_Category__c: row?.['Id'] };
    const [lamp] = await org.stage.createRecords([{ object: 'Product2', fields }]);

    const planned = await org.walk({}, 'plan');
    expect(await org.memberships()).toEqual([]);
    expect(planned.operations.filter(({ action }) => action !== 'unchanged')).toMatchObject([
      { action: 'create', object: 'ProductCategoryProduct', label: 'L1' },
    ]);
    await org.walk();

    expect(await org.namesOf(lamp)).toEqual(['LAMP']);
    expect(await org.productOf(lamp)).toMatchObject({
      tandem__Exact_Category_Product_Id__c: (await org.memberships())[0]?.['Id'],
      tandem__Exact_Product_Category_Id__c: row?.['tandem__Product_Category_Id__c'],
    });
    expect(new Set((await org.walk()).outcomes.map(({ status }) => status))).toEqual(new Set(['unchanged']));
  });

  it('cost a first load less than two calls for a hundred, and nothing afterwards but one query', async () => {
    org = await MemberStage.open();
    await org.enterGroups('LAMP', 'DESK');
    const codes = Array.from({ length: 1_300 }, (_, index) => `P${index}`);
    const ids = await org.enterProducts(codes, 'LAMP');
    await org.walk({ standard: false });
    await org.stage.salesforce.spent();
    await org.stage.exact.spent();
    const quiet = await org.walk({ standard: false });
    const before = { exact: (await org.stage.exact.spent()).counted, salesforce: (await org.stage.salesforce.spent()).counted };
    expect(quiet.outcomes.every(({ status }) => status === 'unchanged')).toBe(true);

    const { batches } = await org.walk();

    expect((await org.memberships()).length).toBe(1_300);
    expect(new Set((await org.memberships()).map(({ ProductId }) => ProductId))).toEqual(new Set(ids));
    expect(batches.map(({ recordIds }) => recordIds.length).filter((count) => count > 600)).toEqual([]);
    const spent = await org.stage.salesforce.spent();
    expect((spent.counted - before.salesforce) / ids.length).toBeLessThanOrEqual(0.02);
    expect((await org.stage.exact.spent()).counted).toBe(before.exact);

    await org.walk();
    // The rows with the catalogs, the standard categories, and which products are due.
    expect(await org.stage.salesforce.spent()).toMatchObject({ counted: 3, writes: 0 });
  });

  it('move by the hundred: five collections of what is taken back are one call', async () => {
    org = await MemberStage.open();
    await org.enterGroups('LAMP', 'DESK');
    const ids = await org.enterProducts(
      Array.from({ length: 450 }, (_, index) => `P${index}`),
      'LAMP',
    );
    await org.walk();
    for (const id of ids) await org.moveTo(id, 'DESK');
    await org.stage.salesforce.spent();

    const { outcomes } = await org.walk();

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    const home = (await org.rowOf('DESK'))['Product_Category_Id__c'];
    expect((await org.memberships()).filter(({ ProductCategoryId }) => ProductCategoryId === home)).toHaveLength(450);
    expect(await org.memberships()).toHaveLength(450);
    expect((await org.stage.salesforce.spent()).writes).toBeLessThanOrEqual(7);
  });

  it('are found by the query of their categories, however many categories there are', async () => {
    org = await MemberStage.open();
    const codes = Array.from({ length: 260 }, (_, index) => `G${index}`);
    await org.enterGroups(...codes);
    const [first] = await org.enterProducts(['A'], 'G0');
    const [last] = await org.enterProducts(['B'], 'G259');
    await org.walk();
    expect([await org.namesOf(first), await org.namesOf(last)]).toEqual([['G0'], ['G259']]);

    await org.stage.salesforce.spent();
    await org.walk();
    expect(await org.stage.salesforce.spent()).toMatchObject({ counted: 3, writes: 0 });
  });
});

describe('what people do with products in standard categories', () => {
  it('stays: what they put there, in the same category and in others, and what they take out', async () => {
    org = await MemberStage.open();
    await org.enterGroups('LAMP', 'DESK', 'SALE');
    const [lamp, desk] = [...(await org.enterProducts(['L1'], 'LAMP')), ...(await org.enterProducts(['D1'], 'DESK'))];
    const homeOf = async (code: string) => (await org.rowOf(code))['Product_Category_Id__c'];
    const theirs = [await org.putByPerson(lamp, await homeOf('LAMP')), await org.putByPerson(lamp, await homeOf('SALE'))];
    await org.walk();
    expect((await org.memberships()).map(({ Id }) => Id)).toEqual(expect.arrayContaining(theirs));
    expect(await org.namesOf(lamp)).toEqual(['LAMP', 'SALE']);
    expect(await org.productOf(lamp)).toMatchObject({ Exact_Category_Product_Id__c: null });

    // It is Tandem's no more than it was before.
    await org.moveTo(lamp, 'DESK');
    await org.walk();
    expect(await org.namesOf(lamp)).toEqual(['DESK', 'LAMP', 'SALE']);

    const [own] = (await org.memberships()).filter(({ ProductId }) => ProductId === desk);
    await org.deletedByPerson('ProductCategoryProduct', own?.['Id']);
    expect(new Set((await org.walk()).outcomes.map(({ status }) => status))).toEqual(new Set(['unchanged']));
    expect(await org.namesOf(desk)).toEqual([]);
    await org.moveTo(desk, 'LAMP');
    await org.walk();
    expect(await org.namesOf(desk)).toEqual(['LAMP']);
  });

  it('is no reason to make a standard category again that they deleted, nor to put products in it', async () => {
    org = await MemberStage.open();
    await org.enterGroups('LAMP');
    const [lamp] = await org.enterProducts(['L1'], 'LAMP');
    await org.walk();
    await org.deletedByPerson('ProductCategory', (await org.rowOf('LAMP'))['Product_Category_Id__c']);
    expect(await org.memberships()).toEqual([]);

    const { outcomes } = await org.walk();

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(await org.memberships()).toEqual([]);
    expect(await org.productOf(lamp)).toMatchObject({ Exact_Product_Category_Id__c: null, Exact_Category_Product_Id__c: null });
    expect(new Set((await org.walk()).outcomes.map(({ status }) => status))).toEqual(new Set(['unchanged']));
  });

  it('with a product that they copied takes nothing of the first one away', async () => {
    org = await MemberStage.open();
    await org.enterGroups('LAMP', 'DESK');
    const [lamp] = await org.enterProducts(['L1'], 'LAMP');
    await org.walk();
    const own = await org.productOf(lamp);
    const [copy] = await org.enterProducts(['L1 copy'], 'DESK', {
      Exact_Product_Category_Id__c: own?.['Exact_Product_Category_Id__c'],
      Exact_Category_Product_Id__c: own?.['Exact_Category_Product_Id__c'],
    });

    await org.walk();

    expect([await org.namesOf(lamp), await org.namesOf(copy)]).toEqual([['LAMP'], ['DESK']]);
  });
});
