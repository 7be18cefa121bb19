import { soqlForValues, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { SETS_FIELD, withItemsOfDivision } from '../order-lines/index.ts';
import { lineOf, orderOf, ownField, relationOf, type OrderSource } from '../orders/index.ts';
import type { Followed } from './followed.ts';
import { LINE_FIELDS, ORDER_FIELDS, PROGRESS_SETTINGS } from './settings.ts';
import { CLOSED, DELETED } from './statuses.ts';
import type { OrderProductRow, OrderRow, ProgressFacts } from './types.ts';

const ORDER_STATE = [
  ...['OrderNumber', 'Exact_Id__c', 'Exact_Number__c', 'Exact_Url__c', 'Exact_Order_Status__c', SETS_FIELD],
  ...ORDER_FIELDS,
];
const PRODUCT_OF_LINE = ['ProductCode', 'Exact_Id__c'];

/** Orders with their order products, in the order in which these are sent. */
export interface OrdersWithProducts {
  /** By lower-case id of the sales order. */
  readonly orders: ReadonlyMap<string, OrderRow>;
  /** By id of the record. */
  readonly products: ReadonlyMap<string, readonly OrderProductRow[]>;
}

/** How rows of one object are asked for. */
interface Asked {
  readonly source: OrderSource;
  readonly idField: string;
  readonly only: string;
  readonly fields: string;
  readonly lineFields: string;
}

/** A query for records of one object. */
export interface Question {
  readonly source: OrderSource;
  readonly soql: string;
}

type Answers = readonly (readonly SalesforceRow[])[];

/** The records of an org that are in Exact as orders, and their order products or what is the same to them. */
export class OrderRecords {
  readonly #context: FlowContext;
  readonly #asked: readonly Asked[];

  constructor(context: FlowContext, facts: ProgressFacts) {
    this.#context = context;
    this.#asked = facts.followed.map((followed) => askedOf(context, followed, facts));
  }

  /** Those of these sales orders that are records of Salesforce, by lower-case id. One call for some thousand ids. */
  async ofSalesOrders(ids: readonly string[]): Promise<ReadonlyMap<string, OrderRow>> {
    return byExactId(await this.#rowsOf(this.questionsOf(ids)));
  }

  /** The same as questions, whose answers `byExactId(recordsIn(...))` reads. */
  questionsOf(ids: readonly string[]): Question[] {
    return this.#asked.flatMap((asked) => orderQuestions(asked, asked.idField, ids));
  }

  /** The same by ids of Salesforce. */
  async ofOrders(ids: readonly string[]): Promise<ReadonlyMap<string, OrderRow>> {
    return byExactId(await this.#rowsOf(this.#asked.flatMap((asked) => orderQuestions(asked, 'Id', ids))));
  }

  /** The same with their order products. */
  async withProducts(salesOrderIds: readonly string[]): Promise<OrdersWithProducts> {
    const questions = this.questionsOf(salesOrderIds);
    const ofLines = this.#asked.flatMap((asked) => {
      const { line } = asked.source;
      const field = `${relationOf(line.parent)}.${asked.idField}`;
      return soqlForValues(
        field,
        salesOrderIds,
        (condition) =>
          `SELECT ${asked.lineFields} FROM ${line.object} WHERE ${condition} ORDER BY ${line.parent}, ${line.sortedBy}`,
      ).map((soql) => ({ source: asked.source, soql }));
    });
    const answers = await this.#context.salesforce.queryMany([...questions, ...ofLines].map(({ soql }) => soql));
    const products = ofLines.flatMap(({ source }, index) =>
      (answers[questions.length + index] ?? []).map((row) => productOf(row, source)),
    );
    return {
      orders: byExactId(recordsIn(questions, answers)),
      products: Map.groupBy(await withItemsOfDivision(this.#context, products), ({ OrderId: orderId }) => orderId),
    };
  }

  /** The order products that bear these lines, with the records they are of. */
  async ofLines(lineIds: readonly string[]): Promise<readonly { readonly order: OrderRow; readonly product: OrderProductRow }[]> {
    const found: { readonly asked: Asked; readonly product: OrderProductRow }[] = [];
    for (const asked of this.#asked) {
      const { line } = asked.source;
      const field = line.progress['Exact_Line_Id__c'];
      if (field === undefined) continue;
      const queries = soqlForValues(
        field,
        lineIds,
        (condition) => `SELECT ${asked.lineFields} FROM ${line.object} WHERE ${condition}`,
      );
      const rows = (await this.#context.salesforce.queryMany(queries)).flat();
      found.push(...rows.map((row) => ({ asked, product: productOf(row, asked.source) })));
    }
    const questions = [...Map.groupBy(found, ({ asked }) => asked)].flatMap(([asked, own]) =>
      orderQuestions(
        asked,
        'Id',
        own.map(({ product }) => product.OrderId),
      ),
    );
    const orders = new Map((await this.#rowsOf(questions)).map((order) => [order.Id, order]));
    return found.flatMap(({ product }) => {
      const order = orders.get(product.OrderId);
      return order === undefined ? [] : [{ order, product }];
    });
  }

  /** Records that are in Exact, the last changed first. */
  async some(count: number): Promise<ReadonlyMap<string, OrderRow>> {
    const questions = this.#asked.map(({ source, idField, only, fields }) => ({
      source,
      soql: `SELECT ${fields} FROM ${source.object} WHERE ${idField} != null${only} ORDER BY LastModifiedDate DESC LIMIT ${count}`,
    }));
    return byExactId((await this.#rowsOf(questions)).slice(0, count));
  }

  /** All records in Exact of which more may become, page by page. */
  async *pending(): AsyncIterable<OrderRow[]> {
    const over = [...CLOSED, DELETED].map((word) => `'${word}'`).join(',');
    for (const { source, idField, only, fields } of this.#asked) {
      const progress = source.progress['Exact_Progress__c'];
      const isOpen = progress === undefined ? '' : ` AND (${progress} = null OR ${progress} NOT IN (${over}))`;
      const pages = this.#context.salesforce.pages(
        `SELECT ${fields} FROM ${source.object} WHERE ${idField} != null${only}${isOpen}`,
      );
      for await (const page of pages) yield page.map((row) => recordOf(row, source));
    }
  }

  /** Sales orders that records were linked to since then, in lower case. */
  async linkedSince(moment: string): Promise<readonly string[]> {
    const questions = this.#asked.map(({ source, idField, only }) => ({
      source,
      soql: `SELECT Id, ${idField} FROM ${source.object} WHERE ${idField} != null${only} AND LastModifiedDate >= ${moment}`,
    }));
    return [...byExactId(await this.#rowsOf(questions)).keys()];
  }

  async #rowsOf(questions: readonly Question[]): Promise<readonly OrderRow[]> {
    if (questions.length === 0) return [];
    return recordsIn(questions, await this.#context.salesforce.queryMany(questions.map(({ soql }) => soql)));
  }
}

/** The records that the first of these answers tell of. */
export function recordsIn(questions: readonly Question[], answers: Answers): readonly OrderRow[] {
  return questions.flatMap(({ source }, index) => (answers[index] ?? []).map((row) => recordOf(row, source)));
}

/** Records by the lower-case id of their sales order. */
export function byExactId(orders: readonly OrderRow[]): ReadonlyMap<string, OrderRow> {
  return new Map(orders.map((order) => [order.Exact_Id__c.toLowerCase(), order]));
}

function askedOf(
  { configuration }: Pick<FlowContext, 'configuration'>,
  { source, only }: Followed,
  { orderFields, lineFields }: ProgressFacts,
): Asked {
  const { rules } = PROGRESS_SETTINGS.of(configuration);
  const ruled = (object: string, known: ReadonlyMap<string, unknown>): string[] =>
    rules.filter((rule) => rule.object === object && known.has(rule.field)).map(({ field }) => field);
  const { line } = source;
  const isOrder = source.object === 'Order';
  const ownLine = [...LINE_FIELDS.map((name) => line.progress[name]), line.fields['Price_Quantity__c']];
  return {
    source,
    only,
    idField: ownField(source, 'Exact_Id__c') ?? '',
    fields: list([
      ...['Id', 'SystemModstamp'],
      ...ORDER_STATE.map((name) => ownField(source, name)),
      ...(isOrder ? ruled('Order', orderFields) : []),
    ]),
    lineFields: list([
      ...['Id', line.parent, line.product],
      ...PRODUCT_OF_LINE.map((field) => `${relationOf(line.product)}.${field}`),
      ...ownLine,
      ...(isOrder ? ruled('OrderItem', lineFields) : []),
    ]),
  };
}

function orderQuestions({ source, idField, only, fields }: Asked, field: string, ids: readonly string[]): Question[] {
  const linked = field === 'Id' ? ` AND ${idField} != null` : '';
  return soqlForValues(
    field,
    ids,
    (condition) => `SELECT ${fields} FROM ${source.object} WHERE ${condition}${linked}${only}`,
  ).map((soql) => ({ source, soql }));
}

/** A field that the record has not says nothing. */
function recordOf(row: SalesforceRow, source: OrderSource): OrderRow {
  return { Exact_Net_Amount__c: null, Exact_Gross_Amount__c: null, ...orderOf(row, source) } as OrderRow;
}

function productOf(row: SalesforceRow, source: OrderSource): OrderProductRow {
  return { Exact_Line_Id__c: null, Product2Id: null, ...lineOf(row, source) };
}

function list(fields: readonly (string | undefined)[]): string {
  return [...new Set(fields.flatMap((field) => field ?? []))].join(', ');
}
