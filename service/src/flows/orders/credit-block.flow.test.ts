import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { approvalDigestIn } from '../../approvals/index.ts';
import { CREDIT } from '../credit/index.ts';
import { DIVISION, type Walked } from '../testing/stage.ts';
import { today } from '../today.ts';
import { ORDERS } from './index.ts';
import { entries, exactOrders, forget, makeOrder, open, orderRow, send, settings, stage } from './testing/shop.ts';

const ON = { invoices: { enabled: true, division: DIVISION }, credit: { enabled: true, division: DIVISION } };
const DAY_MS = 86_400_000;

/** Settings that hold orders, with the flows that keep what customers owe. */
function holding(credit: object = { block: 'both', daysOverdue: 30 }, orders: object = {}): object {
  const { flows, ...rest } = settings({ credit, ...orders }) as { flows: object };
  return { ...rest, flows: { ...flows, ...ON } };
}

/** A debtor with his account and what he owes, as the flows of credit and invoices have written it. */
async function enterCustomer(credit: { line?: number; open?: number; overdueDays?: number } = {}) {
  const fields = { Name: 'Bakker & Zn. B.V.', Status: 'C', CreditLineSales: credit.line ?? 0 };
  const [debtor = ''] = await stage.createRows('crm/Accounts', [fields]);
  const debtorId = debtor.toLowerCase();
  const [accountId = ''] = await stage.createRecords([
    {
      object: 'Account',
      fields: {
        ...{ Name: fields.Name, Exact_Id__c: debtorId, Exact_Open_Amount__c: credit.open ?? 0 },
        Exact_Balance_Synced_At__c: stage.clock.now.toISOString(),
      },
    },
  ]);
  if (credit.open !== undefined) await owe(debtorId, accountId, credit.open, credit.overdueDays ?? -14);
  await look();
  return { debtorId, accountId };
}

/** Both flows have looked at this moment. */
async function look(): Promise<void> {
  const { flows, ...rest } = holding() as { flows: object };
  await stage.walk(CREDIT, { ...rest, flows }, { kind: 'changes', cursors: {}, full: true });
  for (const flow of ['credit', 'invoices']) stage.looks.set(flow, stage.clock.now);
}

async function dayBefore(days: number): Promise<string> {
  const context = await stage.context(holding());
  return new Date(Date.parse(today(context)) - days * DAY_MS).toISOString().slice(0, 10);
}

/** An open term in both systems; `days` ago it was due. */
async function owe(debtorId: string, accountId: string, amount: number, days: number): Promise<void> {
  const due = await dayBefore(days);
  const fields = { Division__c: String(DIVISION), Exact_Account_Id__c: debtorId, Account__c: accountId, Is_Open__c: true };
  await stage.createRecords([
    {
      object: 'ExactReceivable__c',
      fields: { ...fields, Key__c: `${DIVISION}-term-${debtorId}-${days}`, Company_Amount__c: amount, Due_Date__c: due },
    },
  ]);
}

const first = ({ outcomes }: Walked) => outcomes[0];
const digestOf = (walked: Walked): string => approvalDigestIn(first(walked)?.error?.params ?? {}) ?? '';

beforeEach(() => open());
afterEach(() => stage.close());

describe('an order beyond the available credit', () => {
  it('is not sent, and says the figures on the order, whoever presses the button', async () => {
    const { accountId } = await enterCustomer({ line: 100, open: 95 });
    const { orderId } = await makeOrder({ accountId });

    const walked = await send([orderId], holding());

    expect(first(walked)).toMatchObject({ status: 'blocked', error: { code: 'order_credit_blocked' } });
    const row = await orderRow(orderId);
    expect(row).toMatchObject({ Exact_Sync_Status__c: 'Problem', Exact_Id__c: null });
    expect(row['Exact_Sync_Problem__c']).toContain(
      'of 5.45 EUR for Bakker & Zn. B.V. was not sent to Exact Online. The credit line is 100.00 EUR: 95.00 EUR is open and 0.00 EUR is ordered and not yet invoiced, so 5.00 EUR is available.',
    );
    expect(await exactOrders()).toEqual([]);
  });

  it('goes where it takes exactly what is left, where no credit line was agreed, and where the settings hold nothing', async () => {
    const exact = await enterCustomer({ line: 100.45, open: 95 });
    const free = await enterCustomer({ open: 95 });
    const poor = await enterCustomer({ line: 1, open: 95 });
    const orders = [await makeOrder(exact), await makeOrder(free), await makeOrder()];

    const { outcomes } = await send(
      orders.map(({ orderId }) => orderId),
      holding(),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
    const { orderId } = await makeOrder(poor);
    expect(first(await send([orderId], holding({})))).toMatchObject({ status: 'created' });
  });

  it('counts what went a moment ago, in the same look and in the next, before the credit flow has seen it', async () => {
    const { accountId } = await enterCustomer({ line: 111, open: 100 });
    const [one, two, three] = [await makeOrder({ accountId }), await makeOrder({ accountId }), await makeOrder({ accountId })];

    const { outcomes } = await send([one.orderId, two.orderId, three.orderId], holding());
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['blocked', 'created', 'created']);
    const late = await makeOrder({ accountId });
    expect(first(await send([late.orderId], holding()))?.error?.message).toContain(
      '10.90 EUR is ordered and not yet invoiced, so 0.10 EUR is available',
    );
    await look();
    expect(first(await send([late.orderId], holding()))?.error?.message).toContain('so 0.10 EUR is available');
    expect(await exactOrders()).toHaveLength(2);
  });

  it('costs no call of Exact more where the flows have looked, and three for all orders where they have not', async () => {
    const customers = [
      await enterCustomer({ line: 5_000 }),
      await enterCustomer({ line: 5_000 }),
      await enterCustomer({ line: 5_000 }),
    ];
    const callsOf = async (document: object): Promise<number> => {
      const ids: string[] = [];
      for (const customer of customers) ids.push((await makeOrder(customer)).orderId);
      await forget();
      const { outcomes } = await send(ids, document);
      expect(outcomes.map(({ status }) => status)).toEqual(['created', 'created', 'created']);
      return (await stage.exact.spent()).counted;
    };
    await callsOf(holding({}));
    const usual = await callsOf(holding({}));
    expect(await callsOf(holding())).toBe(usual);

    stage.looks.clear();
    expect(await callsOf(holding())).toBe(usual + 3);
  });

  it('is decided by what Exact says where a flow has not looked for long, and never by an old value', async () => {
    const customer = await enterCustomer({ line: 10_000 });
    await stage.exact.control('PATCH', `rows/${DIVISION}/crm/Accounts/${customer.debtorId}`, { CreditLineSales: 5 });
    const { orderId } = await makeOrder(customer);
    stage.clock.now = new Date(stage.clock.now.getTime() + 3 * 3_600_000);

    expect(first(await send([orderId], holding()))?.error?.message).toContain('The credit line is 5.00 EUR');
    expect(await exactOrders()).toEqual([]);
  });

  it('in another currency than the books is held too: nobody can compare them', async () => {
    await stage.close();
    const company = { code: DIVISION, name: 'Holland BV', currency: 'USD', country: 'NL', isMain: true, rates: { EUR: 1.1 } };
    await open({ exact: { divisions: [company] } });
    const { accountId } = await enterCustomer({ line: 100_000 });
    const { orderId } = await makeOrder({ accountId });

    const held = await send([orderId], holding());

    expect(first(held)?.error?.message).toContain('The order is in EUR and the books are in USD');
    const free = await enterCustomer();
    expect(first(await send([(await makeOrder(free)).orderId], holding()))).toMatchObject({ status: 'created' });
  });
});

describe('an order of a customer who is overdue', () => {
  it('is held once the oldest part is older than the settings allow, and not on the last day', async () => {
    const late = await enterCustomer({ open: 12.5, overdueDays: 31 });
    const inTime = await enterCustomer({ open: 12.5, overdueDays: 30 });
    const [held, gone] = [await makeOrder(late), await makeOrder(inTime)];

    const walked = await send([held.orderId, gone.orderId], holding({ block: 'daysOverdue', daysOverdue: 30 }));

    const day = await dayBefore(31);
    expect(walked.outcomes.find(({ recordId }) => recordId === held.orderId)?.error?.message).toContain(
      `Overdue is 12.50 EUR, the oldest part of it since ${day}: that is 31 days.`,
    );
    expect(walked.outcomes.find(({ recordId }) => recordId === gone.orderId)).toMatchObject({ status: 'created' });
  });

  it('is not held where only the credit line is looked at', async () => {
    const late = await enterCustomer({ open: 12.5, overdueDays: 300 });
    const { orderId } = await makeOrder(late);
    expect(first(await send([orderId], holding({ block: 'availableCredit' })))).toMatchObject({ status: 'created' });
  });
});

describe('a second person', () => {
  it('lets through exactly what he saw, once', async () => {
    const customer = await enterCustomer({ line: 100, open: 99, overdueDays: 90 });
    const { orderId } = await makeOrder(customer);
    const held = await send([orderId], holding());
    stage.approvals.held.set(orderId, digestOf(held));
    // A day later the same is overdue for a day longer: that is no news.
    stage.clock.now = new Date(stage.clock.now.getTime() + DAY_MS);
    for (const flow of ['credit', 'invoices']) stage.looks.set(flow, stage.clock.now);

    expect(first(await send([orderId], holding()))).toMatchObject({ status: 'created' });

    expect(stage.approvals.held.size).toBe(0);
    expect(await exactOrders()).toHaveLength(1);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Sent', Exact_Sync_Problem__c: null });
    // Somebody deletes it in Exact: sent again it is a new risk.
    const [sent] = await exactOrders();
    await stage.exact.control('DELETE', `rows/${DIVISION}/salesorder/SalesOrders/${String(sent?.['OrderID'])}`);
    const again = await stage.walk(ORDERS, holding(), {
      kind: 'records',
      ids: [orderId],
      explicit: true,
      choice: { sendAgain: true },
    });
    expect(first(again)?.error?.code).toBe('order_credit_blocked');
    expect(await exactOrders()).toEqual([]);
  });

  it('lets nothing through once the order, or what its customer owes, is another', async () => {
    const customer = await enterCustomer({ line: 100, open: 99 });
    const { orderId } = await makeOrder({ accountId: customer.accountId, status: 'Draft' });
    const document = holding(undefined, { statusCodes: ['Draft', 'Activated'] });
    const held = await send([orderId], document);
    const agreed = digestOf(held);
    stage.approvals.held.set(orderId, agreed);

    await stage.createRecords([
      { object: 'OrderItem', fields: { OrderId: orderId, PricebookEntryId: entries[1], Quantity: 1, UnitPrice: 2.5 } },
    ]);
    const larger = await send([orderId], document);
    expect(first(larger)?.error?.code).toBe('order_credit_blocked');
    expect(digestOf(larger)).not.toBe(agreed);

    stage.approvals.held.set(orderId, digestOf(larger));
    await owe(customer.debtorId, customer.accountId, 50, -30);
    expect(first(await send([orderId], document))?.error?.code).toBe('order_credit_blocked');
    expect(await exactOrders()).toEqual([]);
  });
});
