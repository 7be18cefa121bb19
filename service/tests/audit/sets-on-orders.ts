import { Decimal } from 'decimal.js';
import type { StoredRow } from '../../../simulators/data/index.ts';
import { idIn, type Books } from './books.ts';
import { decimalOf } from './differences.ts';

/** A line of Exact that is a part of a set on an order. */
interface PartLine {
  readonly line: StoredRow;
  readonly quantity: Decimal;
}

/** What an order says of its sets. */
interface Noted {
  readonly sets: Readonly<
    Record<string, { readonly parts: readonly (readonly [item: string, code: string, quantity: string])[] }>
  >;
}

/** An order product that is a set, with the lines of its parts; fewer than it has where somebody deleted one in Exact. */
export interface ApartSet {
  readonly product: StoredRow;
  readonly lines: readonly PartLine[];
  readonly isWhole: boolean;
}

/** Sets that were sent as their parts: of each the first lines with its items that no order product bears, in the order of both. */
export function setsApart({ exact, org }: Books): readonly ApartSet[] {
  const taken = new Set(org.orderProducts.map((row) => idIn(row, 'Exact_Line_Id__c')));
  return org.orders.flatMap((order) => {
    const noted = order['Exact_Sets_Apart__c'];
    if (typeof noted !== 'string') return [];
    const { sets } = JSON.parse(noted) as Noted;
    const lines = exact.orderLines
      .filter((line) => idIn(line, 'OrderID') === idIn(order, 'Exact_Id__c'))
      .toSorted((one, other) => Number(one['LineNumber']) - Number(other['LineNumber']));
    const products = org.orderProducts
      .filter((row) => row['OrderId'] === order['Id'] && sets[String(row['Id'])] !== undefined)
      .toSorted((one, other) => String(one['OrderItemNumber']).localeCompare(String(other['OrderItemNumber'])));
    return products.map((product): ApartSet => {
      const parts = sets[String(product['Id'])]?.parts ?? [];
      const own = parts.flatMap(([item, , quantity]): PartLine[] => {
        const line = lines.find((each) => idIn(each, 'Item') === item && !taken.has(idIn(each)));
        if (line === undefined) return [];
        taken.add(idIn(line));
        return [{ line, quantity: new Decimal(quantity) }];
      });
      return { product, lines: own, isWhole: own.length === parts.length };
    });
  });
}

/** How many whole sets there are of a quantity of the parts; undefined where nobody can tell any more. */
export function wholeSets({ lines, isWhole }: ApartSet, field: string): string | undefined {
  if (!isWhole) return field === 'Quantity' ? '0' : undefined;
  const setsOf = (of: string): Decimal =>
    Decimal.min(...lines.map(({ line, quantity }) => (decimalOf(line[of]) ?? new Decimal(0)).div(quantity)));
  const [sets, ordered] = [setsOf(field), setsOf('Quantity')];
  return (sets.gte(ordered) ? sets : sets.floor()).toString();
}
