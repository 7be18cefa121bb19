import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { closeSimulators, DIVISION, startConnected, type TestClient } from './testing/client.ts';

type Fields = Record<string, unknown>;

describe('the stream of sales invoices', () => {
  let client: TestClient;
  let items: string[];
  let account: string;

  beforeEach(async () => {
    client = await startConnected({ timeScale: 1000 });
    items = await client.seed(
      'logistics/Items',
      ['LAMP', 'CHAIR'].map((Code) => ({ Code, Description: Code, SalesVatCode: '2' })),
    );
    [account = ''] = await client.seed('crm/Accounts', [{ Name: 'ACME', Status: 'C', PaymentConditionSales: '30' }]);
  });
  afterEach(closeSimulators);

  const invoice = () =>
    client.create('salesinvoice/SalesInvoices', {
      OrderedBy: account,
      Description: 'The whole',
      YourRef: 'PO-1',
      SalesInvoiceLines: items.map((Item, index) => ({ Item, Quantity: index + 1, NetPrice: 10 })),
    });
  const print = (header: Fields) => client.create('salesinvoice/PrintedSalesInvoices', { InvoiceID: header['InvoiceID'] });
  const stream = (after: unknown = 1, $select = 'Timestamp,ID,InvoiceID,LineNumber') =>
    client.rows('sync/SalesInvoice/SalesInvoices', { $filter: `Timestamp gt ${String(after)}L`, $select });
  const cursor = async () => Math.max(...(await stream()).map((row) => Number(row['Timestamp'])));
  const path = (header: Fields) => `salesinvoice/SalesInvoices(guid'${String(header['InvoiceID'])}')`;
  const linePath = (line: Fields | undefined) => `salesinvoice/SalesInvoiceLines(guid'${String(line?.['ID'])}')`;

  it('mixes the header, as line 0, with the lines', async () => {
    const header = await invoice();
    const select =
      'ID,InvoiceID,LineNumber,YourRef,InvoiceToName,Status,Description,Item,ItemCode,Quantity,AmountFC,VATAmountFC,VATCode,GLAccount';
    expect(await stream(1, select)).toMatchObject([
      {
        InvoiceID: header['InvoiceID'],
        LineNumber: 0,
        YourRef: 'PO-1',
        InvoiceToName: 'ACME',
        Status: 20,
        Description: 'The whole',
        Item: null,
        AmountFC: 36.3,
        VATAmountFC: 6.3,
      },
      {
        InvoiceID: header['InvoiceID'],
        LineNumber: 1,
        YourRef: 'PO-1',
        Status: 20,
        Description: 'LAMP',
        ItemCode: 'LAMP',
        Quantity: 1,
        AmountFC: 10,
        VATAmountFC: 2.1,
        VATCode: '2  ',
        GLAccount: expect.any(String),
      },
      { LineNumber: 2, ItemCode: 'CHAIR', AmountFC: 20 },
    ]);
  });

  it('brings the whole invoice again when its header, or a line, changes or is added', async () => {
    const [header, other] = [await invoice(), await invoice()];
    let seen = await cursor();
    const [line] = await client.rows('salesinvoice/SalesInvoiceLines', {
      $filter: `InvoiceID eq guid'${String(header['InvoiceID'])}' and LineNumber eq 2`,
    });
    const changes: (() => Promise<{ status: number }>)[] = [
      () => client.api('PUT', path(header), {}, { YourRef: 'PO-2' }),
      () => client.api('PUT', linePath(line), {}, { Notes: 'No amount changes' }),
      () => client.api('POST', 'salesinvoice/SalesInvoiceLines', {}, { InvoiceID: header['InvoiceID'], Item: items[0] }),
    ];
    const numbers = [
      [0, 1, 2],
      [0, 1, 2],
      [0, 1, 2, 3],
    ];
    for (const [index, change] of changes.entries()) {
      expect((await change()).status).toBeLessThan(300);
      const rows = await stream(seen);
      expect(rows.map((row) => row['LineNumber'])).toEqual(numbers[index]);
      expect(rows.map((row) => row['InvoiceID'])).not.toContain(other['InvoiceID']);
      seen = await cursor();
    }
  });

  it('brings number, dates and status of a printed invoice on every row', async () => {
    const header = await invoice();
    const seen = await cursor();
    await print(header);
    const rows = await stream(seen, 'LineNumber,Status,InvoiceNumber,DueDate');
    expect(rows).toHaveLength(3);
    for (const row of rows)
      expect(row).toMatchObject({ Status: 50, InvoiceNumber: 1, DueDate: expect.stringMatching(/^\/Date/) });
  });

  it('leaves what is deleted to sync/Deleted, a line by itself and an invoice with all its rows', async () => {
    const header = await invoice();
    const [first, second] = await client.rows('salesinvoice/SalesInvoiceLines', {
      $filter: `InvoiceID eq guid'${String(header['InvoiceID'])}'`,
      $orderby: 'LineNumber',
    });
    await client.api('DELETE', linePath(first));
    expect((await stream()).map((row) => row['LineNumber'])).toEqual([0, 2]);
    await client.api('DELETE', path(header));
    expect(await stream()).toEqual([]);
    const gone = await client.rows('sync/Deleted', { $filter: 'Timestamp gt 1L and EntityType eq 13', $select: 'EntityKey' });
    expect(gone.map((row) => row['EntityKey'])).toEqual([first?.['ID'], header['InvoiceID'], second?.['ID']]);
  });

  it('can be entered from a date', async () => {
    await invoice();
    const endPoint = "'SalesInvoices'";
    const from = async (modified: number) => {
      const day = new Date(modified).toISOString().slice(0, 10);
      const [row] = await client.rows('read/sync/Sync/SyncTimestamp', { modified: `datetime'${day}'`, endPoint });
      return Number(row?.['TimeStampAsBigInt']);
    };
    expect(await from(Date.now() - 10 * 86_400_000)).toBe(0);
    expect(await from(Date.now() + 2 * 86_400_000)).toBe(await cursor());
  });

  it('is announced by the topic SalesInvoices, for headers and for lines', async () => {
    const inbox: { Action: string; Key: string; ExactOnlineEndpoint: string }[] = [];
    let arrived: (() => void) | undefined;
    const callback: Server = createServer((message, response) => {
      let body = '';
      message.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      message.on('end', () => {
        response.writeHead(200).end();
        if (body !== '') inbox.push((JSON.parse(body) as { Content: (typeof inbox)[number] }).Content);
        arrived?.();
      });
    });
    await new Promise<void>((resolve) => callback.listen(0, '127.0.0.1', resolve));
    const CallbackURL = `http://127.0.0.1:${(callback.address() as AddressInfo).port}/hook`;
    await client.create('webhooks/WebhookSubscriptions', { Topic: 'SalesInvoices', CallbackURL });

    const header = await invoice();
    const [line] = await client.rows('salesinvoice/SalesInvoiceLines', {
      $filter: `InvoiceID eq guid'${String(header['InvoiceID'])}'`,
    });
    await client.api('PUT', linePath(line), {}, { Notes: 'X' });
    await client.api('DELETE', path(header));
    await new Promise<void>((resolve) => {
      arrived = () => inbox.length >= 3 && resolve();
      arrived();
    });
    expect(inbox.map(({ Action, Key }) => [Action, Key])).toEqual(
      ['Create', 'Update', 'Delete'].map((action) => [action, header['InvoiceID']]),
    );
    expect(inbox[0]?.ExactOnlineEndpoint).toContain(`/api/v1/${DIVISION}/${path(header)}`);
    callback.closeAllConnections();
    await new Promise((resolve) => callback.close(resolve));
  });
});
