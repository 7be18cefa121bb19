import {
  divisionOfPage,
  isGuid,
  SALES_ORDER_LINES,
  SALES_ORDERS,
  type ExactSalesOrder,
  type ExactSalesOrderLine,
} from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { isSalesforceId } from '../../salesforce/index.ts';
import type { FlowBatch, FlowContext, FollowUp } from '../flow.ts';
import { inputsOf, merged, type Matched } from './matched-lines.ts';
import { OrderRecords, type OrdersWithProducts } from './order-records.ts';
import { PROGRESS_SETTINGS } from './settings.ts';
import type { OrderInput, OrderRow, ProgressFacts, ProgressInput } from './types.ts';

/** What a part of a batch brings, and the looks it asks for. */
export type ProgressPart = Partial<Omit<ProgressInput, 'facts'>> & { readonly followUps?: readonly FollowUp[] };

/** Exact tells in no documented time zone when an order was made: this is more than zones differ in Europe. */
const NEW_MS = 3 * 3_600_000;
/** By then whoever has just sent an order has told Salesforce so. */
const TOLD_MS = 60_000;
/** Who could not tell by then was cut off, and does so when it goes on. */
const TOLD_LATE_MS = 1_800_000;

/** Puts the orders of Salesforce next to what Exact says of them, a batch at a time. */
export class Reader {
  readonly context: FlowContext;
  readonly records: OrderRecords;
  readonly #facts: ProgressFacts;

  constructor(context: FlowContext, facts: ProgressFacts) {
    this.context = context;
    this.records = new OrderRecords(context, facts);
    this.#facts = facts;
  }

  /** Parts together, with the positions that may be stored after them. */
  batch(parts: readonly ProgressPart[], cursors: Readonly<Record<string, string>> = {}): FlowBatch<ProgressInput> {
    const orders = merged(parts.flatMap((part) => part.orders ?? []));
    const unknown = parts.flatMap((part) => part.unknown ?? []);
    return {
      input: { facts: this.#facts, orders, unknown },
      cursors,
      followUps: parts.flatMap((part) => part.followUps ?? []),
      recordIds: [...orders.map(({ order }) => order.Exact_Id__c.toLowerCase()), ...unknown.map(({ recordId }) => recordId)],
    };
  }

  /**
   * Headers of the stream. One that nobody in Salesforce knows is looked at once more if it is new: it may have been sent just now. So is
   * one whose order says nothing of it yet: its lines may have been read before Salesforce knew of it.
   */
  async changedHeaders(headers: readonly ExactSalesOrder[]): Promise<ProgressPart> {
    const orders = await this.records.ofSalesOrders(headers.map(({ OrderID: id }) => id.toLowerCase()));
    const now = this.context.now().getTime();
    const notBefore = new Date(now + TOLD_MS / this.context.timeScale);
    return {
      orders: headers.flatMap((header) => {
        const order = orders.get(header.OrderID.toLowerCase());
        return order === undefined ? [] : [{ ...inputOf(order), header }];
      }),
      followUps: headers
        .filter(({ OrderID: id, Created: created }) => saysNothing(orders.get(id.toLowerCase())) && isNear(created, now))
        .map(({ OrderID: id }) => ({ recordId: id.toLowerCase(), notBefore })),
    };
  }

  /** Lines of the stream with the order products they are; where that does not tell, all lines of the order are read. */
  async changedLines(lines: readonly ExactSalesOrderLine[]): Promise<ProgressPart> {
    const byOrder = Map.groupBy(lines, ({ OrderID: id }) => id.toLowerCase());
    const known = await this.records.withProducts([...byOrder.keys()]);
    const ofTandem = [...byOrder].filter(([id]) => known.orders.has(id));
    const matched = inputsOf(new Map(ofTandem), known, false);
    const undecided = matched.filter(isUndecided).map(({ id }) => id);
    const whole = inputsOf(await this.#linesOf(undecided), known, true);
    const decided = [...matched.filter((each) => !isUndecided(each)), ...whole];
    return { orders: await this.#withCondition(decided.map(({ input }) => input)) };
  }

  /** These sales orders, each with all its lines. `isExplicit`: a person asks, and is told of one that is none of Salesforce's. */
  async wholeOrders(ids: readonly string[], { isExplicit }: { readonly isExplicit: boolean }): Promise<ProgressPart> {
    const fromSalesforce = await this.records.ofOrders(ids.filter(isSalesforceId));
    const guids = [...new Set([...ids.filter(isGuid).map((id) => id.toLowerCase()), ...fromSalesforce.keys()])];
    const known = await this.records.withProducts(guids);
    const headers = new Map(
      (await this.#headersOf([...known.orders.keys()])).map((header) => [header.OrderID.toLowerCase(), header]),
    );
    const matched = new Map(inputsOf(await this.#linesOf([...headers.keys()]), known, true).map(({ id, input }) => [id, input]));
    const orders = [...known.orders].flatMap(([id, order]): OrderInput[] => {
      const header = headers.get(id);
      if (header === undefined) return this.#isOfDivision(order) ? [{ ...goneOrder(order, known), isWhole: true }] : [];
      return [{ ...(matched.get(id) ?? inputOf(order)), header, isWhole: true }];
    });
    const named = new Set(orders.flatMap(({ order }) => [order.Id, order.Exact_Id__c.toLowerCase()]));
    const unknown = ids.filter((id) => !named.has(id) && !named.has(id.toLowerCase()));
    return {
      orders,
      unknown: unknown.map((recordId) => ({ recordId, isExplicit })),
      followUps: isExplicit ? [] : await this.#ofTellersCutOff(unknown.filter(isGuid)),
    };
  }

  /** Later looks at sales orders that are new and that Salesforce still does not know. */
  async #ofTellersCutOff(ids: readonly string[]): Promise<FollowUp[]> {
    const now = this.context.now().getTime();
    const notBefore = new Date(now + TOLD_LATE_MS / this.context.timeScale);
    const made = (await this.#headersOf(ids)).filter(({ Created: created }) => isNear(created, now));
    return made.map(({ OrderID: id }) => ({ recordId: id.toLowerCase(), notBefore }));
  }

  /** Sales orders that Exact does not have any more, and with them their lines. */
  async goneOrders(ids: readonly string[]): Promise<ProgressPart> {
    const known = await this.records.withProducts(ids);
    return { orders: [...known.orders.values()].map((order) => goneOrder(order, known)) };
  }

  /** Lines that Exact does not have any more. */
  async goneLines(ids: readonly string[]): Promise<ProgressPart> {
    const found = await this.records.ofLines(ids);
    return { orders: found.map(({ order, product }) => ({ ...inputOf(order), gone: [product] })) };
  }

  /** Those of these orders that Exact, asked for them, does not have. One of another division is not gone. */
  async untoldGone(orders: readonly OrderRow[]): Promise<ProgressPart> {
    const ids = orders.filter((order) => this.#isOfDivision(order)).map((order) => order.Exact_Id__c.toLowerCase());
    const there = new Set((await this.#headersOf(ids)).map(({ OrderID: id }) => id.toLowerCase()));
    return this.goneOrders(ids.filter((id) => !there.has(id)));
  }

  #isOfDivision(order: OrderRow): boolean {
    return divisionOfPage(plainText(order['Exact_Url__c'])) === this.context.division;
  }

  /** A condition is about the order: where only lines of it changed, it is read for it. */
  async #withCondition(orders: readonly OrderInput[]): Promise<readonly OrderInput[]> {
    if (PROGRESS_SETTINGS.of(this.context.configuration).when === undefined) return orders;
    const headers = await this.#headersOf(orders.map(({ order }) => order.Exact_Id__c.toLowerCase()));
    const byId = new Map(headers.map((header) => [header.OrderID.toLowerCase(), header]));
    return orders.map((input) => ({ ...input, header: byId.get(input.order.Exact_Id__c.toLowerCase()) }));
  }

  async #headersOf(ids: readonly string[]): Promise<readonly ExactSalesOrder[]> {
    return ids.length === 0 ? [] : this.context.exact.findAny(SALES_ORDERS, 'OrderID', 'guid', ids);
  }

  async #linesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly ExactSalesOrderLine[]>> {
    const lines = ids.length === 0 ? [] : await this.context.exact.findAny(SALES_ORDER_LINES, 'OrderID', 'guid', ids);
    const byOrder = Map.groupBy(lines, ({ OrderID: id }) => id.toLowerCase());
    return new Map(ids.map((id) => [id, byOrder.get(id) ?? []]));
  }
}

/** True for an order that nobody in Salesforce knows, or that says nothing yet. */
function saysNothing(order: OrderRow | undefined): boolean {
  return order === undefined || plainText(order['Exact_Progress__c']) === '';
}

/** An order of which nothing is known yet. */
function inputOf(order: OrderRow): OrderInput {
  const none = { lines: [], gone: [], ambiguous: [], added: [] };
  return { order, header: undefined, isGone: false, isWhole: false, ...none };
}

/** An order that is gone, with the order products that still bear a line of it. */
function goneOrder(order: OrderRow, { products }: OrdersWithProducts): OrderInput {
  const gone = (products.get(order.Id) ?? []).filter(({ Exact_Line_Id__c: lineId }) => lineId !== null);
  return { ...inputOf(order), isGone: true, gone };
}

function isUndecided({ input }: Matched): boolean {
  return input.ambiguous.length + input.added.length > 0;
}

function isNear(created: string | null, now: number): boolean {
  return created !== null && Math.abs(now - Date.parse(created)) < NEW_MS;
}
