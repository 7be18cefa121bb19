import { Decimal } from 'decimal.js';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { idIn, type Books } from './books.ts';
import { decimalOf } from './differences.ts';

/** A line of Exact that is a part of a set on an order. */
interface PartLine {
  readonly line: StoredRow;
  readonly product: StoredRow;
  readonly quantity: Decimal;
}

/** What an order says of its sets. */
interface Noted {
  readonly sets: Readonly<
    Record<string, { readonly parts: readonly (readonly [item: string, code: string, quantity: string])[] }>
  >;
}

/** Lines that are parts of sets, by id: of each set the first lines with its items that nobody bears, in the order of both. */
export function partLines({ exact, org }: Books): ReadonlyMap<string, PartLine> {
  const borne = new Set(org.orderProducts.map((row) => idIn(row, 'Exact_Line_Id__c')));
  const found = new Map<string, PartLine>();
  for (const order of org.orders) {
    const noted = order['Exact_Sets_Apart__c'];
    if (typeof noted !== 'string') continue;
    const { sets } = JSON.parse(noted) as Noted;
    const lines = exact.orderLines
      .filter((line) => idIn(line, 'OrderID') === idIn(order, 'Exact_Id__c'))
      .toSorted((one, other) => Number(one['LineNumber']) - Number(other['LineNumber']));
    const products = org.orderProducts
      .filter((row) => row['OrderId'] === order['Id'])
      .toSorted((one, other) => String(one['OrderItemNumber']).localeCompare(String(other['OrderItemNumber'])));
    for (const product of products)
      for (const [item, , quantity] of sets[String(product['Id'])]?.parts ?? []) {
        const line = lines.find((each) => idIn(each, 'Item') === item && !borne.has(idIn(each)) && !found.has(idIn(each)));
        if (line !== undefined) found.set(idIn(line), { line, product, quantity: new Decimal(quantity) });
      }
  }
  return found;
}

/** How many whole sets an order product has of a quantity of its parts; undefined for one that is no set taken apart. */
export function wholeSets(parts: ReadonlyMap<string, PartLine>, product: StoredRow, field: string): string | undefined {
  const own = [...parts.values()].filter((part) => part.product['Id'] === product['Id']);
  if (own.length === 0) return undefined;
  const setsOf = (of: string): Decimal =>
    Decimal.min(...own.map(({ line, quantity }) => (decimalOf(line[of]) ?? new Decimal(0)).div(quantity)));
  const [sets, ordered] = [setsOf(field), setsOf('Quantity')];
  return (sets.gte(ordered) ? sets : sets.floor()).toString();
}
