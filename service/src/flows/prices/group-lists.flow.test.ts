import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startOfDay } from '../calendar.ts';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { PRICES } from './index.ts';
import {
  changeRow,
  dayFrom,
  enterGroupList,
  enterGroups,
  enterItems,
  enterLines,
  enterList,
  enterPeriod,
  enterPricedProducts,
  standardBook,
} from './testing/shop.ts';

type Cursors = Readonly<Record<string, string>>;
type Row = Readonly<Record<string, unknown>>;

const NONE = { itemId: '', productId: '' };
const ITEMS = 'logistics/Items';
const LINES = 'sales/SalesPriceListVolumeDiscounts';
const PRICE_ROWS = 'logistics/SalesItemPrices';
const TIME_ZONE = 'Europe/Amsterdam';
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Looks come so long after what is entered before them: what is new to one is so by itself, and not by how soon it comes. */
const LATER_MS = 10 * MINUTE_MS;

let stage: Stage;
let lamps: string;
let tables: string;
beforeEach(async () => {
  stage = await startStage();
  stage.clock.now = new Date(stage.clock.now.getTime() + LATER_MS);
  [lamps = '', tables = ''] = await enterGroups(stage, ['Lamps', 'Tables']);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await stage.close();
});

function settings(prices: object = {}): object {
  return { version: 1, divisions: [{ code: DIVISION, default: true }], flows: { prices: { enabled: true, ...prices } } };
}

const walk = (cursors: Cursors = {}, prices: object = {}): Promise<Walked> =>
  stage.walk(PRICES, settings(prices), { kind: 'changes', cursors, full: false });

const lookAt = (...ids: string[]): Promise<Walked> => stage.walk(PRICES, settings(), { kind: 'records', ids, explicit: false });

/** Prices of one product in price books other than the standard one. */
async function listed(productId: string): Promise<Row[]> {
  const standard = await standardBook(stage);
  const entries = await stage.salesforce.rows('PricebookEntry');
  return entries.filter((entry) => entry['Product2Id'] === productId && entry['Pricebook2Id'] !== standard);
}

/** What an order from the list costs: one figure an entry, nothing for one that is inactive. */
async function costs(productId: string): Promise<unknown[]> {
  return (await listed(productId)).map(({ IsActive, UnitPrice }) => (IsActive === true ? UnitPrice : null));
}

const rows = (): Promise<Row[]> => stage.salesforce.rows('ExactPrice__c');
const errors = ({ outcomes }: Walked) => outcomes.flatMap(({ error }) => error?.code ?? []);

async function generalPriceOf(itemId: string): Promise<Row> {
  const prices = await stage.exact.rows(`${DIVISION}/${PRICE_ROWS}`);
  return prices.find(({ Item }) => String(Item).toLowerCase() === itemId) ?? {};
}

describe('a price list of item groups', () => {
  it('gives each product of a group its general price less the discount, others none, and is then left alone', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    const [table = NONE] = await enterPricedProducts(stage, ['TABLE'], { group: tables, price: 99.99 });
    const [chair = NONE] = await enterPricedProducts(stage, ['CHAIR']);
    await enterGroupList(stage, 'Groups', [
      [lamps, 0.1],
      [tables, 0.055],
    ]);

    const { cursors } = await walk();

    expect(await costs(lamp.productId)).toEqual([36]);
    expect(await costs(table.productId)).toEqual([94.49]);
    expect(await listed(chair.productId)).toEqual([]);
    expect(await rows()).toMatchObject([
      { Product__c: null, Discount_Percent__c: 10, Price__c: null, Valid_Today__c: true },
      { Product__c: null, Discount_Percent__c: 5.5, Price__c: null, Valid_Today__c: true },
    ]);
    await stage.salesforce.spent();
    expect((await walk(cursors)).outcomes).toEqual([]);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('gives nothing from a quantity on, nor at a price that is the same for the whole group', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    const [table = NONE] = await enterPricedProducts(stage, ['TABLE'], { group: tables });
    const { periodId } = await enterGroupList(stage, 'Groups', []);
    await enterLines(stage, periodId, [
      { ItemGroup: lamps, Discount: 0.1, Quantity: 10 },
      { ItemGroup: tables, NewPrice: 5, EntryMethod: 2 },
    ]);

    await walk();

    expect([await listed(lamp.productId), await listed(table.productId)]).toEqual([[], []]);
  });

  it('follows a discount that changes, one that is entered, and one that is deleted', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    const [table = NONE] = await enterPricedProducts(stage, ['TABLE'], { group: tables });
    const { periodId, lineIds } = await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    const [lineId = ''] = lineIds;
    const { cursors } = await walk();

    await changeRow(stage, LINES, lineId, { Discount: 0.25 });
    await enterLines(stage, periodId, [{ ItemGroup: tables, Discount: 0.5 }]);
    const second = await walk(cursors);
    expect([await costs(lamp.productId), await costs(table.productId)]).toEqual([[30], [20]]);

    await changeRow(stage, LINES, lineId);
    const third = await walk(second.cursors);
    expect(await listed(lamp.productId)).toMatchObject([{ IsActive: false, Exact_Price_Id__c: null }]);
    expect(await costs(table.productId)).toEqual([20]);
    expect((await walk(third.cursors)).outcomes).toEqual([]);
  });

  it('is followed where it is the first of its kind, and its items move from then on', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    const { cursors } = await walk();
    await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);

    const first = await walk(cursors);
    expect(await costs(lamp.productId)).toEqual([36]);

    await changeRow(stage, ITEMS, lamp.itemId, { ItemGroup: tables });
    await walk(first.cursors);
    expect(await costs(lamp.productId)).toEqual([null]);
  });

  it('follows items that move to another group, come into one, and are deleted', async () => {
    const [lamp = NONE, candle = NONE, torch = NONE] = await enterPricedProducts(stage, ['LAMP', 'CANDLE', 'TORCH'], {
      group: lamps,
    });
    const [chair = NONE] = await enterPricedProducts(stage, ['CHAIR']);
    await enterGroupList(stage, 'Lamps only', [[lamps, 0.1]]);
    await enterGroupList(stage, 'Tables only', [[tables, 0.5]]);
    const { cursors } = await walk();
    expect(await costs(lamp.productId)).toEqual([36]);

    await changeRow(stage, ITEMS, lamp.itemId, { ItemGroup: tables });
    const [usual] = (await stage.exact.rows(`${DIVISION}/logistics/ItemGroups`)).filter((group) => group['IsDefault'] === 1);
    await changeRow(stage, ITEMS, candle.itemId, { ItemGroup: usual?.['ID'] });
    await changeRow(stage, ITEMS, chair.itemId, { ItemGroup: lamps });
    await changeRow(stage, ITEMS, torch.itemId);
    const moved = await walk(cursors);

    expect((await costs(lamp.productId)).toSorted()).toEqual([20, null]);
    expect(await costs(candle.productId)).toEqual([null]);
    expect(await costs(chair.productId)).toEqual([36]);
    expect(await costs(torch.productId)).toEqual([null]);
    expect((await walk(moved.cursors)).outcomes).toEqual([]);
  });

  it.each([
    ['is another one', { Price: 50 }, [45]],
    ['is over', { EndDate: '2020-12-31' }, [null]],
    ['is of ten pieces from now on', { Quantity: 10 }, [null]],
    ['is deleted', undefined, [null]],
  ])('follows a general price that %s', async (_, change, expected) => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    const price = await generalPriceOf(lamp.itemId);
    const standard = (await stage.salesforce.rows('PricebookEntry')).find((entry) => entry['Product2Id'] === lamp.productId);
    await stage.salesforce.control('PATCH', `rows/PricebookEntry/${String(standard?.['Id'])}`, {
      Exact_Price_Id__c: price['ID'],
    });
    const { cursors } = await walk();
    await changeRow(stage, PRICE_ROWS, String(price['ID']), change);

    const changed = await walk(cursors);

    expect(await costs(lamp.productId)).toEqual(expected);
    expect((await walk(changed.cursors)).outcomes).toEqual([]);
  });

  it('follows a general price that begins at midnight, with nothing changed in Exact', async () => {
    // What an item costs today is what Exact says of it: midnight passes in both.
    let now = startOfDay(dayFrom(stage, 1), TIME_ZONE).getTime() - 5 * MINUTE_MS;
    await stage.close();
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    stage = await startStage();
    stage.clock.now = new Date(now);
    [lamps = ''] = await enterGroups(stage, ['Lamps']);
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    await stage.createRows(PRICE_ROWS, [{ Item: lamp.itemId, Price: 60, StartDate: dayFrom(stage, 1) }]);
    await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    now += 3 * MINUTE_MS;
    stage.clock.now = new Date(now);
    const { cursors } = await walk();
    expect(await costs(lamp.productId)).toEqual([36]);

    now += 3 * MINUTE_MS;
    stage.clock.now = new Date(now);
    await walk(cursors);

    expect(await costs(lamp.productId)).toEqual([54]);
  });

  it('lets a special offer go before at midnight, with nobody touching anything, and the basic discount after it', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    const { listId } = await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    const offer = await enterPeriod(stage, listId, { Type: 2, StartDate: dayFrom(stage, 1), EndDate: dayFrom(stage, 1) });
    await enterLines(stage, offer, [{ ItemGroup: lamps, Discount: 0.5 }]);
    const today = await walk();
    expect(await costs(lamp.productId)).toEqual([36]);
    const [look] = today.followUps;

    stage.clock.now = look?.notBefore ?? new Date(0);
    await lookAt(look?.recordId ?? '');
    expect(await costs(lamp.productId)).toEqual([20]);

    stage.clock.now = new Date(stage.clock.now.getTime() + DAY_MS + LATER_MS);
    await walk(today.cursors);
    expect(await costs(lamp.productId)).toEqual([36]);
  });

  it('waits for a standard price of a product, and follows by itself', async () => {
    stage.clock.now = new Date();
    const [itemId = ''] = await enterItems(stage, ['LATE'], lamps);
    await stage.createRows(PRICE_ROWS, [{ Item: itemId, Price: 40, StartDate: '2020-01-01' }]);
    // Brought long ago: it is no newcomer.
    const fields = { Name: 'Late', ProductCode: 'LATE', IsActive: true, Exact_Id__c: itemId };
    const [productId = ''] = await stage.createRecords([
      { object: 'Product2', fields: { ...fields, Exact_Synced_At__c: '2020-01-01T00:00:00Z' } },
    ]);
    await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    const first = await walk();
    expect([await listed(productId), errors(first)]).toEqual([[], []]);
    const standard = { Pricebook2Id: await standardBook(stage), Product2Id: productId, UnitPrice: 40, IsActive: true };
    await stage.createRecords([{ object: 'PricebookEntry', fields: standard }]);

    await walk(first.cursors);

    expect(await costs(productId)).toEqual([36]);
  });

  it('becomes entries of a product that is made with its standard price after the list was read', async () => {
    const [itemId = ''] = await enterItems(stage, ['NEW'], lamps);
    await stage.createRows(PRICE_ROWS, [{ Item: itemId, Price: 40, StartDate: '2020-01-01' }]);
    await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    stage.clock.now = new Date();
    const { cursors } = await walk();
    const fields = { Name: 'New', ProductCode: 'NEW', IsActive: true, Exact_Id__c: itemId };
    const [productId = ''] = await stage.createRecords([{ object: 'Product2', fields }]);
    const standard = { Pricebook2Id: await standardBook(stage), Product2Id: productId, UnitPrice: 40, IsActive: true };
    await stage.createRecords([{ object: 'PricebookEntry', fields: standard }]);

    await walk(cursors);

    expect(await costs(productId)).toEqual([36]);
  });

  it('in another currency takes its discount off the general price in that currency', async () => {
    await stage.close();
    stage = await startStage({ salesforce: { features: { multiCurrency: true }, otherCurrencies: ['USD'] } });
    [lamps = ''] = await enterGroups(stage, ['Lamps']);
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    await stage.createRows(PRICE_ROWS, [{ Item: lamp.itemId, Price: 44, Currency: 'USD', StartDate: '2020-01-01' }]);
    const standard = { Pricebook2Id: await standardBook(stage), Product2Id: lamp.productId, UnitPrice: 44, IsActive: true };
    await stage.createRecords([{ object: 'PricebookEntry', fields: { ...standard, CurrencyIsoCode: 'USD' } }]);
    await enterGroupList(stage, 'Groups', [[lamps, 0.5]]);
    await enterGroupList(stage, 'America', [[lamps, 0.25]], { list: { Currency: 'USD' }, period: { Currency: 'USD' } });

    await walk();

    const entries = await listed(lamp.productId);
    expect(entries.map((entry) => [entry['UnitPrice'], entry['CurrencyIsoCode']]).toSorted()).toEqual([
      [20, 'EUR'],
      [33, 'USD'],
    ]);
  });

  it('in a currency that the org does not have is told and has no entries', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    await enterGroupList(stage, 'America', [[lamps, 0.25]], { list: { Currency: 'USD' }, period: { Currency: 'USD' } });

    expect(errors(await walk())).toEqual(['price_list_currency_missing']);
    expect(await listed(lamp.productId)).toEqual([]);
  });

  it('with discounts that contradict each other leaves its entries as they are and says so, until one is deleted', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    const { listId } = await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    const { cursors } = await walk();
    const other = await enterPeriod(stage, listId);
    const [lineId = ''] = await enterLines(stage, other, [{ ItemGroup: lamps, Discount: 0.2 }]);

    const doubled = await walk(cursors);
    expect(errors(doubled)).toEqual(['price_contradicted', 'price_contradicted']);
    expect((await rows()).map((row) => row['Valid_Today__c'])).toEqual([false, false]);
    expect(await costs(lamp.productId)).toEqual([36]);

    await changeRow(stage, LINES, lineId, { Discount: 0.1 });
    const same = await walk(doubled.cursors);
    expect(errors(same)).toEqual([]);
    expect(await costs(lamp.productId)).toEqual([36]);
  });

  it('that is deleted leaves an inactive price book behind', async () => {
    await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    const { listId } = await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    const { cursors } = await walk();
    await changeRow(stage, 'sales/SalesPriceLists', listId);

    const gone = await walk(cursors);

    const books = await stage.salesforce.rows('Pricebook2');
    expect(books.find(({ Name }) => Name === 'Groups')).toMatchObject({ IsActive: false });
    expect(await rows()).toMatchObject([{ Deleted_In_Exact__c: true, Valid_Today__c: false }]);
    expect((await walk(gone.cursors)).outcomes).toEqual([]);
  });

  it('leaves an entry off that a person switched off, and takes over one that a person made', async () => {
    const [lamp = NONE, candle = NONE] = await enterPricedProducts(stage, ['LAMP', 'CANDLE'], { group: lamps });
    const { lineIds } = await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    const [lineId = ''] = lineIds;
    const [book = ''] = await stage.createRecords([{ object: 'Pricebook2', fields: { Name: 'Groups', IsActive: true } }]);
    const made = { Pricebook2Id: book, Product2Id: candle.productId, UnitPrice: 1, IsActive: true };
    await stage.createRecords([{ object: 'PricebookEntry', fields: made }]);
    const { cursors } = await walk();
    expect(await costs(candle.productId)).toEqual([36]);
    const [entry] = await listed(lamp.productId);
    await stage.salesforce.control('PATCH', `rows/PricebookEntry/${String(entry?.['Id'])}`, { IsActive: false });
    await changeRow(stage, LINES, lineId, { Discount: 0.5 });

    await walk(cursors);

    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 20, IsActive: false }]);
  });

  it('is calculated again under other settings: as a condition and rounding say', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    await enterGroupList(stage, 'Groups', [[lamps, 0.33333]]);

    const blocked = await walk({}, { tooPrecise: 'block' });
    expect(errors(blocked)).toEqual(['price_finer_than_field']);
    expect(blocked.outcomes.find(({ error }) => error !== undefined)).toMatchObject({ recordId: lamp.itemId, label: 'LAMP' });
    expect(await listed(lamp.productId)).toEqual([]);

    const rounded = await walk(blocked.cursors);
    expect([errors(rounded), await costs(lamp.productId)]).toEqual([[], [26.67]]);

    const unwanted = await walk(rounded.cursors, { when: 'price.Discount < 0.1' });
    expect(await costs(lamp.productId)).toEqual([null]);
    expect((await walk(unwanted.cursors, { when: 'price.Discount < 0.1' })).outcomes).toEqual([]);
  });

  it('beside a list of items: each gives its own price', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    const { periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 30, EntryMethod: 2 }]);

    const { cursors } = await walk();
    expect((await costs(lamp.productId)).toSorted()).toEqual([30, 36]);

    await changeRow(stage, ITEMS, lamp.itemId, { ItemGroup: tables });
    await walk(cursors);
    expect((await costs(lamp.productId)).toSorted()).toEqual([30, null]);
  });

  it('that is named, or whose product is, is brought at once', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { group: lamps });
    const { listId, lineIds } = await enterGroupList(stage, 'Groups', [[lamps, 0.1]]);
    await lookAt(listId);
    expect(await costs(lamp.productId)).toEqual([36]);

    await changeRow(stage, LINES, lineIds[0] ?? '', { Discount: 0.5 });
    await lookAt(lamp.productId);
    expect(await costs(lamp.productId)).toEqual([20]);
  });
});
