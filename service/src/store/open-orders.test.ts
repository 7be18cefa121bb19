import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeOrg, openTestStore, type TestStore } from '../../tests/support/test-store.ts';

const LINE = { amount: '10', vat: '2.1', quantity: '1', invoiced: '0' };
const ORDER = {
  orderId: 'order-1',
  debtorId: 'debtor-1',
  isOpen: true,
  amount: '12.1',
  linesAmount: '10',
  isPartlyInvoiced: false,
  lines: { 'line-1': LINE },
};

describe('remembered open orders', () => {
  let test: TestStore;
  let orgId: string;

  beforeAll(async () => {
    test = await openTestStore();
    orgId = (await makeOrg(test.store)).orgId;
  });
  afterAll(() => test.close());

  const now = new Date();
  const ordersOf = (division: number) => test.store.forOrg(orgId).openOrders(division);

  it('are found by their id, by a line and by their debtor, as they were read last, in their division alone', async () => {
    const partly = { ...ORDER, isPartlyInvoiced: true, lines: { 'line-1': LINE, 'line-2': { ...LINE, invoiced: '1' } } };
    await ordersOf(1).remember([ORDER], now);
    await ordersOf(1).remember([partly, { ...ORDER, orderId: 'order-2', debtorId: 'debtor-2', lines: {} }], now);

    expect(await ordersOf(1).find(['order-1', 'unknown'])).toEqual(new Map([['order-1', partly]]));
    expect(await ordersOf(1).ofLines(['line-2', 'line-3'])).toEqual([partly]);
    expect(await ordersOf(1).ofDebtors(['debtor-1'])).toEqual([partly]);
    expect(await ordersOf(2).ofDebtors(['debtor-1'])).toEqual([]);
  });

  it('that are closed are found by their id alone', async () => {
    await ordersOf(3).remember([{ ...ORDER, isOpen: false }], now);
    expect((await ordersOf(3).find(['order-1'])).get('order-1')).toMatchObject({ isOpen: false, debtorId: 'debtor-1' });
    expect(await ordersOf(3).ofDebtors(['debtor-1'])).toEqual([]);
    expect(await ordersOf(3).ofLines(['line-1'])).toEqual([]);
  });

  it('are closed when a reading of everything did not bring them, and their debtors are told however often it is asked', async () => {
    await ordersOf(4).remember([ORDER], now);
    const later = new Date(now.getTime() + 60_000);
    expect(await ordersOf(4).closeUnread(now, later)).toEqual([]);

    expect(await ordersOf(4).closeUnread(later, later)).toEqual(['debtor-1']);
    expect(await ordersOf(4).closeUnread(later, later)).toEqual(['debtor-1']);
    expect(await ordersOf(4).ofDebtors(['debtor-1'])).toEqual([]);
  });
});
