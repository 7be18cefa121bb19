import {
  LINK_OBJECT,
  LINK_STAMP,
  linkRowsByKey,
  linkRowsQuery,
  stampedLink,
  type LinkRow,
  type StampedLink,
} from '../../links/index.ts';
import { soqlForValues, soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import { ITEM, ITEM_ROLE } from './item-role.ts';

/** A product of Salesforce, with the fields that whoever reads it asked for. */
export interface LinkedProduct extends SalesforceRow {
  readonly Id: string;
  /** Of its item in the division of the flow. */
  readonly Exact_Id__c: string | null;
  /** The link of a further division that stands on the product, where a version before rows wrote it. */
  readonly misplaced?: { readonly division: number; readonly exactId: string };
  /** The default division knows it too, and says what stands on it: to the flow of a further one its fields are closed. */
  readonly isLed?: boolean;
  /** Its row in a further division. */
  readonly linkRow?: StampedLink;
}

/** The row of a product's item, with the product. */
export interface ProductLinkRow extends LinkRow {
  readonly Product__r?: LinkedProduct | null;
}

const ANY_ITEM = `Role__c = ${soqlText(ITEM)}`;

/** How the links of products stand in a further division, as SOQL. `fields`: those of the product. */
export class ProductLinks {
  readonly division: number;
  readonly #ofRow: readonly string[];

  /** @param isStamped true where the stamps of the rows are asked for */
  constructor(division: number, isStamped = false) {
    this.division = division;
    this.#ofRow = isStamped ? ['Product__c', LINK_STAMP] : ['Product__c'];
  }

  /** The products of items. */
  ofItems(itemIds: readonly string[], fields: readonly string[]): string[] {
    return linkRowsByKey(this.division, ITEM_ROLE.entity, itemIds, (condition) => this.#rows(fields, condition));
  }

  /** Condition for what is of the products of items, where `path` leads to a product. */
  conditionsOf(path: string, itemIds: readonly string[], build: (condition: string) => string): string[] {
    return linkRowsByKey(this.division, ITEM_ROLE.entity, itemIds, (condition) =>
      build(`${path} IN (SELECT Product__c FROM ${LINK_OBJECT} WHERE ${condition})`),
    );
  }

  /** The items whose entries came from these price rows. */
  ofPrices(priceIds: readonly string[]): string[] {
    return soqlForValues('Exact_Price_Id__c', priceIds, (condition) =>
      this.#rows([], `Product__c IN (SELECT Product2Id FROM PricebookEntry WHERE ${condition})`),
    );
  }

  /** The items of these products. */
  ofProducts(productIds: readonly string[]): string[] {
    return soqlForValues('Product__c', productIds, (condition) => this.#rows([], condition));
  }

  /** Every product of this division that fulfils a condition, where `Product__r` leads to the product. */
  all(fields: readonly string[], condition: string): string {
    return this.#rows(fields, `${ANY_ITEM} AND ${condition}`);
  }

  /** Condition for products that have no item in this division. */
  get unlinked(): string {
    const linked = `SELECT Product__c FROM ${LINK_OBJECT} WHERE Division__c = ${soqlText(String(this.division))} AND ${ANY_ITEM} AND Product__c != null`;
    return `Id NOT IN (${linked})`;
  }

  #rows(fields: readonly string[], condition: string): string {
    return linkRowsQuery(this.division, [...this.#ofRow, ...fields.map((field) => `Product__r.${field}`)], condition);
  }
}

/** Products as a further division sees them: the id of their item is that of their row. `yields`: to the default division. */
export function productsOfRows(rows: readonly ProductLinkRow[], yields: boolean): LinkedProduct[] {
  return rows.flatMap((row) => {
    const { Product__r: product, Exact_Id__c } = row;
    if (product == null) return [];
    // One that bears the very id of its row was cut off before the id was taken off it.
    const isLed = yields && ![null, Exact_Id__c.toLowerCase()].includes(product.Exact_Id__c?.toLowerCase() ?? null);
    return [{ ...product, Exact_Id__c, isLed, linkRow: stampedLink(row) }];
  });
}
