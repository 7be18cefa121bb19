/** A value as it was read last. */
export interface Remembered<Value> {
  readonly value: Value;
  readonly readAt: Date;
}

/** More than the sellers of many companies ask about in a day; a value is a few rows. */
const MOST_VALUES = 20_000;
/** What nobody asked anew for a day says nothing about today. */
const LONGEST_MS = 24 * 3_600_000;

/** What sellers were told a short while ago, for all orgs of this process. The oldest values go first. */
export class SellingMemory {
  readonly #values = new Map<string, Remembered<unknown>>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
  }

  find<Value>(key: string): Remembered<Value> | undefined {
    const known = this.#values.get(key);
    const isOver = known !== undefined && this.#now().getTime() - known.readAt.getTime() > LONGEST_MS;
    return isOver ? undefined : (known as Remembered<Value> | undefined);
  }

  keep<Value>(key: string, value: Value, readAt = this.#now()): Remembered<Value> {
    const remembered = { value, readAt };
    this.#values.delete(key);
    this.#values.set(key, remembered);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= MOST_VALUES) break;
      this.#values.delete(oldest);
    }
    return remembered;
  }

  /** The org is gone, or is connected anew. */
  forget(orgId: string): void {
    for (const key of this.#values.keys()) if (key.startsWith(`${orgId}/`)) this.#values.delete(key);
  }
}
