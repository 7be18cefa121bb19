import { VARIANT_ITEMS, type ExactVariantItem } from '../../exact/index.ts';
import { soqlDateTime, soqlForValues, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowBatch, FlowContext } from '../flow.ts';
import { itemIdOf, LinkedProducts } from '../items/index.ts';
import { writableFields } from '../writable-fields.ts';
import { familyKey, Grouping } from './grouping.ts';
import { ATTRIBUTE_OBJECT, VARIANT_SETTINGS } from './settings.ts';
import type {
  AttributeRow,
  GroupedItem,
  Member,
  ParentRow,
  VariantFacts,
  VariantProduct,
  VariantsInput,
  VariantsPart,
} from './types.ts';

const PRODUCT_FIELDS = [
  'Name',
  'ProductCode',
  'IsActive',
  'Exact_Variant_Of__c',
  'Exact_Family__c',
  'Exact_Attributes__c',
  'Exact_Variants_Synced_At__c',
];
const PARENT_FIELDS = ['Id', 'Exact_Family_Key__c', 'Exact_Family__c', 'Exact_Attributes__c', 'IsActive'];

/** An item of Exact whose family is looked at; without one that is gone. */
export interface ReadItem {
  readonly itemId: string;
  readonly item: ExactVariantItem | undefined;
  readonly isAskedFor: boolean;
}

/** Puts the Salesforce side next to items of Exact: their products, and the families that those are of or will be. */
export class VariantsReader {
  readonly context: FlowContext;
  readonly #facts: VariantFacts;
  readonly #grouping: Grouping;
  readonly #products: LinkedProducts<VariantProduct>;
  readonly #parentFields: readonly string[];

  private constructor(context: FlowContext, facts: VariantFacts) {
    const settings = VARIANT_SETTINGS.of(context.configuration);
    const ruled = (isOfFamily: boolean): string[] =>
      settings.rules
        .filter((rule) => rule.isOfPart === isOfFamily && facts.productFields.has(rule.field))
        .map(({ field }) => field);
    this.context = context;
    this.#facts = facts;
    this.#grouping = new Grouping(settings);
    this.#products = new LinkedProducts(context, [...new Set([...PRODUCT_FIELDS, ...ruled(false)])], VARIANT_SETTINGS.flow);
    this.#parentFields = [...new Set([...PARENT_FIELDS, ...ruled(true)])];
  }

  static async open(context: FlowContext): Promise<VariantsReader> {
    const { salesforce, division } = context;
    return new VariantsReader(context, { division, productFields: writableFields(await salesforce.describe('Product2')) });
  }

  batch(parts: readonly VariantsPart[], cursors: Readonly<Record<string, string>> = {}): FlowBatch<VariantsInput> {
    const input: VariantsInput = {
      facts: this.#facts,
      items: parts.flatMap(({ items }) => items),
      parents: byId(parts.flatMap(({ parents }) => parents)),
      members: byId(parts.flatMap(({ members }) => members)),
      takenCodes: parts.flatMap(({ takenCodes }) => takenCodes),
      followed: Object.assign({}, ...parts.map(({ followed }) => followed)) as VariantsInput['followed'],
    };
    return { input, cursors, followUps: [], recordIds: input.items.map(({ itemId }) => itemId) };
  }

  /**
   * Items with their products and families; those that are no product are left out, unless a person asked for them. The family of one
   * that the default division knows too is that of the default one.
   */
  async of(items: readonly ReadItem[]): Promise<VariantsPart> {
    if (items.length === 0) return { items: [], parents: [], members: [], takenCodes: [], followed: {} };
    const products = await this.#products.ofItems(items.map(({ itemId }) => itemId));
    const known = items
      .map((each) => ({ ...each, product: products.get(each.itemId) }))
      .filter(({ product, isAskedFor }) => (product === undefined ? isAskedFor : product.isLed !== true));
    const places = known.flatMap(({ item }) => (item === undefined ? [] : (this.#grouping.placeOf(item) ?? [])));
    const families = [...new Map(places.map(({ family }) => [family.toLowerCase(), family])).values()];
    const formerIds = known.flatMap(({ product }) => product?.Exact_Variant_Of__c ?? []);
    const parents = await this.#parents(families, formerIds);
    const taken = soqlForValues(
      'ProductCode',
      families,
      (condition) => `SELECT Id, ProductCode FROM Product2 WHERE Exact_Family_Key__c = null AND ${condition}`,
    );
    const productIds = known.flatMap(({ product }) => product?.Id ?? []);
    const rows = soqlForValues(
      'Product__c',
      productIds,
      (condition) =>
        `SELECT Id, Key__c, Product__c, Attribute__c, Value__c, Order__c FROM ${ATTRIBUTE_OBJECT} WHERE Division__c = '${this.context.division}' AND ${condition}`,
    );
    const members = this.#membersOf(parents);
    const answers = await this.#queryMany([...taken, ...rows, ...members]);
    const takenRows = answers.slice(0, taken.length).flat();
    const byProduct = Map.groupBy(
      answers.slice(taken.length, taken.length + rows.length).flat() as AttributeRow[],
      (row) => row.Product__c ?? '',
    );
    return {
      items: known.map((each): GroupedItem => ({ ...each, rows: byProduct.get(each.product?.Id ?? '') ?? [] })),
      parents,
      members: answers.slice(taken.length + rows.length).flat() as Member[],
      takenCodes: takenRows.map((row) => String(row['ProductCode']).toLowerCase()),
      followed: {},
    };
  }

  /** The families of variants, whatever their items say. */
  async familiesOf(variants: readonly VariantProduct[]): Promise<VariantsPart> {
    const followed = Object.fromEntries(variants.map((variant) => [variant.Exact_Variant_Of__c ?? '', itemIdOf(variant)]));
    const parents = await this.#parents([], Object.keys(followed));
    const members = (await this.#queryMany(this.#membersOf(parents))).flat() as Member[];
    return { items: [], parents, members, takenCodes: [], followed };
  }

  /** Items by id, as Exact has them now. */
  async named(itemIds: readonly string[], { isAskedFor }: { readonly isAskedFor: boolean }): Promise<VariantsPart> {
    const found = itemIds.length === 0 ? [] : await this.context.exact.findAny(VARIANT_ITEMS, 'ID', 'guid', itemIds);
    const byItem = new Map(found.map((item) => [item.ID.toLowerCase(), item]));
    return this.of(itemIds.map((itemId) => ({ itemId, item: byItem.get(itemId), isAskedFor })));
  }

  /**
   * Products whose family nobody looked at yet, page by page; with `linkedBefore` (ISO instant) only those that nothing was written of
   * since: an older product may have become that of its item a moment ago.
   */
  unseen(linkedBefore?: string): AsyncIterable<VariantProduct[]> {
    return this.#products.pages((path) => {
      const before = linkedBefore === undefined ? '' : soqlDateTime(new Date(linkedBefore));
      // In a further division the row of its link is what is asked, and the product stands behind it.
      const isOld = before === '' ? '' : ` AND LastModifiedDate < ${before} AND ${path}LastModifiedDate < ${before}`;
      return `${this.#products.ownOnly(path)}${path}Exact_Variants_Synced_At__c = null${isOld}`;
    });
  }

  /** Variants that the products flow wrote since then, page by page. */
  changedSince(since: Date): AsyncIterable<VariantProduct[]> {
    return this.#products.pages(
      (path) =>
        `${this.#products.ownOnly(path)}${path}Exact_Variant_Of__c != null AND ${path}Exact_Synced_At__c >= ${soqlDateTime(since)}`,
    );
  }

  /** Variants that may be of items which are gone without Exact telling it any more: the products flow ended them. */
  endedVariants(): AsyncIterable<VariantProduct[]> {
    return this.#products.pages(
      (path) => `${this.#products.ownOnly(path)}${path}Exact_Variant_Of__c != null AND ${path}IsActive = false`,
    );
  }

  /** Ids, in lower case, of the items of these products. */
  itemsOf(productIds: readonly string[]): Promise<string[]> {
    return this.#products.itemsOf(productIds);
  }

  isGrouped(item: ExactVariantItem): boolean {
    return this.#grouping.placeOf(item) !== undefined;
  }

  async #parents(families: readonly string[], ids: readonly string[]): Promise<ParentRow[]> {
    const { division } = this.context;
    const query = (condition: string): string =>
      `SELECT ${this.#parentFields.join(', ')} FROM Product2 WHERE ${condition} AND Exact_Family_Key__c LIKE '${division}-%'`;
    const keys = families.map((family) => familyKey(division, family));
    const queries = [...soqlForValues('Exact_Family_Key__c', keys, query), ...soqlForValues('Id', [...new Set(ids)], query)];
    return byId((await this.#queryMany(queries)).flat() as ParentRow[]);
  }

  #membersOf(parents: readonly ParentRow[]): string[] {
    return soqlForValues(
      'Exact_Variant_Of__c',
      parents.map(({ Id }) => Id),
      (condition) => `SELECT Id, Name, IsActive, Exact_Variant_Of__c FROM Product2 WHERE ${condition}`,
    );
  }

  async #queryMany(queries: readonly string[]): Promise<SalesforceRow[][]> {
    return queries.length === 0 ? [] : this.context.salesforce.queryMany(queries);
  }
}

/** Ids, in lower case, of the items of products. */
export function itemIdsOf(products: readonly VariantProduct[]): string[] {
  return products.map(itemIdOf).filter((id) => id !== '');
}

function byId<Row extends { readonly Id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.Id, row])).values()];
}
