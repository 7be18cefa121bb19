import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FlowContext } from '../flows/index.ts';
import { dayIn } from '../flows/calendar.ts';
import { look } from '../flows/credit/testing/shop.ts';
import { DIVISION, startStage, type Stage } from '../flows/testing/stage.ts';
import { Decimal } from '../money/index.ts';
import { askSelling, SellingMemory, type SellingAnswer } from './index.ts';

const DAY_MS = 86_400_000;
const DOCUMENT = { version: 1, divisions: [{ code: DIVISION, default: true }] };

let stage: Stage;
let memory: SellingMemory;
let accountId: string;
let debtorId: string;

beforeEach(async () => {
  stage = await startStage();
  memory = new SellingMemory(() => stage.clock.now);
  [debtorId = ''] = await stage.createRows('crm/Accounts', [{ Name: 'De Halm', Status: 'C', CreditLineSales: 5_000 }]);
  [accountId = ''] = await stage.createRecords([
    { object: 'Account', fields: { Name: 'De Halm', Exact_Id__c: debtorId.toLowerCase() } },
  ]);
});
afterEach(() => stage.close());

/** Days are those of the company. */
const day = (offset: number): string => dayIn('Europe/Amsterdam', new Date(stage.clock.now.getTime() + offset * DAY_MS));
const later = (minutes: number): void => void (stage.clock.now = new Date(stage.clock.now.getTime() + minutes * 60_000));

interface Sold {
  readonly itemId: string;
  readonly productId: string;
}

async function enterSold(codes: readonly string[], price = 40): Promise<Sold[]> {
  const items = await stage.createRows(
    'logistics/Items',
    codes.map((Code) => ({ Code, Description: Code, Unit: 'pc', IsSalesItem: true, IsStockItem: true, SalesVatCode: '2' })),
  );
  await stage.createRows(
    'logistics/SalesItemPrices',
    items.map((Item) => ({ Item, Price: price, StartDate: day(-30) })),
  );
  const fields = { IsActive: true, Exact_Unit__c: 'pc', Exact_Vat_Code__c: '2', Exact_Stock_Managed__c: true };
  const productIds = await stage.createRecords(
    codes.map((ProductCode, index) => ({
      object: 'Product2',
      fields: { Name: ProductCode, ProductCode, ...fields, Exact_Id__c: items[index]?.toLowerCase() },
    })),
  );
  return items.map((itemId, index) => ({ itemId, productId: productIds[index] ?? '' }));
}

async function enterList(fields: object = {}, period: object = {}): Promise<string> {
  const [PriceList = ''] = await stage.createRows('sales/SalesPriceLists', [
    { Code: 'DEALER', Description: 'Dealers', ...fields },
  ]);
  const [id = ''] = await stage.createRows('sales/SalesPriceListPeriods', [{ PriceList, StartDate: day(-30), ...period }]);
  await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Accounts/${debtorId}`, { PriceList });
  return id;
}

/** Asks as the service does, from a context of its own. */
async function ask(
  lines: readonly (readonly [productId: string, quantity?: number])[],
  { account = accountId, ...asOf }: { account?: string; stockAsOf?: Date; invoicesAsOf?: Date; creditAsOf?: Date } = {},
): Promise<SellingAnswer> {
  let answer: SellingAnswer | undefined;
  const question = {
    accountId: account,
    lines: lines.map(([productId, quantity = 1]) => ({ productId, quantity: new Decimal(quantity) })),
  };
  const asking = {
    read: async function* (context: FlowContext) {
      answer = await askSelling(context, question, {
        memory,
        companyCurrency: 'EUR',
        stockAsOf: undefined,
        invoicesAsOf: undefined,
        creditAsOf: undefined,
        ...asOf,
      });
      yield* [];
    },
    plan: () => [],
    apply: () => Promise.resolve([]),
  };
  await stage.walk(asking, DOCUMENT, { kind: 'sample', count: 1 });
  if (answer === undefined) throw new Error('no answer');
  return answer;
}

const pricesIn = ({ lines }: SellingAnswer) => lines.map(({ price }) => price && [price.reason, price.netPrice.toFixed()]);

describe('the price of a customer', () => {
  it('is the one that an order without a price gets in Exact, with the discount and the VAT of the customer', async () => {
    const [lamp, chair, table] = (await enterSold(['LAMP', 'CHAIR', 'TABLE'])) as [Sold, Sold, Sold];
    await stage.createRows('logistics/SalesItemPrices', [
      { Item: lamp.itemId, Account: debtorId, Price: 33.335, StartDate: day(-1) },
      { Item: chair.itemId, Price: 30, Quantity: 10, StartDate: day(-30) },
      { Item: table.itemId, Account: debtorId, Price: 1, StartDate: day(1) },
    ]);
    await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Accounts/${debtorId}`, { DiscountSales: 0.05, SalesVATCode: '4' });
    const asked = [
      [lamp, 3],
      [chair, 12],
      [table, 1],
    ] as const;

    const answer = await ask(asked.map(([{ productId }, quantity]) => [productId, quantity] as const));

    const [orderId = ''] = await stage.createRows('salesorder/SalesOrders', [
      { OrderedBy: debtorId, SalesOrderLines: asked.map(([{ itemId }, Quantity]) => ({ Item: itemId, Quantity })) },
    ]);
    const stored = (await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`))
      .filter((row) => row['OrderID'] === orderId)
      .sort((left, right) => Number(left['LineNumber']) - Number(right['LineNumber']));
    expect(
      answer.lines.map(({ price }) => [
        price?.netPrice.toNumber(),
        price?.amounts.net.toNumber(),
        price?.amounts.vat?.toNumber(),
      ]),
    ).toEqual(stored.map((row) => [row['NetPrice'], row['AmountFC'], row['VATAmount']]));
    expect(pricesIn(answer).map((price) => price?.[0])).toEqual(['agreement', 'volumeBreak', 'standard']);
    expect(answer.lines[0]?.price).toMatchObject({ vatCode: '4' });
  });

  it('is that of his price list, a special offer first, with its name and last day; others pay the standard price', async () => {
    const [lamp, chair] = (await enterSold(['LAMP', 'CHAIR'])) as [Sold, Sold];
    const basic = await enterList();
    const [{ PriceList } = {}] = await stage.exact.rows(`${DIVISION}/sales/SalesPriceListPeriods`);
    const [offer = ''] = await stage.createRows('sales/SalesPriceListPeriods', [
      { PriceList, Type: 2, StartDate: day(-1), EndDate: day(1) },
    ]);
    await stage.createRows('sales/SalesPriceListVolumeDiscounts', [
      { PriceListPeriod: basic, Item: lamp.itemId, Discount: 0.1 },
      { PriceListPeriod: basic, Item: chair.itemId, Quantity: 5, Discount: 0.25 },
      { PriceListPeriod: offer, Item: lamp.itemId, NewPrice: 29, EntryMethod: 2 },
    ]);

    const answer = await ask([[lamp.productId], [chair.productId, 5], [chair.productId, 4]]);

    expect(pricesIn(answer)).toEqual([
      ['specialOffer', '29'],
      ['priceList', '30'],
      ['standard', '40'],
    ]);
    expect(answer.lines[0]?.price).toMatchObject({ list: 'Dealers', until: day(1), fromQuantity: null });
    expect(answer.lines[1]?.price?.fromQuantity?.toNumber()).toBe(5);
    const [nobody = ''] = await stage.createRecords([{ object: 'Account', fields: { Name: 'Prospect' } }]);
    const forAnybody = await ask([[lamp.productId]], { account: nobody });
    expect(forAnybody).toMatchObject({ debtor: undefined, credit: undefined, currency: 'EUR' });
    expect(pricesIn(forAnybody)).toEqual([['standard', '40']]);
  });

  it('may come from a list of item groups', async () => {
    const [lamp] = (await enterSold(['LAMP'])) as [Sold];
    const groups = await stage.exact.rows(`${DIVISION}/logistics/ItemGroups`);
    const group = groups[0] ?? {};
    const period = await enterList({ Entity: 2 });
    await stage.createRows('sales/SalesPriceListVolumeDiscounts', [
      { PriceListPeriod: period, ItemGroup: group['ID'], Discount: 0.5 },
    ]);
    await stage.salesforce.control('PATCH', `rows/Product2/${lamp.productId}`, { Exact_Item_Group__c: group['Description'] });

    expect(pricesIn(await ask([[lamp.productId]]))).toEqual([['priceList', '20']]);
  });

  it('is missing with its reason for one line, and the others have theirs', async () => {
    const [lamp] = (await enterSold(['LAMP'])) as [Sold];
    const [itemId = ''] = await stage.createRows('logistics/Items', [
      { Code: 'FREE', Description: 'Free', Unit: 'pc', IsSalesItem: true },
    ]);
    const [unpriced = '', unlinked = ''] = await stage.createRecords([
      { object: 'Product2', fields: { Name: 'Free', ProductCode: 'FREE', Exact_Id__c: itemId.toLowerCase() } },
      { object: 'Product2', fields: { Name: 'Own', ProductCode: 'OWN' } },
    ]);

    const { lines } = await ask([[lamp.productId], [unpriced], [unlinked]]);

    expect(lines.map(({ price, problem }) => [price?.reason, problem?.code])).toEqual([
      ['standard', undefined],
      [undefined, 'selling_without_price'],
      [undefined, 'selling_product_unlinked'],
    ]);
  });

  it('of a debtor that is gone is refused', async () => {
    const [lamp] = (await enterSold(['LAMP'])) as [Sold];
    await stage.exact.control('DELETE', `rows/${DIVISION}/crm/Accounts/${debtorId}`);

    await expect(ask([[lamp.productId]])).rejects.toMatchObject({ code: 'selling_debtor_gone' });
  });
});

describe('available credit', () => {
  it('is the credit line less what is owed and what of orders is not invoiced', async () => {
    const [lamp] = (await enterSold(['LAMP'], 100)) as [Sold];
    await stage.createRows('salesorder/SalesOrders', [
      { OrderedBy: debtorId, SalesOrderLines: [{ Item: lamp.itemId, Quantity: 10, VATCode: '2' }] },
    ]);
    await stage.createRecords([
      {
        object: 'ExactReceivable__c',
        fields: {
          Key__c: `${DIVISION}-PaymentTerms-1`,
          Division__c: String(DIVISION),
          Account__c: accountId,
          Company_Amount__c: 250.5,
          Is_Open__c: true,
        },
      },
      {
        object: 'ExactReceivable__c',
        fields: {
          Key__c: `${DIVISION}-PaymentTerms-2`,
          Division__c: String(DIVISION),
          Account__c: accountId,
          Company_Amount__c: 99,
          Is_Open__c: false,
        },
      },
    ]);
    const invoicesAsOf = new Date(stage.clock.now.getTime() - 60_000);

    const { credit } = await ask([[lamp.productId]], { invoicesAsOf });

    const order = (await stage.exact.rows(`${DIVISION}/salesorder/SalesOrders`))[0];
    expect(credit?.open.toFixed()).toBe('250.5');
    expect(credit?.notInvoiced.toNumber()).toBe(order?.['AmountFC']);
    expect(credit?.available.toNumber()).toBe(5_000 - 250.5 - Number(order?.['AmountFC']));
    expect(credit?.origin.asOf).toEqual(invoicesAsOf);
    // Without the invoices flow Exact is asked what is owed: nothing.
    expect((await ask([[lamp.productId]])).credit?.open.toFixed()).toBe('0');
  });

  it('is not told where no credit line was agreed', async () => {
    const [lamp] = (await enterSold(['LAMP'])) as [Sold];
    await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Accounts/${debtorId}`, { CreditLineSales: 0 });
    expect((await ask([[lamp.productId]])).credit).toBeUndefined();
  });
});

describe('stock', () => {
  it('is what the stock flow calculated, by warehouse, as of its last look; nothing is told while that flow is off', async () => {
    const [lamp] = (await enterSold(['LAMP'])) as [Sold];
    const row = (key: number, fields: object) => ({
      object: 'ExactStock__c',
      fields: {
        Key__c: `${DIVISION}-StockPositions-${key}`,
        Division__c: String(DIVISION),
        Product__c: lamp.productId,
        ...fields,
      },
    });
    await stage.createRecords([
      row(1, {
        ...{ Warehouse__c: 'Main', Available__c: 7.5, In_Total__c: true },
        ...{ Next_Expected_On__c: day(3), Next_Expected_Quantity__c: 20 },
      }),
      row(2, { Warehouse__c: 'Far', Available__c: 3, In_Total__c: false }),
      row(3, { Warehouse__c: 'Gone', Available__c: null, In_Total__c: false }),
    ]);
    const stockAsOf = new Date(stage.clock.now.getTime() - 120_000);

    const [line] = (await ask([[lamp.productId]], { stockAsOf })).lines;

    expect(line?.stock?.available?.toFixed()).toBe('7.5');
    expect(line?.stock?.warehouses.map(({ name, isCounted }) => [name, isCounted])).toEqual([
      ['Far', false],
      ['Main', true],
    ]);
    expect(line?.stock?.warehouses[1]?.next).toMatchObject({ on: day(3) });
    expect(line?.stock?.origin).toMatchObject({ from: 'salesforce', asOf: stockAsOf });
    expect((await ask([[lamp.productId]])).lines[0]?.stock).toBeUndefined();
  });
});

describe('the calls of a question', () => {
  const CODES = Array.from({ length: 25 }, (_, index) => `SKU-${index}`);

  async function enterShop(): Promise<Sold[]> {
    const sold = await enterSold(CODES);
    const period = await enterList();
    await stage.createRows(
      'sales/SalesPriceListVolumeDiscounts',
      sold.map(({ itemId: Item }) => ({ PriceListPeriod: period, Item, Discount: 0.1 })),
    );
    return sold;
  }

  it('are two for 25 products of a customer with a price list and a credit line, once he was asked about; none within a minute', async () => {
    const sold = await enterShop();
    const invoicesAsOf = stage.clock.now;
    const lines = sold.map(({ productId }) => [productId] as const);
    const [first, ...others] = lines;
    const opening = await ask(first === undefined ? [] : [first], { invoicesAsOf });
    // Terms, price lists, their periods, VAT codes, prices, lines of the list, orders: of one customer, once.
    expect(opening.exactCalls).toBe(7);
    await stage.exact.spent();

    const next = await ask(others, { invoicesAsOf });

    expect(pricesIn(next)).toEqual(others.map(() => ['priceList', '36']));
    expect([next.exactCalls, (await stage.exact.spent()).counted]).toEqual([2, 2]);
    expect((await ask(others, { invoicesAsOf })).exactCalls).toBe(0);
    for (const minutes of [3, 20, 600]) {
      later(minutes);
      const again = await ask(lines, { invoicesAsOf });
      expect(again.exactCalls).toBeLessThanOrEqual(2);
      expect(pricesIn(again)).toEqual(lines.map(() => ['priceList', '36']));
    }
    expect(await stage.exact.spent()).toMatchObject({ writes: 0 });
  }, 60_000);

  it('are two from the first question about a customer on, where the credit flow knows him', async () => {
    const sold = await enterShop();
    const lines = sold.map(({ productId }) => [productId] as const);
    await ask(lines.slice(0, 1));
    const [{ PriceList } = {}] = await stage.exact.rows(`${DIVISION}/sales/SalesPriceListPeriods`);
    const [other = ''] = await stage.createRows('crm/Accounts', [
      { Name: 'De Dag', Status: 'C', CreditLineSales: 900, DiscountSales: 0.055, SalesVATCode: '4', PriceList },
    ]);
    const [account = ''] = await stage.createRecords([
      { object: 'Account', fields: { Name: 'De Dag', Exact_Id__c: other.toLowerCase() } },
    ]);
    await stage.createRows('salesorder/SalesOrders', [
      { OrderedBy: other, SalesOrderLines: [{ Item: sold[0]?.itemId, Quantity: 2, NetPrice: 10 }] },
    ]);
    await look(stage);
    const creditAsOf = stage.clock.now;
    const invoicesAsOf = creditAsOf;
    later(1);
    await stage.exact.spent();

    const shown = await ask(lines, { account, invoicesAsOf, creditAsOf });

    // His prices, and the lines of his list.
    expect([shown.exactCalls, (await stage.exact.spent()).counted]).toEqual([2, 2]);
    memory = new SellingMemory(() => stage.clock.now);
    const asked = await ask(lines, { account, invoicesAsOf });
    expect(shown.lines.map(({ price }) => price && { ...price, origin: 0 })).toEqual(
      asked.lines.map(({ price }) => price && { ...price, origin: 0 }),
    );
    expect(shown.lines[0]?.price).toMatchObject({ vatCode: '4', origin: { from: 'exact', asOf: creditAsOf } });
    expect(shown.debtor).toEqual(asked.debtor);
    expect(shown.credit?.available.toFixed()).toBe(asked.credit?.available.toFixed());
  }, 60_000);

  it('a value that was not read anew keeps the time at which it was read', async () => {
    const [lamp] = (await enterSold(['LAMP'])) as [Sold];
    const opened = stage.clock.now;
    await ask([[lamp.productId]], { invoicesAsOf: opened });
    later(30);

    const { lines, credit } = await ask([[lamp.productId]], { invoicesAsOf: stage.clock.now });

    // Prices and orders were read anew, the terms of the customer were not.
    expect(lines[0]?.price?.origin.asOf).toEqual(opened);
    expect(credit?.origin.asOf).toEqual(opened);
  });

  it('that Exact has no room for leave what was known, with its time and the reason; where nothing was known the question waits', async () => {
    const [lamp, chair] = (await enterSold(['LAMP', 'CHAIR'])) as [Sold, Sold];
    const opened = stage.clock.now;
    await ask([[lamp.productId]]);
    later(5);
    const refuse = { rules: [{ kind: 'tooMany', method: 'GET', times: 50 }] };
    await stage.exact.control('POST', 'faults', refuse);

    const [line] = (await ask([[lamp.productId]])).lines;

    expect(line?.price?.netPrice.toFixed()).toBe('40');
    expect(line?.price?.origin).toMatchObject({ asOf: opened, because: { code: 'exact_minute_limit' } });
    await expect(ask([[chair.productId]])).rejects.toMatchObject({
      code: 'exact_minute_limit',
      retryAfterMs: expect.any(Number),
    });
  }, 60_000);
});
