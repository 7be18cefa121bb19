import { afterEach, describe, expect, it } from '@jest/globals';
import { ORDERS } from '../orders/index.ts';
import { exactOrders, entries, forget, itemIds, send, stage } from '../orders/testing/shop.ts';
import { jobs, makeJob, makeOpportunity, makeQuote, openSales, recordOf, recordsOf, sending } from '../orders/testing/sales.ts';
import { PROGRESS } from './index.ts';
import { changeInExact, deleteInExact, linesInExact, sendOrder } from './testing/sent-orders.ts';

type Row = Readonly<Record<string, unknown>>;

/** A record that was sent as an order. */
interface Sent {
  readonly object: string;
  readonly id: string;
  readonly exactId: string;
  readonly lineObject: string;
  readonly parent: string;
}

const ORDERS_PATH = 'salesorder/SalesOrders';
const LINES_PATH = 'salesorder/SalesOrderLines';

afterEach(() => stage.close());

const following = (sources: readonly (string | object)[], progress: object = {}): object => {
  const { flows, ...rest } = sending(sources) as { flows: object };
  return { ...rest, flows: { ...flows, progress: { enabled: true, ...progress } } };
};
const poll = (document: object, cursors: Readonly<Record<string, string>> = {}) =>
  stage.walk(PROGRESS, document, { kind: 'changes', cursors, full: false });

const linesToSell = () =>
  [7, 2].map((Quantity, index) => ({ PricebookEntryId: entries[index], Quantity, UnitPrice: index + 1.5 }));

const MAKERS: Readonly<Record<string, (customer: { readonly accountId?: string }) => Promise<Omit<Sent, 'exactId'>>>> = {
  Opportunity: async (customer) => {
    const { opportunityId: id } = await makeOpportunity({ ...customer, lines: linesToSell() });
    return { object: 'Opportunity', id, lineObject: 'OpportunityLineItem', parent: 'OpportunityId' };
  },
  Quote: async (customer) => {
    const { opportunityId } = await makeOpportunity({ ...customer, stage: 'Prospecting' });
    const id = await makeQuote(opportunityId, { lines: linesToSell() });
    return { object: 'Quote', id, lineObject: 'QuoteLineItem', parent: 'QuoteId' };
  },
};

async function sent(object: string, document: object, customer: { readonly accountId?: string } = {}): Promise<Sent> {
  const made = await MAKERS[object]?.(customer);
  if (made === undefined) throw new Error(object);
  const { outcomes } = await send([made.id], document);
  expect(outcomes).toMatchObject([{ status: 'created', error: undefined }]);
  return { ...made, exactId: String((await recordOf(object, made.id))['Exact_Id__c']) };
}

/** Ordered, delivered, open, cancelled and invoiced, line by line. */
async function quantitiesOf({ lineObject, parent, id }: Sent): Promise<unknown[][]> {
  const names = ['Ordered', 'Delivered', 'Open', 'Cancelled', 'Invoiced'];
  const lines: Row[] = (await recordsOf(lineObject)).filter((row) => row[parent] === id);
  return lines
    .toSorted((one, other) => Number(other['Quantity']) - Number(one['Quantity']))
    .map((line) => names.map((name) => line[`Exact_${name}_Quantity__c`]));
}

describe.each(['Opportunity', 'Quote'])('what becomes of a record of %s that was sent', (object) => {
  const document = following([object]);

  it('is on it and on each of its lines, and nothing of it is sent again', async () => {
    await openSales();
    const record = await sent(object, document);
    const first = await poll(document);
    expect(first.outcomes.at(-1)).toMatchObject({ status: 'updated', salesforceId: record.id, exactId: record.exactId });
    expect(await quantitiesOf(record)).toEqual([
      [7, 0, 7, 0, 0],
      [2, 0, 2, 0, 0],
    ]);
    const [line] = await linesInExact({ ...record, accountId: '' });
    await changeInExact(LINES_PATH, line?.['ID'], { QuantityDelivered: 3, QuantityInvoiced: 1 });

    const { outcomes, cursors } = await poll(document, first.cursors);

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(await quantitiesOf(record)).toEqual([
      [7, 3, 4, 0, 1],
      [2, 0, 2, 0, 0],
    ]);
    expect(await recordOf(object, record.id)).toMatchObject({
      Exact_Progress__c: 'Partly invoiced',
      Exact_Delivery_Status__c: 'Partial',
      Exact_Invoice_Status__c: 'Partial',
      Exact_Order_Status__c: 'Partial',
      Exact_Changed__c: null,
    });
    expect((await poll(document, { ...first.cursors, ...cursors })).operations).toEqual([]);
    await forget();
    expect((await send([record.id], document)).outcomes).toMatchObject([{ status: 'unchanged' }]);
    expect([(await stage.exact.spent()).writes, (await stage.salesforce.spent()).writes]).toEqual([0, 0]);
  });

  it('changed and deleted in Exact is told there, and neither deleted nor sent again', async () => {
    await openSales();
    const record = await sent(object, document);
    const first = await poll(document);
    const [line] = await linesInExact({ ...record, accountId: '' });
    await deleteInExact(LINES_PATH, line?.['ID']);
    const changed = await poll(document, first.cursors);
    expect(changed.outcomes.map(({ error }) => error?.code)).toContain('order_lines_removed_in_exact');
    expect((await recordOf(object, record.id))['Exact_Changed__c']).toContain('SKU-0');
    expect((await quantitiesOf(record))[0]).toEqual([0, 0, 0, 0, 0]);

    await deleteInExact(ORDERS_PATH, record.exactId);
    await poll(document, { ...first.cursors, ...changed.cursors });

    expect(await recordOf(object, record.id)).toMatchObject({
      Exact_Progress__c: 'Deleted in Exact',
      Exact_Id__c: record.exactId,
    });
    await forget();
    await stage.walk(ORDERS, document, { kind: 'changes', cursors: {}, full: false });
    expect((await stage.exact.spent()).writes).toBe(0);
  });
});

describe('what becomes of a record of an object that the org made itself', () => {
  it('is in the fields that the settings name, and only there', async () => {
    await openSales();
    const { result, ...job } = jobs() as { result: object };
    const source = {
      ...job,
      result: { ...result, progress: 'Erp_Progress__c' },
      lineResult: { id: 'Erp_Line__c', delivered: 'Erp_Delivered__c' },
    };
    const document = following([source]);
    const { jobId } = await makeJob();
    await send([jobId], document);
    const exactId = String((await recordOf('Job__c', jobId))['Erp_Id__c']);
    const lines = await linesInExact({ id: jobId, exactId, accountId: '' });
    await changeInExact(LINES_PATH, lines[1]?.['ID'], { QuantityDelivered: 4 });

    const { outcomes, cursors } = await poll(document);

    expect(outcomes.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(await recordOf('Job__c', jobId)).toMatchObject({ Erp_Progress__c: 'Partly delivered', Erp_Net__c: 13.5 });
    const ofJob = (await recordsOf('JobLine__c')).filter((row) => row['Job__c'] === jobId);
    expect(new Set(ofJob.map((row) => `${String(row['Erp_Line__c'])} ${String(row['Erp_Delivered__c'])}`))).toEqual(
      new Set(lines.map((line) => `${String(line['ID'])} ${line === lines[1] ? 4 : 0}`)),
    );
    expect((await poll(document, cursors)).operations).toEqual([]);
  });
});

describe('several kinds of records that are sent', () => {
  it('are followed side by side, orders also where only others are sent by now', async () => {
    await openSales();
    const order = await sendOrder();
    const document = following(['Opportunity']);
    const record = await sent('Opportunity', document, { accountId: order.accountId });
    const { outcomes } = await poll(document);
    expect(new Set(outcomes.map(({ salesforceId }) => salesforceId))).toEqual(new Set([order.id, record.id]));
    expect(await recordOf('Order', order.id)).toMatchObject({ Exact_Progress__c: 'Open' });
    expect(await recordOf('Opportunity', record.id)).toMatchObject({ Exact_Progress__c: 'Open' });
  });

  it('take at most three calls of Exact and five of Salesforce for a hundred of them, with a look at what was there before', async () => {
    await openSales();
    const document = following(['Opportunity']);
    const { accountId, opportunityId } = await makeOpportunity();
    await send([opportunityId], document);
    const before = await poll(document);
    const ids: string[] = [];
    while (ids.length < 100) ids.push((await makeOpportunity({ accountId })).opportunityId);
    await send(ids, document);
    await forget();

    const { cursors } = await poll(document, before.cursors);

    const [exact, salesforce] = [await stage.exact.spent(), await stage.salesforce.spent()];
    const followed = (await recordsOf('OpportunityLineItem')).filter((row) => row['Exact_Ordered_Quantity__c'] === 3);
    expect(followed).toHaveLength(101);
    expect(exact.counted / 100).toBeLessThanOrEqual(0.03);
    expect(salesforce.counted / 100).toBeLessThanOrEqual(0.05);
    await poll(document, cursors);
    expect((await stage.salesforce.spent()).counted).toBe(0);
  });
});

describe('an order in Exact that nobody remembers to have sent', () => {
  const document = following(['Opportunity'], { bornInExact: true });

  it('is not born there where a record has its reference and was never told', async () => {
    await openSales();
    const { opportunityId } = await makeOpportunity();
    await send([opportunityId], document);
    stage.claims.known.clear();
    await stage.salesforce.control('PATCH', `rows/Opportunity/${opportunityId}`, { Exact_Id__c: null, Exact_Number__c: null });

    expect((await poll(document)).outcomes).toEqual([]);
    expect(await recordsOf('ExactOrder__c')).toEqual([]);
    await send([opportunityId], document);
    await poll(document);

    expect(await recordsOf('ExactOrder__c')).toEqual([]);
    expect(await exactOrders()).toHaveLength(1);
    expect(await recordOf('Opportunity', opportunityId)).toMatchObject({ Exact_Progress__c: 'Open' });
  });

  it('is born there where the record of that reference is in Exact as another one', async () => {
    await openSales();
    const { opportunityId } = await makeOpportunity();
    await send([opportunityId], document);
    const [order] = await exactOrders();
    await stage.createRows(ORDERS_PATH, [
      { OrderedBy: order?.['OrderedBy'], YourRef: opportunityId, SalesOrderLines: [{ Item: itemIds[0], Quantity: 1 }] },
    ]);
    stage.claims.known.clear();
    await poll(document);
    expect(await recordsOf('ExactOrder__c')).toMatchObject([{ Your_Ref__c: opportunityId }]);
  });
});
