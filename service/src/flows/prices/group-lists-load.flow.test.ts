import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startOfDay } from '../calendar.ts';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { PRICES } from './index.ts';
import { changeRow, dayFrom, enterGroupList, enterGroups, enterPricedProducts } from './testing/shop.ts';

type Cursors = Readonly<Record<string, string>>;

const LINES = 'sales/SalesPriceListVolumeDiscounts';
const PRICE_ROWS = 'logistics/SalesItemPrices';
const TIME_ZONE = 'Europe/Amsterdam';
const MINUTE_MS = 60_000;
/** Looks come so long after what is entered before them: nothing is new to one by how soon it comes. */
const LATER_MS = 10 * MINUTE_MS;
const ITEMS = 3_000;
const CONFIGURED = { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { prices: { enabled: true } } };

let stage: Stage;
let groups: readonly string[];
beforeEach(async () => {
  stage = await startStage();
  stage.clock.now = new Date(stage.clock.now.getTime() + LATER_MS);
  groups = await enterGroups(stage, ['Lamps', 'Tables', 'Chairs']);
});
afterEach(() => stage.close());

const walk = (cursors: Cursors = {}): Promise<Walked> =>
  stage.walk(PRICES, CONFIGURED, { kind: 'changes', cursors, full: false });

/** Prices of entries that came from a discount, by how many have them. */
async function discountedEntries(): Promise<ReadonlyMap<unknown, number>> {
  const entries = await stage.salesforce.rows('PricebookEntry');
  const ofLists = entries.filter((entry) => typeof entry['Exact_Price_Id__c'] === 'string' && entry['IsActive'] === true);
  return new Map([...Map.groupBy(ofLists, ({ UnitPrice }) => UnitPrice)].map(([price, same]) => [price, same.length]));
}

describe('the calls of price lists of item groups', () => {
  it('are at most 0.005 of Exact and 0.02 of Salesforce an item; nothing new costs Exact one more than without such a list', async () => {
    const [lamps = ''] = groups;
    const codes = Array.from({ length: ITEMS }, (_, index) => `SKU-${index}`);
    const products = await enterPricedProducts(stage, codes, { group: lamps });
    const { lineIds } = await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    await stage.exact.spent();
    await stage.salesforce.spent();

    const first = await walk();
    const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];
    expect(await discountedEntries()).toEqual(new Map([[36, ITEMS]]));
    expect(exact.counted).toBeLessThanOrEqual(0.005 * ITEMS);
    expect(salesforce.counted).toBeLessThanOrEqual(0.02 * ITEMS);

    await walk(first.cursors);
    const idle = [await stage.exact.spent(), await stage.salesforce.spent()];
    expect(idle[0]?.counted).toBeLessThanOrEqual(5);
    expect(idle[1]).toMatchObject({ writes: 0 });
    expect(idle[1]?.counted).toBeLessThanOrEqual(7);

    for (const { itemId } of products.slice(0, 10)) await changeRow(stage, 'logistics/Items', itemId, { Description: 'Renamed' });
    const renamed = await walk(first.cursors);
    expect(renamed.outcomes.filter(({ status }) => status !== 'unchanged')).toEqual([]);
    expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(8);
    expect((await stage.salesforce.spent()).writes).toBe(0);

    await changeRow(stage, LINES, lineIds[0] ?? '', { Discount: 0.5 });
    await walk(renamed.cursors);
    expect(await discountedEntries()).toEqual(new Map([[20, ITEMS]]));
    expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(0.005 * ITEMS);
  }, 600_000);

  it('are none more where no list is of item groups', async () => {
    await enterPricedProducts(stage, ['LAMP'], { group: groups[0] ?? '' });
    const { cursors } = await walk();
    await stage.exact.spent();

    await walk(cursors);

    expect((await stage.exact.spent()).counted).toBe(4);
  });
});

describe('the first look of a day', () => {
  it('looks at the items of all groups, groups together once Exact is known to take that, and rights what stands wrong', async () => {
    const midnight = startOfDay(dayFrom(stage, 1), TIME_ZONE).getTime();
    stage.clock.now = new Date(midnight - MINUTE_MS);
    const products = [];
    for (const [index, group] of groups.entries())
      products.push(...(await enterPricedProducts(stage, [`A${index}`, `B${index}`], { group })));
    await enterGroupList(
      stage,
      'Groups',
      groups.map((group) => [group, 0.1]),
    );
    const first = await walk();
    const prices = await stage.exact.rows(`${DIVISION}/${PRICE_ROWS}`);
    for (const price of prices.slice(0, 2)) await changeRow(stage, PRICE_ROWS, String(price['ID']), { Price: 50 });
    const second = await walk(first.cursors);
    const right = new Map([
      [36, 4],
      [45, 2],
    ]);
    expect(await discountedEntries()).toEqual(right);
    const entries = (await stage.salesforce.rows('PricebookEntry')).filter(({ Exact_Price_Id__c: id }) => typeof id === 'string');
    expect(entries).toHaveLength(products.length);
    for (const { Id } of entries) await stage.salesforce.control('PATCH', `rows/PricebookEntry/${String(Id)}`, { UnitPrice: 1 });
    stage.clock.now = new Date(midnight + MINUTE_MS);
    await stage.exact.spent();

    const third = await walk(second.cursors);

    expect(await discountedEntries()).toEqual(right);
    // Lists, periods, four streams, discounts on groups, the currency of the company, and the items of all three groups in one.
    expect((await stage.exact.spent()).counted).toBe(9);
    await walk({ ...second.cursors, ...third.cursors });
    expect((await stage.exact.spent()).counted).toBe(5);
  });
});

describe('a first load that is cut wherever something is stored', () => {
  it('goes on where it was, group by group, and ends as if it had not been cut', async () => {
    for (const [index, group] of groups.entries()) await enterPricedProducts(stage, [`A${index}`, `B${index}`], { group });
    await enterGroupList(
      stage,
      'Groups',
      groups.map((group, index) => [group, (index + 1) / 10]),
    );
    let cursors: Cursors = {};
    let slices = 0;
    for (let isOver = false; !isOver; slices += 1) {
      const after = await slice(cursors);
      isOver = after === undefined || slices > 20;
      cursors = { ...cursors, ...after };
    }

    expect(slices).toBeLessThan(20);
    expect(await discountedEntries()).toEqual(
      new Map([
        [36, 2],
        [32, 2],
        [28, 2],
      ]),
    );
    expect((await walk(cursors)).outcomes).toEqual([]);
  }, 120_000);

  /** Up to a batch after which something is stored; what that is, undefined where there was none. */
  async function slice(cursors: Cursors): Promise<Cursors | undefined> {
    const context = await stage.context(CONFIGURED);
    const { configuration, division } = context;
    for await (const batch of PRICES.read(context, { kind: 'changes', cursors, full: false })) {
      await PRICES.apply(context, PRICES.plan(batch.input, { configuration, now: stage.clock.now, division }));
      if (Object.keys(batch.cursors).length > 0) return batch.cursors;
    }
    return undefined;
  }
});
