import { afterEach, describe, expect, it } from '@jest/globals';
import { DIVISION, type Walked } from '../testing/stage.ts';
import { exactAccounts, itemIds, makeOrder, open, send, settings, stage } from './testing/shop.ts';

afterEach(() => stage.close());

/** A person's change of master data in Exact, of which no flow is told. */
async function change(path: string, code: string, fields: object): Promise<void> {
  const row = (await stage.exact.rows(`${DIVISION}/${path}`)).find((candidate) => candidate['Code'] === code);
  await stage.exact.control('PATCH', `rows/${DIVISION}/${path}/${String(row?.['ID'])}`, fields);
}
const changeItem = (fields: object) => stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${itemIds[0]}`, fields);
/** The item as the products flow brings it. */
async function syncedItem(fields: object): Promise<void> {
  await changeItem(fields);
  await stage.items.forget(itemIds);
}
const debtorsCode = async (SalesVATCode: string | null): Promise<void> => {
  const [account] = await exactAccounts();
  await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Accounts/${String(account?.['ID'])}`, { SalesVATCode });
};

async function refusedFor(code: string, orderId: string, document?: object): Promise<void> {
  expect(await send([orderId], document)).toMatchObject({ outcomes: [{ status: 'blocked', error: { code } }] });
}

/** Sends what was refused, after its correction; the calls to Exact. */
async function retry(orderId: string, document?: object): Promise<{ readonly walked: Walked; readonly counted: number }> {
  await stage.exact.spent();
  const walked = await send([orderId], document);
  return { walked, counted: (await stage.exact.spent()).counted };
}

/** An order of a customer that is known, with all code lists read: two calls send another one. */
async function knownCustomer(document?: object, orderFields: object = {}): Promise<string> {
  const { orderId, accountId } = await makeOrder({ order: orderFields });
  await send([orderId], document);
  return accountId;
}
const CALLS = 2;
const CONDITIONS = { paymentConditions: ['30', '60', '61', '62', '63'].map((code) => ({ salesforce: code, exact: code })) };
const sent = { outcomes: [{ status: 'created', error: undefined }] };

describe('master data that a person has corrected in Exact', () => {
  it('is read once more before a VAT code is refused', async () => {
    await open();
    const accountId = await knownCustomer();
    await change('vat/VATCodes', '2', { IsBlocked: true });
    const { orderId } = await makeOrder({ accountId });
    expect(await send([orderId])).toMatchObject({ outcomes: [{ status: 'failed', error: { code: 'exact_validation' } }] });
    await refusedFor('order_vat_code_unusable', orderId);
    await refusedFor('order_vat_code_unusable', orderId);
    await change('vat/VATCodes', '2', { IsBlocked: false });

    const { walked, counted } = await retry(orderId);

    expect(walked).toMatchObject(sent);
    // The list of VAT codes, the item, the debtor.
    expect(counted).toBe(CALLS + 3);
  });

  it('is read once more before a unit is refused, the list and then the item', async () => {
    await open();
    const document = settings({ fields: [{ to: 'Line.UnitCode', from: '"doos"' }] });
    const { orderId } = await makeOrder();
    await refusedFor('order_unit_unknown', orderId, document);

    await stage.createRows('logistics/Units', [{ Code: 'doos', Description: 'Doos', Active: true, Main: 0, Type: 'O' }]);
    await refusedFor('order_unit_differs', orderId, document);
    await changeItem({ Unit: 'doos' });
    await stage.exact.spent();

    expect(await send([orderId], document)).toMatchObject(sent);
  });

  it('is read once more before a payment condition is refused, at one call', async () => {
    await open();
    const accountId = await knownCustomer(settings({}, CONDITIONS), { Payment_Condition__c: '30' });
    const { orderId } = await makeOrder({ accountId, order: { Payment_Condition__c: '60' } });
    await refusedFor('value_not_in_exact', orderId, settings({}, CONDITIONS));
    await stage.createRows('cashflow/PaymentConditions', [{ Code: '60', Description: '60 days', PaymentDays: 60 }]);

    const { walked, counted } = await retry(orderId, settings({}, CONDITIONS));

    expect(walked).toMatchObject(sent);
    expect(counted).toBe(CALLS + 1);
  });

  it('is read at one call a list for all orders of a batch that are refused over it', async () => {
    await open();
    const accountId = await knownCustomer(settings({}, CONDITIONS), { Payment_Condition__c: '30' });
    const orders = [];
    for (const Payment_Condition__c of ['61', '62', '63'])
      orders.push((await makeOrder({ accountId, order: { Payment_Condition__c } })).orderId);
    await stage.exact.spent();

    const { outcomes } = await send(orders, settings({}, CONDITIONS));

    expect(outcomes.map(({ status }) => status)).toEqual(['blocked', 'blocked', 'blocked']);
    // Whether the references are there already, and the payment conditions.
    expect(await stage.exact.spent()).toEqual({ counted: 2, writes: 0 });
  });
});

describe('the VAT code of a line without one', () => {
  it("is the debtor's: that of the item does not count, whether the debtor is looked at or remembered", async () => {
    await open();
    const accountId = await knownCustomer();
    await debtorsCode('1');
    await syncedItem({ SalesVatCode: '7' });
    const [remembered, looked] = [await makeOrder({ accountId }), await makeOrder({ accountId })];

    expect(await send([remembered.orderId])).toMatchObject(sent);
    await stage.links.doubt('account', [String((await exactAccounts())[0]?.['ID']).toLowerCase()]);
    expect(await send([looked.orderId])).toMatchObject(sent);
  });

  it("is refused in the customer's name where the debtor's cannot be used, and sent when that is corrected", async () => {
    await open();
    const accountId = await knownCustomer();
    await debtorsCode('7');
    await syncedItem({ SalesVatCode: '7' });
    const { orderId } = await makeOrder({ accountId });

    const { outcomes } = await send([orderId]);

    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'customer_vat_code_unusable', field: 'AccountId' } }]);
    expect(outcomes[0]?.error?.message).toContain(
      'VAT code 7 of its customer Bakker & Zn. B.V., and that code is for purchases only',
    );
    await debtorsCode('2');
    expect(await send([orderId])).toMatchObject(sent);
  });
});
