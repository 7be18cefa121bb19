import { afterEach, describe, expect, it } from '@jest/globals';
import { enterDebtors, enterLinkedDebtors, type LinkedDebtorMade } from '../invoices/testing/shop.ts';
import { entries, forget, itemIds, makeOrder, open, settings, stage } from '../orders/testing/shop.ts';
import { DIVISION } from '../testing/stage.ts';
import { PROGRESS } from './index.ts';
import { changeInExact, deleteInExact, sendOrder } from './testing/sent-orders.ts';

type Row = Readonly<Record<string, unknown>>;
type Cursors = Readonly<Record<string, string>>;

const FLOWS = (settings() as { flows: object }).flows;
const documentOf = (progress: object, rest: object = {}) => ({
  ...settings(),
  ...rest,
  flows: { ...FLOWS, progress: { enabled: true, division: DIVISION, bornInExact: true, ...progress } },
});
const ORDERS_PATH = 'salesorder/SalesOrders';
const LINES_PATH = 'salesorder/SalesOrderLines';
const DAY_MS = 86_400_000;
/** Durations are divided by a thousand on the stage. */
const TWO_MONTHS_MS = (61 * DAY_MS) / 1_000;

afterEach(() => stage.close());

/** A look, with the positions as they stand after it. */
const poll = async (cursors: Cursors = {}, progress: object = {}, rest: object = {}) => {
  const walked = await stage.walk(PROGRESS, documentOf(progress, rest), { kind: 'changes', cursors, full: false });
  return { ...walked, cursors: { ...cursors, ...walked.cursors } };
};
const ask = (ids: readonly string[]) => stage.walk(PROGRESS, documentOf({}), { kind: 'records', ids, explicit: true });
const shown = (): Promise<Row[]> => stage.salesforce.rows('ExactOrder__c');

/** Types orders of a debtor in Exact; their ids in lower case. */
async function enterOrders(debtorId: string, count = 1, fields: object = {}): Promise<string[]> {
  const order = { OrderedBy: debtorId, SalesOrderLines: [{ Item: itemIds[0], Quantity: 2 }], ...fields };
  const ids = await stage.createRows(
    ORDERS_PATH,
    Array.from({ length: count }, () => order),
  );
  return ids.map((id) => id.toLowerCase());
}

async function openWithDebtor(): Promise<LinkedDebtorMade> {
  await open();
  const [debtor = { debtorId: '', accountId: '' }] = await enterLinkedDebtors(stage, ['Bakker']);
  return debtor;
}

async function lineOf(exactId: string): Promise<unknown> {
  const lines = await stage.exact.rows(`${DIVISION}/${LINES_PATH}`);
  return lines.find((line) => String(line['OrderID']).toLowerCase() === exactId)?.['ID'];
}

describe('an order that was entered in Exact', () => {
  it('is on the account of its debtor, and follows what becomes of it', async () => {
    const { debtorId, accountId } = await openWithDebtor();
    const [id = ''] = await enterOrders(debtorId, 1, { YourRef: 'PO 7', Description: 'By telephone' });

    const first = await poll();

    expect(first.outcomes).toMatchObject([{ recordId: id, status: 'created' }]);
    expect(await shown()).toMatchObject([
      {
        Key__c: `${DIVISION}-SalesOrders-${id}`,
        Division__c: String(DIVISION),
        Account__c: accountId,
        Exact_Account_Id__c: debtorId,
        Order_Number__c: expect.stringMatching(/^\d+$/),
        Order_Date__c: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        Order_Status__c: 'Open',
        Delivery_Status__c: 'Open',
        Invoice_Status__c: 'Open',
        Your_Ref__c: 'PO 7',
        Order_Description__c: 'By telephone',
        Currency_Code__c: 'EUR',
        Net_Amount__c: 3,
        Vat_Amount__c: 0.63,
        Gross_Amount__c: 3.63,
        Exact_Url__c: expect.stringContaining(`_Division_=${DIVISION}`),
      },
    ]);

    await changeInExact(LINES_PATH, await lineOf(id), { QuantityDelivered: 1 });
    const second = await poll(first.cursors);

    expect(second.outcomes).toMatchObject([{ recordId: id, status: 'updated' }]);
    expect(await shown()).toMatchObject([{ Order_Status__c: 'Partly delivered', Delivery_Status__c: 'Partial' }]);
  });

  it('is shown by nobody who did not ask for it, and comes once it is switched on', async () => {
    const { debtorId } = await openWithDebtor();
    await enterOrders(debtorId);
    const off = await poll({}, { bornInExact: false });
    expect(await shown()).toEqual([]);

    const on = await poll(off.cursors);

    expect(on.outcomes).toMatchObject([{ status: 'created' }]);
    expect(await shown()).toHaveLength(1);
    const again = await poll(on.cursors, { bornInExact: false });
    await enterOrders(debtorId);
    const still = await poll(again.cursors, { bornInExact: false });
    expect(await shown()).toHaveLength(1);
    await poll(still.cursors);
    expect(await shown()).toHaveLength(2);
  });

  it('is history where it was over before that was switched on, and stays where it is over since', async () => {
    const { debtorId } = await openWithDebtor();
    const [over = '', alive = ''] = await enterOrders(debtorId, 2);
    await changeInExact(ORDERS_PATH, over, { Status: 45 });
    stage.clock.now = new Date(stage.clock.now.getTime() + DAY_MS);

    const { cursors } = await poll();

    expect((await shown()).map((row) => row['Key__c'])).toEqual([`${DIVISION}-SalesOrders-${alive}`]);
    await changeInExact(ORDERS_PATH, alive, { Status: 45 });
    await poll(cursors);
    expect(await shown()).toMatchObject([{ Order_Status__c: 'Cancelled' }]);
  });

  it('is left out by the condition of the settings', async () => {
    const { debtorId } = await openWithDebtor();
    const [nobody = ''] = await enterDebtors(stage, ['Nobody']);
    for (const id of [debtorId, nobody]) await enterOrders(id);
    const { outcomes } = await poll({}, { when: 'salesOrder.Currency == "USD"' });
    expect([outcomes, await shown()]).toEqual([[], []]);
  });

  it('is emptied and marked where it is deleted there, and never deleted here', async () => {
    const { debtorId, accountId } = await openWithDebtor();
    const [id = ''] = await enterOrders(debtorId);
    const { cursors } = await poll();
    await deleteInExact(ORDERS_PATH, id);

    const walked = await poll(cursors);

    expect(walked.outcomes).toMatchObject([{ recordId: id, status: 'updated' }]);
    expect(await shown()).toMatchObject([
      { Account__c: accountId, Order_Status__c: 'Deleted in Exact', Net_Amount__c: null, Gross_Amount__c: null },
    ]);
    expect((await poll(walked.cursors)).operations).toEqual([]);
  });

  it('is found to be gone by comparing everything where Exact forgot that it was deleted', async () => {
    const { debtorId } = await openWithDebtor();
    const [id = '', other = ''] = await enterOrders(debtorId, 2);
    const { cursors } = await poll();
    await deleteInExact(ORDERS_PATH, id);
    stage.clock.now = new Date(stage.clock.now.getTime() + TWO_MONTHS_MS);

    await poll({ ...cursors, deleted: '999999999' });

    const statuses = new Map((await shown()).map((row) => [row['Key__c'], row['Order_Status__c']]));
    expect(statuses.get(`${DIVISION}-SalesOrders-${id}`)).toBe('Deleted in Exact');
    expect(statuses.get(`${DIVISION}-SalesOrders-${other}`)).toBe('Open');
  });
});

describe('an order that Tandem sent', () => {
  it('is none of these', async () => {
    await open();
    await sendOrder();
    const { cursors, operations } = await poll();
    expect(operations.filter(({ object }) => object === 'ExactOrder__c')).toEqual([]);
    await poll(cursors);
    expect(await shown()).toEqual([]);
  });

  it('is none while Salesforce does not know of it yet, and is looked at again', async () => {
    await open();
    const order = await sendOrder();
    await stage.salesforce.control('PATCH', `rows/Order/${order.id}`, { Exact_Id__c: null });

    const { followUps, operations } = await poll();

    expect(operations.filter(({ object }) => object === 'ExactOrder__c')).toEqual([]);
    expect(followUps).toMatchObject([{ recordId: order.exactId.toLowerCase() }]);
    expect(await shown()).toEqual([]);
  });

  it('is none while nobody knows its id yet: what bears the reference of an order on its way waits', async () => {
    const { debtorId } = await openWithDebtor();
    await stage.claims.intend('801000000000001AAA', 'SO-1', 'content');
    const [id = ''] = await enterOrders(debtorId, 1, { YourRef: 'SO-1' });

    const { followUps } = await poll();

    expect(followUps).toMatchObject([{ recordId: id }]);
    expect(await shown()).toEqual([]);
    await stage.claims.forgetIntent('801000000000001AAA');
    await stage.walk(PROGRESS, documentOf({}), { kind: 'records', ids: [id], explicit: false });
    expect(await shown()).toHaveLength(1);
  });

  it('empties what is shown of it once a person links it by hand', async () => {
    const { debtorId, accountId } = await openWithDebtor();
    const [id = ''] = await enterOrders(debtorId);
    const { cursors } = await poll();
    const { orderId } = await makeOrder({ accountId, contact: null, status: 'Draft' });
    await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, { Exact_Id__c: id });

    const walked = await poll(cursors);

    expect(await shown()).toMatchObject([{ Order_Status__c: 'Order in Salesforce', Gross_Amount__c: null }]);
    await forget();
    await poll(walked.cursors);
    expect((await stage.salesforce.spent()).writes).toBe(0);
  });
});

describe('a debtor without account', () => {
  it('is told once for all orders, and they come once an account is linked', async () => {
    await open();
    const [debtorId = ''] = await enterDebtors(stage, ['Visser']);
    await enterOrders(debtorId, 3);

    const first = await poll();

    expect(first.outcomes).toMatchObject([
      { recordId: debtorId, status: 'blocked', error: { code: 'orders_without_account', params: { customer: 'Visser' } } },
    ]);
    expect(await shown()).toEqual([]);
    expect((await poll(first.cursors)).outcomes).toEqual([]);

    await stage.createRecords([{ object: 'Account', fields: { Name: 'Visser', Exact_Id__c: debtorId } }]);
    const linked = await poll(first.cursors);

    expect(await shown()).toHaveLength(3);
    expect(linked.outcomes.find(({ recordId }) => recordId === debtorId)).toMatchObject({ status: 'unchanged' });
    await forget();
    await poll(linked.cursors);
    expect(await stage.salesforce.spent()).toMatchObject({ writes: 0 });
  });

  it('is looked at again where a person asks', async () => {
    await open();
    const [debtorId = ''] = await enterDebtors(stage, ['Visser']);
    await enterOrders(debtorId);
    await poll();
    expect((await ask([debtorId])).outcomes).toMatchObject([{ recordId: debtorId, status: 'blocked' }]);

    const [accountId = ''] = await stage.createRecords([{ object: 'Account', fields: { Name: 'V', Exact_Id__c: debtorId } }]);
    const { outcomes } = await ask([accountId]);

    expect(outcomes.filter(({ status }) => status === 'blocked')).toEqual([]);
    expect(await shown()).toHaveLength(1);
  });
});

describe('a further company', () => {
  it('shows its orders on the accounts that its rows link', async () => {
    await open();
    const [debtor] = await enterLinkedDebtors(stage, ['Bakker'], DIVISION);
    const [id = ''] = await enterOrders(debtor?.debtorId ?? '');
    const divisions = [{ code: DIVISION + 1, default: true }, { code: DIVISION }];

    await poll({}, {}, { divisions });

    expect(await shown()).toMatchObject([
      { Key__c: `${DIVISION}-SalesOrders-${id}`, Division__c: String(DIVISION), Account__c: debtor?.accountId },
    ]);
  });

  it('does not show an order that was sent to it', async () => {
    await open();
    await sendOrder([{ PricebookEntryId: entries[0], Quantity: 1, UnitPrice: 1.5 }]);
    await poll({}, {}, { divisions: [{ code: DIVISION + 1, default: true }, { code: DIVISION }] });
    expect(await shown()).toEqual([]);
  });
});

describe('a hundred orders that were entered in Exact', () => {
  it('take three calls of Exact and at most five of Salesforce, and none that writes the second time', async () => {
    const { debtorId } = await openWithDebtor();
    const { cursors } = await poll();
    await enterOrders(debtorId, 100);
    await forget();

    const walked = await poll(cursors);

    expect((await stage.exact.spent()).counted).toBeLessThanOrEqual(3);
    expect((await stage.salesforce.spent()).counted).toBeLessThanOrEqual(5);
    expect(walked.outcomes.filter(({ status }) => status === 'created')).toHaveLength(100);
    expect(walked.followUps).toEqual([]);

    await poll(walked.cursors);
    expect((await stage.salesforce.spent()).writes).toBe(0);
    await forget();
    await poll();
    expect((await stage.salesforce.spent()).writes).toBe(0);
    expect(await shown()).toHaveLength(100);
  });
});
