import { soqlDateTime, soqlText } from '../../salesforce/index.ts';
import { debtorIdOf } from '../customers/index.ts';
import { firstPage } from '../first-page.ts';
import { itemIdOf } from '../items/index.ts';
import type { PricesReader } from './reader.ts';
import { PRICE_OBJECT } from './settings.ts';

/** Up to so many are looked up one by one; above it the whole streams cost fewer calls. */
const MOST_LOOKED_UP = 200;
/** Salesforce keeps moments to the second, and its clock is not ours. */
const OVERLAP_MS = 60_000;

/** What has become a product, or the account of a debtor, since the last look, and has no price yet. */
export class Newcomers {
  /** Ids, in lower case, of the items of products. */
  readonly itemIds: readonly string[];
  /** Ids, in lower case, of the debtors of accounts. */
  readonly debtorIds: readonly string[];

  private constructor(itemIds: readonly string[], debtorIds: readonly string[]) {
    this.itemIds = itemIds;
    this.debtorIds = debtorIds;
  }

  /** @param since ISO instant of the last look; without it everything is read anyway */
  static async open({ context, products, accounts }: PricesReader, since: string | undefined): Promise<Newcomers> {
    if (since === undefined) return new Newcomers([], []);
    const from = soqlDateTime(new Date(Date.parse(since) - OVERLAP_MS));
    const priced = (lookup: string): string =>
      `SELECT ${lookup} FROM ${PRICE_OBJECT} WHERE Division__c = ${soqlText(String(context.division))} AND ${lookup} != null`;
    // What a person linked by hand was never synced.
    const linked = (path: string): string =>
      `(${path}Exact_Synced_At__c >= ${from} OR (${path}Exact_Synced_At__c = null AND ${path}LastModifiedDate >= ${from}))`;
    const newProducts = await firstPage(
      products.pages((path, id) => `${linked(path)} AND ${id} NOT IN (${priced('Product__c')})`),
    );
    const newAccounts = await firstPage(
      accounts.pages((path, id) => `${linked(path)} AND ${id} NOT IN (${priced('Account__c')})`),
    );
    return new Newcomers(newProducts.map(itemIdOf), newAccounts.map(debtorIdOf));
  }

  get areAny(): boolean {
    return this.itemIds.length + this.debtorIds.length > 0;
  }

  get areMany(): boolean {
    return this.itemIds.length + this.debtorIds.length > MOST_LOOKED_UP;
  }
}
