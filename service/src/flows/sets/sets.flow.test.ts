import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { enterLinkedProducts } from '../stock/testing/shop.ts';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { SETS } from './index.ts';
import { enterParts, PARTS } from './testing/shop.ts';

const NONE = { itemId: '', productId: '' };
const DAY_MS = 24 * 3_600_000;

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

function settings(sets: object = {}): object {
  return { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { sets: { enabled: true, ...sets } } };
}

const walk = (cursors: Readonly<Record<string, string>> = {}, sets: object = {}): Promise<Walked> =>
  stage.walk(SETS, settings(sets), { kind: 'changes', cursors, full: false });

const rows = async () =>
  (await stage.salesforce.rows('ExactSetPart__c')).toSorted((one, other) => Number(one['Order__c']) - Number(other['Order__c']));
const product = async (id: string) => (await stage.salesforce.rows('Product2')).find(({ Id }) => Id === id) ?? {};

describe('sets', () => {
  it('show their parts with quantity, code and order, and are marked; a set within a set is marked itself', async () => {
    const [box = NONE, cup = NONE, pair = NONE] = await enterLinkedProducts(stage, ['BOX', 'CUP', 'PAIR']);
    await enterParts(stage, pair.itemId, { [cup.itemId]: 2 });
    await enterParts(stage, box.itemId, { [pair.itemId]: 1, [cup.itemId]: 0.5 });

    await walk();

    const ofBox = (await rows()).filter((row) => row['Set__c'] === box.productId);
    expect(ofBox).toMatchObject([
      { Part__c: pair.productId, Part_Code__c: 'PAIR', Part_Name__c: 'Item PAIR', Quantity__c: 1, Order__c: 1 },
      { Part__c: cup.productId, Part_Code__c: 'CUP', Quantity__c: 0.5, Order__c: 2 },
    ]);
    const marks = [await product(box.productId), await product(pair.productId), await product(cup.productId)];
    expect(marks.map((row) => row['Exact_Set__c'])).toEqual([true, true, false]);
  });

  it('follow a quantity that changes and a part that is added', async () => {
    const [box = NONE, cup = NONE, tea = NONE] = await enterLinkedProducts(stage, ['BOX', 'CUP', 'TEA']);
    const [first = ''] = await enterParts(stage, box.itemId, { [cup.itemId]: 2 });
    const { cursors } = await walk();
    await stage.exact.control('PATCH', `rows/${PARTS}/${first}`, { Quantity: 6 });
    await enterParts(stage, box.itemId, { [tea.itemId]: 1 });

    await walk(cursors);

    expect(await rows()).toMatchObject([{ Quantity__c: 6 }, { Part_Code__c: 'TEA', Quantity__c: 1 }]);
  });

  it('lose a part that is removed within a day: its row stays and says nothing; one without parts is no set any more', async () => {
    const [box = NONE, cup = NONE] = await enterLinkedProducts(stage, ['BOX', 'CUP']);
    const [first = ''] = await enterParts(stage, box.itemId, { [cup.itemId]: 2 });
    const { cursors } = await walk();
    await stage.exact.control('DELETE', `rows/${PARTS}/${first}`);
    stage.clock.now = new Date(stage.clock.now.getTime() + DAY_MS);

    await walk(cursors);

    expect(await rows()).toMatchObject([{ Part_Code__c: 'CUP', Quantity__c: null }]);
    expect(await product(box.productId)).toMatchObject({ Exact_Set__c: false });
  });

  it('lose a part at once when a person asks for them', async () => {
    const [box = NONE, cup = NONE, tea = NONE] = await enterLinkedProducts(stage, ['BOX', 'CUP', 'TEA']);
    const [first = ''] = await enterParts(stage, box.itemId, { [cup.itemId]: 2, [tea.itemId]: 1 });
    await walk();
    await stage.exact.control('DELETE', `rows/${PARTS}/${first}`);

    await stage.walk(SETS, settings(), { kind: 'records', ids: [box.productId], explicit: true });

    expect((await rows()).map((row) => [row['Part_Code__c'], row['Quantity__c']])).toEqual([
      ['CUP', null],
      ['TEA', 1],
    ]);
  });

  it('with a part that is no product tell it, show it by its code, and link it once it is one', async () => {
    const [box = NONE] = await enterLinkedProducts(stage, ['BOX']);
    const [ribbon = ''] = await stage.createRows('logistics/Items', [{ Code: 'RIBBON', Description: 'Ribbon' }]);
    await enterParts(stage, box.itemId, { [ribbon]: 1.5 });

    const { cursors, outcomes } = await walk();
    expect(outcomes).toMatchObject([{ label: 'BOX', status: 'created', error: { code: 'set_part_without_product' } }]);
    expect(await rows()).toMatchObject([{ Part__c: null, Part_Code__c: 'RIBBON', Quantity__c: 1.5 }]);
    const [productId = ''] = await stage.createRecords([
      {
        object: 'Product2',
        fields: { Name: 'Ribbon', ProductCode: 'RIBBON', IsActive: true, Exact_Id__c: ribbon.toLowerCase() },
      },
    ]);

    await walk(cursors);

    expect(await rows()).toMatchObject([{ Part__c: productId }]);
  });

  it('that become a product later get their parts with the next poll; asked for before, they say so', async () => {
    const [cup = NONE] = await enterLinkedProducts(stage, ['CUP']);
    const [box = ''] = await stage.createRows('logistics/Items', [{ Code: 'BOX', Description: 'Box', IsSalesItem: true }]);
    await enterParts(stage, box, { [cup.itemId]: 2 });
    const { cursors, outcomes } = await walk();
    expect(outcomes).toEqual([]);
    const asked = await stage.walk(SETS, settings(), { kind: 'records', ids: [box], explicit: true });
    expect(asked.outcomes).toMatchObject([{ label: 'BOX', status: 'skipped', error: { code: 'set_without_product' } }]);
    await stage.createRecords([
      { object: 'Product2', fields: { Name: 'Box', ProductCode: 'BOX', IsActive: true, Exact_Id__c: box.toLowerCase() } },
    ]);

    await walk(cursors);

    expect(await rows()).toMatchObject([{ Part_Code__c: 'CUP', Quantity__c: 2 }]);
  });
});

describe('the calls of sets', () => {
  it('nothing new costs one call of Exact and one of Salesforce, and a changed part of many is one written', async () => {
    const codes = Array.from({ length: 101 }, (_, index) => `ITEM-${index}`);
    const [box = NONE, ...others] = await enterLinkedProducts(stage, codes);
    const parts = await enterParts(stage, box.itemId, Object.fromEntries(others.map(({ itemId }) => [itemId, 2])));
    const { cursors } = await walk();
    stage.clock.now = new Date(Date.now() + 3_600_000);
    const later = await walk({ ...cursors, changed: stage.clock.now.toISOString() });
    await stage.exact.spent();
    await stage.salesforce.spent();

    const nothing = await walk({ ...cursors, ...later.cursors, changed: stage.clock.now.toISOString() });
    expect(nothing.outcomes).toEqual([]);
    expect([await stage.exact.spent(), await stage.salesforce.spent()]).toEqual([
      { counted: 1, writes: 0 },
      { counted: 1, writes: 0 },
    ]);

    await stage.exact.control('PATCH', `rows/${PARTS}/${parts[7] ?? ''}`, { Quantity: 3 });
    const one = await walk(cursors);
    expect(one.operations.filter(({ action }) => action === 'update')).toHaveLength(1);
  });
});
