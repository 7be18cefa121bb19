import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorCode, OrgClient } from './org-client.ts';

describe('reduction orders', () => {
  let org: OrgClient;
  let entryId: string;
  beforeAll(async () => {
    org = await OrgClient.start({ features: { reductionOrders: true } });
    ({ entryId } = await org.createProduct('chair', 10));
  });
  afterAll(() => org.close());

  const item = (OrderId: string, fields: Record<string, unknown>) =>
    org.call('POST', '/sobjects/OrderItem', { OrderId, PricebookEntryId: entryId, UnitPrice: 9.95, ...fields });
  const itemsOf = (orderId: string) =>
    org.rows(`SELECT Id, Quantity, AvailableQuantity FROM OrderItem WHERE OrderId = '${orderId}'`);

  /** An activated order of five, with its account and its only product. */
  async function sold() {
    const orderId = await org.createOrder();
    await item(orderId, { Quantity: 5 });
    await org.call('PATCH', `/sobjects/Order/${orderId}`, { Status: 'Activated' });
    const [row] = await org.rows(`SELECT AccountId FROM Order WHERE Id = '${orderId}'`);
    const [line] = await itemsOf(orderId);
    return { orderId, accountId: String(row?.['AccountId']), lineId: String(line?.['Id']) };
  }
  const reduction = ({ orderId, accountId }: { orderId: string; accountId: string }) =>
    org.createOrder({ AccountId: accountId, IsReductionOrder: true, OriginalOrderId: orderId });

  it('have negative quantities of products that were sold, and take them off what is available', async () => {
    const original = await sold();
    const id = await reduction(original);
    expect((await item(id, { Quantity: -2, OriginalOrderItemId: original.lineId })).status).toBe(201);
    expect(await itemsOf(original.orderId)).toMatchObject([{ Quantity: 5, AvailableQuantity: 3 }]);
    expect((await org.call('PATCH', `/sobjects/Order/${id}`, { Status: 'Activated' })).status).toBe(204);
    const [row] = await org.rows(`SELECT TotalAmount, IsReductionOrder, OriginalOrder.Id FROM Order WHERE Id = '${id}'`);
    expect(row).toMatchObject({ TotalAmount: -19.9, IsReductionOrder: true, OriginalOrder: { Id: original.orderId } });
  });

  it('take no positive quantity, no product without its original, and none of another product', async () => {
    const original = await sold();
    const id = await reduction(original);
    const { entryId: other } = await org.createProduct('table', 10);
    const refusals = [
      { Quantity: 2, OriginalOrderItemId: original.lineId },
      { Quantity: 0, OriginalOrderItemId: original.lineId },
      { Quantity: -2 },
      { Quantity: -2, OriginalOrderItemId: original.lineId, PricebookEntryId: other },
    ].map(async (fields) => errorCode(await item(id, fields)));
    expect(await Promise.all(refusals)).toEqual([
      'FIELD_INTEGRITY_EXCEPTION',
      'FIELD_INTEGRITY_EXCEPTION',
      'REQUIRED_FIELD_MISSING',
      'FIELD_INTEGRITY_EXCEPTION',
    ]);
  });

  it('reduce never by more than was ordered, all of them together', async () => {
    const original = await sold();
    const [one, two] = [await reduction(original), await reduction(original)];
    await item(one, { Quantity: -3, OriginalOrderItemId: original.lineId });
    expect(errorCode(await item(two, { Quantity: -3, OriginalOrderItemId: original.lineId }))).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect((await item(two, { Quantity: -2, OriginalOrderItemId: original.lineId })).status).toBe(201);
    const [line] = await itemsOf(two);
    const more = await org.call('PATCH', `/sobjects/OrderItem/${String(line?.['Id'])}`, { Quantity: -2.5 });
    expect(errorCode(more)).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(await itemsOf(original.orderId)).toMatchObject([{ AvailableQuantity: 0 }]);
  });

  it('are of an activated order of the same account, which is none itself, and negative quantities are of nothing else', async () => {
    const original = await sold();
    const draft = await org.createOrder({ AccountId: original.accountId });
    const stranger = await sold();
    const first = await reduction(original);
    const made = async (fields: Record<string, unknown>) => {
      const [book] = await org.rows('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
      const order = { AccountId: original.accountId, Status: 'Draft', EffectiveDate: '2026-11-24', Pricebook2Id: book?.['Id'] };
      return errorCode(await org.call('POST', '/sobjects/Order', { ...order, ...fields }));
    };
    expect(await made({ IsReductionOrder: true, OriginalOrderId: draft })).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(await made({ IsReductionOrder: true, OriginalOrderId: stranger.orderId })).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(await made({ IsReductionOrder: true, OriginalOrderId: first })).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(await made({ OriginalOrderId: original.orderId })).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(errorCode(await item(draft, { Quantity: -1 }))).toBe('FIELD_INTEGRITY_EXCEPTION');
    expect(errorCode(await item(draft, { Quantity: 1, OriginalOrderItemId: original.lineId }))).toBe('FIELD_INTEGRITY_EXCEPTION');
  });

  it('are refused where the org has not switched them on', async () => {
    const other = await OrgClient.start();
    const answer = await other.call('POST', '/sobjects/Order', {
      ...{ AccountId: await other.create('Account', { Name: 'a' }), Status: 'Draft', EffectiveDate: '2026-11-24' },
      IsReductionOrder: true,
    });
    expect(errorCode(answer)).toBe('FIELD_INTEGRITY_EXCEPTION');
    await other.close();
  });
});
