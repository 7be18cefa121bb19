import { afterEach, describe, expect, it } from '@jest/globals';
import { setsIn } from '../order-lines/index.ts';
import { DIVISION } from '../testing/stage.ts';
import { PARTS } from '../sets/testing/shop.ts';
import { ORDERS } from './index.ts';
import { entries, exactOrders, forget, makeOrder, orderRow, send, settings, stage } from './testing/shop.ts';
import { linesOf, openWithKit, takingApart } from './testing/kits.ts';

afterEach(() => stage.close());

const MATERIALS = 'inventory/AssemblyBillOfMaterialMaterials';

const APART = takingApart();
const sentLines = async (orderId: string) => linesOf((await orderRow(orderId))['Exact_Id__c']);
const setLine = (entry: string, Quantity = 1, UnitPrice = 30) => ({ PricebookEntryId: entry, Quantity, UnitPrice });
const single = (Quantity = 3) => ({ PricebookEntryId: entries[0], Quantity, UnitPrice: 1.5 });

async function change(path: string, id: unknown, fields: object): Promise<void> {
  await stage.exact.control('PATCH', `rows/${DIVISION}/${path}/${String(id)}`, fields);
}

describe('a set on an order', () => {
  it('is one line unless the settings say otherwise', async () => {
    const { entry } = await openWithKit();
    const { orderId } = await makeOrder({ lines: [setLine(entry, 2)] });
    await send([orderId], settings());
    expect(await sentLines(orderId)).toEqual([['KIT', 2, 30, 60]]);
    expect((await orderRow(orderId))['Exact_Sets_Apart__c'] ?? null).toBeNull();
  });

  it('is a line a part where they do, equal to the cent, told as the parts of their set', async () => {
    const { entry } = await openWithKit();
    const { orderId } = await makeOrder({ lines: [single(), setLine(entry, 3, 30), single(1)] });

    const { operations, outcomes } = await send([orderId], APART);

    expect(outcomes).toMatchObject([{ status: 'created', error: undefined, totals: { net: '96' } }]);
    // 25 and 2 x 5 of 35 are 64.29 and 25.71 of 90.
    expect(await sentLines(orderId)).toEqual([
      ['SKU-0', 3, 1.5, 4.5],
      ['LAMP', 3, 21.43, 64.29],
      ['BULB', 6, 4.285, 25.71],
      ['SKU-0', 1, 1.5, 1.5],
    ]);
    expect(await orderRow(orderId)).toMatchObject({ TotalAmount: 96, Exact_Net_Amount__c: 96, Exact_Sync_Status__c: 'Sent' });
    const lines = operations.flatMap(({ fields }) => fields.filter(({ field }) => field === 'SalesOrderLines'));
    expect(JSON.stringify(lines.map(({ note }) => note))).toMatch(/note_part_of_set.*"part":"LAMP","set":"KIT"/);

    const again = await send([orderId], APART);
    expect(again.outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('has the VAT that it would have as one line', async () => {
    const { entry } = await openWithKit({ prices: { lamp: 10, bulb: 5 } });
    const { orderId } = await makeOrder({ lines: [setLine(entry, 1, 0.24)] });
    await send([orderId], APART);
    // Half of it each would be 0.03 of VAT each, and 21 % of 0.24 is 0.05.
    expect(await sentLines(orderId)).toEqual([
      ['LAMP', 1, 0.11, 0.11],
      ['BULB', 2, 0.065, 0.13],
    ]);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Net_Amount__c: 0.24, Exact_Vat_Amount__c: 0.05 });
  });

  it.each([
    ['with a namespace', { namespace: 'tandem' }],
    ['with several currencies', { features: { multiCurrency: true }, otherCurrencies: ['USD'] }],
  ])('is taken apart in an org %s too', async (_, salesforce) => {
    const { entry } = await openWithKit({}, { salesforce });
    const { orderId } = await makeOrder({ lines: [single(1), setLine(entry, 2)] });
    expect((await send([orderId], APART)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    const made = (await exactOrders()).map((row) => row['OrderID']);
    expect(made).toHaveLength(1);
    for (const exactId of made) expect((await linesOf(exactId)).map(([code]) => code)).toEqual(['SKU-0', 'LAMP', 'BULB']);
    await stage.claims.forgetIntent(orderId);
    expect((await send([orderId], APART)).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
  });

  it('stays as it was sent, whatever becomes of its parts, their prices and the settings', async () => {
    const { entry, lamp } = await openWithKit();
    const { orderId } = await makeOrder({ lines: [setLine(entry, 3)] });
    await send([orderId], APART);
    const before = await sentLines(orderId);

    for (const part of await stage.exact.rows(PARTS)) await change(MATERIALS, part['ID'], { Quantity: 7 });
    const price = (await stage.exact.rows(`${DIVISION}/logistics/SalesItemPrices`)).find((row) => row['Item'] === lamp);
    await change('logistics/SalesItemPrices', price?.['ID'], { Price: 99 });
    for (const document of [APART, settings()]) {
      const { outcomes } = await send([orderId], document);
      expect(outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
    }

    // Nobody remembers what it said when it was sent: it is put next to its lines in Exact.
    await stage.claims.forgetIntent(orderId);
    expect((await send([orderId], APART)).outcomes).toMatchObject([{ error: undefined }]);
    expect(await sentLines(orderId)).toEqual(before);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('that was changed after it was sent is told in its parts, until both say the same', async () => {
    const { entry } = await openWithKit();
    const { orderId } = await makeOrder({ lines: [setLine(entry, 3)] });
    await send([orderId], APART);
    const line = (await stage.salesforce.rows('OrderItem')).find((row) => row['OrderId'] === orderId);
    const alter = (Quantity: number) => stage.salesforce.control('PATCH', `rows/OrderItem/${String(line?.['Id'])}`, { Quantity });

    await alter(2);
    const { outcomes } = await send([orderId], APART);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_changed_after_sending' } }]);
    expect(outcomes[0]?.error?.message).toMatch(
      /In Salesforce: 2 x LAMP \(KIT\) = 42.86; 4 x BULB \(KIT\) = 17.14\. In Exact Online: .*3 x LAMP = 64.29/,
    );

    await alter(3);
    expect((await send([orderId], APART)).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
  });

  it('is taken apart only where the condition says so, over the order, its product and its account', async () => {
    const { entry } = await openWithKit({ set: { Notes: 'x' } });
    const when = 'product.ProductCode == "KIT" && line.Quantity >= 2 && account.Name == "Bakker & Zn. B.V."';
    const few = await makeOrder({ lines: [setLine(entry, 1)] });
    const many = await makeOrder({ lines: [setLine(entry, 2)], accountId: few.accountId });
    await send([few.orderId, many.orderId], takingApart({ when }));
    expect(await sentLines(few.orderId)).toEqual([['KIT', 1, 30, 30]]);
    expect((await sentLines(many.orderId)).map(([code]) => code)).toEqual(['LAMP', 'BULB']);
  });

  it('costs two calls of Exact and one of Salesforce more for fifty orders, and an order without one none', async () => {
    const { entry } = await openWithKit();
    const { accountId, orderId } = await makeOrder({ lines: [single(), setLine(entry)] });
    await send([orderId], APART);
    const orders = async (lines: object[], many = 60) => {
      const ids: string[] = [];
      for (let count = 0; count < many; count += 1) ids.push((await makeOrder({ accountId, lines })).orderId);
      return ids;
    };
    const spentOn = async (ids: string[], document: object) => {
      await forget();
      const { outcomes } = await send(ids, document);
      expect(outcomes.filter(({ status }) => status === 'created')).toHaveLength(ids.length);
      return [await stage.exact.spent(), await stage.salesforce.spent()] as const;
    };
    const plain = await spentOn(await orders([single()]), settings());
    expect(await spentOn(await orders([single()]), APART)).toEqual(plain);
    const [exact, salesforce] = await spentOn(await orders([setLine(entry)]), APART);
    expect(exact).toEqual({ ...plain[0], counted: plain[0].counted + 4 });
    // Two batches; in each the parts, their items, and the note on all of its orders before the first is sent.
    expect(salesforce).toEqual({ counted: plain[1].counted + 2, writes: plain[1].writes + 2 });
  });

  it('whose answer was lost is found again by its parts, although the set has others by now, and is sent once', async () => {
    const { entry } = await openWithKit();
    const { orderId } = await makeOrder({ lines: [setLine(entry, 3)] });
    const strike = (...rules: object[]) => stage.exact.control('POST', 'faults', { rules });
    await strike(
      { method: 'POST', path: 'salesorder/SalesOrders', kind: 'resetAfter', times: 1 },
      { method: 'GET', path: 'salesorder/SalesOrders', kind: 'resetBefore', skip: 1 },
    );
    await send([orderId], APART).catch(() => undefined);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Id__c: null });
    await strike();
    for (const part of await stage.exact.rows(PARTS)) await change(MATERIALS, part['ID'], { Quantity: 7 });

    const { outcomes } = await send([orderId], APART);

    expect(outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await exactOrders()).toHaveLength(1);
    expect((await sentLines(orderId)).map(([code, quantity]) => [code, quantity])).toEqual([
      ['LAMP', 3],
      ['BULB', 6],
    ]);
  });

  it('that Exact did not get is sent with the parts that it has when it goes', async () => {
    const { entry } = await openWithKit();
    const { orderId } = await makeOrder({ lines: [setLine(entry, 3)] });
    const once = { method: 'POST', path: 'salesorder/SalesOrders', kind: 'resetBefore', times: 1 };
    await stage.exact.control('POST', 'faults', { rules: [once] });
    await send([orderId], APART);
    for (const part of await stage.exact.rows(PARTS)) await change(MATERIALS, part['ID'], { Quantity: 4 });

    expect((await send([orderId], APART)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect((await sentLines(orderId)).map(([code, quantity]) => [code, quantity])).toEqual([
      ['LAMP', 12],
      ['BULB', 12],
    ]);
    expect((await send([orderId], APART)).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
  });

  it('that is gone from Exact and sent again has the parts of that day, and is compared by these', async () => {
    const { entry } = await openWithKit();
    const { orderId } = await makeOrder({ lines: [setLine(entry, 3)] });
    await send([orderId], APART);
    const [gone] = await exactOrders();
    await stage.exact.control('DELETE', `rows/${DIVISION}/salesorder/SalesOrders/${String(gone?.['OrderID'])}`);
    for (const part of await stage.exact.rows(PARTS)) await change(MATERIALS, part['ID'], { Quantity: 4 });

    const again = { kind: 'records', ids: [orderId], explicit: true, choice: { sendAgain: true } } as const;
    expect((await stage.walk(ORDERS, APART, again)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect((await sentLines(orderId)).map(([code, quantity]) => [code, quantity])).toEqual([
      ['LAMP', 12],
      ['BULB', 12],
    ]);
    expect((await send([orderId], APART)).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
  });

  it('that was noted and goes as one line after all is noted no more', async () => {
    const { entry } = await openWithKit();
    const { orderId } = await makeOrder({ lines: [setLine(entry, 3)] });
    const once = { method: 'POST', path: 'salesorder/SalesOrders', kind: 'resetBefore', times: 1 };
    await stage.exact.control('POST', 'faults', { rules: [once] });
    await send([orderId], APART);
    expect(setsIn((await orderRow(orderId))['Exact_Sets_Apart__c']).sets.size).toBe(1);

    await send([orderId], settings());
    expect(await sentLines(orderId)).toEqual([['KIT', 3, 30, 90]]);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sets_Apart__c: null });
  });

  it('is not sent where its order cannot say what it is made of', async () => {
    const { entry } = await openWithKit({}, { salesforce: { runAsRights: { editActivatedOrders: false } } });
    const { orderId } = await makeOrder({ lines: [setLine(entry, 3)] });
    const { outcomes } = await send([orderId], APART);
    expect(outcomes[0]?.status).not.toBe('created');
    expect(outcomes[0]?.error).toBeDefined();
    expect(await exactOrders()).toEqual([]);
  });

  it.each([
    ['has no parts', 'order_set_without_parts', {}, 'none'],
    ['has a part that is not sold', 'order_item_not_sold', { bulb: { IsSalesItem: false } }, 'bulb'],
    ['has a part that has ended', 'order_item_not_active', { bulb: { StartDate: '2020-01-01', EndDate: '2020-12-31' } }, 'bulb'],
    ['has a piece of a part that is not', 'order_item_fraction', { quantities: { lamp: 1, bulb: 0.5 } }, 'bulb'],
  ] as const)('that %s stops its order, which says so', async (_, code, wanted, about) => {
    const { entry } = await openWithKit(wanted);
    if (about === 'none')
      for (const part of await stage.exact.rows(PARTS))
        await stage.exact.control('DELETE', `rows/${DIVISION}/${MATERIALS}/${String(part['ID'])}`);
    const { orderId } = await makeOrder({ lines: [setLine(entry)] });
    const { outcomes } = await send([orderId], APART);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code } }]);
    expect(outcomes[0]?.error?.params['product']).toBe(about === 'bulb' ? 'BULB (KIT)' : 'KIT');
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Problem' });
    expect(await exactOrders()).toEqual([]);
  });

  it('with parts of other VAT codes gets the code of the set, or none where the debtor has his own', async () => {
    const { entry } = await openWithKit({ bulb: { SalesVatCode: '1' } });
    const vatCodes = async (orderId: string) => {
      const exactId = (await orderRow(orderId))['Exact_Id__c'];
      const lines = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`);
      return lines.filter((line) => line['OrderID'] === exactId).map((line) => String(line['VATCode']).trim());
    };
    const first = await makeOrder({ lines: [setLine(entry)] });
    expect((await send([first.orderId], APART)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await vatCodes(first.orderId)).toEqual(['2', '2']);

    // Nobody looked at a debtor who is known: he is looked at before anybody is told.
    const second = await makeOrder({ lines: [setLine(entry)], accountId: first.accountId });
    expect((await send([second.orderId], APART)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await vatCodes(second.orderId)).toEqual(['2', '2']);
    expect((await send([second.orderId], APART)).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);

    const [debtor] = await stage.exact.rows(`${DIVISION}/crm/Accounts`);
    await change('crm/Accounts', debtor?.['ID'], { SalesVATCode: '1' });
    const third = await makeOrder({ lines: [setLine(entry)], accountId: first.accountId });
    expect((await send([third.orderId], APART)).outcomes).toMatchObject([{ error: undefined }]);
    expect(await vatCodes(third.orderId)).toEqual(['1', '1']);
  });

  it('shares by quantity where no part has a price, and a part without one beside others costs nothing', async () => {
    const { entry } = await openWithKit({ prices: {} });
    const { orderId } = await makeOrder({ lines: [setLine(entry, 1, 10)] });
    await send([orderId], APART);
    expect(await sentLines(orderId)).toEqual([
      ['LAMP', 1, 3.33, 3.33],
      ['BULB', 2, 3.335, 6.67],
    ]);
  });

  it('a part without a price beside others costs nothing, and discounts are shared too', async () => {
    const { entry } = await openWithKit({ prices: { lamp: 25 } });
    const { orderId } = await makeOrder({ lines: [{ ...setLine(entry, 1, 30), Discount_Percent__c: 10 }] });
    await send([orderId], APART);
    expect(await sentLines(orderId)).toEqual([
      ['LAMP', 1, 27, 27],
      ['BULB', 2, 0, 0],
    ]);
  });
});
