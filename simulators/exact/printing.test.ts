import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, errorText, startConnected, type TestClient } from './testing/client.ts';

type Fields = Record<string, unknown>;

const DAY_MS = 86_400_000;
const wire = (day: number): string => `/Date(${day})/`;

describe('printing an invoice', () => {
  let client: TestClient;
  let item: string;
  let account: string;

  beforeEach(async () => {
    client = await startConnected();
    [item = ''] = await client.seed('logistics/Items', [
      { Code: 'LAMP', Description: 'Lamp (small)', SalesVatCode: '2', IsStockItem: true },
    ]);
    [account = ''] = await client.seed('crm/Accounts', [{ Name: 'Café Zoë', Status: 'C', PaymentConditionSales: '30' }]);
  });
  afterEach(closeSimulators);

  const invoice = (fields: Fields = {}) =>
    client.create('salesinvoice/SalesInvoices', {
      OrderedBy: account,
      SalesInvoiceLines: [{ Item: item, Quantity: 2, NetPrice: 10 }],
      ...fields,
    });
  const print = (header: Fields, fields: Fields = {}) =>
    client.create('salesinvoice/PrintedSalesInvoices', { InvoiceID: header['InvoiceID'], ...fields });
  const read = async (header: Fields): Promise<Fields> => {
    const [row = {}] = await client.rows('salesinvoice/SalesInvoices', {
      $filter: `InvoiceID eq guid'${String(header['InvoiceID'])}'`,
    });
    return row;
  };
  /** A day of this month, as the API writes days. */
  const dayOfMonth = (day: number, months = 0): number => {
    const now = new Date();
    return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, day);
  };
  const attachmentOf = async (printed: Fields): Promise<Fields> => {
    const [row = {}] = await client.rows('documents/DocumentAttachments', {
      $filter: `Document eq guid'${String(printed['Document'])}'`,
    });
    return row;
  };
  const fetchFile = (url: unknown, token = client.token): Promise<Response> =>
    fetch(String(url), { redirect: 'manual', headers: token ? { authorization: `Bearer ${token}` } : {} });

  it('numbers and dates it, and lets it be due as its payment condition says', async () => {
    const [first, second] = [await invoice(), await invoice()];
    const date = dayOfMonth(3);
    await print(second, { InvoiceDate: new Date(date).toISOString().slice(0, 10) });
    await print(first);

    const [one, two] = [await read(second), await read(first)];
    expect(one).toMatchObject({
      Status: 50,
      StatusDescription: 'Processed',
      InvoiceDate: wire(date),
      DueDate: wire(date + 30 * DAY_MS),
    });
    expect(Number(two['InvoiceNumber'])).toBe(Number(one['InvoiceNumber']) + 1);
    expect(two['InvoiceDate']).toMatch(/^\/Date\(\d+\)\/$/);
  });

  it('counts from the end of a month where the condition says so, and keeps a due date that was given', async () => {
    await client.seed('cashflow/PaymentConditions', [
      { Code: 'M1', Description: '8 days after the end of the month', PaymentEndOfMonths: 1, PaymentDays: 8 },
    ]);
    const date = dayOfMonth(3);
    const printedOn = { InvoiceDate: new Date(date).toISOString().slice(0, 10) };
    const atEnd = await invoice({ PaymentCondition: 'M1' });
    await print(atEnd, printedOn);
    expect((await read(atEnd))['DueDate']).toBe(wire(dayOfMonth(0, 1) + 8 * DAY_MS));

    const given = await invoice({ DueDate: new Date(dayOfMonth(25)).toISOString().slice(0, 10) });
    await print(given, printedOn);
    expect((await read(given))['DueDate']).toBe(wire(dayOfMonth(25)));
  });

  it('makes it unchangeable for everybody, and cannot be done twice', async () => {
    const header = await invoice();
    await print(header);
    const [line] = await client.rows('salesinvoice/SalesInvoiceLines', {
      $filter: `InvoiceID eq guid'${String(header['InvoiceID'])}'`,
    });
    const path = `salesinvoice/SalesInvoices(guid'${String(header['InvoiceID'])}')`;
    const linePath = `salesinvoice/SalesInvoiceLines(guid'${String(line?.['ID'])}')`;
    const added = { InvoiceID: header['InvoiceID'], Item: item };
    const replies = [
      await client.api('PUT', path, {}, { YourRef: 'X' }),
      await client.api('DELETE', path),
      await client.api('PUT', linePath, {}, { Quantity: 1 }),
      await client.api('DELETE', linePath),
      await client.api('POST', 'salesinvoice/SalesInvoiceLines', {}, added),
      await client.api('POST', 'salesinvoice/PrintedSalesInvoices', {}, { InvoiceID: header['InvoiceID'] }),
    ];
    expect(new Set(replies.map(errorText))).toEqual(new Set(['Not allowed: The sales invoice is processed']));
    const byHand = `/_control/rows/${DIVISION}/salesinvoice/SalesInvoices/${String(header['InvoiceID'])}`;
    expect((await client.call('PATCH', byHand, { YourRef: 'X' })).status).toBe(500);
    expect((await client.call('DELETE', byHand)).status).toBe(500);
  });

  it('is refused in a closed period, which the list of journals shows, and goes once it is open again', async () => {
    const date = dayOfMonth(3);
    const [year, period] = [new Date(date).getUTCFullYear(), new Date(date).getUTCMonth() + 1];
    const close = (isClosed: boolean) =>
      client.call('POST', '/_control/periods', { division: DIVISION, journal: '50', year, period, isClosed });
    const header = await invoice();
    const body = { InvoiceID: header['InvoiceID'], InvoiceDate: new Date(date).toISOString().slice(0, 10) };
    await close(true);

    const refused = await client.api('POST', 'salesinvoice/PrintedSalesInvoices', {}, body);
    expect(errorText(refused)).toBe(`Period is closed: 50 - ${year}/${period}`);
    expect(await read(header)).toMatchObject({ Status: 20, InvoiceNumber: null });
    expect(await client.rows('read/financial/JournalStatusList', { $filter: 'Status eq 1' })).toMatchObject([
      { Journal: '50', JournalTypeDescription: 'Sales', Year: year, Period: period, StatusDescription: 'Closed' },
    ]);
    expect((await client.api('POST', 'salesinvoice/PrintedSalesInvoices', {}, { ...body, ReportingYear: year + 1 })).status).toBe(
      201,
    );
    await close(false);
    expect(await print(await invoice(), { InvoiceDate: body.InvoiceDate })).toMatchObject({ DocumentCreationError: null });
  });

  it('shows the state of every journal and month, page after page', async () => {
    const seen: unknown[] = [];
    let next: string | undefined =
      `${client.simulator.url}/api/v1/${DIVISION}/read/financial/JournalStatusList?$filter=Journal ne '10'`;
    while (next !== undefined) {
      const reply = await client.call('GET', next.slice(client.simulator.url.length));
      const { d } = reply.body as { d: { results: Fields[]; __next?: string } };
      seen.push(...d.results.map((row) => [row['Journal'], row['Year'], row['Period']].join('/')));
      next = d.__next;
    }
    expect(new Set(seen).size).toBe(4 * 3 * 12);
    expect(seen).toHaveLength(4 * 3 * 12);
  });

  it('is refused without an invoice, and for one that is not there', async () => {
    const refusal = async (body: Fields) => errorText(await client.api('POST', 'salesinvoice/PrintedSalesInvoices', {}, body));
    expect(await refusal({})).toBe('Mandatory: InvoiceID');
    expect(await refusal({ InvoiceID: account })).toContain('Invalid reference: InvoiceID');
    expect((await client.get('salesinvoice/PrintedSalesInvoices')).status).toBe(403);
  });

  it('files the print as a PDF in a document with the number of the invoice, to which the invoice does not point', async () => {
    const header = await invoice();
    const printed = await print(header);
    expect(printed).toMatchObject({ DocumentCreationSuccess: expect.any(String), DocumentCreationError: null });

    const { InvoiceNumber: number, Document: linked } = await read(header);
    expect(linked).toBeNull();
    expect(
      await client.rows('documents/Documents', {
        $filter: `SalesInvoiceNumber eq ${String(number)}`,
        $select: 'ID,Subject,TypeDescription,AccountName,AmountFC',
      }),
    ).toMatchObject([{ ID: printed['Document'], TypeDescription: 'Sales invoice', AccountName: 'Café Zoë', AmountFC: 24.2 }]);

    const attachment = await attachmentOf(printed);
    expect(attachment).toMatchObject({ FileName: `${String(number)}.pdf`, Attachment: null });
    const file = await fetchFile(`${String(attachment['Url'])}&Download=1`);
    const bytes = Buffer.from(await file.arrayBuffer());
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(bytes).toHaveLength(Number(attachment['FileSize']));
    const text = bytes.toString('latin1');
    expect(text).toMatch(/^%PDF-/);
    expect(text).toContain(`(Sales invoice ${String(number)})`);
    expect(text).toContain('2 x Lamp \\(small\\)  EUR 20.00');
    expect(text).toContain('(To Café Zoë)');
  });

  it('hands the PDF out to who has a token for the company; others end at a login page that looks like success', async () => {
    const { Url: url } = await attachmentOf(await print(await invoice()));
    const whole = `${String(url)}&Download=1`;
    const moved = await fetchFile(whole, '');
    expect([moved.status, moved.headers.get('location')]).toEqual([302, '/docs/Login.aspx']);
    expect((await fetchFile(whole, 'spent')).status).toBe(302);
    const followed = await fetch(whole);
    expect([followed.status, followed.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await fetchFile(url)).headers.get('content-type')).toContain('text/html');
  });

  it('leaves no PDF behind when its document is deleted', async () => {
    const printed = await print(await invoice());
    const { ID: attachment, Url: url } = await attachmentOf(printed);
    expect((await client.api('DELETE', `documents/Documents(guid'${String(printed['Document'])}')`)).status).toBe(204);
    expect((await fetchFile(`${String(url)}&Download=1`)).status).toBe(404);
    expect(await client.rows('sync/Deleted', { $filter: 'Timestamp gt 1L', $select: 'EntityKey,EntityType' })).toMatchObject([
      { EntityKey: printed['Document'], EntityType: 6 },
      { EntityKey: attachment, EntityType: 4 },
    ]);
  });

  it('says what became of sending it, and processes it all the same', async () => {
    const header = await invoice();
    expect(await print(header, { SendEmailToCustomer: true, SendInvoiceViaPeppol: true })).toMatchObject({
      EmailCreationError: 'Mandatory: E-mail address',
      PeppolCreationError: 'Mandatory: Peppol identifier',
      PeppolCreationSuccess: null,
    });
    expect((await read(header))['Status']).toBe(50);
  });

  it('takes the goods of a direct invoice out of the stock, and brings those of a direct credit note back', async () => {
    const [warehouse] = await client.rows('inventory/Warehouses', { $filter: "Code eq '1'", $select: 'ID' });
    const stock = async () => {
      const [row] = await client.rows('sync/Inventory/StockPositions', { $filter: 'Timestamp gt 1L', $select: 'CurrentStock' });
      return row?.['CurrentStock'];
    };
    await print(await invoice({ Type: 8023, Warehouse: warehouse?.['ID'] }));
    expect(await stock()).toBe(-2);
    await print(await invoice({ Type: 8024, Warehouse: warehouse?.['ID'] }));
    expect(await stock()).toBe(0);
  });
});
