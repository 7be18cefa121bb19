/**
 * What one writes in an afternoon to do the same job: jsforce and fetch, one record at a time, no batches, no memory of what was
 * sent, no retries. It is measured beside the service; it does as much as is needed for the same result and no more.
 *
 * Takes its task as JSON in its first argument, prints what it took as JSON.
 */
import { Connection, type Record as SalesforceRecord } from 'jsforce';

interface Task {
  readonly job: 'products' | 'orders';
  readonly exactUrl: string;
  readonly exactToken: string;
  readonly division: number;
  readonly salesforceUrl: string;
  readonly salesforceToken: string;
}

type ExactRow = Readonly<Record<string, unknown>>;

const task = JSON.parse(process.argv[2] ?? '{}') as Task;
const salesforce = new Connection({ instanceUrl: task.salesforceUrl, accessToken: task.salesforceToken, version: '67.0' });

const begunAt = performance.now();
const cpuFrom = process.cpuUsage();
const records = task.job === 'products' ? await copyProducts() : await sendOrders();
const { user, system } = process.cpuUsage(cpuFrom);
process.stdout.write(JSON.stringify({ records, wallMs: performance.now() - begunAt, cpuMs: (user + system) / 1000 }));

async function copyProducts(): Promise<number> {
  const [book] = await find('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
  let copied = 0;
  let page: string | undefined = exactUrl(
    'logistics/Items?$filter=IsSalesItem eq true&$select=ID,Code,Description,Barcode,SalesVatCode,Unit',
  );
  while (page !== undefined) {
    const { rows, next } = await readExact(page);
    for (const item of rows) {
      await copyProduct(item, String(book?.['Id']));
      copied += 1;
    }
    page = next;
  }
  return copied;
}

async function copyProduct(item: ExactRow, bookId: string): Promise<void> {
  const code = String(item['Code']).trim();
  const prices = await readExact(
    exactUrl(`logistics/SalesItemPrices?$filter=Item eq guid'${String(item['ID'])}'&$select=ID,Price`),
  );
  const fields = {
    Name: String(item['Description']),
    ProductCode: code,
    IsActive: true,
    Exact_Id__c: String(item['ID']),
    Barcode__c: item['Barcode'],
    Exact_Unit__c: item['Unit'],
    Exact_Vat_Code__c: String(item['SalesVatCode']).trim(),
  };
  const [known] = await find(`SELECT Id FROM Product2 WHERE ProductCode = '${code}'`);
  const productId = await save('Product2', known, fields);
  const price = prices.rows[0];
  if (price === undefined) return;
  const [entry] = await find(`SELECT Id FROM PricebookEntry WHERE Product2Id = '${productId}' AND Pricebook2Id = '${bookId}'`);
  const entryFields = { UnitPrice: price['Price'], IsActive: true, Exact_Price_Id__c: String(price['ID']) };
  await save('PricebookEntry', entry, entryFields, { Product2Id: productId, Pricebook2Id: bookId });
}

async function sendOrders(): Promise<number> {
  const orders = await find("SELECT Id FROM Order WHERE StatusCode = 'Activated' AND Exact_Id__c = null");
  for (const { Id: id } of orders) await sendOrder(String(id));
  return orders.length;
}

async function sendOrder(id: string): Promise<void> {
  const order = await salesforce.sobject('Order').retrieve(id);
  const account = await salesforce.sobject('Account').retrieve(String(order['AccountId']));
  const lines = await find(`SELECT Quantity, UnitPrice, Product2Id FROM OrderItem WHERE OrderId = '${id}'`);
  const exactLines = [];
  for (const line of lines) {
    const product = await salesforce.sobject('Product2').retrieve(String(line['Product2Id']));
    const items = await readExact(exactUrl(`logistics/Items?$filter=Code eq '${String(product['ProductCode'])}'&$select=ID`));
    exactLines.push({ Item: items.rows[0]?.['ID'], Quantity: line['Quantity'], NetPrice: line['UnitPrice'] });
  }
  const created = await writeExact('salesorder/SalesOrders', {
    OrderedBy: await customerOf(account),
    YourRef: order['OrderNumber'],
    SalesOrderLines: exactLines,
  });
  await salesforce.sobject('Order').update({
    Id: id,
    Exact_Id__c: created['OrderID'],
    Exact_Number__c: String(created['OrderNumber']),
    Exact_Sync_Status__c: 'Sent',
  });
}

async function customerOf(account: SalesforceRecord): Promise<unknown> {
  const name = String(account['Name']).replaceAll("'", "''");
  const known = await readExact(exactUrl(`crm/Accounts?$filter=Name eq '${encodeURIComponent(name)}'&$select=ID`));
  if (known.rows[0] !== undefined) return known.rows[0]['ID'];
  const created = await writeExact('crm/Accounts', {
    Name: account['Name'],
    Status: 'C',
    AddressLine1: account['BillingStreet'],
    Postcode: account['BillingPostalCode'],
    City: account['BillingCity'],
  });
  return created['ID'];
}

async function find(soql: string): Promise<SalesforceRecord[]> {
  const answer = await salesforce.query(soql, { autoFetch: true, maxFetch: 100_000 });
  return answer.records;
}

async function save(
  object: string,
  known: SalesforceRecord | undefined,
  fields: SalesforceRecord,
  onlyNew: SalesforceRecord = {},
): Promise<string> {
  if (known !== undefined) {
    await salesforce.sobject(object).update({ ...fields, Id: String(known['Id']) });
    return String(known['Id']);
  }
  const created = await salesforce.sobject(object).create({ ...fields, ...onlyNew });
  return String(created.id);
}

function exactUrl(path: string): string {
  return `${task.exactUrl}/api/v1/${task.division}/${path}`;
}

async function readExact(url: string): Promise<{ readonly rows: readonly ExactRow[]; readonly next: string | undefined }> {
  const { d } = (await askExact('GET', url)) as { d: { results: ExactRow[]; __next?: string } | ExactRow[] };
  return Array.isArray(d) ? { rows: d, next: undefined } : { rows: d.results, next: d.__next };
}

async function writeExact(path: string, row: object): Promise<ExactRow> {
  const { d } = (await askExact('POST', exactUrl(path), row)) as { d: ExactRow };
  return d;
}

async function askExact(method: string, url: string, row?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${task.exactToken}`,
      ...(row === undefined ? {} : { 'content-type': 'application/json', prefer: 'return=representation' }),
    },
    ...(row === undefined ? {} : { body: JSON.stringify(row) }),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
