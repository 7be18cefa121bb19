import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DIVISION, startStage, type Stage, type Walked } from '../testing/stage.ts';
import { PRICES } from './index.ts';
import { listedPrices, lookAtPrices, priceSettings } from './testing/looks.ts';
import { changeRow, dayFrom, enterLines, enterList, enterPeriod, enterPricedProducts, standardBook } from './testing/shop.ts';

type Cursors = Readonly<Record<string, string>>;
type Row = Readonly<Record<string, unknown>>;

const NONE = { itemId: '', productId: '' };
const LINES = 'sales/SalesPriceListVolumeDiscounts';
const PERIODS = 'sales/SalesPriceListPeriods';
const PRICE_ROWS = 'logistics/SalesItemPrices';
const BY_PRICE = { EntryMethod: 2 };

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.close());

const walk = (cursors: Cursors = {}, prices: object = {}): Promise<Walked> => lookAtPrices(stage, cursors, prices);
const listed = (productId: string): Promise<Row[]> => listedPrices(stage, productId);
const rows = (): Promise<Row[]> => stage.salesforce.rows('ExactPrice__c');
const told = ({ outcomes }: Walked) => outcomes.map(({ status, error }) => [status, error?.code]);

describe('a price list', () => {
  it('becomes a price book with the prices that count today, and its prices stand with their products', async () => {
    const [lamp = NONE, table = NONE] = await enterPricedProducts(stage, ['LAMP', 'TABLE']);
    const { periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [
      { Item: lamp.itemId, NewPrice: 30, ...BY_PRICE },
      { Item: lamp.itemId, NewPrice: 25, Quantity: 100, ...BY_PRICE },
      { Item: table.itemId, Discount: 0.055 },
    ]);

    const { cursors } = await walk();

    const books = await stage.salesforce.rows('Pricebook2');
    expect(books.filter((book) => book['IsStandard'] !== true)).toMatchObject([{ Name: 'Dealers', IsActive: true }]);
    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 30, IsActive: true }]);
    expect(await listed(table.productId)).toMatchObject([{ UnitPrice: 37.8, IsActive: true }]);
    expect(await rows()).toMatchObject([
      { Kind__c: 'Price list', Price_List__c: 'Dealers', From_Quantity__c: 1, Price__c: 30, Valid_Today__c: true },
      { From_Quantity__c: 100, Price__c: 25, Currency_Code__c: 'EUR', Product__c: lamp.productId },
      { Price__c: 37.8, Discount_Percent__c: 5.5, Product__c: table.productId, Unit__c: 'pc' },
    ]);
    await stage.salesforce.spent();
    expect((await walk(cursors)).outcomes).toEqual([]);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });

  it('takes the price book of its name over, with the prices that stand in it; two of that name are asked about', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const { listId, periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 30, ...BY_PRICE }]);
    const book = (Name: string) => ({ object: 'Pricebook2', fields: { Name, IsActive: true } });
    const [first = '', second = ''] = await stage.createRecords([book('dealers'), book('Dealers')]);
    await stage.createRecords([
      {
        object: 'PricebookEntry',
        fields: { Pricebook2Id: first, Product2Id: lamp.productId, UnitPrice: 40, UseStandardPrice: true, IsActive: true },
      },
    ]);

    const asked = await walk();
    expect(told(asked)).toEqual([['blocked', 'price_book_ambiguous']]);
    expect(await rows()).toEqual([]);

    await stage.salesforce.control('PATCH', `rows/Pricebook2/${second}`, { IsActive: false });
    await stage.walk(PRICES, priceSettings(), { kind: 'records', ids: [listId], explicit: true });

    expect(await listed(lamp.productId)).toMatchObject([{ Pricebook2Id: first, UnitPrice: 30, UseStandardPrice: false }]);
    expect(await rows()).toMatchObject([{ Price_Book__c: first }]);
  });

  it('in a currency that the org does not have is told, and the others come', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const dollars = await enterList(stage, 'America', { list: { Currency: 'USD' }, period: { Currency: 'USD' } });
    const euros = await enterList(stage, 'Dealers');
    for (const { periodId } of [dollars, euros])
      await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 30, ...BY_PRICE }]);

    const { outcomes } = await walk();

    expect(outcomes.filter(({ error }) => error !== undefined)).toMatchObject([
      { label: 'America', status: 'blocked', error: { code: 'price_list_currency_missing' } },
    ]);
    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 30 }]);
  });

  it('in another currency of the org is a price book with entries in it, beside those of a list in its own', async () => {
    await stage.close();
    stage = await startStage({ salesforce: { features: { multiCurrency: true }, otherCurrencies: ['USD'] } });
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const dollars = await enterList(stage, 'America', { list: { Currency: 'USD' }, period: { Currency: 'USD' } });
    const euros = await enterList(stage, 'Dealers');
    for (const { periodId } of [dollars, euros])
      await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 30, ...BY_PRICE }]);
    const { cursors } = await walk();
    // There is a standard price in euros only.
    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 30, CurrencyIsoCode: 'EUR' }]);
    const standard = { Pricebook2Id: await standardBook(stage), Product2Id: lamp.productId, UnitPrice: 44, IsActive: true };
    await stage.createRecords([{ object: 'PricebookEntry', fields: { ...standard, CurrencyIsoCode: 'USD' } }]);

    await walk(cursors);

    const entries = await listed(lamp.productId);
    expect(entries.map((entry) => [entry['UnitPrice'], entry['CurrencyIsoCode']]).sort()).toEqual([
      [30, 'EUR'],
      [30, 'USD'],
    ]);
    expect(new Set(entries.map((entry) => entry['Pricebook2Id'])).size).toBe(2);
  });

  it('that is deleted in Exact leaves an inactive price book behind, its prices count no more', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const { listId, periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 30, ...BY_PRICE }]);
    const { cursors } = await walk();
    await changeRow(stage, 'sales/SalesPriceLists', listId);

    const gone = await walk(cursors);

    expect(told(gone)).toContainEqual(['updated', 'price_list_gone']);
    const books = await stage.salesforce.rows('Pricebook2');
    expect(books.find(({ Name }) => Name === 'Dealers')).toMatchObject({ IsActive: false });
    expect(await rows()).toMatchObject([{ Deleted_In_Exact__c: true, Valid_Today__c: false, Price__c: null }]);
    expect((await walk(gone.cursors)).outcomes).toEqual([]);
  });

  it('whose price book could not be switched off when it was deleted loses it when that is tried again', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const { listId, periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 30, ...BY_PRICE }]);
    await walk();
    await changeRow(stage, 'sales/SalesPriceLists', listId);

    const { outcomes } = await stage.walk(PRICES, priceSettings(), { kind: 'records', ids: [listId], explicit: false });

    expect(outcomes).toMatchObject([{ recordId: listId, status: 'updated', error: { code: 'price_list_gone' } }]);
    const books = await stage.salesforce.rows('Pricebook2');
    expect(books.filter((book) => book['IsStandard'] !== true)).toMatchObject([{ Name: 'Dealers', IsActive: false }]);
  });

  it('whose line is deleted loses its entry, which stays and becomes inactive', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const { periodId } = await enterList(stage, 'Dealers');
    const [lineId = ''] = await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 30, ...BY_PRICE }]);
    const { cursors } = await walk();
    await changeRow(stage, LINES, lineId);

    await walk(cursors);

    expect(await listed(lamp.productId)).toMatchObject([{ IsActive: false, Exact_Price_Id__c: null }]);
  });

  it('follows a discount when the general price moves, without a change in the list', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const { periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: lamp.itemId, Discount: 0.5 }]);
    const { cursors } = await walk();
    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 20 }]);
    const [price] = await stage.exact.rows(`${DIVISION}/${PRICE_ROWS}`);
    await changeRow(stage, PRICE_ROWS, String(price?.['ID']), { Price: 50 });

    await walk(cursors);

    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 25 }]);
  });

  it.each([
    ['is deleted, before the products flow has seen that', undefined, true],
    ['is deleted, after the products flow has seen that', undefined, false],
    ['is one of ten pieces from now on', { Quantity: 10 }, true],
  ])('loses a discounted price when the general price %s', async (_, change, isNamed) => {
    const [lamp = NONE, table = NONE] = await enterPricedProducts(stage, ['LAMP', 'TABLE']);
    const { periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [
      { Item: lamp.itemId, Discount: 0.5 },
      { Item: table.itemId, Discount: 0.5 },
    ]);
    const { cursors } = await walk();
    const price = (await stage.exact.rows(`${DIVISION}/${PRICE_ROWS}`)).find(({ Item }) => Item === lamp.itemId);
    const standard = await standardBook(stage);
    const entry = (await stage.salesforce.rows('PricebookEntry')).find(
      (row) => row['Product2Id'] === lamp.productId && row['Pricebook2Id'] === standard,
    );
    await changeRow(stage, PRICE_ROWS, String(price?.['ID']), change);
    const seen = isNamed ? { Exact_Price_Id__c: price?.['ID'] } : { IsActive: false, Exact_Price_Id__c: null };
    await stage.salesforce.control('PATCH', `rows/PricebookEntry/${String(entry?.['Id'])}`, seen);

    const { cursors: after } = await walk(cursors);

    expect(await listed(lamp.productId)).toMatchObject([{ IsActive: false, Exact_Price_Id__c: null }]);
    expect(await listed(table.productId)).toMatchObject([{ UnitPrice: 20, IsActive: true }]);
    expect((await walk(after)).outcomes).toEqual([]);
  });
});

describe('windows', () => {
  it('open and close with nobody touching anything: a special offer counts from tomorrow for a day, then the basic price again', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const { listId, periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 30, ...BY_PRICE }]);
    const offer = await enterPeriod(stage, listId, { Type: 2, StartDate: dayFrom(stage, 1), EndDate: dayFrom(stage, 1) });
    await enterLines(stage, offer, [{ Item: lamp.itemId, NewPrice: 22, ...BY_PRICE }]);
    const offered = async () => (await rows()).find(({ Kind__c }) => Kind__c === 'Special offer')?.['Valid_Today__c'];

    const today = await walk();
    expect([(await listed(lamp.productId))[0]?.['UnitPrice'], await offered()]).toEqual([30, false]);
    const [look] = today.followUps;
    expect(today.followUps.map(({ notBefore }) => notBefore?.getTime())).toContainEqual(expect.any(Number));

    // The look that was asked for, at the midnight of the company.
    stage.clock.now = look?.notBefore ?? new Date(0);
    await stage.exact.spent();
    await stage.walk(PRICES, priceSettings(), { kind: 'records', ids: [look?.recordId ?? ''], explicit: false });
    expect([(await listed(lamp.productId))[0]?.['UnitPrice'], await offered()]).toEqual([22, true]);

    stage.clock.now = new Date(stage.clock.now.getTime() + 86_400_000 + 3_600_000);
    await walk(today.cursors);
    expect([(await listed(lamp.productId))[0]?.['UnitPrice'], await offered()]).toEqual([30, false]);
  });

  it('of a price that starts tomorrow: it is not valid today, and is tomorrow', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    await stage.createRows(PRICE_ROWS, [{ Item: lamp.itemId, Price: 33, Quantity: 10, StartDate: dayFrom(stage, 1) }]);
    const { cursors } = await walk();
    expect(await rows()).toMatchObject([{ Kind__c: 'Volume price', Price__c: 33, Valid_Today__c: false }]);
    stage.clock.now = new Date(stage.clock.now.getTime() + 86_400_000 + 3_600_000);

    await walk(cursors);

    expect(await rows()).toMatchObject([{ Valid_Today__c: true }]);
  });

  it('that move in Exact are followed although no line changed', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const { periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 30, ...BY_PRICE }]);
    const { cursors } = await walk();
    await changeRow(stage, PERIODS, periodId, { EndDate: dayFrom(stage, -1) });

    await walk(cursors);

    expect(await rows()).toMatchObject([{ Valid_Today__c: false, Valid_Until__c: dayFrom(stage, -1) }]);
    expect(await listed(lamp.productId)).toMatchObject([{ IsActive: false }]);
  });
});
