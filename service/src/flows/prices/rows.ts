import { soqlDateTime, soqlForValues, soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { rowKey } from './price-role.ts';
import { OWN_FIELDS, PRICE_OBJECT, PRICE_SETTINGS } from './settings.ts';
import type { PriceEntity, PriceRow, PricesFacts } from './types.ts';

const OF_LISTS = `Kind__c IN ('Price list', 'Special offer')`;
const THERE = 'Deleted_In_Exact__c = false';
/** What moves with the general price of its item, although Exact says nothing of it. */
const DISCOUNTED = `${OF_LISTS} AND ${THERE} AND Discount_Percent__c != null AND Product__c != null`;

/** Rows of prices in one division, as Salesforce has them. */
export class PriceRows {
  readonly #context: FlowContext;
  readonly #facts: PricesFacts;
  readonly #selected: string;
  readonly #ofDivision: string;

  constructor(context: FlowContext, facts: PricesFacts) {
    // A field that the org lacks is a problem of the record that fills it.
    const ruled = PRICE_SETTINGS.of(context.configuration).rules.map(({ field }) => field);
    const known = ruled.filter((field) => facts.rowFields.has(field));
    this.#context = context;
    this.#facts = facts;
    this.#selected = [...new Set(['Id', ...OWN_FIELDS, ...known])].join(', ');
    this.#ofDivision = `Division__c = ${soqlText(String(context.division))}`;
  }

  /** SOQL for all rows of these scopes. */
  ofScopes(scopes: readonly string[]): string[] {
    return soqlForValues('Scope_Key__c', scopes, (condition) => this.#query(condition));
  }

  /** The rows of these prices. */
  async ofPrices(entity: PriceEntity, ids: readonly string[]): Promise<PriceRow[]> {
    const keys = ids.map((id) => rowKey(this.#facts.division, entity, id));
    return this.#all(soqlForValues('Key__c', keys, (condition) => this.#query(condition)));
  }

  /** All rows of these items. */
  async ofItems(itemIds: readonly string[]): Promise<PriceRow[]> {
    return this.#all(soqlForValues('Exact_Item_Id__c', itemIds, (condition) => this.#query(condition)));
  }

  /** What general prices concern: items that have a discount of a list on it, and rows of what was no general price before. */
  async ofGeneral(
    itemIds: readonly string[],
    priceIds: readonly string[],
  ): Promise<{ readonly discounted: readonly string[]; readonly former: readonly PriceRow[] }> {
    const ofItems = soqlForValues('Exact_Item_Id__c', itemIds, (condition) => this.#query(`${DISCOUNTED} AND ${condition}`));
    const keys = priceIds.map((id) => rowKey(this.#facts.division, 'SalesItemPrices', id));
    const ofPrices = soqlForValues('Key__c', keys, (condition) => this.#query(condition));
    const queries = [...ofItems, ...ofPrices];
    const answers = queries.length === 0 ? [] : await this.#context.salesforce.queryMany<PriceRow>(queries);
    const discounted = answers.slice(0, ofItems.length).flat();
    return {
      discounted: itemsOf(discounted),
      former: answers.slice(ofItems.length).flat(),
    };
  }

  /**
   * Items with a discount of a list on one of these prices, which were general and are it no more, or are gone. Nothing else tells of
   * which item a price that is gone was: the standard entry names it until the products flow has seen that, and was written since.
   * `seenUntil`: when the look before was; without it there are none.
   */
  async discountedOn(priceIds: readonly string[], seenUntil: Date | undefined): Promise<string[]> {
    if (priceIds.length === 0 || seenUntil === undefined) return [];
    const standard = `Pricebook2Id = ${soqlText(this.#facts.standardPricebookId)}`;
    const on = (entries: string): string =>
      this.#query(`${DISCOUNTED} AND Product__c IN (SELECT Product2Id FROM PricebookEntry WHERE ${standard} AND ${entries})`);
    const named = soqlForValues('Exact_Price_Id__c', priceIds, on);
    return itemsOf(await this.#all([...named, on(`LastModifiedDate >= ${soqlDateTime(seenUntil)}`)]));
  }

  /** Page by page those that say of today what is not so: their window opened or closed. */
  turned(): AsyncIterable<PriceRow[]> {
    const today = this.#facts.today;
    const isOpen = `(Valid_From__c = null OR Valid_From__c <= ${today}) AND (Valid_Until__c = null OR Valid_Until__c >= ${today})`;
    const opened = `Valid_Today__c = false AND ${isOpen}`;
    const closed = `Valid_Today__c = true AND (Valid_From__c > ${today} OR Valid_Until__c < ${today})`;
    return this.#pages(`${THERE} AND ((${opened}) OR (${closed}))`);
  }

  /** Page by page those whose product has got the standard price that they wait for. */
  async *awaiting(): AsyncIterable<PriceRow[]> {
    const { currencies, hasMultiCurrency, standardPricebookId } = this.#facts;
    const priced = (more: string): string =>
      `Product__c IN (SELECT Product2Id FROM PricebookEntry WHERE Pricebook2Id = ${soqlText(standardPricebookId)}${more})`;
    const conditions = hasMultiCurrency
      ? currencies.map((code) => `Currency_Code__c = ${soqlText(code)} AND ${priced(` AND CurrencyIsoCode = ${soqlText(code)}`)}`)
      : [priced('')];
    const queries = conditions.map((condition) => this.#query(`Waits_For_Standard__c = true AND ${condition} LIMIT 2000`));
    for (const rows of await this.#context.salesforce.queryMany<PriceRow>(queries)) if (rows.length > 0) yield rows;
  }

  /** Page by page those that Exact had when they were read last. */
  there(): AsyncIterable<PriceRow[]> {
    return this.#pages(THERE);
  }

  /** Those of periods that are not among these, page by page. */
  async *ofOtherPeriods(periodIds: ReadonlySet<string>): AsyncIterable<PriceRow[]> {
    const [known = []] = await this.#context.salesforce.queryMany<SalesforceRow>([
      `SELECT Exact_Period_Id__c FROM ${PRICE_OBJECT} WHERE ${this.#ofDivision} AND ${OF_LISTS} AND ${THERE} GROUP BY Exact_Period_Id__c`,
    ]);
    for (const row of known) {
      const periodId = row['Exact_Period_Id__c'];
      if (typeof periodId !== 'string' || periodIds.has(periodId)) continue;
      yield* this.#pages(`${THERE} AND Exact_Period_Id__c = ${soqlText(periodId)}`);
    }
  }

  async #all(queries: readonly string[]): Promise<PriceRow[]> {
    return queries.length === 0 ? [] : (await this.#context.salesforce.queryMany<PriceRow>(queries)).flat();
  }

  #pages(condition: string): AsyncIterable<PriceRow[]> {
    return this.#context.salesforce.pages<PriceRow>(this.#query(condition));
  }

  #query(condition: string): string {
    return `SELECT ${this.#selected} FROM ${PRICE_OBJECT} WHERE ${this.#ofDivision} AND ${condition}`;
  }
}

function itemsOf(rows: readonly PriceRow[]): string[] {
  return [...new Set(rows.flatMap(({ Exact_Item_Id__c: itemId }) => itemId ?? []))];
}
