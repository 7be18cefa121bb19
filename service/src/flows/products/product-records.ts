import { ITEMS } from '../../exact/index.ts';
import { defaultDivision, isFurtherDivision } from '../../mapping/index.ts';
import { soqlDateTime, soqlForValues, soqlText, type SalesforceOrg, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { divisionsOfIds } from '../link-divisions.ts';
import { ProductLinks, productsOfRows, type ProductLinkRow } from './product-links.ts';
import { ITEM } from './roles.ts';
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

/**
 * The products of an org and their entries in its standard price book, as the division of the flow sees them. In the default
 * division a product bears the id of its item; in any other a row does, and what stands on the product is of another division, unless
 * a version before rows wrote it.
 */
export class ProductRecords {
  readonly #context: FlowContext;
  readonly #salesforce: SalesforceOrg;
  readonly #facts: ProductFacts;
  /** Undefined in the default division. */
  readonly #links: ProductLinks | undefined;
  /** Products that items of this pass are about to take over, by item id: a plan writes nothing, so they bear no Exact id yet. */
  readonly #takenOver = new Map<string, string>();

  constructor(context: FlowContext, facts: ProductFacts) {
    const { configuration, division } = context;
    this.#context = context;
    this.#salesforce = context.salesforce;
    this.#facts = facts;
    this.#links = isFurtherDivision(configuration, division) ? new ProductLinks(division) : undefined;
  }

  /** By lower-case item id, with the fields that tell their state and these. */
  async linked(itemIds: readonly string[], fields: readonly string[] = []): Promise<Map<string, ProductRow>> {
    const queries = this.#productQueries(itemIds, fields);
    const answers = queries.length === 0 ? [] : await this.#salesforce.queryMany(queries);
    return this.#byItem(answers);
  }

  /** Active products that have no item in this division and have one of these codes. */
  async unlinked(codes: readonly string[], fields: readonly string[]): Promise<ProductRow[]> {
    const isAlone = this.#isAlone;
    const isFree = this.#links?.unlinked ?? (isAlone ? 'Exact_Id__c = null' : undefined);
    const found = await this.#queryAll<ProductRow>(
      soqlForValues('ProductCode', codes, (condition) =>
        [`SELECT ${selected(fields)} FROM Product2 WHERE ${condition}`, isFree, 'IsActive = true']
          .filter((part) => part !== undefined)
          .join(' AND '),
      ),
    );
    return isAlone ? found : this.#unlinkedHere(found);
  }

  /** Notes that an item takes a product over. */
  takeOver(itemId: string, productId: string): void {
    this.#takenOver.set(itemId.toLowerCase(), productId);
  }

  /** The items' products with their entries. */
  async priced(itemIds: readonly string[]): Promise<PricedProducts> {
    const currency = this.#facts.hasMultiCurrency ? ', CurrencyIsoCode' : '';
    const book = soqlText(this.#facts.standardPricebookId);
    const productQueries = this.#productQueries(itemIds, []);
    const entryQuery = (condition: string): string =>
      `SELECT Id, Product2Id, UnitPrice, IsActive, Exact_Price_Id__c${currency} FROM PricebookEntry WHERE Pricebook2Id = ${book} AND ${condition}`;
    const entryQueries = [
      ...soqlForValues('Product2.Exact_Id__c', itemIds, entryQuery),
      ...(this.#links?.conditionsOf('Product2Id', itemIds, entryQuery) ?? []),
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
    const products = this.#byItem(answers.slice(0, productQueries.length));
    // A product that was written meanwhile is found both ways.
    const found = answers.slice(productQueries.length).flat() as EntryRow[];
    const entries = [...new Map(found.map((entry) => [entry.Id, entry])).values()];
    const itemOf = new Map([...takenOver, ...[...products].map(([itemId, product]) => [product.Id, itemId] as const)]);
    return { products, entries: Map.groupBy(entries, (entry) => itemOf.get(entry.Product2Id) ?? '') };
  }

  /** Ids, in lower case, of the items whose entries came from these price rows. */
  async itemsOfPrices(priceIds: readonly string[]): Promise<string[]> {
    if (this.#links !== undefined) {
      const links = await this.#queryAll<ProductLinkRow>(this.#links.ofPrices(priceIds));
      return [...new Set(links.map(({ Exact_Id__c }) => Exact_Id__c.toLowerCase()))];
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
  async itemsOfProducts(productIds: readonly string[]): Promise<string[]> {
    const rows = await this.#queryAll<SalesforceRow>(
      this.#links?.ofProducts(productIds) ??
        soqlForValues('Id', productIds, (condition) => `SELECT Id, Exact_Id__c FROM Product2 WHERE ${condition}`),
    );
    return rows.map((row) => row['Exact_Id__c']).flatMap((id) => (typeof id === 'string' ? [id.toLowerCase()] : []));
  }

  /** Active products of items of this division, page by page. */
  active(): AsyncIterable<ProductRow[]> {
    return this.#pages((path) => `${path}IsActive = true`);
  }

  /** Those without an active entry in the standard price book; with `touchedSince` (ISO instant) only what was synced since. */
  withoutEntry(touchedSince: string | undefined): AsyncIterable<ProductRow[]> {
    const priced = `SELECT Product2Id FROM PricebookEntry WHERE Pricebook2Id = ${soqlText(this.#facts.standardPricebookId)} AND IsActive = true`;
    return this.#pages((path, id) => {
      const touched =
        touchedSince === undefined ? '' : ` AND ${path}Exact_Synced_At__c >= ${soqlDateTime(new Date(touchedSince))}`;
      return `${path}IsActive = true${touched} AND ${id} NOT IN (${priced})`;
    });
  }

  /** True where the fields of records can be of no other division. */
  get #isAlone(): boolean {
    const { configuration } = this.#context;
    return configuration.divisions.length < 2 || defaultDivision(configuration) === undefined;
  }

  /** By the id on the product, and in a further division by its row beside. */
  #productQueries(itemIds: readonly string[], fields: readonly string[]): string[] {
    const byField = soqlForValues(
      'Exact_Id__c',
      itemIds,
      (condition) => `SELECT ${selected(fields)} FROM Product2 WHERE ${condition}`,
    );
    return [...byField, ...(this.#links?.ofItems(itemIds, selectedFields(fields)) ?? [])];
  }

  /** What the answers to `#productQueries` say. An id on a product that is one of these is of this division. */
  #byItem(answers: readonly (readonly SalesforceRow[])[]): Map<string, ProductRow> {
    const isRow = (row: SalesforceRow): boolean => 'Product__c' in row;
    const rows = answers.flat();
    const byField = rows.filter((row) => !isRow(row)) as ProductRow[];
    const products = byItem(this.#links === undefined ? byField : byField.map((product) => this.#misplaced(product)));
    const byRow = byItem(productsOfRows(rows.filter(isRow) as ProductLinkRow[]));
    // One that its row leads to and that bears the id as well was cut off before the id was taken off it.
    for (const [itemId, product] of byRow) if (products.get(itemId)?.Id !== product.Id) products.set(itemId, product);
    return products;
  }

  #misplaced(product: ProductRow): ProductRow {
    return { ...product, misplaced: { division: this.#context.division, exactId: itemIdOf(product) } };
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
      return [{ ...product, Exact_Id__c: null, ...(isMoved ? { misplaced: { division, exactId } } : {}) }];
    });
  }

  /** `where` gets what leads to a field of the product, and to its id. */
  async *#pages(where: (path: string, id: string) => string): AsyncIterable<ProductRow[]> {
    if (this.#links === undefined) {
      yield* this.#salesforce.pages<ProductRow>(
        `SELECT ${selected()} FROM Product2 WHERE Exact_Id__c != null AND ${where('', 'Id')}`,
      );
      return;
    }
    const query = this.#links.all(selectedFields(), where('Product__r.', 'Product__c'));
    for await (const rows of this.#salesforce.pages<ProductLinkRow>(query)) yield productsOfRows(rows);
  }

  async #queryAll<Row extends SalesforceRow>(queries: readonly string[]): Promise<Row[]> {
    return queries.length === 0 ? [] : (await this.#salesforce.queryMany<Row>(queries)).flat();
  }
}

function selected(fields: readonly string[] = []): string {
  return selectedFields(fields).join(', ');
}

function selectedFields(fields: readonly string[] = []): string[] {
  return [...new Set([...STATE_FIELDS, ...fields])];
}

function itemIdOf({ Exact_Id__c }: ProductRow): string {
  return (Exact_Id__c ?? '').toLowerCase();
}

function byItem(rows: readonly ProductRow[]): Map<string, ProductRow> {
  return new Map(rows.map((row) => [itemIdOf(row), row]));
}
