import { afterEach, describe, expect, it } from '@jest/globals';
import { entries, forget, makeOrder, open, orderRow, send, stage } from './testing/shop.ts';
import { bringPrices, linesThere, pricedBy, sellScrews } from './testing/screws.ts';

afterEach(() => stage.close());

const HUNDREDS = pricedBy('perHundred');

/** The only line of an order. */
async function lineOf(orderId: string) {
  return (await stage.salesforce.rows('OrderItem')).find((row) => row['OrderId'] === orderId) ?? {};
}

async function changeLine(orderId: string, fields: object): Promise<void> {
  await stage.salesforce.control('PATCH', `rows/OrderItem/${String((await lineOf(orderId))['Id'])}`, fields);
}

/** An entry of another price book that follows a standard price. */
async function followStandard(standardId: string) {
  const standard = (await stage.salesforce.rows('PricebookEntry')).find((row) => row['Id'] === standardId);
  const [Pricebook2Id = ''] = await stage.createRecords([{ object: 'Pricebook2', fields: { Name: 'Dealers', IsActive: true } }]);
  const following = {
    Pricebook2Id,
    Product2Id: standard?.['Product2Id'],
    UnitPrice: 3.75,
    UseStandardPrice: true,
    IsActive: true,
  };
  const [followingId = ''] = await stage.createRecords([{ object: 'PricebookEntry', fields: following }]);
  return { followingId, Pricebook2Id };
}

const activate = (orderId: string) => stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Status: 'Activated' });
const screws = (PricebookEntryId: string, fields: object = {}) => ({
  lines: [{ PricebookEntryId, Quantity: 2.5, UnitPrice: 3.75, ...fields }],
});

describe('an order of a product with a price of a hundred pieces', () => {
  it('is one of pieces in Exact, equal to the cent, told as it was entered, at no call more', async () => {
    await open({}, HUNDREDS);
    const screw = await sellScrews('perHundred');
    const single = { PricebookEntryId: entries[0], Quantity: 3, UnitPrice: 1.5 };
    // Both items and the debtor are known from then on.
    const { orderId: first, accountId } = await makeOrder({ lines: [...screws(screw).lines, single] });
    await send([first], HUNDREDS);
    const { orderId: usual } = await makeOrder({ accountId, lines: [single] });
    const { orderId } = await makeOrder({ accountId, ...screws(screw) });
    await forget();
    await send([usual], HUNDREDS);
    const spentUsually = [await stage.exact.spent(), await stage.salesforce.spent()];

    const { operations, outcomes } = await send([orderId], HUNDREDS);

    expect([await stage.exact.spent(), await stage.salesforce.spent()]).toEqual(spentUsually);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined, totals: { net: '9.38' } }]);
    expect(await linesThere((await orderRow(orderId))['Exact_Id__c'])).toEqual([[250, 0.0375, 9.38]]);
    expect(await orderRow(orderId)).toMatchObject({ TotalAmount: 9.38, Exact_Net_Amount__c: 9.38, Exact_Sync_Status__c: 'Sent' });
    expect(await lineOf(orderId)).toMatchObject({ Quantity: 2.5, UnitPrice: 3.75, Price_Quantity__c: 100 });
    const lines = operations.flatMap(({ fields }) => fields.filter(({ field }) => field === 'SalesOrderLines'));
    expect(JSON.stringify(lines.map(({ note }) => note))).toMatch(/note_line_in_pieces.*"quantity":"2.5"/);

    expect((await send([orderId], HUNDREDS)).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
  });

  it.each([
    ['with a namespace', { namespace: 'tandem' }],
    ['with several currencies', { features: { multiCurrency: true }, otherCurrencies: ['USD'] }],
  ])(
    'is one of pieces in an org %s too, whether its entry has a price of its own or follows the standard one',
    async (_, salesforce) => {
      await open({ salesforce }, HUNDREDS);
      const standard = await sellScrews('perHundred');
      const { followingId, Pricebook2Id } = await followStandard(standard);
      const own = await makeOrder(screws(standard));
      const following = await makeOrder({ ...screws(followingId), accountId: own.accountId, order: { Pricebook2Id } });

      const { outcomes } = await send([own.orderId, following.orderId], HUNDREDS);

      expect(outcomes).toMatchObject([
        { status: 'created', error: undefined },
        { status: 'created', error: undefined },
      ]);
      expect(await linesThere()).toEqual([
        [250, 0.0375, 9.38],
        [250, 0.0375, 9.38],
      ]);
    },
  );

  it('that was changed after it was sent is told in pieces, until both say the same', async () => {
    await open({}, HUNDREDS);
    const { orderId } = await makeOrder(screws(await sellScrews('perHundred')));
    await send([orderId], HUNDREDS);

    await changeLine(orderId, { Quantity: 3 });
    const { outcomes } = await send([orderId], HUNDREDS);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_changed_after_sending' } }]);
    expect(outcomes[0]?.error?.message).toMatch(/In Salesforce: 300 x SCREW = 11.25\. In Exact Online: 250 x SCREW = 9.38\./);

    await changeLine(orderId, { Quantity: 2.5 });
    expect((await send([orderId], HUNDREDS)).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);

    await changeLine(orderId, { Price_Quantity__c: 1 });
    expect((await send([orderId], HUNDREDS)).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_changed_after_sending' } },
    ]);
  });

  it('counts in pieces where it was entered before the price was one of a hundred', async () => {
    await open({}, pricedBy('round'));
    const { orderId } = await makeOrder({
      ...screws(await sellScrews('round'), { Quantity: 250, UnitPrice: 0.04 }),
      status: 'Draft',
    });
    await bringPrices('perHundred');
    await activate(orderId);

    expect((await send([orderId], HUNDREDS)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await linesThere()).toEqual([[250, 0.04, 10]]);
  });

  it('counts in hundreds where it was entered before the price was one of a piece again', async () => {
    await open({}, HUNDREDS);
    const { orderId } = await makeOrder({ ...screws(await sellScrews('perHundred')), status: 'Draft' });
    await bringPrices('round');
    await activate(orderId);

    expect((await send([orderId], pricedBy('round'))).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await linesThere()).toEqual([[250, 0.0375, 9.38]]);
  });

  it('out of a quote from before is asked about before anything is sent, and goes once a person has corrected it', async () => {
    await open({}, HUNDREDS);
    const { orderId } = await makeOrder(screws(await sellScrews('perHundred'), { Quantity: 250, UnitPrice: 0.04 }));

    const { outcomes } = await send([orderId], HUNDREDS);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_price_quantity_doubtful' } }]);
    expect(outcomes[0]?.error?.message).toMatch(/SCREW at 0\.04 for 100, whereas its price book has 3\.75 for 100/);
    expect(await linesThere()).toEqual([]);

    await changeLine(orderId, { Price_Quantity__c: 1 });
    expect((await send([orderId], HUNDREDS)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await linesThere()).toEqual([[250, 0.04, 10]]);
  });

  it('of an entry that follows the standard price is of as many pieces as that', async () => {
    await open({}, HUNDREDS);
    const standard = await sellScrews('perHundred');
    const entry = (await stage.salesforce.rows('PricebookEntry')).find((row) => row['Id'] === standard);
    const [Pricebook2Id = ''] = await stage.createRecords([
      { object: 'Pricebook2', fields: { Name: 'Dealers', IsActive: true } },
    ]);
    const following = {
      Pricebook2Id,
      Product2Id: entry?.['Product2Id'],
      UnitPrice: 3.75,
      UseStandardPrice: true,
      IsActive: true,
    };
    const [followingId = ''] = await stage.createRecords([{ object: 'PricebookEntry', fields: following }]);
    const { orderId } = await makeOrder({ ...screws(followingId), order: { Pricebook2Id } });

    await changeLine(orderId, { Price_Quantity__c: null });
    expect((await send([orderId], HUNDREDS)).outcomes).toMatchObject([{ error: { code: 'order_price_quantity_doubtful' } }]);
    await changeLine(orderId, { Price_Quantity__c: 100 });
    expect((await send([orderId], HUNDREDS)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await linesThere()).toEqual([[250, 0.0375, 9.38]]);
  });
});
