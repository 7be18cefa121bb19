import { afterEach, describe, expect, it } from '@jest/globals';
import { CONFIGURATION } from '../../configuration.ts';
import { PROGRESS } from '../../progress/index.ts';
import { PRODUCTS } from '../../products/index.ts';
import { CutOff } from '../../testing/cut-off.ts';
import { DIVISION } from '../../testing/stage.ts';
import { ORDERS } from '../index.ts';
import { itemsWithCode, makePlaceholder, makeProduct } from '../testing/missing-products.ts';
import { entries, exactOrders, forget, makeOrder, open, orderRow, send, settings, stage } from '../testing/shop.ts';

afterEach(() => stage.close());

const missing = (missingProducts: object, orders: object = {}): object => settings({ missingProducts, ...orders });
const CREATE = missing({ use: 'create' });
const PLACEHOLDER = missing({ use: 'placeholder', placeholderCode: 'DIVERS' });

const line = (PricebookEntryId: string | undefined, Quantity = 1, UnitPrice = 9) => ({ PricebookEntryId, Quantity, UnitPrice });
const linesThere = () => stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`);
const productRow = async (id: string) => (await stage.salesforce.rows('Product2')).find((row) => row['Id'] === id);

describe('an order with a product that has no item', () => {
  it('stops unless the settings say otherwise, and where their condition does not hold', async () => {
    await open();
    const { entryId } = await makeProduct({ Family: 'Outdoor' });
    const { orderId } = await makeOrder({ lines: [line(entryId)] });
    for (const document of [settings(), missing({ use: 'create', when: 'product.Family == "Indoor"' })]) {
      const { outcomes } = await send([orderId], document);
      expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_product_unknown' } }]);
    }
    expect(await itemsWithCode('BENCH')).toEqual([]);
  });

  it('goes by itself with the next look once Tandem has made the item and linked the product to it', async () => {
    await open();
    const { productId, entryId } = await makeProduct({ Description: 'Of oak' });
    const { orderId } = await makeOrder({ lines: [line(entryId, 2), line(entries[0], 3, 1.5)] });
    const first = await send([orderId], CREATE);
    expect(first.outcomes).toMatchObject([{ status: 'failed', error: { code: 'order_item_awaited', handling: 'retry' } }]);
    const [item, ...others] = await itemsWithCode('BENCH');
    expect(others).toEqual([]);
    expect(item).toMatchObject({ Description: 'Garden bench', ExtraDescription: 'Of oak', IsSalesItem: true });
    expect(await productRow(productId)).toMatchObject({ Exact_Id__c: item?.['ID'] });
    expect(await exactOrders()).toEqual([]);

    const second = await send([orderId], CREATE);

    expect(second.outcomes).toMatchObject([{ status: 'created', error: undefined, totals: { net: '22.5' } }]);
    expect(new Set((await linesThere()).map((each) => each['ItemCode']))).toEqual(new Set(['BENCH', 'SKU-0']));
    expect((await send([orderId], CREATE)).outcomes).toMatchObject([{ status: 'unchanged' }]);
    await stage.walk(PRODUCTS, CREATE, { kind: 'changes', cursors: {}, full: false });
    expect((await stage.salesforce.rows('Product2')).filter((row) => row['ProductCode'] === 'BENCH')).toHaveLength(1);
  });

  it('takes two calls of Exact more for the item, for any number of orders and lines with it', async () => {
    await open();
    const { entryId } = await makeProduct();
    const first = await makeOrder({ lines: [line(entries[0])] });
    await send([first.orderId], CREATE);
    const customer = { accountId: first.accountId };
    const plain = [
      await makeOrder({ ...customer, lines: [line(entries[0])] }),
      await makeOrder({ ...customer, lines: [line(entries[1])] }),
    ];
    await forget();
    await send(
      plain.map(({ orderId }) => orderId),
      CREATE,
    );
    const usual = (await stage.exact.spent()).counted;
    const orders = [
      await makeOrder({ ...customer, lines: [line(entryId), line(entryId)] }),
      await makeOrder({ ...customer, lines: [line(entryId)] }),
    ];
    const ids = orders.map(({ orderId }) => orderId);
    await forget();

    const made = await send(ids, CREATE);
    const forItem = await stage.exact.spent();
    const sent = await send(ids, CREATE);
    const forOrders = await stage.exact.spent();

    expect(made.outcomes.map(({ error }) => error?.code)).toEqual(['order_item_awaited', 'order_item_awaited']);
    expect(sent.outcomes.map(({ status }) => status)).toEqual(['created', 'created']);
    expect(await itemsWithCode('BENCH')).toHaveLength(1);
    // What is looked up of the orders themselves, the item by its code, and the item.
    expect(forItem).toMatchObject({ writes: 1 });
    expect(forItem.counted).toBeLessThanOrEqual(usual - 2 + 2);
    // The facts of the item, once.
    expect(forOrders.counted).toBeLessThanOrEqual(usual + 1);
  });

  it('has its item once where the answer of Exact, or the link, was lost', async () => {
    await open();
    const { productId, entryId } = await makeProduct();
    const { orderId } = await makeOrder({ lines: [line(entryId)] });
    await stage.exact.control('POST', 'faults', {
      rules: [{ kind: 'resetAfter', method: 'POST', path: '/logistics/Items', times: 1 }],
    });
    await send([orderId], CREATE);
    await stage.exact.control('POST', 'faults', { rules: [] });
    await stage.salesforce.control('PATCH', `rows/Product2/${productId}`, { Exact_Id__c: null });

    await send([orderId], CREATE);
    expect((await send([orderId], CREATE)).outcomes).toMatchObject([{ status: 'created' }]);

    const [item, ...others] = await itemsWithCode('BENCH');
    expect(others).toEqual([]);
    expect(await productRow(productId)).toMatchObject({ Exact_Id__c: item?.['ID'] });
  });

  it('has its item, its link and its order once wherever it was cut off', async () => {
    await open();
    const orders: string[] = [];
    for (let number = 0; number < 8; number += 1) {
      const { entryId } = await makeProduct({ ProductCode: `BENCH-${number}` });
      const { orderId } = await makeOrder({
        account: { Name: `Customer ${number}` },
        contact: { Email: `c${number}@x.example` },
        lines: [line(entryId)],
      });
      const cut = new CutOff(number);
      const cutOff = {
        ...ORDERS,
        apply: (...[context, operations]: Parameters<typeof ORDERS.apply>) => ORDERS.apply(cut.context(context), operations),
      };
      for (let look = 0; look < 2; look += 1)
        await stage.walk(cutOff, CREATE, { kind: 'records', ids: [orderId], explicit: true }).catch(() => undefined);
      await send([orderId], CREATE);
      await send([orderId], CREATE);
      orders.push(orderId);
      expect(await itemsWithCode(`BENCH-${number}`)).toHaveLength(1);
    }
    expect(await exactOrders()).toHaveLength(orders.length);
    for (const orderId of orders) expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Sent' });
  });

  it('waits where somebody else is making the item at this moment, and makes none', async () => {
    await open();
    const { productId, entryId } = await makeProduct();
    const { orderId } = await makeOrder({ lines: [line(entryId)] });
    stage.claims.taken.add(productId);
    const { outcomes } = await send([orderId], CREATE);
    expect(outcomes).toMatchObject([{ error: { code: 'order_item_awaited' } }]);
    expect(await itemsWithCode('BENCH')).toEqual([]);
  });

  it.each([
    ['has no code', { ProductCode: null }, 'order_item_unusable'],
    ['has a code that is too long for Exact', { ProductCode: 'B'.repeat(31) }, 'order_item_unusable'],
    ['has the code of the item of another product', { ProductCode: 'SKU-1' }, 'order_item_of_other_product'],
  ])('tells what to do where its product %s, and makes nothing', async (_what, fields, code) => {
    await open();
    const { entryId } = await makeProduct(fields);
    const { orderId } = await makeOrder({ lines: [line(entryId)] });
    const before = (await stage.exact.rows(`${DIVISION}/logistics/Items`)).length;
    expect((await send([orderId], CREATE)).outcomes).toMatchObject([{ status: 'blocked', error: { code } }]);
    expect(await stage.exact.rows(`${DIVISION}/logistics/Items`)).toHaveLength(before);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Problem' });
  });

  it('has the fields of its item from the rules, and what Exact refuses of them is told', async () => {
    await open();
    const { entryId } = await makeProduct({ Family: 'pc' });
    const { orderId } = await makeOrder({ lines: [line(entryId)] });
    const rules = [{ to: 'Item.Unit', from: 'product.Family' }];
    const wrong = missing({ use: 'create' }, { fields: [...rules, { to: 'Item.Barcode', from: 'product.Name' }] });
    const refused = await send([orderId], wrong);
    expect(refused.outcomes).toMatchObject([{ status: 'failed', error: { handling: 'person' } }]);
    expect(await itemsWithCode('BENCH')).toEqual([]);
    await send([orderId], missing({ use: 'create' }, { fields: rules }));
    expect(await itemsWithCode('BENCH')).toMatchObject([{ Unit: 'pc', Description: 'Garden bench' }]);
  });
});

describe('an order product on the placeholder', () => {
  const progress = async (cursors: Readonly<Record<string, string>> = {}) => {
    const { flows, ...rest } = PLACEHOLDER as { flows: object };
    const document = { ...rest, flows: { ...flows, progress: { enabled: true } } };
    return stage.walk(PROGRESS, document, { kind: 'changes', cursors, full: false });
  };

  it('says which product it is, comes back as its line, and is no change when the product gets an item later', async () => {
    await open();
    const itemId = await makePlaceholder();
    const [bench, chair] = [await makeProduct(), await makeProduct({ Name: 'Chair', ProductCode: 'CHAIR' })];
    const lines = [line(bench.entryId, 5), line(entries[0], 3, 1.5), line(chair.entryId, 2)];
    const { orderId } = await makeOrder({ lines });
    expect((await send([orderId], PLACEHOLDER)).outcomes).toMatchObject([
      { status: 'created', error: undefined, totals: { net: '67.5' } },
    ]);
    const there = (await linesThere()).toSorted((one, other) => Number(one['LineNumber']) - Number(other['LineNumber']));
    expect(there.map((each) => [each['ItemCode'], each['Quantity'], each['NetPrice'], each['Description']])).toEqual([
      ['DIVERS', 5, 9, 'BENCH - Garden bench'],
      ['SKU-0', 3, 1.5, expect.anything()],
      ['DIVERS', 2, 9, 'CHAIR - Chair'],
    ]);
    await stage.exact.control('PATCH', `rows/${DIVISION}/salesorder/SalesOrderLines/${String(there[0]?.['ID'])}`, {
      QuantityDelivered: 2.5,
    });

    const { outcomes } = await progress();

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    const products = (await stage.salesforce.rows('OrderItem'))
      .filter((row) => row['OrderId'] === orderId)
      .toSorted((one, other) => String(one['OrderItemNumber']).localeCompare(String(other['OrderItemNumber'])));
    expect(
      products.map((row) => [
        row['Exact_Ordered_Quantity__c'],
        row['Exact_Delivered_Quantity__c'],
        row['Exact_Open_Quantity__c'],
      ]),
    ).toEqual([
      [5, 2.5, 2.5],
      [3, 0, 3],
      [2, 0, 2],
    ]);
    await stage.salesforce.control('PATCH', `rows/Product2/${bench.productId}`, {
      Exact_Id__c: '11111111-2222-4333-8444-555555555555',
    });
    await forget();
    expect((await send([orderId], PLACEHOLDER)).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
    expect((await stage.exact.spent()).writes).toBe(0);
    stage.claims.known.clear();
    await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Exact_Id__c: null });
    expect((await send([orderId], PLACEHOLDER)).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await exactOrders()).toHaveLength(1);
    expect(itemId).not.toBe('');
  });

  it('costs one call of Exact a look', async () => {
    await open();
    await makePlaceholder();
    const { entryId } = await makeProduct();
    const first = await makeOrder({ lines: [line(entries[0])] });
    await send([first.orderId], PLACEHOLDER);
    const plain = await makeOrder({ accountId: first.accountId, lines: [line(entries[0])] });
    await forget();
    await send([plain.orderId], PLACEHOLDER);
    const usual = (await stage.exact.spent()).counted;
    const { orderId } = await makeOrder({ accountId: first.accountId, lines: [line(entryId), line(entryId, 2)] });
    await forget();
    expect((await send([orderId], PLACEHOLDER)).outcomes).toMatchObject([{ status: 'created' }]);
    expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(usual + 1);
  });

  it('that Exact does not have stops the order, and the settings want its code', async () => {
    await open();
    const { entryId } = await makeProduct();
    const { orderId } = await makeOrder({ lines: [line(entryId)] });
    expect((await send([orderId], PLACEHOLDER)).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_placeholder_missing' } },
    ]);
    expect(() => CONFIGURATION.parse(missing({ use: 'placeholder' }))).toThrow();
  });
});
