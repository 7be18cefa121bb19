import type { World } from '../support/world.ts';
import type { Changes } from './clerk-desk.ts';
import { customerChanges } from './seller-customers.ts';
import { SellerDesk } from './seller-desk.ts';
import { orderChanges } from './seller-orders.ts';

/** Attempts for one change: Salesforce refuses what its rules forbid, as it does to whoever works there. */
const ATTEMPTS = 40;

/** Everybody who works in Salesforce, doing whatever the numbers of a seed say. */
export class RandomSeller {
  /** How often each kind of change was made. */
  readonly made = new Map<string, number>();
  readonly #desk: SellerDesk;
  readonly #changes: Changes;

  constructor(world: World, today: string, seed: number) {
    this.#desk = new SellerDesk(world, today, seed);
    this.#changes = { ...customerChanges(this.#desk), ...orderChanges(this.#desk) };
  }

  /** Kinds of changes that there are. */
  get kinds(): readonly string[] {
    return Object.keys(this.#changes);
  }

  /** Makes so many changes. */
  async work(changes: number): Promise<void> {
    for (let change = 0; change < changes; change += 1) await this.#change();
  }

  async #change(): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const [name, make] = this.#desk.random.pick(Object.entries(this.#changes)) ?? ['', () => Promise.resolve(false)];
      this.#desk.count += 1;
      if (!(await make())) continue;
      this.made.set(name, (this.made.get(name) ?? 0) + 1);
      return;
    }
    throw new Error(`Salesforce refused ${ATTEMPTS} changes in a row`);
  }
}
