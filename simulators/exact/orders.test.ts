import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

type Line = Record<string, unknown>;

describe('sales orders', () => {
  let client: TestClient;
  let account: string;
  let item: string;

  beforeAll(async () => {
    client = await startConnected();
    [item = ''] = await client.seed('logistics/Items', [
      { Code: 'LAMP', Description: 'Lamp', SalesVatCode: '2', IsFractionAllowedItem: true },
    ]);
    await client.seed('logistics/SalesItemPrices', [{ Item: item, Price: 12.5, StartDate: '2020-01-01' }]);
    [account = ''] = await client.seed('crm/Accounts', [
      { Name: 'ACME', Status: 'C', PaymentConditionSales: '30', DiscountSales: 0.1 },
    ]);
  });
  afterAll(closeSimulators);

  const order = (lines: unknown, fields: Line = {}) => ({ OrderedBy: account, SalesOrderLines: lines, ...fields });
  const linesOf = (header: Line) =>
    client.rows('salesorder/SalesOrderLines', {
      $filter: `OrderID eq guid'${String(header['OrderID'])}'`,
      $orderby: 'LineNumber',
    });
  const read = async (header: Line): Promise<Line> => {
    const [row = {}] = await client.rows('salesorder/SalesOrders', { $filter: `OrderID eq guid'${String(header['OrderID'])}'` });
    return row;
  };

  it('are numbered, take the customer’s defaults and defer their lines', async () => {
    const first = await client.create('salesorder/SalesOrders', order([{ Item: item, Quantity: 1 }], { YourRef: 'SO-1' }));
    const second = await client.create('salesorder/SalesOrders', order([{ Item: item, Quantity: 1 }]));
    expect(Number(second['OrderNumber'])).toBe(Number(first['OrderNumber']) + 1);
    expect(first).toMatchObject({
      OrderedByName: 'ACME',
      DeliverTo: account,
      InvoiceTo: account,
      PaymentCondition: '30',
      Currency: 'EUR',
      Status: 12,
      StatusDescription: 'Open',
      SalesOrderLines: { __deferred: { uri: expect.stringContaining('/SalesOrderLines') } },
    });
    const { uri } = (first['SalesOrderLines'] as { __deferred: { uri: string } }).__deferred;
    const followed = await client.call('GET', uri.slice(client.simulator.url.length));
    expect(followed.body).toMatchObject({ d: { results: [{ ItemCode: 'LAMP', LineNumber: 1 }] } });
  });

  it('price a line without a price from the price list and the customer’s discount', async () => {
    const header = await client.create('salesorder/SalesOrders', order([{ Item: item, Quantity: 3 }]));
    expect(await linesOf(header)).toMatchObject([
      { UnitPrice: 12.5, Discount: 0.1, NetPrice: 11.25, AmountFC: 33.75, VATAmount: 7.09, VATPercentage: 0.21 },
    ]);
    expect(header).toMatchObject({ AmountFC: 40.84, AmountFCExclVat: 33.75 });
  });

  it('take a net price, or a unit price with a discount, and a price of zero', async () => {
    const header = await client.create(
      'salesorder/SalesOrders',
      order([
        { Item: item, Quantity: 2, NetPrice: 10 },
        { Item: item, Quantity: 2, UnitPrice: 20, Discount: 0.25 },
        { Item: item, Quantity: 2, NetPrice: 0 },
      ]),
    );
    expect(await linesOf(header)).toMatchObject([
      { LineNumber: 1, NetPrice: 10, UnitPrice: 12.5, Discount: 0.2, AmountFC: 20 },
      { LineNumber: 2, NetPrice: 15, UnitPrice: 20, Discount: 0.25, AmountFC: 30 },
      { LineNumber: 3, NetPrice: 0, AmountFC: 0 },
    ]);
    expect(header).toMatchObject({ AmountFCExclVat: 50, AmountFC: 60.5 });
  });

  it.each([
    ['2', 100, 21],
    ['1', 100, 9],
    ['4', 82.64, 17.36],
    ['5', 100, 0],
    ['0', 100, 0],
  ])('compute VAT by the type of code %s', async (code, exclVat, vat) => {
    const header = await client.create(
      'salesorder/SalesOrders',
      order([{ Item: item, Quantity: 10, NetPrice: 10, VATCode: code }]),
    );
    expect(await linesOf(header)).toMatchObject([{ AmountFC: exclVat, VATAmount: vat }]);
    expect(header).toMatchObject({ AmountFCExclVat: exclVat, AmountFC: new Decimal(exclVat).plus(vat).toNumber() });
  });

  it('add up to the cent, whatever the quantities and prices', async () => {
    const line = fc.record({ quantity: fc.integer({ min: 1, max: 999 }), priceTenths: fc.integer({ min: 0, max: 99_999 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
        const body = lines.map(({ quantity, priceTenths }) => ({
          Item: item,
          Quantity: quantity,
          NetPrice: new Decimal(priceTenths).div(1000).toNumber(),
        }));
        const header = await client.create('salesorder/SalesOrders', order(body));
        const nets = lines.map(({ quantity, priceTenths }) =>
          new Decimal(priceTenths).times(quantity).div(1000).toDecimalPlaces(2, Decimal.ROUND_HALF_UP),
        );
        const net = nets.reduce((sum, amount) => sum.plus(amount), new Decimal(0));
        const vat = nets.reduce(
          (sum, amount) => sum.plus(amount.times('0.21').toDecimalPlaces(2, Decimal.ROUND_HALF_UP)),
          new Decimal(0),
        );
        expect(header).toMatchObject({ AmountFCExclVat: net.toNumber(), AmountFC: net.plus(vat).toNumber() });
      }),
      { numRuns: 25 },
    );
  });

  it('give a discount on the whole order', async () => {
    const header = await client.create(
      'salesorder/SalesOrders',
      order([{ Item: item, Quantity: 1, NetPrice: 100 }], { Discount: 0.05 }),
    );
    expect(header).toMatchObject({ AmountFCExclVat: 95, AmountFC: 114.95, AmountDiscountExclVat: 5 });
  });

  it.each([
    ['without lines', () => order([]), 500, 'Mandatory: SalesOrderLines'],
    ['with an object for lines', () => order({ Item: item }), 400, 'valid top-level resource object'],
    ['without a customer', () => ({ SalesOrderLines: [{ Item: item }] }), 500, 'Mandatory: OrderedBy'],
    ['with a line without item', () => order([{ Quantity: 1 }]), 500, 'Mandatory: Item'],
    ['with an item code instead of its guid', () => order([{ ItemCode: 'LAMP' }]), 400, 'read-only'],
    ['with a property of another entity on the line', () => order([{ Item: item, SalesVatCode: '2' }]), 400, "'SalesVatCode'"],
    ['with an unknown VAT code', () => order([{ Item: item, VATCode: '99' }]), 500, 'VATCode - 99'],
    ['with a purchase VAT code', () => order([{ Item: item, VATCode: '7' }]), 500, 'VATCode - 7'],
    [
      'with an unknown payment condition',
      () => order([{ Item: item }], { PaymentCondition: 'XX' }),
      500,
      'PaymentCondition - XX',
    ],
    ['with an unknown currency', () => order([{ Item: item }], { Currency: 'XXX' }), 500, 'Currency - XXX'],
    ['with a reference that is too long', () => order([{ Item: item }], { YourRef: 'x'.repeat(31) }), 500, 'YourRef'],
  ])('are refused %s', async (_, body, status, text) => {
    const before = (await client.rows('salesorder/SalesOrders', { $filter: 'OrderNumber gt 0', $select: 'OrderID', $top: '60' }))
      .length;
    const reply = await client.api('POST', 'salesorder/SalesOrders', {}, body());
    expect(reply.status).toBe(status);
    expect(errorText(reply)).toContain(text);
    expect(
      await client.rows('salesorder/SalesOrders', { $filter: 'OrderNumber gt 0', $select: 'OrderID', $top: '60' }),
    ).toHaveLength(before);
  });

  it('are refused with a delivery address of somebody else', async () => {
    const other = await client.create('crm/Accounts', { Name: 'Other' });
    const address = await client.create('crm/Addresses', { Account: other['ID'], Type: 4, City: 'Gent' });
    const reply = await client.api(
      'POST',
      'salesorder/SalesOrders',
      {},
      order([{ Item: item }], { DeliveryAddress: address['ID'] }),
    );
    expect(errorText(reply)).toContain('DeliveryAddress');
  });

  it('are refused for a blocked customer, an item that is not sold, and an item that has ended', async () => {
    const [blocked = ''] = await client.seed('crm/Accounts', [{ Name: 'Late payer', Blocked: true }]);
    const [prospect = '', gone = ''] = await client.seed('crm/Accounts', [
      { Name: 'Not yet', Status: 'P' },
      { Name: 'No longer', Status: 'C', StartDate: '2020-01-01', EndDate: '2020-12-31' },
    ]);
    const [bought = '', ended = '', whole = ''] = await client.seed('logistics/Items', [
      { Code: 'BOUGHT', Description: 'Only bought', IsSalesItem: false },
      { Code: 'ENDED', Description: 'Ended', StartDate: '2020-01-01', EndDate: '2020-12-31' },
      { Code: 'WHOLE', Description: 'Whole pieces' },
    ]);
    const text = async (body: unknown) => errorText(await client.api('POST', 'salesorder/SalesOrders', {}, body));
    expect(await text(order([{ Item: item }], { OrderedBy: blocked }))).toContain('Blocked: Account - Late payer');
    expect(await text(order([{ Item: item }], { OrderedBy: prospect }))).toContain('Customer (Type) - Not yet');
    expect(await text(order([{ Item: item }], { OrderedBy: gone }))).toContain('No longer is not active');
    expect((await client.api('POST', 'salesorder/SalesOrders', {}, order([{ Item: bought }]))).status).toBe(400);
    expect(await text(order([{ Item: bought }]))).toContain('BOUGHT is not a sales item');
    expect(await text(order([{ Item: ended }]))).toContain('ENDED is not active');
    expect(await text(order([{ Item: whole, Quantity: 1.5 }]))).toContain('WHOLE cannot be sold in fractions');
  });

  it('keep their customer, and follow changes of their lines', async () => {
    const header = await client.create('salesorder/SalesOrders', order([{ Item: item, Quantity: 1, NetPrice: 10 }]));
    const other = await client.create('crm/Accounts', { Name: 'Other' });
    const path = `salesorder/SalesOrders(guid'${String(header['OrderID'])}')`;
    expect((await client.api('PUT', path, {}, { OrderedBy: other['ID'] })).status).toBe(500);
    expect((await client.api('PUT', path, {}, { SalesOrderLines: [] })).status).toBe(400);
    expect((await client.api('PUT', path, {}, { YourRef: 'NEW' })).status).toBe(204);
    const added = await client.create('salesorder/SalesOrderLines', {
      OrderID: header['OrderID'],
      Item: item,
      Quantity: 1,
      NetPrice: 5,
    });
    expect(added['LineNumber']).toBe(2);
    const [first] = await linesOf(header);
    expect(
      (await client.api('PUT', `salesorder/SalesOrderLines(guid'${String(first?.['ID'])}')`, {}, { Quantity: 4 })).status,
    ).toBe(204);
    expect(await read(header)).toMatchObject({ YourRef: 'NEW', AmountFCExclVat: 45, AmountFC: 54.45 });
    expect((await client.api('DELETE', `salesorder/SalesOrderLines(guid'${String(added['ID'])}')`)).status).toBe(204);
    expect(await read(header)).toMatchObject({ AmountFCExclVat: 40 });
  });

  it('show what ERP users did: delivered in part, whole, invoiced, then closed to the app', async () => {
    const header = await client.create('salesorder/SalesOrders', order([{ Item: item, Quantity: 4, NetPrice: 10 }]));
    const [line] = await linesOf(header);
    const act = (fields: Line) =>
      client.call('PATCH', `/_control/rows/${DIVISION}/salesorder/SalesOrderLines/${String(line?.['ID'])}`, fields);
    await act({ QuantityDelivered: 1 });
    expect(await read(header)).toMatchObject({ DeliveryStatus: 20, InvoiceStatus: 12, Status: 20 });
    expect((await client.api('DELETE', `salesorder/SalesOrders(guid'${String(header['OrderID'])}')`)).status).toBe(500);
    await act({ QuantityDelivered: 4, QuantityInvoiced: 4 });
    expect(await read(header)).toMatchObject({ DeliveryStatus: 21, InvoiceStatus: 21, Status: 21 });
    expect(
      (await client.api('PUT', `salesorder/SalesOrders(guid'${String(header['OrderID'])}')`, {}, { YourRef: 'X' })).status,
    ).toBe(500);
  });

  it('cancelled by an ERP user take their lines along in the sync streams', async () => {
    const header = await client.create('salesorder/SalesOrders', order([{ Item: item, Quantity: 4, NetPrice: 10 }]));
    const sync = (path: string, after: number, select: string) =>
      client.rows(path, { $filter: `Timestamp gt ${after}L`, $select: select });
    const before = await sync('sync/SalesOrder/SalesOrderHeaders', 1, 'Timestamp,OrderID');
    const cursor = Math.max(...before.map((row) => Number(row['Timestamp'])));
    await client.call('PATCH', `/_control/rows/${DIVISION}/salesorder/SalesOrders/${String(header['OrderID'])}`, { Status: 45 });
    expect(await sync('sync/SalesOrder/SalesOrderHeaders', cursor, 'OrderID,Status,VATAmount')).toMatchObject([
      { OrderID: header['OrderID'], Status: 45, VATAmount: 8.4 },
    ]);
    expect(await sync('sync/SalesOrder/SalesOrderLines', cursor, 'OrderID,DeliveryStatus,Status')).toMatchObject([
      { DeliveryStatus: 45, Status: 45 },
    ]);
  });

  it('deleted leave a trace for the header and for each line', async () => {
    const header = await client.create('salesorder/SalesOrders', order([{ Item: item, Quantity: 1 }]));
    expect((await client.api('DELETE', `salesorder/SalesOrders(guid'${String(header['OrderID'])}')`)).status).toBe(204);
    const deleted = await client.rows('sync/Deleted', { $filter: 'Timestamp gt 1L', $select: 'EntityType,EntityKey' });
    expect(deleted.slice(-2).map((row) => row['EntityType'])).toEqual([32, 33]);
    expect(await linesOf(header)).toEqual([]);
  });
});
