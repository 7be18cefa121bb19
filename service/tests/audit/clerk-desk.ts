import type { StoredRow } from '../../../simulators/data/index.ts';
import { Random } from '../soak/random.ts';
import type { World } from '../support/world.ts';

const DAY_MS = 86_400_000;

/** Ways to change something, by what a person calls it: false where Exact refuses it, or there is nothing to change. */
export type Changes = Readonly<Record<string, () => Promise<boolean>>>;

/** Records that are another way although nothing in Exact tells of it: a flow brings them at night, or when a person asks for them. */
export interface Untold {
  readonly flow: string;
  readonly division: number;
  readonly ids: readonly string[];
}

/** Where somebody works in Exact, as the numbers of a seed say. */
export class ClerkDesk {
  /** The company that is worked in. */
  division: number;
  /** How many changes were tried. */
  count = 0;
  readonly today: string;
  readonly random: Random;
  readonly #world: World;
  #untold: readonly Untold[] = [];

  constructor(world: World, division: number, today: string, seed: number) {
    this.#world = world;
    this.division = division;
    this.today = today;
    this.random = new Random(seed);
  }

  /** A whole number from nothing to below this. */
  below(limit: number): number {
    return Math.floor(this.random.next() * limit);
  }

  /** An amount between 1.00 and 91.00. */
  price(): number {
    return (100 + this.below(9_000)) / 100;
  }

  /** `yyyy-mm-dd`, so many days from today. */
  day(days: number): string {
    return new Date(Date.parse(`${this.today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
  }

  /** One change of its kind in five, so that something is left to work with. */
  async rarely(make: () => Promise<boolean>): Promise<boolean> {
    return this.random.next() < 0.2 && (await make());
  }

  /** Notes what nothing in Exact tells a flow of. */
  noteUntold(flow: string, ids: readonly string[]): void {
    if (ids.length > 0) this.#untold = [...this.#untold, { flow, division: this.division, ids }];
  }

  /** What was noted since this was asked last. */
  takeUntold(): readonly Untold[] {
    const untold = this.#untold;
    this.#untold = [];
    return untold;
  }

  rows(path: string): Promise<readonly StoredRow[]> {
    return this.#world.exact.rows(this.division, path);
  }

  async pick(path: string, fits: (row: StoredRow) => boolean = () => true): Promise<StoredRow | undefined> {
    return this.random.pick((await this.rows(path)).filter(fits));
  }

  async patchOne(
    path: string,
    fields: (row: StoredRow) => object,
    { key = 'ID', fits = () => true }: { readonly key?: string; readonly fits?: (row: StoredRow) => boolean } = {},
  ): Promise<boolean> {
    const row = await this.pick(path, fits);
    return row !== undefined && this.send('PATCH', `rows/${this.division}/${path}/${String(row[key])}`, fields(row));
  }

  async removeOne(
    path: string,
    { key = 'ID', fits = () => true }: { readonly key?: string; readonly fits?: (row: StoredRow) => boolean } = {},
  ): Promise<boolean> {
    const row = await this.pick(path, fits);
    return row !== undefined && this.send('DELETE', `rows/${this.division}/${path}/${String(row[key])}`);
  }

  seed(path: string, row: object): Promise<boolean> {
    return this.send('POST', 'seed', { division: this.division, entities: { [path]: [row] } });
  }

  /** False where Exact refuses it: it answers 500 to what its rules forbid. */
  async send(method: string, route: string, body?: object): Promise<boolean> {
    const answer = await fetch(`${this.#world.exactUrl}/_control/${route}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    await answer.arrayBuffer();
    return answer.ok;
  }
}
