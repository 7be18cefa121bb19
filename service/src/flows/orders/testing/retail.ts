import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from '@jest/globals';
import { Decimal } from 'decimal.js';
import {
  exactControl,
  loadCustomers,
  loadItems,
  salesforceControl,
  type RetailData,
} from '../../../../../simulators/data/index.ts';
import { PRODUCTS } from '../../products/index.ts';
import { DIVISION } from '../../testing/stage.ts';
import { recordsOf, sending } from './sales.ts';
import { stage } from './shop.ts';

export type RetailOrder = RetailData['orders'][number];

/** The real file of orders, where it is there. */
export const FILE = resolve(import.meta.dirname, '../../../../../../shared/data/online-retail/online-retail.csv');
export const isPresent = existsSync(FILE);

/** Prices as they stand in the file, orders of any year. */
export function settingsOf(source: object, orders: object = {}): object {
  const { flows, ...rest } = sending([source], { sendFrom: '2000-01-01T00:00:00Z', ...orders }) as {
    flows: Record<string, object>;
  };
  return { ...rest, flows: { ...flows, products: { enabled: true, prices: { vat: 'asInExact', currency: 'EUR' } } } };
}

/** What a source makes of an order of the file: a record, its lines, and the status that sends it. */
export interface RetailKind {
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

/** What an order of the file sums up to. */
export const netOf = ({ lines }: RetailOrder): Decimal =>
  lines.reduce((sum, { quantity, unitPrice }) => sum.plus(unitPrice.times(quantity).toDecimalPlaces(2)), new Decimal(0));

/** Opportunities with products. */
export const OPPORTUNITIES: RetailKind = {
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
};

/** Items and customers of the file in both systems. */
export async function load(data: RetailData, document: object): Promise<void> {
  const target = { control: exactControl(stage.exact.url), division: DIVISION, currency: 'EUR' };
  await loadItems(data, target);
  await loadCustomers(data, target, salesforceControl(stage.salesforce.url));
  await stage.walk(PRODUCTS, document, { kind: 'changes', cursors: {}, full: false });
}

/** Ids of the records, in the order of the file. */
export async function enter(
  { orders, items }: RetailData,
  { object, headerOf, lineOf, sent }: RetailKind,
): Promise<readonly string[]> {
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

/** An amount with its cents. */
export function money(value: unknown): string {
  return new Decimal(String(value)).toFixed(2);
}
