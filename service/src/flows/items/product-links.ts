import { LINK_OBJECT, linkRowsByKey, linkRowsQuery, type LinkRow } from '../../links/index.ts';
import { soqlForValues, soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import { ITEM, ITEM_ROLE } from './item-role.ts';

/** A product of Salesforce, with the fields that whoever reads it asked for. */
export interface LinkedProduct extends SalesforceRow {
  readonly Id: string;
  /** Of its item in the division of the flow. */
  readonly Exact_Id__c: string | null;
  /** The link of a further division that stands on the product, where a version before rows wrote it. */
  readonly misplaced?: { readonly division: number; readonly exactId: string };
}

/** The row of a product's item, with the product. */
export interface ProductLinkRow extends LinkRow {
  readonly Product__r?: LinkedProduct | null;
}

const ANY_ITEM = `Role__c = ${soqlText(ITEM)}`;

/** How the links of products stand in a further division, as SOQL. `fields`: those of the product. */
export class ProductLinks {
  readonly division: number;

  constructor(division: number) {
    this.division = division;
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
    return linkRowsQuery(this.division, ['Product__c', ...fields.map((field) => `Product__r.${field}`)], condition);
  }
}

/** Products as a further division sees them: the id of their item is that of their row. */
export function productsOfRows(rows: readonly ProductLinkRow[]): LinkedProduct[] {
  return rows.flatMap(({ Product__r: product, Exact_Id__c }) => (product == null ? [] : [{ ...product, Exact_Id__c }]));
}
