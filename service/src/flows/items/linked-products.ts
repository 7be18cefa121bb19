import { LINK_STAMP } from '../../links/index.ts';
import { defaultDivision, isFurtherDivision, yieldsToDefault } from '../../mapping/index.ts';
import { soqlForValues, type SalesforceOrg, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { ProductLinks, productsOfRows, type LinkedProduct, type ProductLinkRow } from './product-links.ts';

/**
 * Which product is which item, as the division of the flow sees it. In the default division a product bears the id of its item; in any
 * other a row does, and what stands on the product is of another division, unless a version before rows wrote it.
 */
export class LinkedProducts<Product extends LinkedProduct = LinkedProduct> {
  /** Undefined in the default division. */
  readonly links: ProductLinks | undefined;
  /** True where the fields of records can be of no other division. */
  readonly isAlone: boolean;
  /** True where the flow leaves the fields of products that the default division knows to that one. */
  readonly yields: boolean;
  readonly #division: number;
  readonly #salesforce: SalesforceOrg;
  readonly #fields: readonly string[];

  /**
   * @param fields those of every product that is answered
   * @param flow name of the flow that writes on products
   */
  constructor({ configuration, division, salesforce }: FlowContext, fields: readonly string[], flow?: string) {
    this.yields = flow !== undefined && yieldsToDefault(configuration, flow, division);
    this.links = isFurtherDivision(configuration, division) ? new ProductLinks(division, this.yields) : undefined;
    this.isAlone = configuration.divisions.length < 2 || defaultDivision(configuration) === undefined;
    this.#division = division;
    this.#salesforce = salesforce;
    this.#fields = fields;
  }

  /** By lower-case item id, with these fields besides. */
  async ofItems(itemIds: readonly string[], fields: readonly string[] = []): Promise<Map<string, Product>> {
    return this.byItem(await this.#queryMany(this.queries(itemIds, fields)));
  }

  /** By the id on the product, and in a further division by its row beside: `byItem` reads the answers. */
  queries(itemIds: readonly string[], fields: readonly string[] = []): string[] {
    const byField = soqlForValues(
      'Exact_Id__c',
      itemIds,
      (condition) => `SELECT ${this.selected(fields)} FROM Product2 WHERE ${condition}`,
    );
    return [...byField, ...(this.links?.ofItems(itemIds, this.#selectedFields(fields)) ?? [])];
  }

  /** What the answers to `queries` say. An id on a product that is one of these is of this division. */
  byItem(answers: readonly (readonly SalesforceRow[])[]): Map<string, Product> {
    const isRow = (row: SalesforceRow): boolean => 'Product__c' in row;
    const rows = answers.flat();
    const byField = rows.filter((row) => !isRow(row)) as Product[];
    const products = toMap(this.links === undefined ? byField : byField.map((product) => this.#misplaced(product)));
    const byRow = toMap(productsOfRows(rows.filter(isRow) as ProductLinkRow[], this.yields) as Product[]);
    // One that its row leads to and that bears the id as well was cut off before the id was taken off it.
    for (const [itemId, product] of byRow) if (products.get(itemId)?.Id !== product.Id) products.set(itemId, product);
    return products;
  }

  /** Ids, in lower case, of the items of these products. */
  async itemsOf(productIds: readonly string[]): Promise<string[]> {
    const rows = await this.#queryMany(
      this.links?.ofProducts(productIds) ??
        soqlForValues('Id', productIds, (condition) => `SELECT Id, Exact_Id__c FROM Product2 WHERE ${condition}`),
    );
    return rows
      .flat()
      .map((row) => row['Exact_Id__c'])
      .flatMap((id) => (typeof id === 'string' ? [id.toLowerCase()] : []));
  }

  /** Products of items of this division page by page; `where` gets what leads to a field of the product, and to its id. */
  async *pages(where: (path: string, id: string) => string): AsyncIterable<Product[]> {
    if (this.links === undefined) {
      yield* this.#salesforce.pages<Product>(
        `SELECT ${this.selected()} FROM Product2 WHERE Exact_Id__c != null AND ${where('', 'Id')}`,
      );
      return;
    }
    const query = this.links.all(this.#selectedFields(), where('Product__r.', 'Product__c'));
    for await (const rows of this.#salesforce.pages<ProductLinkRow>(query)) yield productsOfRows(rows, this.yields) as Product[];
  }

  /**
   * Condition for products of which nothing was read yet, as their stamp says: where the default division leads a product, its row says
   * it. `path` leads from what `pages` asks to the product.
   */
  unread(path: string, stamp: string): string {
    if (!this.yields) return `${path}${stamp} = null`;
    return `((${path}Exact_Id__c = null AND ${path}${stamp} = null) OR (${path}Exact_Id__c != null AND ${LINK_STAMP} = null))`;
  }

  /** Condition, with its AND, for products whose fields this division fills; `path` as for `unread`. Empty where it fills those of all. */
  ownOnly(path: string): string {
    return this.yields ? `${path}Exact_Id__c = null AND ` : '';
  }

  /** The fields of every product and these, for a SELECT. */
  selected(fields: readonly string[] = []): string {
    return this.#selectedFields(fields).join(', ');
  }

  #selectedFields(fields: readonly string[] = []): string[] {
    return [...new Set(['Id', 'Exact_Id__c', ...this.#fields, ...fields])];
  }

  #misplaced(product: Product): Product {
    return { ...product, misplaced: { division: this.#division, exactId: itemIdOf(product) } };
  }

  async #queryMany(queries: readonly string[]): Promise<SalesforceRow[][]> {
    return queries.length === 0 ? [] : this.#salesforce.queryMany(queries);
  }
}

/** Id of its item, in lower case; empty where it has none. */
export function itemIdOf({ Exact_Id__c }: Pick<LinkedProduct, 'Exact_Id__c'>): string {
  return (Exact_Id__c ?? '').toLowerCase();
}

function toMap<Product extends LinkedProduct>(rows: readonly Product[]): Map<string, Product> {
  return new Map(rows.map((row) => [itemIdOf(row), row]));
}
