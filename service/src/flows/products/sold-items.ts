import type { ExactItem } from '../../exact/index.ts';
import { isWithin } from '../calendar.ts';
import type { ProductRow } from './types.ts';

/** True when Exact takes orders of the item on that day (`yyyy-mm-dd`): a sales item within its dates. */
export function isSoldOn(item: Pick<ExactItem, 'isSalesItem' | 'startDate' | 'endDate'>, day: string): boolean {
  return item.isSalesItem && isWithin(day, item.startDate, item.endDate);
}

/**
 * Which items of a pass are sold, where their products do not say so: what a plan turns on or off is not written yet, and what it
 * leaves out has no product. Holds these exceptions only.
 */
export class SoldItems {
  readonly #today: string;
  readonly #exceptions = new Map<string, boolean>();

  constructor(today: string) {
    this.#today = today;
  }

  note(item: ExactItem, product: ProductRow | undefined): void {
    const isSold = isSoldOn(item, this.#today);
    const isShown = product?.IsActive ?? true;
    if (isSold === isShown) this.#exceptions.delete(item.id.toLowerCase());
    else this.#exceptions.set(item.id.toLowerCase(), isSold);
  }

  isSold(itemId: string, product: ProductRow | undefined): boolean {
    return this.#exceptions.get(itemId) ?? product?.IsActive ?? true;
  }

  /** Notes items that Exact does not have any more. */
  noteGone(itemIds: readonly string[]): void {
    for (const itemId of itemIds) this.#exceptions.set(itemId.toLowerCase(), false);
  }

  /** True for an item that turns its product on or off. */
  isTurned(item: ExactItem, product: ProductRow | undefined): boolean {
    return product !== undefined && isSoldOn(item, this.#today) !== product.IsActive;
  }
}
