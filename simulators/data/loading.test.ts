import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { startExactSimulator } from '../exact/index.ts';
import { startSalesforceSimulator } from '../salesforce/index.ts';
import {
  collectRetailData,
  createBelgianCompany,
  createDemoCompany,
  DEFAULT_DEBTOR_CODE,
  exactControl,
  loadCustomers,
  loadItems,
  loadOrders,
  salesforceControl,
  seedBelgianCompany,
  seedDemoCompany,
  summarise,
  type ExactTarget,
  type SalesforceControl,
  type StoredRow,
} from './index.ts';

const PACKAGE = join(import.meta.dirname, '../../force-app/main/default');
const REAL_FILE = join(import.meta.dirname, '../../../shared/data/online-retail/online-retail.csv');
const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';

let target: ExactTarget;
let belgium: ExactTarget;
let salesforce: SalesforceControl;
let close: () => Promise<void>;

beforeEach(async () => {
  const exact = await startExactSimulator({
    app: { clientId: 'a', clientSecret: 'b', webhookSecret: 'c', redirectUris: ['https://tandem.example/cb'] },
    divisions: [
      { code: 900, name: 'Retail BV', currency: 'EUR', country: 'NL', isMain: true },
      { code: 901, name: 'Retail België', currency: 'EUR', country: 'BE', isMain: false },
    ],
  });
  const org = await startSalesforceSimulator({
    packageDirectory: PACKAGE,
    app: { clientId: 'a', clientSecret: 'b', redirectUris: ['https://tandem.example/cb'] },
  });
  target = { control: exactControl(exact.url), division: 900, currency: 'EUR' };
  belgium = { ...target, division: 901 };
  salesforce = salesforceControl(org.url);
  close = async () => {
    await Promise.all([exact.close(), org.close()]);
  };
});
afterEach(() => close());

async function collect(lines: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'retail-'));
  try {
    const file = join(folder, 'orders.csv');
    await writeFile(file, [HEADER, ...lines].join('\n'));
    return await collectRetailData(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function loadAll(data: Awaited<ReturnType<typeof collectRetailData>>) {
  const items = await loadItems(data, target);
  const customers = await loadCustomers(data, target, salesforce);
  return { items, customers, ...(await loadOrders(data, salesforce)) };
}

function netTotal(lines: readonly StoredRow[]): string {
  return lines
    .reduce((sum, line) => sum.plus(new Decimal(String(line['Quantity'])).times(String(line['UnitPrice']))), new Decimal(0))
    .toFixed(2);
}

describe('loading a retail file into both simulators', () => {
  const LINES = [
    '1,85123A,WHITE HOLDER,6,1/12/2010 08:26,2.55,17850,United Kingdom',
    '1,85123A,WHITE HOLDER,4,1/12/2010 08:26,2.10,17850,United Kingdom',
    '2,POST,POSTAGE,1,2/12/2010 09:00,18,12583,France',
    '2,GIFT,FREE GIFT,1,2/12/2010 09:00,0,12583,France',
    '3,85123A,WHITE HOLDER,1,2/12/2010 10:00,2.55,,EIRE',
    'C4,85123A,WHITE HOLDER,-1,2/12/2010 10:00,2.55,17850,United Kingdom',
  ];

  it('enters items with their price, also a price of zero', async () => {
    await loadItems(await collect(LINES), target);
    const prices = await target.control.rows(900, 'logistics/SalesItemPrices');
    expect(Object.fromEntries(prices.map((row) => [row['ItemCode'], row['Price']]))).toEqual({
      '85123A': 2.55,
      POST: 18,
      GIFT: 0,
    });
  });

  it('enters an item without any price without a price row', async () => {
    await loadItems(await collect(['9,GHOST,LOST,1,1/12/2010,,1,France']), target);
    expect(await target.control.rows(900, 'logistics/SalesItemPrices')).toEqual([]);
  });

  it('creates activated orders with every line, the date read day first', async () => {
    expect(await loadAll(await collect(LINES))).toEqual({ items: 3, customers: 3, orders: 3, lines: 5 });
    const orders = await salesforce.rows('Order');
    expect(orders.map((order) => [order['OrderReferenceNumber'], order['Status'], order['EffectiveDate']])).toEqual([
      ['1', 'Activated', '2010-12-01'],
      ['2', 'Activated', '2010-12-02'],
      ['3', 'Activated', '2010-12-02'],
    ]);
    expect(netTotal(await salesforce.rows('OrderItem'))).toBe('44.25');
  });

  it('leads lines without a customer to the default debtor by the e-mail both sides know', async () => {
    await loadAll(await collect(LINES));
    const account = (await salesforce.rows('Account')).find((row) => row['Name'] === 'Walk-in customers');
    const contact = (await salesforce.rows('Contact')).find((row) => row['AccountId'] === account?.['Id']);
    const debtor = (await target.control.rows(900, 'crm/Accounts')).find((row) => row['Code'] === DEFAULT_DEBTOR_CODE);
    expect(contact?.['Email']).toBe(debtor?.['Email']);
    expect(account).toBeDefined();
  });

  it('orders from the products and price book entries that the org already has', async () => {
    const data = await collect(LINES.slice(0, 1));
    await loadItems(data, target);
    const [productId = ''] = await salesforce.seed([
      { object: 'Product2', fields: { Name: 'Synced', StockKeepingUnit: '85123a', IsActive: true } },
    ]);
    await loadCustomers(data, target, salesforce);
    await loadOrders(data, salesforce);
    const [line] = await salesforce.rows('OrderItem');
    expect(line?.['Product2Id']).toBe(productId);
    expect(await salesforce.rows('Product2')).toHaveLength(1);
  });

  it('changes nothing when it is run a second time', async () => {
    const data = await collect(LINES);
    await loadAll(data);
    expect(await loadAll(data)).toEqual({ items: 0, customers: 0, orders: 0, lines: 0 });
  });

  it('says which step is missing when orders come before their customers', async () => {
    await expect(loadOrders(await collect(LINES), salesforce)).rejects.toThrow(/no account 17850; load customers first/);
  });
});

const whenPresent = existsSync(REAL_FILE) ? it : it.skip;
if (!existsSync(REAL_FILE)) console.warn(`skipped: the real file is not at ${REAL_FILE}`);

describe('loading the real file', () => {
  whenPresent('puts 1,550 items and 239 activated orders in, equal to the cent', async () => {
    const data = await collectRetailData(REAL_FILE);
    const summary = summarise(data);
    expect(await loadAll(data)).toEqual({ items: 1550, customers: 156, orders: 239, lines: summary.lines });
    expect(await target.control.rows(900, 'logistics/Items')).toHaveLength(1550);
    expect((await salesforce.rows('Order')).filter((order) => order['Status'] === 'Activated')).toHaveLength(239);
    expect(netTotal(await salesforce.rows('OrderItem'))).toBe(summary.netTotal);
  });
});

describe('loading the demo company', () => {
  it('puts all of it into both simulators, a part of the products already in the org', async () => {
    const company = createDemoCompany(900, '2026-11-24');
    const seeded = await seedDemoCompany(target, salesforce, '2026-11-24');
    expect(seeded).toMatchObject({
      items: company.items.length,
      customers: company.customers.length,
      orders: company.orders.length,
    });
    const products = await salesforce.rows('Product2');
    expect(products.length).toBeGreaterThan(10);
    expect(products.length).toBeLessThan(company.items.length);
    expect(new Set((await salesforce.rows('Order')).map((order) => order['Status']))).toEqual(new Set(['Draft', 'Activated']));
  });

  it('puts the Belgian company beside it, with its own codes, shared items and a shared customer', async () => {
    const company = createBelgianCompany(belgium.division, '2026-11-24');
    await seedDemoCompany(target, salesforce, '2026-11-24');
    expect(await seedBelgianCompany(belgium, salesforce, '2026-11-24')).toMatchObject({ customers: company.customers.length });

    const codes = (await belgium.control.rows(belgium.division, 'logistics/Items')).map((row) => row['SalesVatCode']);
    expect(new Set(codes)).toEqual(new Set(['06']));
    const dutch = new Set((await target.control.rows(target.division, 'logistics/Items')).map((row) => row['Code']));
    expect(company.sharedCodes.length).toBeGreaterThan(10);
    expect(company.sharedCodes.filter((code) => !dutch.has(code))).toEqual([]);
    const links = await salesforce.rows('ExactLink__c');
    expect(links.every((row) => typeof row['Account__c'] === 'string')).toBe(true);
    expect(links).toHaveLength(company.debtors.length);
    const invoices = await belgium.control.rows(belgium.division, 'salesinvoice/SalesInvoices');
    expect(invoices.map((row) => row['Status'])).toEqual(company.debtors.map(() => 50));
  });
});
