import { expect } from '@jest/globals';
import type { World } from '../support/world.ts';
import { changesIn, readOrg } from './books.ts';
import type { Untold } from './clerk-desk.ts';

/** Looks after which everything is there: what waits for something else follows with the next one. */
const MOST_LOOKS = 4;

/** A configuration as far as looks want it. */
export interface LookedDocument extends Readonly<Record<string, unknown>> {
  readonly flows: Readonly<Record<string, { readonly division: number; readonly furtherDivisions?: readonly number[] }>>;
}

interface LookedFlow {
  readonly name: string;
  readonly divisions: readonly number[];
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly isWrite: boolean;
}

/** What settling asks besides. */
interface Settling {
  /** What nothing in Exact tells of. */
  readonly untold?: readonly Untold[];
  /** Done after each look, such as noting what it told. */
  readonly afterLook?: () => Promise<void>;
}

/** Runs of every flow, until both systems say the same and nothing is written any more. */
export class Looks {
  readonly #world: World;
  readonly #flows: readonly LookedFlow[];
  readonly #nightly: readonly string[];
  readonly #isTold: (flow: string, division: number) => boolean;

  /** @param nightly flows of which a night compares everything @param isTold true for a flow that learns of everything in a company by itself */
  constructor(
    world: World,
    { flows }: LookedDocument,
    nightly: readonly string[],
    isTold: (flow: string, division: number) => boolean = () => false,
  ) {
    this.#world = world;
    this.#nightly = nightly;
    this.#flows = Object.entries(flows).map(([name, { division, furtherDivisions = [] }]) => ({
      name,
      divisions: [division, ...furtherDivisions],
    }));
    this.#isTold = isTold;
  }

  async run(request: object): Promise<void> {
    expect(await this.#world.run({ mode: 'apply', ...request })).toMatchObject({ state: 'succeeded' });
  }

  /** Every flow in each of its companies. */
  async look(options: object = {}): Promise<void> {
    for (const { name, divisions } of this.#flows)
      for (const division of divisions) await this.run({ flow: name, division, ...options });
  }

  /** Differences once looks bring nothing more. */
  async settled(audit: () => Promise<readonly string[]>, { untold = [], afterLook }: Settling = {}): Promise<readonly string[]> {
    let differences: readonly string[] = [];
    for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
      await this.look();
      await afterLook?.();
      if (looks === 0) await this.#bringTheUntold(untold);
      await afterLook?.();
      differences = await audit();
      if (differences.length === 0) return [];
    }
    return differences;
  }

  /** A look writes nothing, one over everything only what repeats other records, and a second one of these nothing. */
  async expectNoMoreWrites(): Promise<void> {
    const nothing = { writes: [], changed: [] };
    expect(await this.#writesOf({})).toEqual(nothing);
    expect(await this.#writesOf({ full: true })).toMatchObject({ changed: [] });
    expect(await this.#writesOf({ full: true })).toEqual(nothing);
  }

  /** What nothing in Exact tells of, as a night compares it or a person asks for it. */
  async #bringTheUntold(untold: readonly Untold[]): Promise<void> {
    for (const flow of this.#nightly) await this.run({ flow, full: true });
    for (const { flow, division, ids } of untold) {
      const isOn = this.#flows.some(({ name, divisions }) => name === flow && divisions.includes(division));
      if (isOn && !this.#isTold(flow, division)) await this.run({ flow, division, ids });
    }
  }

  /** Calls that write, to either system, of looks in which nothing new is to be found, and what they changed in the org. */
  async #writesOf(options: object): Promise<object> {
    const before = await readOrg(this.#world);
    await this.#world.clearCounts();
    await this.look(options);
    const writes = [...(await writesIn(this.#world.salesforceUrl)), ...(await writesIn(this.#world.exactUrl))];
    return { writes, changed: changesIn(before, await readOrg(this.#world)) };
  }
}

async function writesIn(url: string): Promise<string[]> {
  const journal = await fetch(`${url}/_control/journal`);
  const { calls } = (await journal.json()) as { readonly calls: readonly Call[] };
  return calls.filter(({ isWrite }) => isWrite).map(({ method, path }) => `${method} ${path}`);
}
