import type { StoredRow } from '../../../simulators/data/index.ts';
import { Random } from '../soak/random.ts';
import type { World } from '../support/world.ts';

type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** Where somebody works in Salesforce, as the numbers of a seed say. */
export class SellerDesk {
  /** How many changes were tried. */
  count = 0;
  readonly today: string;
  readonly random: Random;
  readonly #world: World;

  constructor(world: World, today: string, seed: number) {
    this.#world = world;
    this.today = today;
    this.random = new Random(seed);
  }

  rows(object: string): Promise<readonly StoredRow[]> {
    return this.#world.salesforce.rows(object);
  }

  async pick(object: string, fits: (row: StoredRow) => boolean = () => true): Promise<StoredRow | undefined> {
    return this.random.pick((await this.rows(object)).filter(fits));
  }

  /** The id of what was made; undefined where Salesforce refuses it. */
  async make(object: string, fields: Fields): Promise<string | undefined> {
    const answer = await this.#send('POST', 'seed', { records: [{ object, fields }] });
    return answer?.ids?.[0];
  }

  /** False where Salesforce refuses it. */
  async change(object: string, row: StoredRow | undefined, fields: Fields): Promise<boolean> {
    return row !== undefined && (await this.#send('PATCH', `rows/${object}/${String(row['Id'])}`, fields)) !== undefined;
  }

  async changeOne(object: string, fields: (row: StoredRow) => Fields, fits?: (row: StoredRow) => boolean): Promise<boolean> {
    const row = await this.pick(object, fits);
    return row !== undefined && this.change(object, row, fields(row));
  }

  async removeOne(object: string, fits: (row: StoredRow) => boolean): Promise<boolean> {
    const row = await this.pick(object, fits);
    return row !== undefined && (await this.#send('DELETE', `rows/${object}/${String(row['Id'])}`)) !== undefined;
  }

  async #send(method: string, route: string, body?: object): Promise<{ readonly ids?: readonly string[] } | undefined> {
    const answer = await fetch(`${this.#world.salesforceUrl}/_control/${route}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const said = (await answer.json()) as { readonly ids?: readonly string[] };
    return answer.ok ? said : undefined;
  }
}
