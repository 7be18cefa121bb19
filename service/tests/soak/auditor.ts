import type { Catalogue } from '../faults/catalogue.ts';
import { faultsOf, readBooks, type EnteredOrder } from '../faults/order-book.ts';
import type { World } from '../support/world.ts';

/** What the two systems disagree about. */
export interface Findings {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly wrong: readonly string[];
}

/** Compares both systems record by record: every order that was entered, every order in Exact, every item. */
export async function audit(world: World, orders: readonly EnteredOrder[], catalogue: Catalogue): Promise<Findings> {
  const books = await readBooks(world);
  const faults = [
    ...orders.flatMap((order) => faultsOf(order, books).map((fault) => `${fault} (order ${order.orderId})`)),
    ...(await catalogue.faults()),
  ];
  const surplus = books.exactOrders.length - new Set(books.exactOrders.map((row) => row['YourRef'])).size;
  const isDoubled = (fault: string) => fault.startsWith('doubled') || /^wrong: (debtors|contacts|delivery addresses)/.test(fault);
  return {
    lost: faults.filter((fault) => fault.startsWith('lost')),
    doubled: [
      ...faults.filter(isDoubled),
      ...(surplus === 0 ? [] : [`doubled: ${surplus} orders in Exact share their reference with another`]),
    ],
    wrong: faults.filter((fault) => fault.startsWith('wrong') && !isDoubled(fault)),
  };
}

export function isClean({ lost, doubled, wrong }: Findings): boolean {
  return lost.length + doubled.length + wrong.length === 0;
}
