import type { ExactGoodsDelivery } from '../../exact/index.ts';

/** Headers that are kept: some twenty megabytes. Of a delivery beyond that, the header is read once more for its lines. */
const MOST_KEPT = 50_000;

/** Headers of one walk that wait for their lines, which come in the next stream. A cut walk forgets them: they are read again. */
export class RecentHeaders {
  readonly #headers = new Map<string, ExactGoodsDelivery>();

  keep(header: ExactGoodsDelivery): void {
    if (this.#headers.size < MOST_KEPT) this.#headers.set(header.EntryID.toLowerCase(), header);
  }

  /** Those of these deliveries that are kept, by lower-case id. */
  take(entryIds: readonly string[]): ReadonlyMap<string, ExactGoodsDelivery> {
    return new Map(
      entryIds.flatMap((id) => {
        const header = this.#headers.get(id);
        return header === undefined ? [] : [[id, header] as const];
      }),
    );
  }
}
