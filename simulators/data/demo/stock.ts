import { randomFrom } from '../random.ts';
import type { DemoItem } from './items.ts';

/** Warehouses beside the main one that every company has. */
export const DEMO_WAREHOUSES = [
  { code: 'GENT', name: 'Magazijn Gent' },
  { code: 'RETOUR', name: 'Retouren, nog niet nagekeken' },
] as const;

/** Code of the main warehouse, from which orders are delivered. */
const MAIN_WAREHOUSE = '1';

/** What lies of an item in a warehouse, both by their codes. */
export interface StockSeed {
  readonly item: string;
  readonly warehouse: string;
  readonly quantity: number;
  /** What suppliers still have to bring. */
  readonly incoming: number;
}

/** Stock of a wholesaler: plenty of most, nothing of some, returns of a few. */
export function demoStock(items: readonly DemoItem[]): readonly StockSeed[] {
  const random = randomFrom('demo stock');
  const stocked = items.filter(({ row }) => row['IsStockItem'] === true);
  return stocked.flatMap(({ code }) => {
    const isSoldOut = random.next() < 0.1;
    const seeds = [
      {
        warehouse: MAIN_WAREHOUSE,
        quantity: isSoldOut ? 0 : random.between(20, 400),
        incoming: isSoldOut ? random.between(50, 200) : 0,
      },
      { warehouse: 'GENT', quantity: isSoldOut ? 0 : random.between(0, 120), incoming: 0 },
      ...(random.next() < 0.15 ? [{ warehouse: 'RETOUR', quantity: random.between(1, 5), incoming: 0 }] : []),
    ];
    return seeds.map((seed) => ({ item: code, ...seed }));
  });
}
