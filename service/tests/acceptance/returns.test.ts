import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { unpolledSettings } from '../support/flow-settings.ts';
import { changeInExact, enterItems, enterOrder, item, openIssues, orderRow, type MadeOrder } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, startWorld, type World } from '../support/world.ts';

const LONG_AGO = '2020-01-01T00:00:00Z';
const MAY = { 'x-salesforce-permissions': 'Tandem_Ask_Approval,Tandem_Decide_Approval' };
const ANNA = { 'x-salesforce-user-id': '005000000000001AAA', 'x-salesforce-user': 'Anna', ...MAY };
const BERT = { 'x-salesforce-user-id': '005000000000002AAA', 'x-salesforce-user': 'Bert', ...MAY };
const ASKS_ONLY = { ...BERT, 'x-salesforce-permissions': 'Tandem_Ask_Approval' };

type Row = Readonly<Record<string, unknown>>;

let world: World;
let sold: MadeOrder;

beforeAll(async () => {
  const { flows, ...rest } = unpolledSettings({ products: { everyMinutes: 1 }, orders: { sendFrom: LONG_AGO } }) as {
    flows: object;
  };
  world = await startWorld({ timeScale: 60, limits: FAR_LIMITS, features: { reductionOrders: true } });
  await enterItems(world, [{ row: item('LAMP'), price: 9 }]);
  await world.saveConfiguration({
    ...rest,
    flows: { ...flows, returns: { enabled: true, everyMinutes: 1_440, sendFrom: LONG_AGO } },
  });
  await eventually(
    () => world.salesforce.rows('PricebookEntry'),
    (entries) => entries.some(({ UnitPrice }) => UnitPrice === 9),
    'the price of the lamp',
  );
  const lamp = { code: 'LAMP', price: 9 };
  sold = await enterOrder(world, 'Lampkoper', { lines: [lamp, lamp] });
  await push(sold.orderId);
  await eventually(
    () => orderRow(world, sold.orderId),
    (row) => row['Exact_Sync_Status__c'] === 'Sent',
    'the order in Exact',
  );
  await invoiceAll();
}, 120_000);
afterAll(() => world.close());

const push = (orderId: string) => world.api('POST', `/v1/orders/${orderId}/push?waitMs=20000`, {});
const ask = (who: Record<string, string>, recordId: string) =>
  world.api('POST', '/v1/approvals', { recordId, reason: 'They are broken' }, who);
const decide = (who: Record<string, string>, id: unknown, verdict = 'approved') =>
  world.api('POST', `/v1/approvals/${String(id)}/decision`, { verdict, reason: 'I saw them' }, who);
const creditNotes = async (): Promise<readonly Row[]> =>
  (await world.exact.rows(DIVISION, 'salesinvoice/SalesInvoices')).filter(({ Type }) => Type === 8021);

async function invoiceAll(): Promise<void> {
  const [debtor] = (await world.exact.rows(DIVISION, 'salesorder/SalesOrders')).map((row) => String(row['OrderedBy']));
  await changeInExact(world, 'crm/Accounts', debtor ?? '', { PaymentConditionSales: '30' });
  const orders = (await world.exact.rows(DIVISION, 'salesorder/SalesOrders')).map((row) => ({ ID: String(row['OrderID']) }));
  const wish = { SalesOrderIDs: orders, InvoiceMode: 1, CreateMode: 1, JournalCode: '50' };
  await world.exact.seed(DIVISION, { 'salesinvoice/InvoiceSalesOrders': [wish] });
  const [invoice] = await world.exact.rows(DIVISION, 'salesinvoice/SalesInvoices');
  await world.exact.seed(DIVISION, { 'salesinvoice/PrintedSalesInvoices': [{ InvoiceID: String(invoice?.['InvoiceID']) }] });
}

/** An activated reduction order of so many lamps. */
async function takeBack(lamps: number): Promise<string> {
  const original = await orderRow(world, sold.orderId);
  const [line] = (await world.salesforce.rows('OrderItem')).filter(({ OrderId }) => OrderId === sold.orderId);
  const { AccountId, EffectiveDate, Pricebook2Id } = original;
  const header = {
    AccountId,
    EffectiveDate,
    Pricebook2Id,
    Status: 'Draft',
    IsReductionOrder: true,
    OriginalOrderId: sold.orderId,
  };
  const [id = ''] = await world.salesforce.seed([{ object: 'Order', fields: header as never }]);
  const { PricebookEntryId, UnitPrice, Id } = line as Row;
  const fields = { OrderId: id, PricebookEntryId, UnitPrice, OriginalOrderItemId: Id, Quantity: -lamps };
  await world.salesforce.seed([{ object: 'OrderItem', fields: fields as never }]);
  await world.salesforce.seed([{ id, object: 'Order', fields: { Status: 'Activated' } }]);
  return id;
}

describe('a return', () => {
  let id: string;

  it('is never sent by the button alone, and says on its card what it would become', async () => {
    id = await takeBack(1);
    for (let presses = 0; presses < 2; presses += 1) {
      const pressed = await push(id);
      expect(pressed).toMatchObject({ status: 422, body: { code: 'return_needs_approval' } });
      expect(pressed.body['detail']).toContain('1 x LAMP = 9.00');
    }
    expect(await creditNotes()).toEqual([]);
    expect(await openIssues(world, 'returns')).toMatchObject([{ code: 'return_needs_approval', recordId: id }]);
    expect(await openIssues(world, 'orders')).toEqual([]);
    const card = await world.api('GET', `/v1/records/${id}`);
    expect(card.body).toMatchObject({ flow: 'returns', status: 'problem', problem: { code: 'return_needs_approval' } });
  }, 60_000);

  it('is not decided by the one who asked, nor by one who may not, and an approval for other figures does not serve', async () => {
    const question = await ask(ANNA, id);
    expect(question).toMatchObject({ status: 201, body: { state: 'asked', code: 'return_needs_approval', flow: 'returns' } });
    expect(await decide(ANNA, question.body['id'])).toMatchObject({ status: 409, body: { code: 'approval_own' } });
    expect(await decide(ASKS_ONLY, question.body['id'])).toMatchObject({ status: 403 });
    const [line] = (await world.salesforce.rows('OrderItem')).filter(({ OrderId }) => OrderId === id);
    await world.salesforce.seed([{ id: String(line?.['Id']), object: 'OrderItem', fields: { Quantity: -2 } }]);
    expect(await push(id)).toMatchObject({ status: 422, body: { code: 'return_needs_approval' } });

    expect(await decide(BERT, question.body['id'])).toMatchObject({ status: 409, body: { code: 'approval_outdated' } });

    expect(await push(id)).toMatchObject({ status: 422, body: { code: 'return_needs_approval' } });
    expect(await creditNotes()).toEqual([]);
  }, 60_000);

  it('goes by itself, once, when a second person approved exactly it, and not again by the same approval', async () => {
    const question = await ask(ANNA, id);
    expect(await decide(BERT, question.body['id'])).toMatchObject({ status: 200, body: { state: 'approved' } });

    await eventually(
      () => orderRow(world, id),
      (row) => row['Exact_Sync_Status__c'] === 'Sent',
      'the return that says it is sent',
    );
    const [credit, another] = await creditNotes();
    expect(another).toBeUndefined();
    expect(credit).toMatchObject({ Type: 8021, Status: 20, AmountFCExclVat: -18 });
    const used = await eventually(
      () => world.api('GET', `/v1/approvals?recordId=${id}`),
      ({ body }) => (body['items'] as { state: string }[])[0]?.state === 'used',
      'the approval that is used up',
    );
    expect((used.body['items'] as unknown[])[0]).toMatchObject({ asked: { name: 'Anna' }, decided: { name: 'Bert' } });
    expect(await push(id)).toMatchObject({ status: 200, body: { status: 'alreadySent', exactId: credit?.['InvoiceID'] } });
    expect(await creditNotes()).toHaveLength(1);
  }, 60_000);
});
