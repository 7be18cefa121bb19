import type { World } from '../support/world.ts';
import { readBooks, type Books } from './books.ts';
import { auditBornOrders } from './born-orders.ts';
import { auditPrices, auditProducts, auditStock } from './catalogue.ts';
import { auditCategories } from './categories.ts';
import { auditCredit } from './credit.ts';
import { auditDeliveries, auditInvoices, auditOrders } from './documents.ts';
import { auditPictures } from './pictures.ts';
import { auditPriceLists } from './price-lists.ts';
import { auditSets } from './sets.ts';
import { auditVariants } from './variants.ts';

/** What is compared, by what a person calls it: a flow that brings something more adds its line. */
const AUDITS: Readonly<Record<string, (books: Books) => readonly string[]>> = {
  products: auditProducts,
  categories: auditCategories,
  variants: auditVariants,
  sets: auditSets,
  pictures: auditPictures,
  prices: auditPrices,
  'price lists': auditPriceLists,
  stock: auditStock,
  orders: auditOrders,
  'orders born in Exact': auditBornOrders,
  deliveries: auditDeliveries,
  invoices: auditInvoices,
  credit: auditCredit,
};

/**
 * Every difference between the companies of Exact and the org, by name. It reads both systems by itself and knows nothing of the flows.
 * `divisions`: the default one first. `historyFrom`: the first day of the past that was loaded.
 */
export async function audit(
  world: World,
  divisions: readonly number[],
  today: string,
  historyFrom?: string,
): Promise<readonly string[]> {
  const all = await readBooks(world, divisions, { today, historyFrom });
  return all.flatMap((books) => Object.values(AUDITS).flatMap((compare) => compare(books)));
}
