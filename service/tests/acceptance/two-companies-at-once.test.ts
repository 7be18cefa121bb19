import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { item, productRow } from '../support/shop.ts';
import { DIVISION, FAR_LIMITS, SECOND_DIVISION, startWorld, type World } from '../support/world.ts';

let world: World;
const COMPANIES = [DIVISION, SECOND_DIVISION] as const;
const FLOWS = ['products', 'stock', 'invoices', 'credit', 'sets'] as const;
const PARTS = 'inventory/AssemblyBillOfMaterialMaterials';
const BOTH = { enabled: false, division: DIVISION, furtherDivisions: [SECOND_DIVISION] };
/** A customer of both companies, and one of the second alone. */
let shared: string;
let own: string;

beforeAll(async () => {
  world = await startWorld({ timeScale: 60, limits: FAR_LIMITS, hasSecondDivision: true, divisions: COMPANIES });
  await world.saveConfiguration({
    version: 1,
    divisions: COMPANIES.map((code) => ({ code, default: code === DIVISION })),
    // Off: what is done is done by hand.
    flows: Object.fromEntries(FLOWS.map((flow) => [flow, BOTH])),
  });
  await enterCompany(DIVISION, { 'SKU-1': 1.5, 'SKU-2': 2 }, 10);
  await enterCompany(SECOND_DIVISION, { 'SKU-1': 9, 'SKU-9': 3 }, 77);
  [shared = '', own = ''] = await world.salesforce.seed(
    ['Shared', 'Own'].map((Name) => ({ object: 'Account', fields: { Name } })),
  );
  await linkDebtor(DIVISION, shared, 100);
  await linkDebtor(SECOND_DIVISION, shared, 20);
  await linkDebtor(SECOND_DIVISION, own, 3);
}, 180_000);

afterAll(() => world.close());

/** Items with a price and stock each; the first one is a set of the second. */
async function enterCompany(division: number, prices: Readonly<Record<string, number>>, stock: number): Promise<void> {
  const codes = Object.keys(prices);
  const described = (code: string) => ({ ...item(code), Description: `${code} of ${division}`, IsStockItem: true });
  await world.exact.seed(division, { 'logistics/Items': codes.map(described) });
  const entered = await world.exact.rows(division, 'logistics/Items');
  const items = codes.flatMap((code) => entered.filter((row) => String(row['Code']).trim() === code));
  const main = (await world.exact.rows(division, 'inventory/Warehouses')).find((row) => row['Main'] === 1);
  await world.exact.seed(division, {
    'logistics/SalesItemPrices': items.map((row) => ({
      ...{ Item: String(row['ID']), Currency: 'EUR', Quantity: 1, Unit: 'pc', Price: prices[String(row['Code']).trim()] ?? 0 },
    })),
    'inventory/ItemWarehouses': items.map((row) => ({
      ...{ Item: String(row['ID']), Warehouse: String(main?.['ID']), CurrentStock: stock },
    })),
    [PARTS]: [{ AssembledItem: String(items[0]?.['ID']), PartItem: String(items[1]?.['ID']), Quantity: stock }],
  });
}

/** A debtor who owes an amount, linked as orders link it: on the account in the default company, by a row in the other. */
async function linkDebtor(division: number, accountId: string, amount: number): Promise<void> {
  const name = `Debtor ${amount}`;
  const debtorRow = { Name: name, Status: 'C', Country: 'NL', PaymentConditionSales: '30', CreditLineSales: 10 * amount };
  await world.exact.seed(division, { 'crm/Accounts': [debtorRow] });
  const debtor = String((await world.exact.rows(division, 'crm/Accounts')).find((row) => row['Name'] === name)?.['ID']);
  const [first] = await world.exact.rows(division, 'logistics/Items');
  const lines = [{ Item: String(first?.['ID']), Quantity: 1, NetPrice: amount, VATCode: '0' }];
  await world.exact.seed(division, {
    'salesinvoice/SalesInvoices': [{ OrderedBy: debtor, Journal: '50', SalesInvoiceLines: lines }],
  });
  const invoices = await world.exact.rows(division, 'salesinvoice/SalesInvoices');
  const invoice = invoices.find((row) => row['OrderedBy'] === debtor);
  await world.exact.seed(division, { 'salesinvoice/PrintedSalesInvoices': [{ InvoiceID: String(invoice?.['InvoiceID']) }] });
  if (division === DIVISION) {
    await world.salesforce.seed([{ id: accountId, object: 'Account', fields: { Exact_Id__c: debtor } }]);
    return;
  }
  const link = { Division__c: String(division), Entity__c: 'Accounts', Role__c: 'account', Exact_Id__c: debtor };
  const fields = { ...link, Key__c: `${division}-Accounts-${debtor}`, Account__c: accountId };
  await world.salesforce.seed([{ object: 'ExactLink__c', fields }]);
}

/** Every flow in one company; what was written. */
async function sync(division: number, full = false): Promise<number> {
  await world.clearCounts();
  for (const flow of FLOWS) {
    const run = await world.run({ flow, mode: 'apply', division, full });
    expect(run).toMatchObject({ state: 'succeeded', counts: { failed: 0, blocked: 0 } });
  }
  return (await world.counts()).salesforce.writes;
}

const accountOf = async (id: string): Promise<StoredRow> =>
  (await world.salesforce.rows('Account')).find((row) => row['Id'] === id) ?? {};
const priceOf = async (code: string): Promise<unknown> => {
  const product = await productRow(world, code);
  return (await world.salesforce.rows('PricebookEntry')).find((row) => row['Product2Id'] === product['Id'])?.['UnitPrice'];
};
const stockOf = async (code: string): Promise<unknown[]> => {
  const product = await productRow(world, code);
  const rows = (await world.salesforce.rows('ExactStock__c')).filter((row) => row['Product__c'] === product['Id']);
  return rows.map((row) => [row['Division__c'], row['Available__c']]).toSorted();
};

describe('flows that work in two companies at once', () => {
  it('take what only the further one has, whichever comes first', async () => {
    await sync(SECOND_DIVISION);
    await sync(DIVISION);
    await sync(SECOND_DIVISION);

    const product = await productRow(world, 'SKU-9');
    expect(product).toMatchObject({ Name: `SKU-9 of ${SECOND_DIVISION}`, Exact_Stock__c: 77, Exact_Id__c: null });
    expect(await priceOf('SKU-9')).toBe(3);
    expect(await accountOf(own)).toMatchObject({
      Exact_Open_Amount__c: 3,
      Exact_Credit_Line__c: 30,
      Exact_Available_Credit__c: 27,
    });
  }, 120_000);

  it('show of what both have what the default one says, with the rows of each', async () => {
    expect(await productRow(world, 'SKU-1')).toMatchObject({ Name: `SKU-1 of ${DIVISION}`, Exact_Stock__c: 10 });
    expect(await priceOf('SKU-1')).toBe(1.5);
    expect(await stockOf('SKU-1')).toEqual([
      [String(DIVISION), 10],
      [String(SECOND_DIVISION), 77],
    ]);
    expect((await world.salesforce.rows('Product2')).filter((row) => row['ProductCode'] === 'SKU-1')).toHaveLength(1);
    expect(await accountOf(shared)).toMatchObject({
      ...{ Exact_Open_Amount__c: 100, Exact_Credit_Line__c: 1_000, Exact_Available_Credit__c: 900 },
    });
    const parts = (await world.salesforce.rows('ExactSetPart__c')).map((row) => [row['Division__c'], row['Quantity__c']]);
    expect(parts.toSorted()).toEqual([
      [String(DIVISION), 10],
      [String(SECOND_DIVISION), 77],
    ]);
    const invoices = (await world.salesforce.rows('ExactInvoice__c')).filter((row) => row['Account__c'] === shared);
    expect(invoices.map((row) => [row['Division__c'], row['Open_Amount__c']]).toSorted()).toEqual([
      [String(DIVISION), 100],
      [String(SECOND_DIVISION), 20],
    ]);
  });

  it('do not write over each other: read whole again, nothing is written in either', async () => {
    for (const division of [...COMPANIES, ...COMPANIES]) expect(await sync(division, true)).toBe(0);
  }, 120_000);

  it('leave alone what the further one changes or deletes of what both have', async () => {
    const items = await world.exact.rows(SECOND_DIVISION, 'logistics/Items');
    const id = String(items.find((row) => String(row['Code']).trim() === 'SKU-1')?.['ID']);
    await erp('PATCH', `logistics/Items/${id}`, { Description: 'Renamed', StartDate: '2019-01-01', EndDate: '2020-12-31' });
    const [price] = (await world.exact.rows(SECOND_DIVISION, 'logistics/SalesItemPrices')).filter((row) => row['Item'] === id);
    await erp('PATCH', `logistics/SalesItemPrices/${String(price?.['ID'])}`, { Price: 11 });
    const [part] = await world.exact.rows(SECOND_DIVISION, PARTS);
    await erp('DELETE', `${PARTS}/${String(part?.['ID'])}`);

    await sync(SECOND_DIVISION, true);

    expect(await productRow(world, 'SKU-1')).toMatchObject({ Name: `SKU-1 of ${DIVISION}`, IsActive: true, Exact_Set__c: true });
    expect(await priceOf('SKU-1')).toBe(1.5);
  }, 60_000);

  it('look at the stock of a product that both have, linked after its stock was read', async () => {
    await world.exact.seed(SECOND_DIVISION, { 'logistics/Items': [{ ...item('SKU-2'), IsStockItem: true }] });
    const items = await world.exact.rows(SECOND_DIVISION, 'logistics/Items');
    const id = String(items.find((row) => String(row['Code']).trim() === 'SKU-2')?.['ID']);
    const main = (await world.exact.rows(SECOND_DIVISION, 'inventory/Warehouses')).find((row) => row['Main'] === 1);
    await world.exact.seed(SECOND_DIVISION, {
      'inventory/ItemWarehouses': [{ Item: id, Warehouse: String(main?.['ID']), CurrentStock: 5 }],
    });
    await world.run({ flow: 'stock', mode: 'apply', division: SECOND_DIVISION });
    expect(await stockOf('SKU-2')).toEqual([[String(DIVISION), 10]]);

    await sync(SECOND_DIVISION);

    expect(await stockOf('SKU-2')).toEqual([
      [String(DIVISION), 10],
      [String(SECOND_DIVISION), 5],
    ]);
    expect(await productRow(world, 'SKU-2')).toMatchObject({ Exact_Stock__c: 10 });
    expect(await sync(SECOND_DIVISION)).toBe(0);
  }, 60_000);
});

async function erp(method: string, path: string, body?: object): Promise<void> {
  const answer = await fetch(`${world.exactUrl}/_control/rows/${SECOND_DIVISION}/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  expect(answer.ok).toBe(true);
}
