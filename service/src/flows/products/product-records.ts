import { ITEMS } from '../../exact/index.ts';
import { defaultDivision } from '../../mapping/index.ts';
import { soqlDateTime, soqlForValues, soqlText, type SalesforceOrg, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { ITEM, itemIdOf, LinkedProducts, type EntryRow, type ProductLinkRow } from '../items/index.ts';
import { divisionsOfIds } from '../link-divisions.ts';
import { OF_COMPANY } from './item-plan.ts';
import { PRODUCT_SETTINGS } from './settings.ts';
import type { ProductFacts, ProductRow } from './types.ts';

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
  ...OF_COMPANY,
] as const;

/** Products and entries of the standard price book by the id, in lower case, of the item they are of. */
export interface PricedProducts {
  readonly products: ReadonlyMap<string, ProductRow>;
  readonly entries: ReadonlyMap<string, EntryRow[]>;
}

/** The products of an org and their entries in its standard price book, as the division of the flow sees them. */
export class ProductRecords {
  readonly #context: FlowContext;
  readonly #salesforce: SalesforceOrg;
  readonly #facts: ProductFacts;
  readonly #linked: LinkedProducts<ProductRow>;
  /** Products that items of this pass are about to take over, by item id: a plan writes nothing, so they bear no Exact id yet. */
  readonly #takenOver = new Map<string, string>();
  /** Those of them that are led, by lower-case item id. */
  readonly #led = new Set<string>();

  constructor(context: FlowContext, facts: ProductFacts) {
    this.#context = context;
    this.#salesforce = context.salesforce;
    this.#facts = facts;
    this.#linked = new LinkedProducts(context, STATE_FIELDS, PRODUCT_SETTINGS.flow);
  }

  /** By lower-case item id, with the fields that tell their state and these. */
  linked(itemIds: readonly string[], fields: readonly string[] = []): Promise<Map<string, ProductRow>> {
    return this.#linked.ofItems(itemIds, fields);
  }

  /** Active products that have no item in this division and have one of these codes. */
  async unlinked(codes: readonly string[], fields: readonly string[]): Promise<ProductRow[]> {
    const { isAlone, links } = this.#linked;
    const isFree = links?.unlinked ?? (isAlone ? 'Exact_Id__c = null' : undefined);
    const found = await this.#queryAll<ProductRow>(
      soqlForValues('ProductCode', codes, (condition) =>
        [`SELECT ${this.#linked.selected(fields)} FROM Product2 WHERE ${condition}`, isFree, 'IsActive = true']
          .filter((part) => part !== undefined)
          .join(' AND '),
      ),
    );
    return isAlone ? found : this.#unlinkedHere(found);
  }

  /** Notes that an item takes a product over. */
  takeOver(itemId: string, { Id, isLed }: ProductRow): void {
    this.#takenOver.set(itemId.toLowerCase(), Id);
    if (isLed === true) this.#led.add(itemId.toLowerCase());
  }

  /** True for an item whose product the default division leads: what is not its link is none of this division's. */
  isLed(itemId: string, product: ProductRow | undefined): boolean {
    return product?.isLed === true || this.#led.has(itemId.toLowerCase());
  }

  /** The items' products with their entries. */
  async priced(itemIds: readonly string[]): Promise<PricedProducts> {
    const currency = this.#facts.hasMultiCurrency ? ', CurrencyIsoCode' : '';
    const book = soqlText(this.#facts.standardPricebookId);
    const productQueries = this.#linked.queries(itemIds);
    const entryQuery = (condition: string): string =>
      `SELECT Id, Product2Id, UnitPrice, IsActive, Exact_Price_Id__c, Price_Quantity__c${currency} FROM PricebookEntry WHERE Pricebook2Id = ${book} AND ${condition}`;
    const entryQueries = [
      ...soqlForValues('Product2.Exact_Id__c', itemIds, entryQuery),
      ...(this.#linked.links?.conditionsOf('Product2Id', itemIds, entryQuery) ?? []),
    ];
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
    const products = this.#linked.byItem(answers.slice(0, productQueries.length));
    // A product that was written meanwhile is found both ways.
    const found = answers.slice(productQueries.length).flat() as EntryRow[];
    const entries = [...new Map(found.map((entry) => [entry.Id, entry])).values()];
    const itemOf = new Map([...takenOver, ...[...products].map(([itemId, product]) => [product.Id, itemId] as const)]);
    return { products, entries: Map.groupBy(entries, (entry) => itemOf.get(entry.Product2Id) ?? '') };
  }

  /** Ids, in lower case, of the items whose entries came from these price rows. */
  async itemsOfPrices(priceIds: readonly string[]): Promise<string[]> {
    const { links } = this.#linked;
    if (links !== undefined) {
      const linked = await this.#queryAll<ProductLinkRow>(links.ofPrices(priceIds));
      return [...new Set(linked.map(({ Exact_Id__c }) => Exact_Id__c.toLowerCase()))];
    }
    const rows = await this.#queryAll<SalesforceRow & { Product2?: { Exact_Id__c?: string | null } }>(
      soqlForValues(
        'Exact_Price_Id__c',
        priceIds,
        (condition) => `SELECT Id, Product2.Exact_Id__c FROM PricebookEntry WHERE ${condition}`,
      ),
    );
    return [...new Set(rows.map((row) => row.Product2?.Exact_Id__c?.toLowerCase()).filter((id) => id !== undefined))];
  }

  /** Ids, in lower case, of the items of these products. */
  itemsOfProducts(productIds: readonly string[]): Promise<string[]> {
    return this.#linked.itemsOf(productIds);
  }

  /** Active products of items of this division, page by page. */
  active(): AsyncIterable<ProductRow[]> {
    return this.#linked.pages((path) => `${path}IsActive = true`);
  }

  /** Those without an active entry in the standard price book; with `touchedSince` (ISO instant) only what was synced since. */
  withoutEntry(touchedSince: string | undefined): AsyncIterable<ProductRow[]> {
    const priced = `SELECT Product2Id FROM PricebookEntry WHERE Pricebook2Id = ${soqlText(this.#facts.standardPricebookId)} AND IsActive = true`;
    return this.#linked.pages((path, id) => {
      const touched =
        touchedSince === undefined ? '' : ` AND ${path}Exact_Synced_At__c >= ${soqlDateTime(new Date(touchedSince))}`;
      return `${path}IsActive = true${touched} AND ${id} NOT IN (${priced})`;
    });
  }

  /** Those whose id is of another division, as ones without an id. What no division has was an item here once. */
  async #unlinkedHere(products: readonly ProductRow[]): Promise<ProductRow[]> {
    const { configuration, division: own } = this.#context;
    const owner = defaultDivision(configuration);
    const divisions = await divisionsOfIds(this.#context, ITEM, ITEMS, products.map(itemIdOf));
    return products.flatMap((product) => {
      const exactId = itemIdOf(product);
      const division = divisions.get(exactId);
      if (exactId !== '' && (division === undefined || division === own)) return [];
      const isMoved = own === owner && division !== undefined;
      const isLed = this.#linked.yields && division === owner;
      return [{ ...product, Exact_Id__c: null, isLed, ...(isMoved ? { misplaced: { division, exactId } } : {}) }];
    });
  }

  async #queryAll<Row extends SalesforceRow>(queries: readonly string[]): Promise<Row[]> {
    return queries.length === 0 ? [] : (await this.#salesforce.queryMany<Row>(queries)).flat();
  }
}
