import {
  divisionOfPage,
  isGuid,
  SALES_ORDER_LINES,
  SALES_ORDERS,
  type ExactSalesOrder,
  type ExactSalesOrderLine,
} from '../../exact/index.ts';
import { isSameValue, plainText } from '../../mapping/index.ts';
import { isSalesforceId } from '../../salesforce/index.ts';
import type { FlowBatch, FlowContext, FollowUp } from '../flow.ts';
import { SETS_FIELD, setsIn } from '../order-lines/index.ts';
import { inputsOf, merged, type Matched } from './matched-lines.ts';
import { byExactId, OrderRecords, recordsIn, type OrdersWithProducts } from './order-records.ts';
import { BornOrders, type BornPart } from './born-orders.ts';
import { isNear } from './nearness.ts';
import { PROGRESS_SETTINGS } from './settings.ts';
import type { OrderInput, OrderRow, ProgressFacts, ProgressInput } from './types.ts';

/** What a part of a batch brings, and the looks it asks for. */
export type ProgressPart = Partial<Omit<ProgressInput, 'facts'>> & { readonly followUps?: readonly FollowUp[] };

/** By then whoever has just sent an order has told Salesforce so. */
const TOLD_MS = 60_000;
/** Who could not tell by then was cut off, and does so when it goes on. */
const TOLD_LATE_MS = 1_800_000;

/** Puts the orders of Salesforce next to what Exact says of them, a batch at a time. */
export class Reader {
  readonly context: FlowContext;
  readonly records: OrderRecords;
  /** Undefined where the settings do not want orders that were born in Exact. */
  readonly born: BornOrders | undefined;
  readonly #facts: ProgressFacts;
  /** Sales orders that turned out to be none of Salesforce's: nobody asks for their lines. */
  readonly #foreign = new Set<string>();

  /** @param since when the settings began to want orders that were born in Exact: what was over before is left out */
  constructor(context: FlowContext, facts: ProgressFacts, since?: Date) {
    this.context = context;
    const { bornInExact } = PROGRESS_SETTINGS.of(context.configuration);
    this.records = new OrderRecords(context, facts);
    this.born = bornInExact ? new BornOrders(context, { facts, records: this.records, since }) : undefined;
    this.#facts = facts;
  }

  /** Parts together, with the positions that may be stored after them. */
  batch(parts: readonly ProgressPart[], cursors: Readonly<Record<string, string>> = {}): FlowBatch<ProgressInput> {
    const orders = merged(parts.flatMap((part) => part.orders ?? []));
    const unknown = parts.flatMap((part) => part.unknown ?? []);
    const born = [...new Map(parts.flatMap((part) => part.born ?? []).map((each) => [each.orderId, each])).values()];
    const debtors = [...new Map(parts.flatMap((part) => part.debtors ?? []).map((each) => [each.debtorId, each])).values()];
    return {
      input: { facts: this.#facts, orders, unknown, born, debtors },
      cursors,
      followUps: parts.flatMap((part) => part.followUps ?? []),
      recordIds: [
        ...orders.map(({ order }) => order.Exact_Id__c.toLowerCase()),
        ...born.map(({ orderId }) => orderId),
        ...debtors.map(({ debtorId }) => debtorId),
        ...unknown.map(({ recordId }) => recordId),
      ],
    };
  }

  /**
   * Headers of the stream. One that nobody in Salesforce knows is looked at once more if it is new: it may have been sent just now. So is
   * one whose order says nothing of it yet: its lines may have been read before Salesforce knew of it.
   */
  async changedHeaders(headers: readonly ExactSalesOrder[]): Promise<ProgressPart> {
    const now = this.context.now().getTime();
    const notBefore = new Date(now + TOLD_MS / this.context.timeScale);
    const { orders, ...found } = await this.#known(headers, notBefore);
    return {
      ...found,
      orders: [
        ...headers.flatMap((header) => {
          const order = orders.get(header.OrderID.toLowerCase());
          return order === undefined ? [] : [{ ...inputOf(order), header }];
        }),
        ...(await this.#setsOf(headers, orders)),
      ],
      followUps: [
        ...(found.followUps ?? []),
        ...headers
          .filter(({ OrderID: id, Created: created }) => this.#saysNothing(orders.get(id.toLowerCase())) && isNear(created, now))
          .map(({ OrderID: id }) => ({ recordId: id.toLowerCase(), notBefore })),
      ],
    };
  }

  /** The orders that these are, and those that were born in Exact where the settings want them; asked together. */
  async #known(
    headers: readonly ExactSalesOrder[],
    notBefore: Date,
  ): Promise<Partial<BornPart> & { readonly orders: ReadonlyMap<string, OrderRow> }> {
    const ids = headers.map(({ OrderID: id }) => id.toLowerCase());
    if (this.born === undefined) return { orders: await this.records.ofSalesOrders(ids) };
    const ofOrders = this.records.questionsOf(ids);
    const { queries, read } = this.born.asking(headers);
    const answers = await this.context.salesforce.queryMany([...ofOrders.map(({ soql }) => soql), ...queries]);
    const orders = byExactId(recordsIn(ofOrders, answers));
    for (const id of ids) if (!orders.has(id)) this.#foreign.add(id);
    const found = read(answers.slice(ofOrders.length));
    return { ...(await this.born.inputsOf(headers, found, { orders, notBefore })), orders };
  }

  /** Orders with sets whose amounts changed: the line of a part that is gone is told by its id alone, which no order product bears. */
  async #setsOf(headers: readonly ExactSalesOrder[], orders: ReadonlyMap<string, OrderRow>): Promise<readonly OrderInput[]> {
    const ids = headers.flatMap(({ OrderID, AmountFCExclVat: amount }) => {
      const order = orders.get(OrderID.toLowerCase());
      const isChanged = order !== undefined && hasSets(order) && !isSameValue(order.Exact_Net_Amount__c, amount);
      return isChanged ? [OrderID.toLowerCase()] : [];
    });
    if (ids.length === 0) return [];
    const known = await this.records.withProducts(ids);
    return inputsOf(await this.#linesOf(ids), known, true).map(({ input }) => input);
  }

  /** True for an order that says nothing yet, or that nobody in Salesforce knows: where it is known who sent what, one of these is born in Exact. */
  #saysNothing(order: OrderRow | undefined): boolean {
    if (order === undefined) return this.born === undefined;
    return plainText(order['Exact_Progress__c']) === '';
  }

  /**
   * Lines of the stream with the order products they are; where that does not tell, all lines of the order are read, as they are of an order
   * with a set that was sent as its parts: how many of it are delivered, the lines of all parts say together.
   */
  async changedLines(lines: readonly ExactSalesOrderLine[]): Promise<ProgressPart> {
    const asked = lines.filter(({ OrderID: id }) => !this.#foreign.has(id.toLowerCase()));
    if (asked.length === 0) return {};
    const byOrder = Map.groupBy(asked, ({ OrderID: id }) => id.toLowerCase());
    const known = await this.records.withProducts([...byOrder.keys()]);
    const ofTandem = [...byOrder].filter(([id]) => known.orders.has(id));
    const matched = inputsOf(new Map(ofTandem), known, false);
    const undecided = matched.filter(needsAllLines).map(({ id }) => id);
    const whole = inputsOf(await this.#linesOf(undecided), known, true);
    const decided = [...matched.filter((each) => !needsAllLines(each)), ...whole];
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
    const others = ids.filter((id) => !named.has(id) && !named.has(id.toLowerCase()));
    if (this.born !== undefined) return this.#wholeBorn(this.born, others, orders, isExplicit);
    const unknown = others;
    return {
      orders,
      unknown: unknown.map((recordId) => ({ recordId, isExplicit })),
      followUps: isExplicit ? [] : await this.#ofTellersCutOff(unknown.filter(isGuid)),
    };
  }

  /** Orders that were born in Exact, by their ids, those of their debtors or of the accounts of these. */
  async #wholeBorn(
    born: BornOrders,
    ids: readonly string[],
    orders: readonly OrderInput[],
    isExplicit: boolean,
  ): Promise<ProgressPart> {
    const notBefore = new Date(this.context.now().getTime() + TOLD_LATE_MS / this.context.timeScale);
    const guids = ids.filter(isGuid).map((id) => id.toLowerCase());
    const headers = await this.#headersOf(guids);
    const found = new Set(headers.map(({ OrderID: id }) => id.toLowerCase()));
    const ofIds = await born.look(headers, { orders: new Map(), notBefore });
    const gone = await born.gone(guids.filter((id) => !found.has(id)));
    for (const { orderId } of gone.born) found.add(orderId);
    const accountIds = ids.filter(isSalesforceId);
    const linked = accountIds.length === 0 ? [] : await born.debtorsOf(accountIds);
    const ofDebtors = await this.ofDebtors(born, [...guids.filter((id) => !found.has(id)), ...linked]);
    const parts = [ofIds, gone, ofDebtors];
    const told = new Set(parts.flatMap((part) => [...part.debtors.map(({ debtorId }) => debtorId), ...found]));
    return {
      orders,
      born: parts.flatMap((part) => part.born),
      debtors: parts.flatMap((part) => part.debtors),
      followUps: parts.flatMap((part) => part.followUps),
      unknown: ids
        .filter((id) => !told.has(id.toLowerCase()) && !(linked.length > 0 && accountIds.includes(id)))
        .map((recordId) => ({ recordId, isExplicit })),
    };
  }

  /** All orders of these debtors that were born in Exact. */
  ofDebtors(born: BornOrders, debtorIds: readonly string[]): Promise<BornPart> {
    const notBefore = new Date(this.context.now().getTime() + TOLD_MS / this.context.timeScale);
    return born.ofDebtors(debtorIds, { notBefore }, (ids) => this.records.ofSalesOrders(ids));
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
    const orders = [...known.orders.values()].map((order) => goneOrder(order, known));
    return { ...(await this.born?.gone(ids)), orders };
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

/** An order of which nothing is known yet. */
function inputOf(order: OrderRow): OrderInput {
  const none = { lines: [], sets: [], gone: [], ambiguous: [], added: [] };
  return { order, header: undefined, isGone: false, isWhole: false, ...none };
}

/** An order that is gone, with the order products that still bear a line of it, or were sent as their parts. */
function goneOrder(order: OrderRow, { products }: OrdersWithProducts): OrderInput {
  const { sets } = setsIn(order[SETS_FIELD]);
  const gone = (products.get(order.Id) ?? []).filter(({ Id: id, Exact_Line_Id__c: lineId }) => lineId !== null || sets.has(id));
  return { ...inputOf(order), isGone: true, gone };
}

function needsAllLines({ input }: Matched): boolean {
  return input.ambiguous.length + input.added.length > 0 || hasSets(input.order);
}

function hasSets(order: OrderRow): boolean {
  return setsIn(order[SETS_FIELD]).sets.size > 0;
}
