import { afterEach, describe, expect, it } from '@jest/globals';
import { DIVISION } from '../testing/stage.ts';
import {
  exactAccounts,
  exactOrders,
  entries,
  itemIds,
  makeOrder,
  open,
  orderRow,
  send,
  settings,
  stage,
} from './testing/shop.ts';

afterEach(() => stage.close());

const changeItem = (fields: object) => stage.exact.control('PATCH', `rows/${DIVISION}/logistics/Items/${itemIds[0]}`, fields);
const changeVatCode = async (fields: object): Promise<void> => {
  const code = (await stage.exact.rows(`${DIVISION}/vat/VATCodes`)).find((row) => row['Code'] === '2');
  await stage.exact.control('PATCH', `rows/${DIVISION}/vat/VATCodes/${String(code?.['ID'])}`, fields);
};
const unit = (code: string) => settings({ fields: [{ to: 'Line.UnitCode', from: `"${code}"` }] });

describe('what Exact would refuse', () => {
  it.each([
    { code: 'order_item_not_sold', change: () => changeItem({ IsSalesItem: false }) },
    { code: 'order_item_not_active', change: () => changeItem({ StartDate: '2999-01-01' }) },
    { code: 'order_item_not_active', change: () => changeItem({ StartDate: '2020-01-01', EndDate: '2020-12-31' }) },
    { code: 'order_item_fraction', change: () => Promise.resolve(), quantity: 2.5 },
    { code: 'order_unit_unknown', change: () => Promise.resolve(), document: unit('parsec') },
    { code: 'order_unit_differs', change: () => Promise.resolve(), document: unit('box') },
    { code: 'order_item_gone', change: () => stage.exact.control('DELETE', `rows/${DIVISION}/logistics/Items/${itemIds[0]}`) },
  ])('is seen before anything is written: $code', async ({ code, change, quantity = 3, document = settings() }) => {
    await open();
    await change();
    await stage.items.forget(itemIds);
    const { orderId } = await makeOrder({
      lines: [
        { PricebookEntryId: entries[0], Quantity: quantity, UnitPrice: 1.5 },
        { PricebookEntryId: entries[1], Quantity: 1, UnitPrice: 2.5 },
      ],
    });
    const debtors = (await exactAccounts()).length;
    await stage.exact.spent();

    const { outcomes } = await send([orderId], document);

    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code, recordId: orderId } }]);
    expect(outcomes[0]?.error?.message).toContain('SKU-0');
    expect((await stage.exact.spent()).writes).toBe(0);
    expect(await exactAccounts()).toHaveLength(debtors);
    expect(await exactOrders()).toHaveLength(0);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Problem', Exact_Id__c: null });
  });

  it('is seen in the currency of the order too', async () => {
    await open({ salesforce: { features: { multiCurrency: true } } });
    const { orderId } = await makeOrder();
    await stage.exact.control('DELETE', `rows/${DIVISION}/general/Currencies/EUR`);
    const { outcomes } = await send([orderId]);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code: 'order_currency_unknown' } }]);
    expect(await exactAccounts()).toHaveLength(0);
  });

  it('is known after one refusal, whatever was read before', async () => {
    await open();
    await changeVatCode({ IsBlocked: true });
    const { orderId } = await makeOrder();
    expect(await send([orderId])).toMatchObject({ outcomes: [{ status: 'failed', error: { code: 'exact_validation' } }] });
    await stage.exact.spent();
    expect(await send([orderId])).toMatchObject({
      outcomes: [{ status: 'blocked', error: { code: 'order_vat_code_unusable' } }],
    });
    expect((await stage.exact.spent()).writes).toBe(0);
  });

  it('is read again for the next press, when a person has corrected it in Exact', async () => {
    await open();
    await changeItem({ IsSalesItem: false });
    await stage.items.forget(itemIds);
    const { orderId } = await makeOrder();
    expect(await send([orderId])).toMatchObject({ outcomes: [{ status: 'blocked', error: { code: 'order_item_not_sold' } }] });
    await changeItem({ IsSalesItem: true });
    expect(await send([orderId])).toMatchObject({ outcomes: [{ status: 'created' }] });
  });

  it('costs no call for items that the products flow or an earlier order has read', async () => {
    await open();
    const { orderId, accountId } = await makeOrder();
    await send([orderId]);
    const second = await makeOrder({ accountId });
    await stage.exact.spent();
    await send([second.orderId]);
    expect((await stage.exact.spent()).counted).toBe(2);
  });
});
