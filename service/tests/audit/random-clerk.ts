import type { World } from '../support/world.ts';
import { documentChanges } from './clerk-documents.ts';
import { ClerkDesk, type Changes, type Untold } from './clerk-desk.ts';
import { goodsChanges } from './clerk-goods.ts';
import { priceChanges } from './clerk-prices.ts';

/** Attempts for one change: Exact refuses what its rules forbid, as it does to whoever works there. */
const ATTEMPTS = 40;
/** How often it is the default company that is worked in. */
const IN_DEFAULT_COMPANY = 0.7;

/** Everybody who works in Exact, doing whatever the numbers of a seed say. */
export class RandomClerk {
  /** How often each kind of change was made. */
  readonly made = new Map<string, number>();
  readonly #divisions: readonly number[];
  readonly #desk: ClerkDesk;
  readonly #changes: Changes;

  /** @param divisions the default one first @param further what somebody changes besides */
  constructor(
    world: World,
    divisions: readonly number[],
    { today, seed, further = () => ({}) }: { today: string; seed: number; further?: (desk: ClerkDesk) => Changes },
  ) {
    this.#divisions = divisions;
    this.#desk = new ClerkDesk(world, divisions[0] ?? 0, today, seed);
    this.#changes = {
      ...goodsChanges(this.#desk),
      ...priceChanges(this.#desk),
      ...documentChanges(this.#desk),
      ...further(this.#desk),
    };
  }

  /** Kinds of changes that there are. */
  get kinds(): readonly string[] {
    return Object.keys(this.#changes);
  }

  /** What nothing in Exact told of since this was asked last. */
  takeUntold(): readonly Untold[] {
    return this.#desk.takeUntold();
  }

  /** Makes so many changes. */
  async work(changes: number): Promise<void> {
    for (let change = 0; change < changes; change += 1) await this.#change();
  }

  async #change(): Promise<void> {
    const desk = this.#desk;
    const { random } = desk;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const [name, make] = random.pick(Object.entries(this.#changes)) ?? ['', () => Promise.resolve(false)];
      const company = random.next() < IN_DEFAULT_COMPANY ? this.#divisions[0] : random.pick(this.#divisions);
      desk.division = company ?? 0;
      desk.count += 1;
      if (!(await make())) continue;
      this.made.set(name, (this.made.get(name) ?? 0) + 1);
      return;
    }
    throw new Error(`Exact refused ${ATTEMPTS} changes in a row`);
  }
}
