import { soqlDateTime, soqlForValues, soqlText, type SalesforceOrg, type SalesforceRow } from '../../salesforce/index.ts';
import type { EntryRow, ProductFacts, ProductRow } from './types.ts';

const STATE_FIELDS = [
  'Id',
  'Exact_Id__c',
  'ProductCode',
  'IsActive',
  'SystemModstamp',
  'Price_Includes_Vat__c',
  'Exact_Vat_Code__c',
  'Exact_Sync_Status__c',
  'Exact_Sync_Problem__c',
  'Exact_Synced_At__c',
] as const;

/** Products and entries of the standard price book by the id, in lower case, of the item they are of. */
export interface PricedProducts {
  readonly products: ReadonlyMap<string, ProductRow>;
  readonly entries: ReadonlyMap<string, EntryRow[]>;
}

/** The products of an org and their entries in its standard price book. */
export class ProductRecords {
  readonly #salesforce: SalesforceOrg;
  readonly #facts: ProductFacts;
  /** Products that items of this pass are about to take over, by item id: a plan writes nothing, so they bear no Exact id yet. */
  readonly #takenOver = new Map<string, string>();

  constructor(salesforce: SalesforceOrg, facts: ProductFacts) {
    this.#salesforce = salesforce;
    this.#facts = facts;
  }

  /** By lower-case item id, with the fields that tell their state and these. */
  async linked(itemIds: readonly string[], fields: readonly string[] = []): Promise<Map<string, ProductRow>> {
    const rows = await this.#queryAll<ProductRow>(
      soqlForValues('Exact_Id__c', itemIds, (condition) => `SELECT ${selected(fields)} FROM Product2 WHERE ${condition}`),
    );
    return byItem(rows);
  }

  /** Active products without an Exact id that have one of these codes. */
  unlinked(codes: readonly string[], fields: readonly string[]): Promise<ProductRow[]> {
    return this.#queryAll<ProductRow>(
      soqlForValues(
        'ProductCode',
        codes,
        (condition) => `SELECT ${selected(fields)} FROM Product2 WHERE ${condition} AND Exact_Id__c = null AND IsActive = true`,
      ),
    );
  }

  /** Notes that an item takes a product over. */
  takeOver(itemId: string, productId: string): void {
    this.#takenOver.set(itemId.toLowerCase(), productId);
  }

  /** The items' products with their entries. */
  async priced(itemIds: readonly string[]): Promise<PricedProducts> {
    const currency = this.#facts.hasMultiCurrency ? ', CurrencyIsoCode' : '';
    const book = soqlText(this.#facts.standardPricebookId);
    const productQueries = soqlForValues(
      'Exact_Id__c',
      itemIds,
      (condition) => `SELECT ${selected()} FROM Product2 WHERE ${condition}`,
    );
    const entryQuery = (condition: string): string =>
      `SELECT Id, Product2Id, UnitPrice, IsActive, Exact_Price_Id__c${currency} FROM PricebookEntry WHERE Pricebook2Id = ${book} AND ${condition}`;
    const entryQueries = soqlForValues('Product2.Exact_Id__c', itemIds, entryQuery);
    const takenOver = itemIds.flatMap((itemId) => {
      const productId = this.#takenOver.get(itemId);
      return productId === undefined ? [] : [[productId, itemId] as const];
    });
    const takenOverQueries = soqlForValues(
      'Product2Id',
      takenOver.map(([productId]) => productId),
      entryQuery,
    );
    const answers = await this.#salesforce.queryMany([...productQueries, ...entryQueries, ...takenOverQueries]);
    const products = byItem(answers.slice(0, productQueries.length).flat() as ProductRow[]);
    // A product that was written meanwhile is found both ways.
    const found = answers.slice(productQueries.length).flat() as EntryRow[];
    const entries = [...new Map(found.map((entry) => [entry.Id, entry])).values()];
    const itemOf = new Map([...takenOver, ...[...products].map(([itemId, product]) => [product.Id, itemId] as const)]);
    return { products, entries: Map.groupBy(entries, (entry) => itemOf.get(entry.Product2Id) ?? '') };
  }

  /** Ids, in lower case, of the items whose entries came from these price rows. */
  async itemsOfPrices(priceIds: readonly string[]): Promise<string[]> {
    const rows = await this.#queryAll<SalesforceRow & { Product2?: { Exact_Id__c?: string | null } }>(
      soqlForValues(
        'Exact_Price_Id__c',
        priceIds,
        (condition) => `SELECT Id, Product2.Exact_Id__c FROM PricebookEntry WHERE ${condition}`,
      ),
    );
    return [...new Set(rows.map((row) => row.Product2?.Exact_Id__c?.toLowerCase()).filter((id) => id !== undefined))];
  }

  /** Active products of Exact items, page by page. */
  active(): AsyncIterable<ProductRow[]> {
    return this.#salesforce.pages<ProductRow>(`SELECT ${selected()} FROM Product2 WHERE Exact_Id__c != null AND IsActive = true`);
  }

  /** Those without an active entry in the standard price book; with `touchedSince` (ISO instant) only what was synced since. */
  withoutEntry(touchedSince: string | undefined): AsyncIterable<ProductRow[]> {
    const touched = touchedSince === undefined ? '' : ` AND Exact_Synced_At__c >= ${soqlDateTime(new Date(touchedSince))}`;
    const priced = `SELECT Product2Id FROM PricebookEntry WHERE Pricebook2Id = ${soqlText(this.#facts.standardPricebookId)} AND IsActive = true`;
    return this.#salesforce.pages<ProductRow>(
      `SELECT ${selected()} FROM Product2 WHERE Exact_Id__c != null AND IsActive = true${touched} AND Id NOT IN (${priced})`,
    );
  }

  async #queryAll<Row extends SalesforceRow>(queries: readonly string[]): Promise<Row[]> {
    return queries.length === 0 ? [] : (await this.#salesforce.queryMany<Row>(queries)).flat();
  }
}

function selected(fields: readonly string[] = []): string {
  return [...new Set([...STATE_FIELDS, ...fields])].join(', ');
}

function byItem(rows: readonly ProductRow[]): Map<string, ProductRow> {
  return new Map(rows.map((row) => [(row.Exact_Id__c ?? '').toLowerCase(), row]));
}
