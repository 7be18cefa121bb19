import { afterEach, describe, expect, it } from '@jest/globals';
import { valueText } from '../../errors/index.ts';
import { DIVISION, type Walked } from '../testing/stage.ts';
import { ORDERS } from './index.ts';
import {
  entries,
  exactAccounts,
  exactOrders,
  itemIds,
  makeOrder,
  open,
  orderRow,
  send,
  settings,
  stage,
} from './testing/shop.ts';

afterEach(() => stage.close());

const byFacts = (vat: object = {}, vatOfSales: object[] = []) =>
  settings({ vat: { chosenBy: 'facts', ...vat } }, { vat: [{ salesforce: 'low', exact: '1' }], vatOfSales });
const GERMAN = {
  ...{ Name: 'Müller GmbH', BillingStreet: 'Hauptstraße 1', BillingPostalCode: '10115', BillingCity: 'Berlin' },
  ...{ BillingCountry: 'Germany', Vat_Number__c: 'DE 136.695.976' },
};
const PERSON = { ...GERMAN, Name: 'Jan Bakker', Vat_Number__c: null };

/** The items have stock, unless a field says otherwise; what was remembered of them is forgotten. */
async function withItems(fields: object = { IsStockItem: true }, document?: object): Promise<void> {
  await open({}, document);
  for (const id of itemIds) await stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${id}`, fields);
  await stage.items.forget(itemIds);
}

async function linesThere(): Promise<readonly unknown[][]> {
  const lines = await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`);
  return lines.map((line) => [line['VATCode'], line['NetPrice'], line['AmountFC'], line['VATAmount']]);
}

function noteOf({ operations }: Walked): string {
  const lines = operations.flatMap(({ fields }) => fields).find(({ field }) => field === 'SalesOrderLines');
  return valueText(lines?.note ?? '', 'en');
}

describe('VAT codes that facts choose', () => {
  it('stand on the line in Exact with the reason in the plan, for a business in another country of the Union', async () => {
    await withItems();
    const { orderId } = await makeOrder({ account: GERMAN });
    const walked = await send([orderId], byFacts());

    expect(walked.outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(noteOf(walked)).toBe(
      'Line 1, VATCode: VAT code 8: a delivery within the EU to DE, to a business with VAT number DE136695976; the only code in Exact Online that says it is for this',
    );
    expect(await linesThere()).toEqual([['8', 1.5, 4.5, 0]]);
    expect(await orderRow(orderId)).toMatchObject({
      Exact_Net_Amount__c: 4.5,
      Exact_Vat_Amount__c: 0,
      Exact_Gross_Amount__c: 4.5,
    });
  });

  it('cost a call for the company, once, and one a batch for debtors that nobody looks at', async () => {
    await withItems();
    const { accountId, orderId } = await makeOrder({ account: GERMAN });
    await send([orderId], byFacts());
    const more = [await makeOrder({ accountId }), await makeOrder({ accountId }), await makeOrder({ accountId })];
    const ids = more.map(({ orderId: id }) => id);
    await stage.exact.spent();
    const planned = await stage.walk(ORDERS, byFacts(), { kind: 'records', ids, explicit: true }, 'plan');
    const withFacts = (await stage.exact.spent()).counted;
    await stage.walk(ORDERS, settings(), { kind: 'records', ids, explicit: true }, 'plan');
    expect(withFacts).toBe((await stage.exact.spent()).counted + 1);
    expect(planned.operations.filter(({ isMain }) => isMain)).toHaveLength(3);
  });

  it('are those of the table for private buyers abroad, whose price with VAT stays what they pay', async () => {
    const document = byFacts({ privateGoods: 'destination' });
    await withItems({ IsStockItem: true, SalesVatCode: '4' }, document);
    const product = (await stage.salesforce.rows('Product2')).find((row) => row['ProductCode'] === 'SKU-0');
    await stage.salesforce.control('PATCH', `rows/Product2/${String(product?.['Id'])}`, { Price_Includes_Vat__c: true });
    const { orderId } = await makeOrder({
      account: PERSON,
      lines: [{ PricebookEntryId: entries[0], Quantity: 1, UnitPrice: 1.19 }],
    });
    const named = byFacts({ privateGoods: 'destination' }, [{ salesforce: 'OSS DE / 4', exact: 'D19' }]);

    expect((await send([orderId], document)).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_vat_code_undecided' } },
    ]);
    expect((await send([orderId], named)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await linesThere()).toEqual([['D19', 1, 1, 0.19]]);
    // A person who asks again finds the order as it was sent, although its price stands there without VAT.
    expect((await send([orderId], named)).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
    await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Exact_Id__c: null });
    stage.claims.taken.clear();
    expect((await send([orderId], named)).outcomes).toMatchObject([{ error: undefined }]);
    expect(await exactOrders()).toHaveLength(1);
  });

  it('stop the order where facts do not tell, with the line, the facts and what to do, before anything is written', async () => {
    await withItems({ IsStockItem: false });
    const { orderId } = await makeOrder({ account: GERMAN });
    await stage.exact.spent();
    const { outcomes } = await send([orderId], byFacts());

    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_vat_unclear', recordId: orderId } }]);
    expect(outcomes[0]?.error?.message).toContain('SKU-0');
    expect(outcomes[0]?.error?.message).toContain('from NL to DE, for a business in DE with VAT number DE136695976');
    expect((await stage.exact.spent()).writes).toBe(0);
    expect(await exactAccounts()).toHaveLength(0);
    expect((await send([orderId], byFacts({ withoutStock: 'service' }))).outcomes).toMatchObject([{ status: 'created' }]);
    expect(await linesThere()).toEqual([['9', 1.5, 4.5, 0]]);
  });

  it('stop the order over a business abroad without VAT number, and never over a line with a code of its own', async () => {
    await withItems();
    const unnumbered = await makeOrder({ account: { ...GERMAN, Vat_Number__c: null } });
    expect((await send([unnumbered.orderId], byFacts())).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_vat_unclear' } },
    ]);
    const { orderId } = await makeOrder({
      accountId: unnumbered.accountId,
      lines: [{ PricebookEntryId: entries[0], Quantity: 1, UnitPrice: 1.5, Vat_Code__c: 'low' }],
    });
    const walked = await send([orderId], byFacts());
    expect(walked.outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(noteOf(walked)).toBe('');
    expect(await linesThere()).toEqual([['1', 1.5, 1.5, 0.14]]);
  });

  it('leave what is wrong with the customer to be told as that', async () => {
    await withItems();
    const wrong = await makeOrder({ account: { ...GERMAN, Vat_Number__c: 'DE 136 695 977' } });
    expect((await send([wrong.orderId], byFacts())).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'vat_number_wrong' } },
    ]);
    const twin = { Name: 'Müller', Status: 'C', Email: 'm@mueller.example', Country: 'DE' };
    await stage.createRows('crm/Accounts', [twin, { ...twin, Name: 'Müller 2' }]);
    const twice = await makeOrder({ account: { ...GERMAN, Vat_Number__c: null }, contact: { Email: twin.Email } });
    expect((await send([twice.orderId], byFacts())).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'customer_ambiguous' } },
    ]);
  });

  it('are those of a Belgian company where one sells', async () => {
    const divisions = [{ code: DIVISION, name: 'België BV', currency: 'EUR', country: 'BE', isMain: true }];
    await open({ exact: { divisions } });
    for (const id of itemIds) await stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${id}`, { IsStockItem: true });
    await stage.items.forget(itemIds);
    const business = await makeOrder({ account: { Vat_Number__c: 'NL004495445B01' } });
    const home = await makeOrder({
      account: { ...GERMAN, Name: 'Peeters NV', BillingCountry: 'België', Vat_Number__c: 'BE0428759497' },
      contact: { Email: 'peeters@peeters.example' },
    });
    const privately = await makeOrder({
      account: { Name: 'Els Visser' },
      contact: { FirstName: 'Els', LastName: 'Visser', Email: 'els@visser.example' },
    });
    for (const { orderId } of [business, home, privately])
      expect((await send([orderId], byFacts({ privateGoods: 'destination' }))).outcomes).toMatchObject([
        { status: 'created', error: undefined },
      ]);
    const there = await linesThere();
    expect(there.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))).toEqual([
      ['21', 1.5, 4.5, 0.95],
      ['ICL', 1.5, 4.5, 0],
      ['N21', 1.5, 4.5, 0.95],
    ]);
  });

  it('are those of item and debtor at home, with the goods going where the order says', async () => {
    await withItems();
    const { orderId } = await makeOrder({
      account: GERMAN,
      order: {
        ShippingStreet: 'Markt 1',
        ShippingPostalCode: '5611 EB',
        ShippingCity: 'Eindhoven',
        ShippingCountry: 'Nederland',
      },
    });
    const walked = await send([orderId], byFacts());
    expect(walked.outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(noteOf(walked)).toBe('Line 1, VATCode: VAT code 2: a sale within NL; the code of the item');
    expect(await linesThere()).toEqual([['2', 1.5, 4.5, 0.95]]);
  });

  it('are chosen by nobody where the settings leave it to Exact', async () => {
    await withItems();
    const { orderId } = await makeOrder({ account: GERMAN });
    await send([orderId]);
    expect(await linesThere()).toEqual([['2', 1.5, 4.5, 0.95]]);
  });
});

describe('the table of VAT codes', () => {
  it('is shown by the check of the set-up as it stands for the company, and costs one call', async () => {
    await open();
    const document = byFacts({}, [{ salesforce: 'export', exact: '6' }]);
    const { configuration, exact, references } = await stage.context(document);
    await stage.exact.spent();
    const [finding] = (await ORDERS.exactFindings?.({ division: exact, references }, configuration)) ?? [];

    expect(finding).toMatchObject({ state: 'warning' });
    expect(valueText(finding?.detail ?? '', 'en')).toContain(
      'EU goods: 8, as that code says in Exact Online; EU services: 9, as that code says in Exact Online; Export: 6, as the settings say; Services outside EU: nobody decided',
    );
    expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(1);
    expect(
      await ORDERS.exactFindings?.({ division: exact, references }, (await stage.context(settings())).configuration),
    ).toEqual([]);
  });
});
