import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

type Fields = Record<string, unknown>;

describe('sales invoices', () => {
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

  const body = (lines: unknown, fields: Fields = {}) => ({ OrderedBy: account, SalesInvoiceLines: lines, ...fields });
  const invoice = (lines: unknown, fields: Fields = {}) => client.create('salesinvoice/SalesInvoices', body(lines, fields));
  const idOf = (header: Fields) => String(header['InvoiceID']);
  const linesOf = (header: Fields) =>
    client.rows('salesinvoice/SalesInvoiceLines', { $filter: `InvoiceID eq guid'${idOf(header)}'`, $orderby: 'LineNumber' });
  const read = async (header: Fields): Promise<Fields> => {
    const [row = {}] = await client.rows('salesinvoice/SalesInvoices', { $filter: `InvoiceID eq guid'${idOf(header)}'` });
    return row;
  };
  const path = (header: Fields) => `salesinvoice/SalesInvoices(guid'${idOf(header)}')`;
  const linePath = (line: Fields | undefined) => `salesinvoice/SalesInvoiceLines(guid'${String(line?.['ID'])}')`;

  it('are open, take the customer’s defaults, and have neither number nor date', async () => {
    expect(await invoice([{ Item: item }], { YourRef: 'PO-1' })).toMatchObject({
      Status: 20,
      StatusDescription: 'Open',
      Type: 8020,
      TypeDescription: 'Sales invoice',
      Journal: '50',
      Currency: 'EUR',
      PaymentCondition: '30',
      InvoiceTo: account,
      InvoiceToName: 'ACME',
      DeliverTo: account,
      YourRef: 'PO-1',
      InvoiceNumber: null,
      InvoiceDate: null,
      DueDate: null,
      SalesInvoiceLines: { __deferred: { uri: expect.stringContaining('/SalesInvoiceLines') } },
    });
  });

  it('price their lines from the price list and the customer’s discount, on the revenue account of the item', async () => {
    const [gl = ''] = await client.seed('financial/GLAccounts', [{ Code: '8200', Description: 'Lamps', Type: 110 }]);
    const [own = ''] = await client.seed('logistics/Items', [{ Code: 'OWN', Description: 'Own account', GLRevenue: gl }]);
    const header = await invoice([{ Item: item, Quantity: 3 }, { Item: own }]);
    expect(await linesOf(header)).toMatchObject([
      { LineNumber: 1, ItemCode: 'LAMP', UnitPrice: 12.5, NetPrice: 11.25, AmountFC: 33.75, VATAmountFC: 7.09, VATCode: '2  ' },
      { LineNumber: 2, GLAccount: gl, GLAccountDescription: 'Lamps' },
    ]);
    expect(header).toMatchObject({ AmountFCExclVat: 33.75, AmountFC: 40.84, AmountDC: 40.84, VATAmountFC: 7.09 });
  });

  it('come to the amounts that an order of the same lines comes to, whatever they are', async () => {
    const line = fc.record({
      Quantity: fc.integer({ min: 1, max: 999 }),
      NetPrice: fc.integer({ min: 0, max: 99_999 }).map((thousandths) => thousandths / 1000),
      VATCode: fc.constantFrom('0', '1', '2', '3', '4', '5'),
    });
    const lines = fc.array(
      line.map((fields) => ({ Item: item, ...fields })),
      { minLength: 1, maxLength: 6 },
    );
    const discount = fc.constantFrom({}, { Discount: 0.05 }, { AmountDiscountExclVat: 0.01 });
    await fc.assert(
      fc.asyncProperty(lines, discount, async (rows, fields) => {
        const order = await client.create('salesorder/SalesOrders', { OrderedBy: account, SalesOrderLines: rows, ...fields });
        const header = await invoice(rows, fields);
        const amounts = ['AmountFC', 'AmountFCExclVat', 'AmountDiscount', 'AmountDiscountExclVat'];
        expect(amounts.map((field) => header[field])).toEqual(amounts.map((field) => order[field]));
      }),
      { numRuns: 15 },
    );
  });

  it.each([
    ['without lines', () => body([]), 500, 'Mandatory: SalesInvoiceLines'],
    ['with an object for lines', () => body({ Item: item }), 400, 'valid top-level resource object'],
    ['without a customer', () => ({ SalesInvoiceLines: [{ Item: item }] }), 500, 'Mandatory: OrderedBy'],
    ['with a line without item', () => body([{ Quantity: 1 }]), 500, 'Mandatory: Item'],
    ['with an unknown item', () => body([{ Item: account }]), 500, 'Invalid reference: Item'],
    ['with a number of its own', () => body([{ Item: item }], { InvoiceNumber: 7 }), 400, 'read-only'],
    ['with a status', () => body([{ Item: item }], { Status: 50 }), 400, 'read-only'],
    ['with a line that points to an order', () => body([{ Item: item, SalesOrder: account }]), 400, 'read-only'],
    ['on an unknown journal', () => body([{ Item: item }], { Journal: '99' }), 500, 'Journal - 99'],
    ['on a journal that is not for sales', () => body([{ Item: item }], { Journal: '60' }), 500, 'not a sales journal'],
    ['of an unknown type', () => body([{ Item: item }], { Type: 8022 }), 500, 'Type - 8022'],
    ['direct without a warehouse', () => body([{ Item: item }], { Type: 8023 }), 500, 'Mandatory: Warehouse'],
    ['direct to the customer’s credit without a warehouse', () => body([{ Item: item }], { Type: 8024 }), 500, 'Warehouse'],
  ])('are refused %s', async (_, refused, status, text) => {
    const reply = await client.api('POST', 'salesinvoice/SalesInvoices', {}, refused());
    expect(reply.status).toBe(status);
    expect(errorText(reply)).toContain(text);
  });

  it('are refused to who is no customer, is blocked, or has no payment condition', async () => {
    const [prospect = '', blocked = '', bare = ''] = await client.seed('crm/Accounts', [
      { Name: 'Not yet', Status: 'P' },
      { Name: 'Late payer', Status: 'C', Blocked: true },
      { Name: 'Bare', Status: 'C' },
    ]);
    const refusal = (OrderedBy: string) =>
      client.api('POST', 'salesinvoice/SalesInvoices', {}, body([{ Item: item }], { OrderedBy }));
    const notYet = await refusal(prospect);
    expect([notYet.status, errorText(notYet)]).toEqual([403, expect.stringContaining('Customer (Type) - Not yet')]);
    expect(errorText(await refusal(blocked))).toContain('Late payer');
    expect(errorText(await refusal(bare))).toContain('Mandatory: Payment condition');
  });

  it('name a warehouse only when they are direct', async () => {
    const [warehouse] = await client.rows('inventory/Warehouses', { $filter: "Code eq '1'", $select: 'ID' });
    const reply = await client.api(
      'POST',
      'salesinvoice/SalesInvoices',
      {},
      body([{ Item: item }], { Warehouse: warehouse?.['ID'] }),
    );
    expect(errorText(reply)).toContain('Only for direct');
    expect(await invoice([{ Item: item }], { Type: 8023, Warehouse: warehouse?.['ID'] })).toMatchObject({ Type: 8023 });
  });

  it('want a journal where there are several, and one that takes their currency', async () => {
    await client.seed('financial/Journals', [{ Code: '51', Description: 'Sales in euros', Type: 20, Currency: 'EUR' }]);
    const reply = await client.api('POST', 'salesinvoice/SalesInvoices', {}, body([{ Item: item }]));
    expect(errorText(reply)).toContain('Mandatory: Journal');
    const foreign = { Journal: '51', Currency: 'USD' };
    expect(errorText(await client.api('POST', 'salesinvoice/SalesInvoices', {}, body([{ Item: item }], foreign)))).toContain(
      'Currency',
    );
    expect(await invoice([{ Item: item }], { Journal: '50', Currency: 'USD' })).toMatchObject({ Currency: 'USD' });
  });

  it('follow changes of their lines while they are open, and go with them', async () => {
    const header = await invoice([{ Item: item, Quantity: 1, NetPrice: 10 }], { Journal: '50' });
    expect((await client.api('PUT', path(header), {}, { YourRef: 'NEW' })).status).toBe(204);
    expect((await client.api('PUT', path(header), {}, { Type: 8021 })).status).toBe(500);
    const added = await client.create('salesinvoice/SalesInvoiceLines', {
      InvoiceID: header['InvoiceID'],
      Item: item,
      Quantity: 2,
      NetPrice: 5,
    });
    expect(added['LineNumber']).toBe(2);
    const [first] = await linesOf(header);
    expect((await client.api('PUT', linePath(first), {}, { Quantity: 4 })).status).toBe(204);
    expect(await read(header)).toMatchObject({ YourRef: 'NEW', AmountFCExclVat: 50, AmountFC: 60.5 });

    expect((await client.api('DELETE', linePath(added))).status).toBe(204);
    expect(await read(header)).toMatchObject({ AmountFCExclVat: 40 });
    expect((await client.api('DELETE', path(header))).status).toBe(204);
    expect(await linesOf(header)).toEqual([]);
  });

  it('are read in bulk, where the fields must be named, with their lines', async () => {
    const header = await invoice([{ Item: item }, { Item: item }], { Journal: '50' });
    expect((await client.get('bulk/SalesInvoice/SalesInvoices')).status).toBe(400);
    const $filter = `InvoiceID eq guid'${idOf(header)}'`;
    expect(await client.rows('bulk/SalesInvoice/SalesInvoices', { $filter, $select: 'InvoiceID,Status,AmountFC' })).toMatchObject(
      [{ InvoiceID: idOf(header), Status: 20, AmountFC: header['AmountFC'] }],
    );
    expect(await client.rows('bulk/SalesInvoice/SalesInvoiceLines', { $filter, $select: 'ID,LineNumber' })).toHaveLength(2);
    expect((await client.get('salesinvoice/SalesInvoices', { $select: 'InvoiceID' })).status).toBe(400);
  });
});

describe('invoices and orders in a foreign currency', () => {
  afterAll(closeSimulators);

  it('show their amounts in the currency of the company too', async () => {
    const company = { code: DIVISION, name: 'Tandem BV', currency: 'EUR', country: 'NL', isMain: true };
    const client = await startConnected({ divisions: [{ ...company, rates: { USD: 0.9 } }] });
    const [item = ''] = await client.seed('logistics/Items', [{ Code: 'LAMP', Description: 'Lamp', SalesVatCode: '2' }]);
    const [account = ''] = await client.seed('crm/Accounts', [{ Name: 'ACME', Status: 'C', PaymentConditionSales: '30' }]);
    const lines = [{ Item: item, NetPrice: 10.05 }];
    const sold = { OrderedBy: account, Currency: 'USD' };
    const invoice = await client.create('salesinvoice/SalesInvoices', { ...sold, SalesInvoiceLines: lines });
    expect(invoice).toMatchObject({ AmountFC: 12.16, AmountDC: 10.94, VATAmountFC: 2.11, VATAmountDC: 1.9 });
    expect(await client.create('salesorder/SalesOrders', { ...sold, SalesOrderLines: lines })).toMatchObject({ AmountDC: 10.94 });
    const $filter = 'Timestamp gt 1L';
    expect(
      await client.rows('sync/SalesInvoice/SalesInvoices', { $filter, $select: 'LineNumber,AmountDC,VATAmountDC' }),
    ).toMatchObject([
      { LineNumber: 0, AmountDC: 10.94 },
      { LineNumber: 1, AmountDC: 9.05, VATAmountDC: 1.9 },
    ]);
  });
});

describe.each([
  ['with a minus', 'negative', -1],
  ['without a sign', 'positive', 1],
] as const)('credit notes of a company that shows them %s', (_, creditNotes, sign) => {
  let client: TestClient;
  beforeAll(async () => {
    const divisions = [{ code: DIVISION, name: 'Tandem BV', currency: 'EUR', country: 'NL', isMain: true, creditNotes }];
    client = await startConnected({ divisions });
  });
  afterAll(closeSimulators);

  it('have that sign on quantities and amounts, whichever was entered', async () => {
    const [item = ''] = await client.seed('logistics/Items', [{ Code: 'LAMP', Description: 'Lamp', SalesVatCode: '2' }]);
    const [account = ''] = await client.seed('crm/Accounts', [{ Name: 'ACME', Status: 'C', PaymentConditionSales: '30' }]);
    const header = await client.create('salesinvoice/SalesInvoices', {
      OrderedBy: account,
      Type: 8021,
      SalesInvoiceLines: [2, -1].map((Quantity) => ({ Item: item, Quantity, NetPrice: 10 })),
    });
    expect(header).toMatchObject({ AmountFCExclVat: 30 * sign, AmountFC: 36.3 * sign, VATAmountFC: 6.3 * sign });
    const $filter = `InvoiceID eq guid'${String(header['InvoiceID'])}'`;
    expect(await client.rows('salesinvoice/SalesInvoiceLines', { $filter, $orderby: 'LineNumber' })).toMatchObject([
      { Quantity: 2 * sign, NetPrice: 10, AmountFC: 20 * sign, VATAmountFC: 4.2 * sign },
      { Quantity: sign, AmountFC: 10 * sign },
    ]);
  });
});
