import { linkKey } from '../../links/index.ts';
import { soqlForValues, soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { STOCK_OBJECT, STOCK_SETTINGS } from './settings.ts';
import type { StockRow } from './types.ts';

const STATE_FIELDS = ['Id', 'Key__c', 'Product__c', 'Exact_Item_Id__c', 'Division__c', 'Available__c', 'In_Total__c'];
/** What a row says besides, also where no rule fills it any more. */
const QUANTITIES = [
  ...['Physical__c', 'Reserved__c', 'Incoming__c', 'Projected__c'],
  ...['Next_Expected_On__c', 'Next_Expected_Quantity__c'],
];

/** Rows of stock in one division, as Salesforce has them. */
export class StockRows {
  readonly #context: FlowContext;
  readonly #selected: string;
  readonly #ofDivision: string;

  /** @param known fields that the org has; a rule for another one is a problem of its record */
  constructor(context: FlowContext, known: ReadonlySet<string>) {
    const ruled = STOCK_SETTINGS.of(context.configuration).rules.map(({ field }) => field);
    this.#context = context;
    this.#selected = [...new Set([...STATE_FIELDS, ...QUANTITIES, ...ruled.filter((field) => known.has(field))])].join(', ');
    this.#ofDivision = `Division__c = ${soqlText(String(context.division))}`;
  }

  /** All rows of these products, by product id. */
  async ofProducts(productIds: readonly string[]): Promise<Map<string, StockRow[]>> {
    const rows = await this.#all(soqlForValues('Product__c', productIds, (condition) => this.#query(condition)));
    return Map.groupBy(rows, (row) => row.Product__c ?? '');
  }

  /** The rows of these positions. */
  async ofPositions(positionIds: readonly string[]): Promise<StockRow[]> {
    const { division } = this.#context;
    const keys = positionIds.map((exactId) => linkKey({ division, entity: 'StockPositions', exactId }));
    return this.#all(soqlForValues('Key__c', keys, (condition) => this.#query(condition)));
  }

  /** Page by page those that say something. */
  pages(): AsyncIterable<StockRow[]> {
    return this.#context.salesforce.pages<StockRow>(this.#query('In_Total__c = true'));
  }

  async #all<Row extends SalesforceRow = StockRow>(queries: readonly string[]): Promise<Row[]> {
    return queries.length === 0 ? [] : (await this.#context.salesforce.queryMany<Row>(queries)).flat();
  }

  #query(condition: string): string {
    return `SELECT ${this.#selected} FROM ${STOCK_OBJECT} WHERE ${this.#ofDivision} AND ${condition}`;
  }
}
