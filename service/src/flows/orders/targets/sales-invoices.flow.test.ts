import { afterEach, describe, expect, it } from '@jest/globals';
import { DIVISION } from '../../testing/stage.ts';
import { ORDERS } from '../index.ts';
import { entries, exactOrders, forget, itemIds, makeOrder, open, orderRow, send, settings, stage } from '../testing/shop.ts';

afterEach(() => stage.close());

const invoices = () => stage.exact.rows(`${DIVISION}/salesinvoice/SalesInvoices`);
const invoiceLines = () => stage.exact.rows(`${DIVISION}/salesinvoice/SalesInvoiceLines`);

/** Exact asks an invoice for a payment condition, which the customer brings. */
const DEBTOR = { Name: 'Bakker', Status: 'C', Country: 'NL', Email: 'jan@bakker.example', PaymentConditionSales: '14' };

const LINES = [
  { Quantity: 3, UnitPrice: 1.5 },
  { Quantity: 7, UnitPrice: 2.35, Discount_Percent__c: 12.5, Vat_Code__c: 'low' },
  { Quantity: 1, UnitPrice: 99.99, Discount_Percent__c: 5 },
];
const TABLES = { vat: [{ salesforce: 'low', exact: '1' }] };

async function openWithDebtor(): Promise<string> {
  await open();
  const [debtorId = ''] = await stage.createRows('crm/Accounts', [DEBTOR]);
  return debtorId;
}

const makeWhole = () =>
  makeOrder({
    lines: LINES.map((line, index) => ({ PricebookEntryId: entries[index], ...line })),
    order: { Discount_Percent__c: 3 },
  });

const fault = (rule: object) => stage.exact.control('POST', 'faults', { rules: [rule] });

describe.each([
  ['salesInvoice', 'Sales invoice', 8020],
  ['directInvoice', 'Direct invoice', 8023],
] as const)('an order that becomes a %s', (usual, shownAs, type) => {
  const document = settings({ targets: { usual } }, TABLES);

  it('is there as one, open, with several rates and discounts to the cent, and Salesforce says so', async () => {
    const debtorId = await openWithDebtor();
    const { orderId } = await makeWhole();

    const { outcomes } = await send([orderId], document);

    const [invoice, another] = await invoices();
    expect(another).toBeUndefined();
    // Not processed: a number and a place in the ledger come with that.
    expect(invoice?.['InvoiceNumber'] ?? null).toBeNull();
    expect(invoice).toMatchObject({
      ...{ Type: type, Status: 20, OrderedBy: debtorId, Journal: '50' },
      ...{ AmountFCExclVat: 110.47, AmountFC: 132 },
    });
    expect(outcomes).toMatchObject([
      { status: 'created', error: undefined, totals: { net: '110.47', gross: '132', currency: 'EUR' } },
    ]);
    expect(await exactOrders()).toEqual([]);
    expect(await invoiceLines()).toHaveLength(3);
    expect(await orderRow(orderId)).toMatchObject({
      ...{ Exact_Id__c: invoice?.['InvoiceID'], Exact_Document__c: shownAs, Exact_Order_Status__c: 'Open' },
      ...{ Exact_Number__c: String(invoice?.['OrderNumber']), Exact_Net_Amount__c: 110.47, Exact_Gross_Amount__c: 132 },
      ...{
        Exact_Sync_Status__c: 'Sent',
        Exact_Url__c: expect.stringContaining(`InvoiceID=%7B${String(invoice?.['InvoiceID'])}%7D`),
      },
    });
  });

  it('costs two calls for a known customer, and nothing again', async () => {
    await openWithDebtor();
    const first = await makeOrder();
    await send([first.orderId], document);
    const { orderId } = await makeOrder({ accountId: first.accountId });
    await forget();

    await send([orderId], document);

    // One look among sales orders, one among invoices, and the invoice itself.
    expect(await stage.exact.spent()).toEqual({ counted: 3, writes: 1 });
    expect((await send([orderId], document)).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);
    await stage.walk(ORDERS, document, { kind: 'records', ids: [orderId], explicit: false });
    expect((await stage.exact.spent()).writes).toBe(0);
    expect(await invoices()).toHaveLength(2);
  });

  it('whose answer was lost is found by its reference, and not posted again', async () => {
    await openWithDebtor();
    const { orderId } = await makeOrder();
    await fault({ method: 'POST', path: 'salesinvoice/SalesInvoices', kind: 'resetAfter', times: 1 });

    expect((await send([orderId], document)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect(await invoices()).toHaveLength(1);
  });

  it('is found again after our memory was lost, whatever the settings say by then', async () => {
    await openWithDebtor();
    const { orderId } = await makeOrder();
    await send([orderId], document);
    stage.claims.known.clear();
    expect((await send([orderId])).outcomes).toMatchObject([{ status: 'unchanged', error: undefined }]);

    const nothing = { Exact_Id__c: null, Exact_Document__c: null, Exact_Number__c: null, Exact_Url__c: null };
    await stage.salesforce.control('PATCH', `rows/Order/${orderId}`, nothing);
    stage.claims.known.clear();
    expect((await send([orderId], document)).outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Document__c: shownAs, Exact_Sync_Status__c: 'Sent' });
    expect([await invoices(), await exactOrders()].map((rows) => rows.length)).toEqual([1, 0]);
  });

  it('stays what it was begun as when the settings make another document of it', async () => {
    await openWithDebtor();
    const { orderId } = await makeOrder();
    await fault({ method: 'POST', path: 'salesinvoice/SalesInvoices', kind: 'resetBefore', times: 1 });
    expect((await send([orderId], document)).outcomes).toMatchObject([{ status: 'failed', error: { handling: 'retry' } }]);

    expect((await send([orderId])).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
    expect([await invoices(), await exactOrders()].map((rows) => rows.length)).toEqual([1, 0]);
  });

  it('that was typed by hand under the same reference is offered as a link, and linked when a person says so', async () => {
    const debtorId = await openWithDebtor();
    const { orderId } = await makeOrder();
    const YourRef = String((await orderRow(orderId))['OrderNumber']);
    const [warehouse] = await stage.exact.rows(`${DIVISION}/inventory/Warehouses`);
    const typed = {
      OrderedBy: debtorId,
      YourRef,
      Type: type,
      SalesInvoiceLines: [{ Item: itemIds[0], Quantity: 9, NetPrice: 1 }],
    };
    await stage.createRows('salesinvoice/SalesInvoices', [
      { ...typed, ...(usual === 'directInvoice' ? { Warehouse: warehouse?.['ID'] } : {}) },
    ]);

    const { outcomes } = await send([orderId], document);

    const [invoice] = await invoices();
    const linkTo = `${usual}-${String(invoice?.['OrderNumber'])}`;
    expect(outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_reference_taken', alternatives: [{ push: { linkTo } }, {}] } },
    ]);
    expect(outcomes[0]?.error?.message).toContain(`${shownAs.toLowerCase()} ${String(invoice?.['OrderNumber'])} of`);
    const choice = { linkTo };
    const linked = await stage.walk(ORDERS, document, { kind: 'records', ids: [orderId], explicit: true, choice });
    expect(linked.outcomes).toMatchObject([{ status: 'updated', error: undefined }]);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Id__c: invoice?.['InvoiceID'], Exact_Document__c: shownAs });
    expect(await invoices()).toHaveLength(1);
  });

  it('with a line that Exact dropped is told in the same push', async () => {
    await openWithDebtor();
    const { orderId } = await makeWhole();
    await fault({ method: 'POST', path: 'salesinvoice/SalesInvoices', kind: 'losesLine', times: 1 });

    const { outcomes } = await send([orderId], document);

    expect(outcomes).toMatchObject([{ status: 'created', error: { code: 'order_total_differs_in_exact' } }]);
    const [invoice] = await invoices();
    const noted = { Exact_Id__c: invoice?.['InvoiceID'], Exact_Sync_Status__c: 'Problem', Exact_Document__c: shownAs };
    expect(await orderRow(orderId)).toMatchObject({ ...noted, Exact_Sync_Problem__c: outcomes[0]?.error?.message });
    // Looked at again it is still not what was sent.
    expect((await send([orderId], document)).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_changed_after_sending' } },
    ]);
    expect(await orderRow(orderId)).toMatchObject({ Exact_Sync_Status__c: 'Problem' });
  });

  it('of which Exact emptied what refers to other records is told in the same push', async () => {
    await openWithDebtor();
    const shipping = {
      ShippingStreet: 'Rue Neuve 12',
      ShippingPostalCode: '1000',
      ShippingCity: 'Brussel',
      ShippingCountry: 'België',
    };
    const { orderId } = await makeOrder({ order: shipping });
    await fault({ method: 'POST', path: 'salesinvoice/SalesInvoices', kind: 'losesGuids', times: 1 });
    const { outcomes } = await send([orderId], { ...document });

    const told = usual === 'directInvoice' ? { status: 'failed' } : { status: 'created', error: { code: 'order_field_lost' } };
    expect(outcomes).toMatchObject([told]);
  });
});

describe('an invoice that Exact would refuse is told before anything is sent', () => {
  const document = settings({ targets: { usual: 'salesInvoice' } });

  it('of a new customer without a payment condition', async () => {
    await open();
    const { orderId } = await makeOrder();
    expect((await send([orderId], document)).outcomes).toMatchObject([
      { status: 'blocked', error: { code: 'order_payment_condition_missing' } },
    ]);
    expect((await stage.exact.spent()).writes).toBe(0);
  });

  it.each([
    ['no such journal', { invoiceJournal: '99' }, /company \d+ has no journal 99\.$/],
    ['another kind of journal', { invoiceJournal: '60' }, /journal 60 is no sales journal\.$/],
    ['no warehouse of that code', { usual: 'directInvoice', warehouse: 'X' }, /company \d+ has no warehouse X\.$/],
  ])('with %s, until the settings name another one', async (_what, targets, told) => {
    await openWithDebtor();
    const { orderId } = await makeOrder();
    await forget();
    const { outcomes } = await send([orderId], settings({ targets: { usual: 'salesInvoice', ...targets } }));
    expect(outcomes).toMatchObject([{ status: 'blocked', error: { handling: 'person' } }]);
    expect(outcomes[0]?.error?.message).toMatch(told);
    expect((await stage.exact.spent()).writes).toBe(0);
    expect((await send([orderId], document)).outcomes).toMatchObject([{ status: 'created', error: undefined }]);
  });

  it('goes by the first rule that holds, else as the usual document', async () => {
    await openWithDebtor();
    const rules = [{ when: 'order.PoNumber == "FACTUUR"', target: 'salesInvoice' }];
    const byRule = settings({ targets: { rules } });
    const invoiced = await makeOrder({ order: { PoNumber: 'FACTUUR' } });
    const ordered = await makeOrder({ accountId: invoiced.accountId });
    const { outcomes } = await send([invoiced.orderId, ordered.orderId], byRule);
    expect(outcomes).toMatchObject([
      { status: 'created', error: undefined },
      { status: 'created', error: undefined },
    ]);
    expect([await invoices(), await exactOrders()].map((rows) => rows.length)).toEqual([1, 1]);
    expect(await orderRow(ordered.orderId)).toMatchObject({ Exact_Document__c: 'Sales order' });
  });
});
