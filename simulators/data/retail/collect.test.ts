import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { collectRetailData } from './collect.ts';
import { personOf, summarise } from './load-steps.ts';
import { WALK_IN } from './retail-data.ts';

const HEADER = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const REAL_FILE = join(import.meta.dirname, '../../../../shared/data/online-retail/online-retail.csv');

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'retail-'))));
afterAll(() => rm(folder, { recursive: true }));

async function collect(lines: readonly string[], header = HEADER) {
  const file = join(folder, 'orders.csv');
  await writeFile(file, [header, ...lines].join('\r\n'));
  return collectRetailData(file);
}

describe('a retail file', () => {
  it('becomes items, customers and orders', async () => {
    const data = await collect([
      '1001,85123A,WHITE HOLDER,6,1/12/2010 08:26,2.55,17850,United Kingdom',
      '1001,POST,POSTAGE,1,1/12/2010 08:26,18,17850,United Kingdom',
      '1002,85123A,WHITE HOLDER,2,2/12/2010 09:00,2.10,12583,France',
    ]);
    expect(data.items.map((item) => [item.code, item.price?.toFixed(2), item.isService])).toEqual([
      ['85123A', '2.55', false],
      ['POST', '18.00', true],
    ]);
    expect(data.customers).toEqual([
      { id: '17850', country: 'United Kingdom' },
      { id: '12583', country: 'France' },
    ]);
    expect(data.orders.map((order) => [order.invoice, order.date, order.lines.length])).toEqual([
      ['1001', '2010-12-01', 2],
      ['1002', '2010-12-02', 1],
    ]);
    expect(summarise(data)).toMatchObject({ items: 2, customers: 2, orders: 2, lines: 3, netTotal: '37.50', refused: [] });
  });

  it('takes the most frequent positive price of a SKU, so that a gift does not make it free', async () => {
    const rows = ['0', '0', '0', '4.95', '2.95', '2.95'].map((price, index) => `${index},A1,LAMP,1,1/12/2010,${price},1,France`);
    expect((await collect(rows)).items[0]?.price?.toFixed(2)).toBe('2.95');
  });

  it('keeps zero as the price of a SKU that was only given away, and none for a SKU whose price nobody wrote', async () => {
    const data = await collect(['1,FREE,GIFT,1,1/12/2010,0,1,France', '2,GHOST,LOST,1,1/12/2010,,1,France']);
    expect(data.items.map((item) => item.price?.toFixed(2))).toEqual(['0.00', undefined]);
    expect(data.orders.map((order) => order.invoice)).toEqual(['1']);
    expect(data.refused).toEqual([{ invoice: '2', reason: 'line 3: the price "" is not an amount' }]);
  });

  it('keeps the same SKU twice in an invoice as two lines, and one SKU in two cases as one item', async () => {
    const data = await collect(['1,85123A,X,6,1/12/2010,1,1,France', '1,85123a,X,4,1/12/2010,1,1,France']);
    expect(data.items).toHaveLength(1);
    expect(data.orders[0]?.lines.map((line) => [line.sku, line.quantity])).toEqual([
      ['85123A', 6],
      ['85123A', 4],
    ]);
  });

  it('gives lines without a customer to the walk-in customer', async () => {
    const data = await collect(['1,A,X,1,1/12/2010,1,,United Kingdom']);
    expect(data.orders[0]?.customerId).toBe(WALK_IN);
    expect(personOf({ id: WALK_IN, country: 'United Kingdom' }).accountName).toBe('Walk-in customers');
  });

  it.each([
    [
      'C900,A,X,-1,1/12/2010,1,1,France',
      'C900',
      'it is a credit note (number starts with C): an order of an org holds no returns',
    ],
    ['900,A,X,-5,1/12/2010,1,1,France', '900', 'line 2: the quantity -5 is negative: an order of an org holds no returns'],
    ['900,A,X,0,1/12/2010,1,1,France', '900', 'line 2: the quantity is zero'],
    ['900,A,X,many,1/12/2010,1,1,France', '900', 'line 2: the quantity "many" is not a whole number'],
    ['900,A,X,1,1/12/2010,-3,1,France', '900', 'line 2: the price -3 is negative'],
    ['900,A,X,1,12/31/2010,3,1,France', '900', 'line 2: the date "12/31/2010" is not a day/month/year'],
    ['900,,X,1,1/12/2010,3,1,France', '900', 'line 2: the stock code is missing'],
    [',A,X,1,1/12/2010,3,1,France', 'line 2', 'the line names no invoice'],
    ['900,A', '900', 'line 2: the quantity "" is not a whole number (and 1 more)'],
  ])('refuses %s with its reason and goes on', async (row, invoice, reason) => {
    const data = await collect([row, '901,B,Y,1,1/12/2010,1,1,France']);
    expect(data.refused).toEqual([{ invoice, reason }]);
    expect(data.orders.map((order) => order.invoice)).toEqual(['901']);
  });

  it('refuses an invoice whole when one of its lines is bad', async () => {
    const data = await collect(['1,A,X,1,1/12/2010,1,1,France', '1,A,X,-1,1/12/2010,1,1,France']);
    expect(data.orders).toEqual([]);
    expect(data.refused).toHaveLength(1);
  });

  it('reads quoted descriptions, other column orders and a byte order mark', async () => {
    const data = await collect(
      ['France,1,1,1/12/2010,2.5,"CAFÉ, ""GRAND"" 玉露",A,7'],
      '\u{FEFF}Country,CustomerID,Quantity,InvoiceDate,UnitPrice,Description,StockCode,InvoiceNo',
    );
    expect(data.items[0]?.description).toBe('CAFÉ, "GRAND" 玉露');
    expect(data.orders).toHaveLength(1);
  });

  it('is refused as a whole when a column is missing', async () => {
    await expect(collect(['1,2'], 'InvoiceNo,Quantity')).rejects.toThrow(/lacks the column StockCode, Description, InvoiceDate/);
  });
});

const whenPresent = existsSync(REAL_FILE) ? it : it.skip;
if (!existsSync(REAL_FILE)) console.warn(`skipped: the real file is not at ${REAL_FILE}`);

describe('the real file of December 2010', () => {
  whenPresent('holds 1,550 SKUs and 256 invoices, of which 239 can be sent', async () => {
    const data = await collectRetailData(REAL_FILE);
    expect(data.invoiceCount).toBe(256);
    expect(data.orders).toHaveLength(239);
    expect(data.refused).toHaveLength(17);
    expect(data.refused.filter((refusal) => refusal.reason.includes('credit note'))).toHaveLength(15);
    expect(summarise(data)).toMatchObject({ items: 1550, customers: 156, lines: 4507 });
    expect(data.items.every((item) => item.price !== undefined)).toBe(true);
  });

  whenPresent('gives every customer an e-mail of their own', async () => {
    const { customers } = await collectRetailData(REAL_FILE);
    const people = customers.map(personOf);
    expect(new Set(people.map((person) => person.email)).size).toBe(customers.length);
    expect(new Set(people.map((person) => person.kind))).toEqual(new Set(['company', 'person']));
  });
});
