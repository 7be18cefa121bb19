import { soqlForValues } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { IS_SALES_ORDER, SETS_FIELD, withItemsOfDivision } from '../order-lines/index.ts';
import { LINE_FIELDS, ORDER_FIELDS, PROGRESS_SETTINGS } from './settings.ts';
import type { OrderProductRow, OrderRow, ProgressFacts } from './types.ts';

const ORDER_STATE = [
  'Id',
  'OrderNumber',
  'Exact_Id__c',
  'Exact_Number__c',
  'Exact_Url__c',
  'SystemModstamp',
  SETS_FIELD,
] as const;
const PRODUCT_STATE = [
  'Id',
  'OrderId',
  'Product2Id',
  'Price_Quantity__c',
  'Product2.ProductCode',
  'Product2.Exact_Id__c',
] as const;

/** Orders with their order products, in the order in which these are sent. */
export interface OrdersWithProducts {
  /** By lower-case id of the sales order. */
  readonly orders: ReadonlyMap<string, OrderRow>;
  /** By id of the order. */
  readonly products: ReadonlyMap<string, readonly OrderProductRow[]>;
}

/** The orders of an org that are in Exact, and their order products. */
export class OrderRecords {
  readonly #context: FlowContext;
  readonly #orderFields: string;
  readonly #productFields: string;

  constructor(context: FlowContext, { orderFields, lineFields }: ProgressFacts) {
    const { rules } = PROGRESS_SETTINGS.of(context.configuration);
    const ruled = (object: string, known: ReadonlyMap<string, unknown>): string[] =>
      rules.filter((rule) => rule.object === object && known.has(rule.field)).map(({ field }) => field);
    this.#context = context;
    this.#orderFields = list([...ORDER_STATE, ...ORDER_FIELDS, ...ruled('Order', orderFields)]);
    this.#productFields = list([...PRODUCT_STATE, ...LINE_FIELDS, ...ruled('OrderItem', lineFields)]);
  }

  /** Those of these sales orders that are orders of Salesforce, by lower-case id. One call for some thousand ids. */
  async ofSalesOrders(ids: readonly string[]): Promise<ReadonlyMap<string, OrderRow>> {
    const rows = await this.#context.salesforce.queryMany<OrderRow>(this.queriesOf(ids));
    return byExactId(rows.flat());
  }

  /** The same as queries, whose rows `byExactId` reads. */
  queriesOf(ids: readonly string[]): string[] {
    return this.#orderQueries('Exact_Id__c', ids);
  }

  /** The same by ids of Salesforce. */
  async ofOrders(ids: readonly string[]): Promise<ReadonlyMap<string, OrderRow>> {
    const rows = await this.#context.salesforce.queryMany<OrderRow>(this.#orderQueries('Id', ids));
    return byExactId(rows.flat());
  }

  /** The same with their order products. */
  async withProducts(salesOrderIds: readonly string[]): Promise<OrdersWithProducts> {
    const orderQueries = this.#orderQueries('Exact_Id__c', salesOrderIds);
    const productQueries = soqlForValues(
      'Order.Exact_Id__c',
      salesOrderIds,
      (condition) => `SELECT ${this.#productFields} FROM OrderItem WHERE ${condition} ORDER BY OrderId, OrderItemNumber`,
    );
    const answers = await this.#context.salesforce.queryMany([...orderQueries, ...productQueries]);
    const products = answers.slice(orderQueries.length).flat() as OrderProductRow[];
    return {
      orders: byExactId(answers.slice(0, orderQueries.length).flat() as OrderRow[]),
      products: Map.groupBy(await withItemsOfDivision(this.#context, products), ({ OrderId: orderId }) => orderId),
    };
  }

  /** The order products that bear these lines, with the orders they are of. */
  async ofLines(lineIds: readonly string[]): Promise<readonly { readonly order: OrderRow; readonly product: OrderProductRow }[]> {
    const products = await this.#context.salesforce.queryMany<OrderProductRow>(
      soqlForValues(
        'Exact_Line_Id__c',
        lineIds,
        (condition) => `SELECT ${this.#productFields} FROM OrderItem WHERE ${condition}`,
      ),
    );
    const found = products.flat();
    const rows = await this.#context.salesforce.queryMany<OrderRow>(
      this.#orderQueries(
        'Id',
        found.map(({ OrderId: orderId }) => orderId),
      ),
    );
    const orders = new Map(rows.flat().map((order) => [order.Id, order]));
    return found.flatMap((product) => {
      const order = orders.get(product.OrderId);
      return order === undefined ? [] : [{ order, product }];
    });
  }

  /** Orders that are in Exact, the last changed first. */
  async some(count: number): Promise<ReadonlyMap<string, OrderRow>> {
    const query = `SELECT ${this.#orderFields} FROM Order WHERE Exact_Id__c != null AND ${IS_SALES_ORDER} ORDER BY LastModifiedDate DESC LIMIT ${count}`;
    return byExactId(await this.#context.salesforce.query<OrderRow>(query));
  }

  /** All orders in Exact of which more may become, page by page. */
  pending(): AsyncIterable<OrderRow[]> {
    return this.#context.salesforce.pages<OrderRow>(
      `SELECT ${this.#orderFields} FROM Order WHERE Exact_Id__c != null AND ${IS_SALES_ORDER} AND (Exact_Progress__c = null OR Exact_Progress__c NOT IN ('Invoiced','Cancelled','Deleted in Exact'))`,
    );
  }

  #orderQueries(field: string, ids: readonly string[]): string[] {
    return soqlForValues(field, ids, (condition) => {
      const linked = field === 'Id' ? ` AND Exact_Id__c != null AND ${IS_SALES_ORDER}` : '';
      return `SELECT ${this.#orderFields} FROM Order WHERE ${condition}${linked}`;
    });
  }
}

/** Orders by the lower-case id of their sales order. */
export function byExactId(orders: readonly OrderRow[]): ReadonlyMap<string, OrderRow> {
  return new Map(orders.map((order) => [order.Exact_Id__c.toLowerCase(), order]));
}

function list(fields: readonly string[]): string {
  return [...new Set(fields)].join(', ');
}
