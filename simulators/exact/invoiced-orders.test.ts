import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

type Fields = Record<string, unknown>;

const DELIVERED = 0;
const ORDERED = 1;
const PER_CUSTOMER = 0;
const PER_ORDER = 1;

describe('invoicing sales orders', () => {
  let client: TestClient;
  let items: string[];
  let customer: string;

  beforeEach(async () => {
    client = await startConnected();
    items = await client.seed(
      'logistics/Items',
      ['LAMP', 'CHAIR'].map((Code) => ({ Code, Description: Code, SalesVatCode: '2' })),
    );
    [customer = ''] = await client.seed('crm/Accounts', [{ Name: 'ACME', Status: 'C', PaymentConditionSales: '30' }]);
  });
  afterEach(closeSimulators);

  const order = async (quantities: readonly number[], fields: Fields = {}): Promise<Fields> =>
    client.create('salesorder/SalesOrders', {
      OrderedBy: customer,
      SalesOrderLines: quantities.map((Quantity, index) => ({ Item: items[index], Quantity, NetPrice: 10 })),
      ...fields,
    });
  const orderLines = (header: Fields) =>
    client.rows('salesorder/SalesOrderLines', {
      $filter: `OrderID eq guid'${String(header['OrderID'])}'`,
      $select: 'ID,LineNumber,QuantityInvoiced,InvoiceStatus',
      $orderby: 'LineNumber',
    });
  const deliver = async (header: Fields, quantities: readonly number[]) => {
    const lines = await orderLines(header);
    return client.create('salesorder/GoodsDeliveries', {
      DeliveryDate: new Date().toISOString().slice(0, 10),
      GoodsDeliveryLines: quantities.flatMap((QuantityDelivered, index) =>
        QuantityDelivered === 0 ? [] : [{ SalesOrderLineID: lines[index]?.['ID'], QuantityDelivered }],
      ),
    });
  };
  const invoice = (orders: readonly Fields[], InvoiceMode: number, CreateMode = PER_ORDER, fields: Fields = {}) =>
    client.create('salesinvoice/InvoiceSalesOrders', {
      SalesOrderIDs: orders.map((header) => ({ ID: header['OrderID'] })),
      InvoiceMode,
      CreateMode,
      JournalCode: '50',
      ...fields,
    });
  const invoices = () => client.rows('salesinvoice/SalesInvoices', { $filter: `OrderedBy eq guid'${customer}'` });
  const invoiced = async (header: Fields) => (await orderLines(header)).map((line) => line['QuantityInvoiced']);
  const statusOf = async (header: Fields) => {
    const [row] = await client.rows('salesorder/SalesOrders', {
      $filter: `OrderID eq guid'${String(header['OrderID'])}'`,
      $select: 'InvoiceStatus,Status',
    });
    return [row?.['InvoiceStatus'], row?.['Status']];
  };

  it('invoices what was delivered and is not yet invoiced, part for part', async () => {
    const header = await order([5, 2], { YourRef: 'PO-7' });
    await deliver(header, [3, 0]);
    expect(await invoice([header], DELIVERED)).toMatchObject({
      NumberOfCreatedInvoices: 1,
      NumberOfFailedInvoices: 0,
      Errors: null,
    });
    expect(await invoiced(header)).toEqual([3, 0]);
    expect(await statusOf(header)).toEqual([20, 20]);

    await deliver(header, [2, 2]);
    await invoice([header], DELIVERED);
    expect(await invoiced(header)).toEqual([5, 2]);
    expect(await statusOf(header)).toEqual([21, 21]);
    const made = await invoices();
    expect(made.map((row) => row['AmountFCExclVat']).sort()).toEqual([30, 40]);
    expect(made[0]).toMatchObject({ YourRef: 'PO-7', OrderNumber: header['OrderNumber'], Journal: '50', Status: 20 });
  });

  it('invoices what was ordered, delivered or not, at the amounts of the order', async () => {
    const header = await order([3, 1], { Discount: 0.1 });
    await invoice([header], ORDERED);
    expect(await invoiced(header)).toEqual([3, 1]);
    expect(await statusOf(header)).toEqual([21, 20]);
    expect(await invoices()).toMatchObject([{ AmountFC: header['AmountFC'], AmountFCExclVat: 36, Discount: 0.1 }]);
  });

  it('leaves on each line which line of which order it is', async () => {
    const header = await order([3]);
    await invoice([header], ORDERED);
    const [line] = await orderLines(header);
    const [made] = await invoices();
    const $filter = `InvoiceID eq guid'${String(made?.['InvoiceID'])}'`;
    const $select = 'SalesOrder,SalesOrderLine,SalesOrderNumber,SalesOrderLineNumber,ItemCode,Quantity';
    expect(await client.rows('salesinvoice/SalesInvoiceLines', { $filter, $select })).toMatchObject([
      {
        SalesOrder: header['OrderID'],
        SalesOrderLine: line?.['ID'],
        SalesOrderNumber: header['OrderNumber'],
        SalesOrderLineNumber: 1,
        ItemCode: 'LAMP',
        Quantity: 3,
      },
    ]);
  });

  it('puts orders of a customer together that may go together, or makes an invoice of each', async () => {
    const [first, second, dollars] = [await order([1]), await order([2]), await order([4], { Currency: 'USD' })];
    expect(await invoice([first, second, dollars], ORDERED, PER_CUSTOMER)).toMatchObject({ NumberOfCreatedInvoices: 2 });
    expect((await invoices()).map((row) => [row['Currency'], row['AmountFCExclVat']]).sort()).toEqual([
      ['EUR', 30],
      ['USD', 40],
    ]);
    const more = [await order([1]), await order([1])];
    expect(await invoice(more, ORDERED, PER_ORDER)).toMatchObject({ NumberOfCreatedInvoices: 2 });
  });

  it('takes only the deliveries that are asked for', async () => {
    const header = await order([5]);
    const { DeliveryNumber } = await deliver(header, [1]);
    await deliver(header, [3]);
    await invoice([header], DELIVERED, PER_ORDER, { DeliveryNumber });
    expect(await invoiced(header)).toEqual([1]);
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
    expect(await invoice([header], DELIVERED, PER_ORDER, { StartDate: tomorrow })).toMatchObject({ NumberOfFailedInvoices: 1 });
  });

  it('tells what failed in an answer that succeeds: nothing to invoice, canceled, a journal of another kind', async () => {
    const [open, canceled, good] = [await order([1]), await order([1]), await order([1])];
    await client.call('PATCH', `/_control/rows/${DIVISION}/salesorder/SalesOrders/${String(canceled['OrderID'])}`, {
      Status: 45,
    });
    await deliver(good, [1]);
    const answer = await invoice([open, canceled, good], DELIVERED);
    expect(answer).toMatchObject({ NumberOfCreatedInvoices: 1, NumberOfFailedInvoices: 2 });
    expect(String(answer['Errors']).split('\r\n')).toEqual([
      `Sales order ${String(open['OrderNumber'])}: There is nothing to invoice`,
      `Sales order ${String(canceled['OrderNumber'])}: Canceled`,
    ]);
    expect(await invoice([open], ORDERED, PER_ORDER, { JournalCode: '60' })).toMatchObject({
      NumberOfCreatedInvoices: 0,
      Errors: expect.stringContaining('not a sales journal'),
    });
    expect(await invoiced(open)).toEqual([0]);
  });

  it('is refused without a journal, without orders, and for orders that are not there', async () => {
    const refusal = async (body: Fields) =>
      errorText(await client.api('POST', 'salesinvoice/InvoiceSalesOrders', {}, { InvoiceMode: 1, CreateMode: 1, ...body }));
    const header = await order([1]);
    const SalesOrderIDs = [{ ID: header['OrderID'] }];
    expect(await refusal({ SalesOrderIDs })).toBe('Mandatory: JournalCode');
    expect(await refusal({ JournalCode: '50' })).toBe('Mandatory: SalesOrderIDs');
    expect(await refusal({ JournalCode: '99', SalesOrderIDs })).toContain('JournalCode - 99');
    expect(await refusal({ JournalCode: '50', SalesOrderIDs: [{ ID: customer }] })).toContain('Invalid reference: SalesOrderIDs');
  });

  it('refuses more than 500 lines of more than one order, and takes them of one', async () => {
    const long = await order([], { SalesOrderLines: Array.from({ length: 501 }, () => ({ Item: items[0], NetPrice: 1 })) });
    await expect(invoice([long, await order([1])], ORDERED)).rejects.toThrow('More than 500 lines');
    expect(await invoice([long], ORDERED)).toMatchObject({ NumberOfCreatedInvoices: 1 });
  });

  it('takes VAT that was given by hand over with a whole line, and computes it for a part', async () => {
    const byHand = () => order([], { SalesOrderLines: [{ Item: items[0], Quantity: 4, NetPrice: 10, VATAmount: 8.39 }] });
    const [whole, part] = [await byHand(), await byHand()];
    await deliver(part, [1]);
    await invoice([whole], ORDERED);
    await invoice([part], DELIVERED);
    expect((await invoices()).map((row) => row['VATAmountFC']).sort()).toEqual([2.1, 8.39]);
  });

  it('is taken back by deleting the invoice while it is open, until when the order stays', async () => {
    const header = await order([2]);
    await invoice([header], ORDERED);
    const [made] = await invoices();
    const kept = await client.api('DELETE', `salesorder/SalesOrders(guid'${String(header['OrderID'])}')`);
    expect(errorText(kept)).toContain('is invoiced');
    await client.api('DELETE', `salesinvoice/SalesInvoices(guid'${String(made?.['InvoiceID'])}')`);
    expect(await invoiced(header)).toEqual([0]);
    expect(await statusOf(header)).toEqual([12, 12]);
  });
});
