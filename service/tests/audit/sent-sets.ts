import { Decimal } from 'decimal.js';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { idIn, type Books } from './books.ts';
import { decimalOf } from './differences.ts';

type Part = readonly [item: string, code: string, quantity: string, amount: string];

/** An order product that was sent as its parts, with the line of each part; undefined lines where nobody can tell them. */
export interface SentSet {
  readonly product: StoredRow;
  readonly parts: readonly { readonly ofOne: Decimal; readonly amount: Decimal; readonly line: StoredRow | undefined }[];
}

/** What an order says that was sent as its parts, next to the lines of its sales order by item, in their order. */
export function sentSetsOf({ exact, org }: Books, order: StoredRow): readonly SentSet[] {
  const text = order['Exact_Sets_Apart__c'];
  if (typeof text !== 'string' || text === '') return [];
  const { sets } = JSON.parse(text) as { readonly sets: Readonly<Record<string, { readonly parts: readonly Part[] }>> };
  const borne = new Set(org.orderProducts.map((row) => idIn(row, 'Exact_Line_Id__c')));
  const free = exact.orderLines
    .filter((line) => idIn(line, 'OrderID') === idIn(order, 'Exact_Id__c') && !borne.has(idIn(line)))
    .toSorted((one, other) => Number(one['LineNumber']) - Number(other['LineNumber']));
  const take = (item: string): StoredRow | undefined => {
    const index = free.findIndex((line) => idIn(line, 'Item') === item);
    return index < 0 ? undefined : free.splice(index, 1)[0];
  };
  return org.orderProducts
    .filter((product) => product['OrderId'] === order['Id'] && sets[String(product['Id'])] !== undefined)
    .map((product) => ({
      product,
      parts: (sets[String(product['Id'])]?.parts ?? []).map(([item, , quantity, amount]) => ({
        ofOne: new Decimal(quantity),
        amount: new Decimal(amount),
        line: take(item),
      })),
    }));
}

/** Whole sets of which every part is delivered or invoiced; all of them once all is there. Undefined where a line is not known. */
export function wholeSets({ parts }: SentSet, field: 'Quantity' | 'QuantityDelivered' | 'QuantityInvoiced'): Decimal | undefined {
  if (parts.some(({ line }) => line === undefined)) return undefined;
  const counted = (of: string): Decimal =>
    Decimal.min(...parts.map(({ line, ofOne }) => (decimalOf(line?.[of] ?? 0) ?? new Decimal(0)).div(ofOne)));
  const [sets, ordered] = [counted(field), counted('Quantity')];
  return sets.gte(ordered) ? sets : sets.floor();
}
