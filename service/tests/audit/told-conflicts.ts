import { openIssues } from '../support/shop.ts';
import type { World } from '../support/world.ts';
import { idIn } from './books.ts';

const CODE = 'customer_changed_on_both_sides';
const FLOWS = ['accounts', 'debtors', 'orders'];

/** Collects which customers people were told of, as changed on both sides. */
export class ToldConflicts {
  /** Ids of accounts in Salesforce. */
  readonly #told = new Set<string>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Notes whom the open issues name. */
  async note(): Promise<void> {
    const accounts = await this.#world.salesforce.rows('Account');
    const orders = await this.#world.salesforce.rows('Order');
    for (const flow of FLOWS)
      for (const { code, recordId } of await openIssues(this.#world, flow)) {
        if (code !== CODE) continue;
        const ofDebtor = accounts.find((row) => idIn(row, 'Exact_Id__c') === recordId.toLowerCase());
        const ofOrder = orders.find((row) => row['Id'] === recordId);
        this.#told.add(String(ofDebtor?.['Id'] ?? ofOrder?.['AccountId'] ?? recordId));
      }
  }

  /** Customers of these that nobody was told of, in words. */
  async missing(wanted: ReadonlySet<string>): Promise<readonly string[]> {
    const names = new Map((await this.#world.salesforce.rows('Account')).map((row) => [row['Id'], String(row['Name'])]));
    return [...wanted].filter((id) => !this.#told.has(id)).map((id) => `nobody was told of ${names.get(id) ?? id}`);
  }
}
