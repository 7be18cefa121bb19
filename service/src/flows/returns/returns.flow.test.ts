import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ORDERS } from '../orders/index.ts';
import { forget, send, stage } from '../orders/testing/shop.ts';
import { approvalDigestIn } from '../../approvals/index.ts';
import type { Walked } from '../testing/stage.ts';
import { RETURNS } from './index.ts';
import {
  approve,
  approveAndSend,
  creditNotes,
  enterCredit,
  invoice,
  linesOf,
  open,
  orderRow,
  sell,
  sendBack,
  settings,
  soldAndInvoiced,
  takeBack,
  twoLines,
} from './testing/shop.ts';

const first = ({ outcomes }: Walked) => outcomes[0];
beforeEach(() => open());
afterEach(() => stage.close());

describe('a return of what was invoiced', () => {
  it('waits for a second person, who reads what it becomes', async () => {
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [
      [items[0], 2],
      [items[1], 1],
    ]);

    const walked = await sendBack([id]);

    expect(first(walked)).toMatchObject({ status: 'blocked', error: { code: 'return_needs_approval' } });
    const original = await orderRow(sold.orderId);
    expect(first(walked)?.error?.message).toContain(
      `of Bakker & Zn. B.V. waits for approval. It becomes a credit note of 6.66 EUR for order ${String(original['OrderNumber'])}`,
    );
    expect(first(walked)?.error?.message).toContain('2 x SKU-0 = 3.00; 1 x SKU-1 = 2.50');
    expect(await creditNotes()).toEqual([]);
    expect(await orderRow(id)).toMatchObject({ Exact_Sync_Status__c: 'Problem', Exact_Id__c: null });
  });

  it('becomes a credit note at the price, VAT code and ledger account of the invoice, open and not processed, and says so', async () => {
    const { sold, items, invoiceId } = await soldAndInvoiced();
    const id = await takeBack(sold, [
      [items[0], 2],
      [items[1], 1],
    ]);

    expect(first(await approveAndSend([id]))).toMatchObject({ status: 'created' });

    const [credit = {}, another] = await creditNotes();
    const row = await orderRow(id);
    expect(another).toBeUndefined();
    expect(credit).toMatchObject({ Type: 8021, Status: 20, YourRef: row['OrderNumber'], Currency: 'EUR' });
    const invoiced = await firstLineOf(invoiceId);
    const lines = (await linesOf(credit['InvoiceID'])).toSorted((a, b) => Number(a['LineNumber']) - Number(b['LineNumber']));
    expect(lines.map(({ Quantity, NetPrice, AmountFC }) => [Quantity, NetPrice, AmountFC])).toEqual([
      [-2, 1.5, -3],
      [-1, 2.5, -2.5],
    ]);
    expect(lines[0]).toMatchObject({
      VATCode: invoiced?.['VATCode'],
      GLAccount: invoiced?.['GLAccount'],
      Item: invoiced?.['Item'],
    });
    expect(row).toMatchObject({
      ...{ Exact_Id__c: credit['InvoiceID'], Exact_Number__c: String(credit['OrderNumber']), Exact_Order_Status__c: 'Open' },
      ...{ Exact_Net_Amount__c: -5.5, Exact_Vat_Amount__c: -1.16, Exact_Gross_Amount__c: -6.66 },
      ...{ Exact_Sync_Status__c: 'Sent', Exact_Sync_Problem__c: null, Exact_Sync_Action__c: null },
    });
    expect(row['Exact_Url__c']).toContain('SlsInvoiceEntry.aspx');
  });

  it('shows the same where the company shows credit notes without a sign', async () => {
    await stage.close();
    const company = {
      code: 730001,
      name: 'Holland BV',
      currency: 'EUR',
      country: 'NL',
      isMain: true,
      creditNotes: 'positive',
    } as const;
    await open({ exact: { divisions: [company] } });
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 5]]);
    const { outcomes } = await approveAndSend([id]);
    expect(outcomes).toMatchObject([{ status: 'created', error: undefined, totals: { net: '-7.5' } }]);
    expect(await orderRow(id)).toMatchObject({ Exact_Net_Amount__c: -7.5 });
    const again = await takeBack(sold, [[items[1], 2]]);
    expect(first(await approveAndSend([again]))).toMatchObject({ status: 'created' });
    expect(await creditNotes()).toHaveLength(2);
  });

  it('goes once: a second look writes nothing, and what was agreed to is used up', async () => {
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 2]]);
    await approveAndSend([id]);
    expect(stage.approvals.held.size).toBe(0);
    await forget();

    const { outcomes } = await sendBack([id]);
    await stage.walk(RETURNS, settings(), { kind: 'changes', cursors: {}, full: true });

    expect(outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
    expect([(await stage.exact.spent()).writes, (await stage.salesforce.spent()).writes]).toEqual([0, 0]);
  });

  it('costs seven calls of Exact for one, and one more for each further one of a batch', async () => {
    const { sold, items } = await soldAndInvoiced();
    const warm = await takeBack(sold, [[items[1], 1]]);
    await approveAndSend([warm]);
    const callsOf = async (count: number): Promise<number> => {
      const ids: string[] = [];
      for (let made = 0; made < count; made += 1) ids.push(await takeBack(sold, [[items[0], 1]]));
      await approve(ids);
      await forget();
      const { outcomes } = await sendBack(ids);
      expect(outcomes.map(({ status }) => status)).toEqual(ids.map(() => 'created'));
      return (await stage.exact.spent()).counted;
    };
    expect(await callsOf(1)).toBe(7);
    expect(await callsOf(3)).toBe(9);
  });

  it('goes by itself at the next look once it is approved', async () => {
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 2]]);
    const look = () => stage.walk(RETURNS, settings(), { kind: 'changes', cursors: {}, full: false });
    expect(first(await look())).toMatchObject({ recordId: id, error: { code: 'return_needs_approval' } });
    await approve([id]);
    expect(first(await look())).toMatchObject({ recordId: id, status: 'created' });
  });
});

describe('an approval', () => {
  it('is of exactly what was shown: another quantity asks anew', async () => {
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 2]]);
    await approve([id]);
    const [line] = (await stage.salesforce.rows('OrderItem')).filter(({ OrderId }) => OrderId === id);
    await stage.salesforce.control('PATCH', `rows/OrderItem/${String(line?.['Id'])}`, { Quantity: -3 });

    expect(first(await sendBack([id]))).toMatchObject({ status: 'blocked', error: { code: 'return_needs_approval' } });
    expect(await creditNotes()).toEqual([]);
  });

  it('does not serve another return of the same', async () => {
    const { sold, items } = await soldAndInvoiced();
    const [one, two] = [await takeBack(sold, [[items[0], 2]]), await takeBack(sold, [[items[0], 2]])];
    await approve([one]);
    stage.approvals.held.set(two, stage.approvals.held.get(one) ?? '');

    const { outcomes } = await sendBack([one, two]);

    expect(outcomes.map(({ recordId, status }) => [recordId, status])).toEqual([
      [one, 'created'],
      [two, 'blocked'],
    ]);
    expect(approvalDigestIn(outcomes[1]?.error?.params ?? {})).toBeDefined();
  });

  it('is asked for again where the credit note was deleted in Exact and shall be made once more', async () => {
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 2]]);
    await approveAndSend([id]);
    const [credit] = await creditNotes();
    await stage.exact.control('DELETE', `rows/730001/salesinvoice/SalesInvoices/${String(credit?.['InvoiceID'])}`);

    expect(first(await sendBack([id]))?.error).toMatchObject({ code: 'return_gone_in_exact', alternatives: [{}] });
    expect(first(await sendBack([id], settings(), { sendAgain: true }))?.error?.code).toBe('return_needs_approval');
    await approve([id], settings(), { sendAgain: true });
    expect(first(await sendBack([id], settings(), { sendAgain: true }))).toMatchObject({ status: 'created' });
    expect(await creditNotes()).toHaveLength(1);
  });
});

describe('never above what was invoiced', () => {
  it('an order that is not invoiced, or whose invoice is not processed, credits nothing', async () => {
    const sold = await sell({ lines: twoLines() });
    const id = await takeBack(sold, [[sold.items[0], 1]]);
    expect(first(await sendBack([id]))?.error?.code).toBe('return_not_invoiced');
    await invoice(sold, false);
    expect(first(await sendBack([id]))?.error?.code).toBe('return_not_invoiced');
  });

  it('what a person credited by hand under the reference of the order is taken off, with figures', async () => {
    const { sold, items, invoiceId } = await soldAndInvoiced();
    const line = await firstLineOf(invoiceId);
    const original = await orderRow(sold.orderId);
    const debtor = await debtorOf(invoiceId);
    await enterCredit({
      OrderedBy: debtor,
      YourRef: original['OrderNumber'],
      SalesInvoiceLines: [{ Item: line?.['Item'], Quantity: 3, NetPrice: 1.5 }],
    });
    const id = await takeBack(sold, [[items[0], 3]]);

    expect(first(await sendBack([id]))?.error?.message).toContain('takes back 3 of SKU-0');
    expect(first(await sendBack([id]))?.error).toMatchObject({ code: 'return_beyond_invoiced' });
    expect(first(await sendBack([id]))?.error?.message).toContain('only 2 can be credited: 5 were invoiced');
  });

  it('a credit note that does not say what it is of stops it until somebody says so there', async () => {
    const { sold, items, invoiceId } = await soldAndInvoiced();
    const other = await sell({ accountId: sold.accountId, lines: twoLines() });
    const line = await firstLineOf(invoiceId);
    const fields = {
      OrderedBy: await debtorOf(invoiceId),
      YourRef: 'PO 7',
      SalesInvoiceLines: [{ Item: line?.['Item'], Quantity: 3, NetPrice: 1.5 }],
    };
    const creditId = await enterCredit(fields);
    const id = await takeBack(sold, [[items[0], 3]]);

    expect(first(await sendBack([id]))?.error).toMatchObject({ code: 'return_credit_unclear' });
    const reference = (await orderRow(other.orderId))['OrderNumber'];
    await stage.exact.control('PATCH', `rows/730001/salesinvoice/SalesInvoices/${creditId}`, { YourRef: reference });
    expect(first(await approveAndSend([id]))).toMatchObject({ status: 'created' });
  });

  it('returns of one order that go together are weighed together, and so is one whose answer was lost', async () => {
    const { sold, items } = await soldAndInvoiced();
    const ids = [await takeBack(sold, [[items[0], 3]]), await takeBack(sold, [[items[0], 2]])];
    await approveAndSend(ids);
    expect(await creditNotes()).toHaveLength(2);
    const onTheirWay = await soldAndInvoiced(twoLines(), { accountId: sold.accountId });
    const [lost, next] = [
      await takeBack(onTheirWay.sold, [[onTheirWay.items[0], 4]]),
      await takeBack(onTheirWay.sold, [[onTheirWay.items[0], 1]]),
    ];
    const line = (await stage.salesforce.rows('OrderItem')).find(({ OrderId }) => OrderId === next);
    await stage.claims.intend(lost, String((await orderRow(lost))['OrderNumber']), 'as it was');
    // Whoever changes what was sold can take back more than there was.
    await stage.salesforce.control('PATCH', `rows/OrderItem/${String(onTheirWay.items[0]?.['Id'])}`, { Quantity: 9 });
    await stage.salesforce.control('PATCH', `rows/OrderItem/${String(line?.['Id'])}`, { Quantity: -2 });
    expect(first(await sendBack([next]))?.error?.code).toBe('return_beyond_invoiced');
  });

  it('waits while another job is at work on the order that it takes back', async () => {
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 3]]);
    stage.claims.taken.add(sold.orderId);
    const walked = await stage.walk(RETURNS, settings(), { kind: 'changes', cursors: {}, full: false });
    expect(walked.outcomes).toEqual([]);
    expect(walked.followUps.map(({ recordId }) => recordId)).toEqual([id]);
  });
});

describe('a reference', () => {
  it('that a person typed on another credit note is told, and nothing is doubled', async () => {
    const { sold, items, invoiceId } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 2]]);
    const line = await firstLineOf(invoiceId);
    const YourRef = (await orderRow(id))['OrderNumber'];
    await enterCredit({
      OrderedBy: await debtorOf(invoiceId),
      YourRef,
      SalesInvoiceLines: [{ Item: line?.['Item'], Quantity: 4, NetPrice: 1.5 }],
    });
    expect(first(await sendBack([id]))?.error).toMatchObject({ code: 'return_reference_taken' });
    expect(await creditNotes()).toHaveLength(1);
  });

  it('under which a person typed this very return is taken over', async () => {
    const { sold, items, invoiceId } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 2]]);
    const line = await firstLineOf(invoiceId);
    const YourRef = (await orderRow(id))['OrderNumber'];
    const typed = await enterCredit({
      OrderedBy: await debtorOf(invoiceId),
      YourRef,
      SalesInvoiceLines: [{ Item: line?.['Item'], Quantity: 2, NetPrice: 1.5 }],
    });
    expect(first(await sendBack([id]))).toMatchObject({ status: 'updated', exactId: typed });
    expect(await creditNotes()).toHaveLength(1);
    expect(await orderRow(id)).toMatchObject({ Exact_Id__c: typed, Exact_Sync_Status__c: 'Sent' });
  });

  it('finds what was sent where memory is lost and Salesforce was not told', async () => {
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 2]]);
    await approveAndSend([id]);
    await stage.salesforce.control('PATCH', `rows/Order/${id}`, { Exact_Id__c: null, Exact_Number__c: null });
    await stage.claims.forgetIntent(id);
    expect(first(await sendBack([id]))).toMatchObject({ status: 'updated' });
    expect(await creditNotes()).toHaveLength(1);
  });

  it('is changed after sending: told, and nothing is written', async () => {
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 2]]);
    await approveAndSend([id]);
    const [line] = (await stage.salesforce.rows('OrderItem')).filter(({ OrderId }) => OrderId === id);
    await stage.salesforce.control('PATCH', `rows/OrderItem/${String(line?.['Id'])}`, { Quantity: -3 });
    expect(first(await sendBack([id]))?.error?.code).toBe('return_changed_after_sending');
  });
});

describe('what is wrong with a return', () => {
  it.each<[string, string, (given: Awaited<ReturnType<typeof soldAndInvoiced>>) => Promise<string>]>([
    [
      'it has another price than was paid',
      'return_price_differs',
      ({ sold, items }) => takeBack(sold, [[items[0], 1, { UnitPrice: 9 }]]),
    ],
    [
      'its invoice has a discount on the total',
      'return_invoice_discounted',
      async ({ sold }) => {
        const other = await sell({ accountId: sold.accountId, lines: twoLines() });
        const id = await invoice(other, false);
        await stage.exact.control('PATCH', `rows/730001/salesinvoice/SalesInvoices/${id}`, { AmountDiscountExclVat: 1 });
        await stage.createRows('salesinvoice/PrintedSalesInvoices', [{ InvoiceID: id }]);
        return takeBack(other, [[other.items[0], 1]]);
      },
    ],
    [
      'its original was never sent',
      'return_original_not_sent',
      async ({ sold, items }) => {
        await stage.salesforce.control('PATCH', `rows/Order/${sold.orderId}`, { Exact_Id__c: null });
        return takeBack(sold, [[items[0], 1]]);
      },
    ],
  ])('is told: %s', async (_what, code, make) => {
    const id = await make(await soldAndInvoiced());
    const { outcomes } = await sendBack([id]);
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { code } }]);
    expect(await creditNotes()).toEqual([]);
  });

  it('is nothing of the flow of orders: it is never sent as an order, neither by itself nor by hand', async () => {
    const { sold, items } = await soldAndInvoiced();
    const id = await takeBack(sold, [[items[0], 2]]);
    const before = (await stage.exact.rows('730001/salesorder/SalesOrders')).length;
    expect(first(await send([id], settings()))).toMatchObject({ status: 'skipped', error: { code: 'order_is_return' } });
    const poll = await stage.walk(ORDERS, settings(), { kind: 'changes', cursors: {}, full: true });
    expect(poll.outcomes.map(({ recordId }) => recordId)).not.toContain(id);
    await approveAndSend([id]);
    const later = await stage.walk(ORDERS, settings(), { kind: 'changes', cursors: {}, full: true });
    expect(later.outcomes.map(({ recordId }) => recordId)).not.toContain(id);
    expect(await stage.exact.rows('730001/salesorder/SalesOrders')).toHaveLength(before);
  });
});

/** The line of SKU-0. */
async function firstLineOf(invoiceId: string) {
  return (await linesOf(invoiceId)).find(({ ItemCode }) => ItemCode === 'SKU-0');
}

async function debtorOf(invoiceId: string): Promise<unknown> {
  const rows = await stage.exact.rows('730001/salesinvoice/SalesInvoices');
  return rows.find(({ InvoiceID }) => InvoiceID === invoiceId)?.['OrderedBy'];
}
