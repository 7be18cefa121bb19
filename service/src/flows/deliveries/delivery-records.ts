import { divisionOfPage, type ExactGoodsDeliveryLine } from '../../exact/index.ts';
import { parseLinkKey } from '../../links/index.ts';
import { plainText } from '../../mapping/index.ts';
import { isSalesforceId, soqlForValues, soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import type { FlowContext } from '../flow.ts';
import { SETS_FIELD } from '../order-lines/index.ts';
import { deliveryRowKey, lineRowKey } from './delivery-role.ts';
import { DELIVERY_FIELDS, DELIVERY_OBJECT, DELIVERY_SETTINGS, LINE_FIELDS, LINE_OBJECT } from './settings.ts';
import type { DeliveryFacts, DeliveryLineRow, DeliveryRow } from './types.ts';

/** An order that Tandem sent to this division. */
export interface SentOrder extends SalesforceRow {
  readonly Id: string;
  readonly OrderNumber: string;
  readonly AccountId: string | null;
  readonly Exact_Number__c: string | null;
}

/** An order product that bears the line of its sales order. */
export interface SentProduct extends SalesforceRow {
  readonly Id: string;
  readonly OrderId: string;
  readonly Product2Id: string | null;
  readonly Exact_Line_Id__c: string;
  readonly Order?: { readonly OrderNumber: string; readonly AccountId: string | null } | null;
}

/** What Salesforce has of some lines. */
export interface KnownOfLines {
  /** By lower-case id of the line of the sales order. */
  readonly products: ReadonlyMap<string, SentProduct>;
  /** By number of the sales order. */
  readonly orders: ReadonlyMap<string, SentOrder>;
  /** By key. */
  readonly lineRows: ReadonlyMap<string, DeliveryLineRow>;
  /** By key. */
  readonly deliveryRows: ReadonlyMap<string, DeliveryRow>;
}

/** The deliveries of an org and what they are of. */
export class DeliveryRecords {
  readonly #context: FlowContext;
  readonly #deliveryFields: readonly string[];
  readonly #lineFields: readonly string[];

  constructor(context: FlowContext, { deliveryFields, lineFields }: Pick<DeliveryFacts, 'deliveryFields' | 'lineFields'>) {
    const { rules } = DELIVERY_SETTINGS.of(context.configuration);
    const ruled = (object: string, known: ReadonlyMap<string, unknown>): string[] =>
      rules.filter((rule) => rule.object === object && known.has(rule.field)).map(({ field }) => field);
    this.#context = context;
    this.#deliveryFields = unique(['Id', 'SystemModstamp', ...DELIVERY_FIELDS, ...ruled(DELIVERY_OBJECT, deliveryFields)]);
    this.#lineFields = unique(['Id', ...LINE_FIELDS, ...ruled(LINE_OBJECT, lineFields)]);
  }

  /** Rows of deliveries by their keys. */
  async deliveries(entryIds: readonly string[]): Promise<ReadonlyMap<string, DeliveryRow>> {
    return byKey(await this.#queryMany<DeliveryRow>(this.#deliveryQueries(entryIds)));
  }

  /** All that Salesforce has of these lines, in as few calls as it takes. */
  async ofLines(lines: readonly ExactGoodsDeliveryLine[]): Promise<KnownOfLines> {
    const { division } = this.#context;
    const groups = [
      soqlForValues(
        'Exact_Line_Id__c',
        lines.flatMap(({ SalesOrderLineID: id }) => id?.toLowerCase() ?? []),
        (condition) =>
          `SELECT Id, OrderId, Product2Id, Exact_Line_Id__c, Order.OrderNumber, Order.AccountId FROM OrderItem WHERE ${condition}`,
      ),
      soqlForValues(
        'Exact_Number__c',
        lines.flatMap(({ SalesOrderNumber: number }) => number ?? []),
        (condition) =>
          `SELECT Id, OrderNumber, AccountId, Exact_Number__c, Exact_Url__c, ${SETS_FIELD} FROM Order WHERE ${condition}`,
      ),
      soqlForValues(
        'Key__c',
        lines.map(({ ID: id }) => lineRowKey(division, id)),
        (condition) => `SELECT ${this.#lineFields.join(', ')} FROM ${LINE_OBJECT} WHERE ${condition}`,
      ),
      this.#deliveryQueries(lines.map(({ EntryID: id }) => id)),
    ];
    const answers = await this.#context.salesforce.queryMany(groups.flat());
    const [products = [], orders = [], lineRows = [], deliveryRows = []] = groups.map((queries, index) => {
      const start = groups.slice(0, index).flat().length;
      return answers.slice(start, start + queries.length).flat();
    });
    return {
      products: new Map((products as SentProduct[]).map((row) => [row.Exact_Line_Id__c.toLowerCase(), row])),
      orders: new Map((orders as SentOrder[]).filter(isOf(division)).map((order) => [plainText(order.Exact_Number__c), order])),
      lineRows: byKey(lineRows as DeliveryLineRow[]),
      deliveryRows: byKey(deliveryRows as DeliveryRow[]),
    };
  }

  /** Rows of all lines of deliveries, or only of those with a code of their own; each with its delivery. */
  async linesOf(entryIds: readonly string[], isTracked = false): Promise<readonly DeliveryLineRow[]> {
    const { division } = this.#context;
    const keys = entryIds.map((id) => deliveryRowKey(division, id));
    const tracked = isTracked ? ' AND Tracking_Number__c != null' : '';
    return this.#queryMany<DeliveryLineRow>(
      soqlForValues('Delivery__r.Key__c', keys, (condition) => `SELECT ${this.#withDelivery()} WHERE ${condition}${tracked}`),
    );
  }

  /** Rows of lines by the ids of these, each with its delivery. */
  async lines(lineIds: readonly string[]): Promise<readonly DeliveryLineRow[]> {
    const keys = lineIds.map((id) => lineRowKey(this.#context.division, id));
    return this.#queryMany<DeliveryLineRow>(
      soqlForValues('Key__c', keys, (condition) => `SELECT ${this.#withDelivery()} WHERE ${condition}`),
    );
  }

  /** Ids, in lower case, of the deliveries in this division that records of Salesforce name, by the id of the record: a delivery, or an order. */
  async named(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const known = ids.filter(isSalesforceId);
    const ofDeliveries = soqlForValues(
      'Id',
      known,
      (condition) => `SELECT Id, Key__c FROM ${DELIVERY_OBJECT} WHERE ${condition}`,
    );
    const ofOrders = soqlForValues(
      'Order__c',
      known,
      (condition) => `SELECT Order__c, Delivery__r.Key__c FROM ${LINE_OBJECT} WHERE ${condition}`,
    );
    const rows = await this.#queryMany<DeliveryLineRow>([...ofDeliveries, ...ofOrders]);
    const pairs = rows.flatMap((row) => {
      const key = parseLinkKey(plainText(row.Delivery__r?.Key__c ?? row.Key__c));
      return key?.division === this.#context.division ? [[plainText(row['Order__c'] ?? row.Id), key.exactId] as const] : [];
    });
    return new Map([...Map.groupBy(pairs, ([id]) => id)].map(([id, of]) => [id, [...new Set(of.map(([, entryId]) => entryId))]]));
  }

  /** Deliveries of this division that are there as far as anybody knows, page by page. */
  standing(): AsyncIterable<DeliveryRow[]> {
    return this.#context.salesforce.pages<DeliveryRow>(
      `SELECT ${this.#deliveryFields.join(', ')} FROM ${DELIVERY_OBJECT} WHERE Division__c = ${soqlText(String(this.#context.division))} AND Deleted_In_Exact__c = false`,
    );
  }

  #deliveryQueries(entryIds: readonly string[]): string[] {
    const keys = entryIds.map((id) => deliveryRowKey(this.#context.division, id));
    return soqlForValues(
      'Key__c',
      keys,
      (condition) => `SELECT ${this.#deliveryFields.join(', ')} FROM ${DELIVERY_OBJECT} WHERE ${condition}`,
    );
  }

  #withDelivery(): string {
    const fields = [...this.#lineFields, ...this.#deliveryFields.map((field) => `Delivery__r.${field}`)];
    return `${fields.join(', ')} FROM ${LINE_OBJECT}`;
  }

  async #queryMany<Row extends SalesforceRow>(queries: readonly string[]): Promise<Row[]> {
    return (await this.#context.salesforce.queryMany<Row>(queries)).flat();
  }
}

/** Each division counts its sales orders by itself. */
function isOf(division: number): (order: SentOrder) => boolean {
  return (order) => divisionOfPage(plainText(order['Exact_Url__c'])) === division;
}

function byKey<Row extends { readonly Key__c: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.Key__c, row]));
}

function unique(fields: readonly string[]): string[] {
  return [...new Set(fields)];
}
