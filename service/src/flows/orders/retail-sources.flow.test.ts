import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import {
  collectRetailData,
  exactControl,
  loadCustomers,
  loadItems,
  salesforceControl,
  type RetailData,
} from '../../../../simulators/data/index.ts';
import { PRODUCTS } from '../products/index.ts';
import { DIVISION } from '../testing/stage.ts';
import { exactOrders, forget, stage } from './testing/shop.ts';
import { jobs, openSales, poll, recordsOf, sending } from './testing/sales.ts';

type RetailOrder = RetailData['orders'][number];

const FILE = resolve(import.meta.dirname, '../../../../../shared/data/online-retail/online-retail.csv');
const isPresent = existsSync(FILE);
if (!isPresent) console.warn(`The file of real orders is not at ${FILE}: its tests are skipped.`);

afterEach(() => stage.close());

/** Prices as they stand in the file, orders of any year. */
const settingsOf = (source: object): object => {
  const { flows, ...rest } = sending([source], { sendFrom: '2000-01-01T00:00:00Z' }) as { flows: Record<string, object> };
  return { ...rest, flows: { ...flows, products: { enabled: true, prices: { vat: 'asInExact', currency: 'EUR' } } } };
};

/** What a source makes of an order of the file: a record, its lines, and the status that sends it. */
interface Kind {
  readonly source: object;
  readonly object: string;
  readonly id: string;
  readonly headerOf: (order: RetailOrder, accountId: string) => object;
  readonly lineOf: (recordId: string, line: RetailOrder['lines'][number], ids: SoldIds) => { object: string; fields: object };
  readonly sent: object;
}

interface SoldIds {
  readonly entryId: string;
  readonly productId: string;
}

const netOf = ({ lines }: RetailOrder): Decimal =>
  lines.reduce((sum, { quantity, unitPrice }) => sum.plus(unitPrice.times(quantity).toDecimalPlaces(2)), new Decimal(0));

const KINDS: Readonly<Record<string, Kind>> = {
  'opportunities with products': {
    source: { object: 'Opportunity', key: 'NextStep', prefix: 'D-' },
    object: 'Opportunity',
    id: 'Exact_Id__c',
    headerOf: ({ invoice, date }, AccountId) => ({
      ...{ AccountId, Name: invoice, NextStep: invoice, CloseDate: date, StageName: 'Prospecting' },
    }),
    lineOf: (OpportunityId, { quantity, unitPrice }, { entryId }) => ({
      object: 'OpportunityLineItem',
      fields: { OpportunityId, PricebookEntryId: entryId, Quantity: quantity, UnitPrice: unitPrice.toNumber() },
    }),
    sent: { StageName: 'Closed Won' },
  },
  'records of its own': {
    source: jobs(),
    object: 'Job__c',
    id: 'Erp_Id__c',
    headerOf: (order, Customer__c) => ({
      ...{ Customer__c, Customer_Po__c: order.invoice, Start__c: order.date, Total__c: netOf(order).toNumber() },
    }),
    lineOf: (Job__c, { quantity, unitPrice }, { productId }) => ({
      object: 'JobLine__c',
      fields: { Job__c, Item__c: productId, Pieces__c: quantity, Each__c: unitPrice.toNumber() },
    }),
    sent: { Stage__c: 'Agreed' },
  },
};

(isPresent ? describe : describe.skip)('the real file', () => {
  it.each(Object.entries(KINDS))(
    'as %s reaches Exact exactly once, every line, to the cent, and nothing the second time',
    async (_name, kind) => {
      await openSales();
      const data = await collectRetailData(FILE);
      const document = settingsOf(kind.source);
      await load(data, document);
      const ids = await enter(data, kind);

      const { outcomes } = await poll(document);

      expect(outcomes.filter(({ status }) => status !== 'created')).toEqual([]);
      const sent = await exactOrders();
      expect(sent).toHaveLength(239);
      const records = new Map((await recordsOf(kind.object)).map((row) => [String(row[kind.id]), row]));
      const byRecord = new Map(data.orders.map((order, index) => [ids[index], order]));
      const lines = Map.groupBy(await stage.exact.rows(`${DIVISION}/salesorder/SalesOrderLines`), (row) => row['OrderID']);
      for (const order of sent) {
        const source = byRecord.get(String(records.get(String(order['OrderID']))?.['Id']));
        expect(money(order['AmountFCExclVat'])).toBe(netOf(source as RetailOrder).toFixed(2));
        const there = (lines.get(order['OrderID']) ?? []).map(
          (line) => `${String(line['Quantity'])} x ${money(line['NetPrice'])}`,
        );
        const wanted = (source as RetailOrder).lines.map(({ quantity, unitPrice }) => `${quantity} x ${unitPrice.toFixed(2)}`);
        expect(there.sort()).toEqual(wanted.sort());
      }
      await forget();
      await poll(document);
      const writes = [(await stage.exact.spent()).writes, (await stage.salesforce.spent()).writes];
      expect(writes).toEqual([0, 0]);
    },
    240_000,
  );
});

async function load(data: RetailData, document: object): Promise<void> {
  const target = { control: exactControl(stage.exact.url), division: DIVISION, currency: 'EUR' };
  await loadItems(data, target);
  await loadCustomers(data, target, salesforceControl(stage.salesforce.url));
  await stage.walk(PRODUCTS, document, { kind: 'changes', cursors: {}, full: false });
}

/** Ids of the records, in the order of the file. */
async function enter({ orders, items }: RetailData, { object, headerOf, lineOf, sent }: Kind): Promise<readonly string[]> {
  const accounts = new Map((await recordsOf('Account')).map((row) => [row['AccountNumber'], String(row['Id'])]));
  const products = await recordsOf('Product2');
  const entries = new Map((await recordsOf('PricebookEntry')).map((row) => [row['Product2Id'], String(row['Id'])]));
  const sold = new Map(
    products.map((row) => [
      String(row['ProductCode']).toUpperCase(),
      { productId: String(row['Id']), entryId: entries.get(row['Id']) ?? '' },
    ]),
  );
  expect(sold.size).toBeGreaterThanOrEqual(items.length);
  const unpriced = [...sold.values()].filter(({ entryId }) => entryId === '');
  const book = (await recordsOf('Pricebook2')).find((row) => row['IsStandard'] === true)?.['Id'];
  // What the file names no price for is sold all the same.
  const made = await stage.createRecords(
    unpriced.map(({ productId }) => ({
      object: 'PricebookEntry',
      fields: { Product2Id: productId, Pricebook2Id: book, UnitPrice: 0, IsActive: true },
    })),
  );
  unpriced.forEach((each, index) => Object.assign(each, { entryId: made[index] }));
  const ids = await stage.createRecords(
    orders.map((order) => ({ object, fields: { ...headerOf(order, accounts.get(order.customerId) ?? '') } })),
  );
  await stage.createRecords(
    orders.flatMap((order, index) =>
      order.lines.map((line) => lineOf(ids[index] ?? '', line, sold.get(line.sku.toUpperCase()) as SoldIds)),
    ) as { object: string; fields: Record<string, unknown> }[],
  );
  await stage.salesforce.control('POST', 'seed', { records: ids.map((id) => ({ object, id, fields: sent })) });
  return ids;
}

function money(value: unknown): string {
  return new Decimal(String(value)).toFixed(2);
}
