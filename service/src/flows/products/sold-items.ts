import { ITEMS, type ExactItem } from '../../exact/index.ts';
import { isWithin } from '../calendar.ts';
import type { FlowContext, ItemFacts } from '../flow.ts';
import { factsOf } from '../items/index.ts';
import type { ProductRow } from './types.ts';

/** True when Exact takes orders of the item on that day (`yyyy-mm-dd`): a sales item within its dates. */
export function isSoldOn({ isSalesItem, startDate, endDate }: ItemFacts, day: string): boolean {
  return isSalesItem && isWithin(day, startDate, endDate);
}

/**
 * Which items Exact sells, by what was read of them. Whether their product is active does not tell: a person may have switched it
 * off, and what a plan turns on or off is not written yet.
 */
export class SoldItems {
  readonly #context: FlowContext;
  readonly #today: string;
  readonly #gone = new Set<string>();

  constructor(context: FlowContext, today: string) {
    this.#context = context;
    this.#today = today;
  }

  /** The ids of those that are sold. Items that were never read are read when a product waits for the answer. */
  async among(itemIds: readonly string[], products: ReadonlyMap<string, ProductRow>): Promise<ReadonlySet<string>> {
    const there = itemIds.filter((itemId) => !this.isGone(itemId));
    const remembered = await this.#context.items.find(there);
    const unread = there.filter((itemId) => !remembered.has(itemId) && products.has(itemId));
    const read = unread.length === 0 ? [] : (await this.#context.exact.findAny(ITEMS, 'ID', 'guid', unread)).map(factsOf);
    await this.#context.items.remember(read);
    const sold = [...remembered.values(), ...read].filter((facts) => isSoldOn(facts, this.#today));
    return new Set(sold.map(({ itemId }) => itemId));
  }

  /** Notes items that Exact does not have any more. */
  noteGone(itemIds: readonly string[]): void {
    for (const itemId of itemIds) this.#gone.add(itemId.toLowerCase());
  }

  isGone(itemId: string): boolean {
    return this.#gone.has(itemId);
  }

  /** True for an item that turns its product on or off. */
  isTurned(item: ExactItem, product: ProductRow | undefined): boolean {
    return product !== undefined && isSoldOn(factsOf(item), this.#today) !== product.IsActive;
  }
}
