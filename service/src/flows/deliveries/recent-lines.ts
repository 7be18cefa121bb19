import { GOODS_DELIVERY_LINES, type ExactGoodsDeliveryLine } from '../../exact/index.ts';

/** Lines that are kept: some twenty megabytes. One beyond that is compared once more, which costs no write. */
const MOST_KEPT = 50_000;
const FIELDS = Object.keys(GOODS_DELIVERY_LINES.kinds) as (keyof ExactGoodsDeliveryLine)[];

/** Lines of one walk that were dealt with along with their delivery, before their own stream tells of them. */
export class RecentLines {
  readonly #texts = new Map<string, string>();

  keep(line: ExactGoodsDeliveryLine): void {
    if (this.#texts.size < MOST_KEPT) this.#texts.set(line.ID, textOf(line));
  }

  /** False for one that says something else by now. */
  has(line: ExactGoodsDeliveryLine): boolean {
    return this.#texts.get(line.ID) === textOf(line);
  }
}

function textOf(line: ExactGoodsDeliveryLine): string {
  return JSON.stringify(FIELDS.map((field) => line[field]));
}
