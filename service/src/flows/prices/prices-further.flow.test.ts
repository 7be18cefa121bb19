import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startStage, type Stage, type Walked } from '../testing/stage.ts';
import { listedPrices, lookAtPrices } from './testing/looks.ts';
import { changeRow, dayFrom, enterLines, enterList, enterPeriod, enterPricedProducts, standardBook } from './testing/shop.ts';

type Cursors = Readonly<Record<string, string>>;
type Row = Readonly<Record<string, unknown>>;

const NONE = { itemId: '', productId: '' };
const LINES = 'sales/SalesPriceListVolumeDiscounts';
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
const errors = ({ outcomes }: Walked) => outcomes.flatMap(({ error }) => error?.code ?? []);

async function enterDebtor(name: string): Promise<string> {
  const [id = ''] = await stage.createRows('crm/Accounts', [{ Name: name, Status: 'C' }]);
  return id.toLowerCase();
}

async function enterAccount(debtorId: string): Promise<string> {
  const [id = ''] = await stage.createRecords([{ object: 'Account', fields: { Name: 'ACME', Exact_Id__c: debtorId } }]);
  return id;
}

describe('an agreed price', () => {
  it('stands with its product and its account, from a quantity on, within its days', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const debtor = await enterDebtor('ACME');
    const accountId = await enterAccount(debtor);
    const until = dayFrom(stage, 30);
    await stage.createRows(PRICE_ROWS, [
      { Item: lamp.itemId, Account: debtor, Price: 31.25, Quantity: 5, StartDate: '2020-01-01', EndDate: until },
    ]);

    const { cursors, outcomes } = await walk();

    expect(outcomes).toMatchObject([{ label: 'LAMP', status: 'created' }]);
    expect(await rows()).toMatchObject([
      {
        ...{ Kind__c: 'Customer price', Customer__c: 'ACME', Account__c: accountId, Product__c: lamp.productId },
        ...{ Price__c: 31.25, From_Quantity__c: 5, Valid_Until__c: until, Valid_Today__c: true, Price_Book__c: null },
      },
    ]);
    expect((await walk(cursors)).outcomes).toEqual([]);
  });

  it('of a customer without account is told once, and comes by itself once an account is linked by hand', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const debtor = await enterDebtor('ACME');
    await stage.createRows(PRICE_ROWS, [{ Item: lamp.itemId, Account: debtor, Price: 31 }]);
    const first = await walk();
    expect(first.outcomes).toMatchObject([
      { recordId: debtor, label: 'ACME', status: 'skipped', error: { code: 'price_without_account' } },
    ]);
    expect((await walk(first.cursors)).outcomes).toEqual([]);
    const accountId = await enterAccount(debtor);

    await walk(first.cursors);

    expect(await rows()).toMatchObject([{ Account__c: accountId, Price__c: 31 }]);
  });

  it('of an item that is no product is told once and not failed, and comes by itself once it is one', async () => {
    const [raw = ''] = await stage.createRows('logistics/Items', [{ Code: 'RAW', Description: 'Raw', IsSalesItem: true }]);
    await stage.createRows(PRICE_ROWS, [{ Item: raw, Price: 3, Quantity: 10 }]);
    const first = await walk();
    expect(first.outcomes).toMatchObject([{ label: 'RAW', status: 'skipped', error: { code: 'price_without_product' } }]);
    expect((await walk(first.cursors)).outcomes).toEqual([]);
    await stage.createRecords([
      { object: 'Product2', fields: { Name: 'Raw', ProductCode: 'RAW', IsActive: true, Exact_Id__c: raw.toLowerCase() } },
    ]);

    await walk(first.cursors);

    expect(await rows()).toMatchObject([{ Kind__c: 'Volume price', Price__c: 3 }]);
  });

  it('that becomes the general price of its item, or is deleted, counts no more', async () => {
    const [lamp = NONE, table = NONE] = await enterPricedProducts(stage, ['LAMP', 'TABLE']);
    const [volume = '', gone = ''] = await stage.createRows(PRICE_ROWS, [
      { Item: lamp.itemId, Price: 3, Quantity: 10 },
      { Item: table.itemId, Price: 4, Quantity: 10 },
    ]);
    const { cursors } = await walk();
    await changeRow(stage, PRICE_ROWS, volume, { Quantity: 1 });
    await changeRow(stage, PRICE_ROWS, gone);

    await walk(cursors);

    expect((await rows()).map((row) => [row['Deleted_In_Exact__c'], row['Valid_Today__c'], row['Price__c']])).toEqual([
      [true, false, null],
      [true, false, null],
    ]);
  });
});

describe('prices that do not fit', () => {
  it('contradict each other: neither counts and the price book keeps what it has, until one of them is corrected', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const { listId, periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 30, ...BY_PRICE }]);
    const { cursors } = await walk();
    const other = await enterPeriod(stage, listId);
    const [lineId = ''] = await enterLines(stage, other, [{ Item: lamp.itemId, NewPrice: 29, ...BY_PRICE }]);

    const doubled = await walk(cursors);
    expect(errors(doubled)).toEqual(['price_contradicted', 'price_contradicted']);
    expect((await rows()).map((row) => row['Valid_Today__c'])).toEqual([false, false]);
    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 30, IsActive: true }]);

    await changeRow(stage, LINES, lineId);
    await walk(doubled.cursors);
    expect(await rows()).toMatchObject([
      { Valid_Today__c: true, Exact_Sync_Problem__c: null },
      { Valid_Today__c: false, Deleted_In_Exact__c: true },
    ]);
  });

  it('are rounded and told, or left out of the price book with the reason on their row, as the settings say', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const { periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 0.0375, ...BY_PRICE }]);

    const blocked = await walk({}, { tooPrecise: 'block' });
    expect(errors(blocked)).toEqual(['price_finer_than_field']);
    expect(await rows()).toMatchObject([{ Price__c: 0.0375, Valid_Today__c: true }]);
    expect(await listed(lamp.productId)).toEqual([]);

    const rounded = await walk(blocked.cursors);
    expect(errors(rounded)).toEqual([]);
    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 0.04 }]);
    const notes = rounded.operations.flatMap(({ fields }) => fields.flatMap(({ note }) => note ?? []));
    expect(notes).toMatchObject([{ text: 'note_rounded' }]);
  });

  it('are prices of a hundred pieces in price books where the settings want so, and of one piece on their row', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const { periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 0.0375, ...BY_PRICE }]);

    const { cursors } = await walk({}, { tooPrecise: 'perHundred' });
    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 3.75, Price_Quantity__c: 100 }]);
    expect(await rows()).toMatchObject([{ Price__c: 0.0375, Valid_Today__c: true }]);
    expect((await walk(cursors, { tooPrecise: 'perHundred' })).outcomes).toEqual([]);

    await walk(cursors);
    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 0.04, Price_Quantity__c: 1 }]);
  });

  it('make an entry that a person had follow the standard price one of its own, with its own number of pieces', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP'], { price: 3.75 });
    const [Pricebook2Id = ''] = await stage.createRecords([
      { object: 'Pricebook2', fields: { Name: 'Dealers', IsActive: true } },
    ]);
    const following = { Pricebook2Id, Product2Id: lamp.productId, UnitPrice: 3.75, UseStandardPrice: true, IsActive: true };
    await stage.createRecords([{ object: 'PricebookEntry', fields: following }]);
    const { periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 0.0375, ...BY_PRICE }]);

    await walk({}, { tooPrecise: 'perHundred' });

    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 3.75, Price_Quantity__c: 100, UseStandardPrice: false }]);
  });

  it('cannot be turned into prices with VAT without a VAT code, which is told', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    await stage.createRows(PRICE_ROWS, [{ Item: lamp.itemId, Price: 3, Quantity: 10 }]);

    const { cursors, ...told } = await walk({}, { vat: 'including' });
    expect(errors({ cursors, ...told })).toEqual(['price_vat_unknown']);
    expect(await rows()).toMatchObject([{ Price__c: null, Exact_Price__c: 3, Valid_Today__c: false }]);
  });

  it('wait for a standard price of their product without troubling anybody, and follow by themselves', async () => {
    const [itemId = ''] = await stage.createRows('logistics/Items', [{ Code: 'LATE', Description: 'Late', IsSalesItem: true }]);
    const [productId = ''] = await stage.createRecords([
      { object: 'Product2', fields: { Name: 'Late', ProductCode: 'LATE', IsActive: true, Exact_Id__c: itemId.toLowerCase() } },
    ]);
    const { periodId } = await enterList(stage, 'Dealers');
    await enterLines(stage, periodId, [{ Item: itemId, NewPrice: 30, ...BY_PRICE }]);
    const { cursors, ...first } = await walk();
    expect(errors({ cursors, ...first })).toEqual([]);
    expect(await rows()).toMatchObject([{ Price__c: 30, Waits_For_Standard__c: true }]);
    await stage.createRecords([
      {
        object: 'PricebookEntry',
        fields: { Pricebook2Id: await standardBook(stage), Product2Id: productId, UnitPrice: 40, IsActive: true },
      },
    ]);

    await walk(cursors);

    expect(await listed(productId)).toMatchObject([{ UnitPrice: 30 }]);
    expect(await rows()).toMatchObject([{ Waits_For_Standard__c: false }]);
  });

  it('are left alone where a person switched the entry off', async () => {
    const [lamp = NONE] = await enterPricedProducts(stage, ['LAMP']);
    const { periodId } = await enterList(stage, 'Dealers');
    const [lineId = ''] = await enterLines(stage, periodId, [{ Item: lamp.itemId, NewPrice: 30, ...BY_PRICE }]);
    const { cursors } = await walk();
    const [entry] = await listed(lamp.productId);
    await stage.salesforce.control('PATCH', `rows/PricebookEntry/${String(entry?.['Id'])}`, { IsActive: false });
    await changeRow(stage, LINES, lineId, { NewPrice: 28 });

    await walk(cursors);

    expect(await listed(lamp.productId)).toMatchObject([{ UnitPrice: 28, IsActive: false }]);
  });
});

describe('the calls of prices', () => {
  it('a thousand list prices cost at most five Exact and twenty Salesforce calls, nothing new four Exact, and a hundred changed are a hundred written', async () => {
    const codes = Array.from({ length: 1_000 }, (_, index) => `SKU-${index}`);
    const products = await enterPricedProducts(stage, codes);
    const { periodId } = await enterList(stage, 'Dealers');
    const lines = await enterLines(
      stage,
      periodId,
      products.map(({ itemId }) => ({ Item: itemId, NewPrice: 30, ...BY_PRICE })),
    );
    await stage.exact.spent();
    await stage.salesforce.spent();

    const first = await walk();
    expect(first.outcomes.filter(({ status }) => status === 'created')).toHaveLength(1_001);
    const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];
    expect(exact.counted).toBeLessThanOrEqual(5);
    expect(salesforce.counted).toBeLessThanOrEqual(20);

    await walk(first.cursors);
    const idle = [await stage.exact.spent(), await stage.salesforce.spent()];
    expect(idle[0]?.counted).toBeLessThanOrEqual(4);
    expect(idle[1]).toMatchObject({ writes: 0 });
    expect(idle[1]?.counted).toBeLessThanOrEqual(6);

    for (const lineId of lines.slice(0, 100)) await changeRow(stage, LINES, lineId, { NewPrice: 29 });
    const few = await walk(first.cursors);
    expect(few.outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 100 }, () => 'updated'));
    expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(4);
    expect((await stage.salesforce.spent()).counted).toBeLessThanOrEqual(12);
  }, 240_000);
});
