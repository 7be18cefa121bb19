import { messageOf, TandemError, type Language } from '../../errors/index.ts';
import { accountUrl, divisionOfPage, salesOrderUrl, type ExactSalesOrder } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { amountText, toDecimal } from '../../money/index.ts';
import { salesforceNumber, type SalesforceWrite } from '../../salesforce/index.ts';
import type { FlowContext, Operation, Outcome, OutcomeStatus } from '../flow.ts';
import { isReference } from '../execute/index.ts';
import { keys } from './keys.ts';
import { problemChanges } from './operations.ts';
import { Sender } from './send.ts';
import { moneyText } from './totals.ts';

const AMOUNT_FIELDS: ReadonlySet<string> = new Set(['Exact_Net_Amount__c', 'Exact_Vat_Amount__c', 'Exact_Gross_Amount__c']);

/**
 * Sends to Exact, order by order, then tells Salesforce in one collection. A limit or a lost connection stops the sending;
 * what was sent until then is still written back.
 */
export async function applyOrders(context: FlowContext, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  const sender = new Sender(context);
  for (const operation of operations) {
    if (operation.system === 'exact') await sender.send(operation);
    else if (isClearing(operation)) await sender.clear(operation);
  }
  const mains = operations.filter((operation) => operation.isMain);
  const hasSent = mains.some((operation) => operation.action !== 'create' || sender.orderOf(operation.key) !== undefined);
  if (sender.halt !== undefined && !hasSent) throw sender.halt;
  const writeBack = new WriteBack(context, sender, operations);
  await writeBack.write();
  const told = mains.filter((main) => writeBack.isKnownToBoth(main)).map(({ recordId }) => recordId);
  if (told.length > 0) await context.claims.writtenBack(told);
  return mains.map((main) => writeBack.outcome(main));
}

function isClearing({ key, recordId }: Operation): boolean {
  return key === keys.orderClearing(recordId);
}

/** What Salesforce is told, and the outcomes that follow from both sides. */
class WriteBack {
  readonly #context: FlowContext;
  readonly #sender: Sender;
  readonly #operations: readonly Operation[];
  /** What Salesforce is told after the sending. */
  readonly #news: readonly Operation[];
  /** What Salesforce refused, by record id. */
  readonly #refusals = new Map<string, TandemError>();
  readonly #written = new Set<string>();

  constructor(context: FlowContext, sender: Sender, operations: readonly Operation[]) {
    this.#context = context;
    this.#sender = sender;
    this.#operations = operations;
    this.#news = operations.filter((operation) => !isClearing(operation));
  }

  async write(): Promise<void> {
    const { language } = await this.#context.salesforce.features();
    const writes = this.#news.flatMap((operation) => this.#toWrite(operation, language) ?? []);
    if (writes.length === 0) return;
    const results = await this.#context.salesforce.write(writes);
    for (const [index, write] of writes.entries()) {
      const result = results[index];
      if (write.id === undefined || result === undefined) continue;
      if (result.ok) this.#written.add(write.id);
      else this.#refusals.set(write.id, result.error);
    }
  }

  /** Exact has it, and Salesforce says so. */
  isKnownToBoth(main: Operation): boolean {
    return this.#exactIdOf(main) !== undefined && this.#isTold(main);
  }

  outcome(main: Operation): Outcome {
    const order = this.#sender.orderOf(main.key);
    const failure = this.#sender.failureOf(main.key);
    const exactId = this.#exactIdOf(main);
    const refusal = exactId === undefined ? undefined : this.#refusalOf(main, order);
    const error = failure ?? refusal ?? (order === undefined ? main.reason : this.#difference(main, order));
    return {
      recordId: main.recordId,
      label: main.label,
      status: this.#status(main, failure ?? refusal),
      salesforceId: main.recordId,
      exactId,
      exactNumber: order?.OrderNumber ?? shownText(main, 'OrderNumber'),
      url:
        order === undefined
          ? shownText(main, 'Url')
          : salesOrderUrl(this.#context.exact.host, this.#context.division, order.OrderID),
      division: order === undefined ? divisionOfPage(shownText(main, 'Url')) : undefined,
      totals: order === undefined ? shownTotals(main) : totalsOf(order),
      error,
      operations: this.#operations.filter(
        (operation) => operation.recordId === main.recordId && operation.action !== 'unchanged',
      ),
    };
  }

  #exactIdOf(main: Operation): string | undefined {
    return this.#sender.orderOf(main.key)?.OrderID ?? (main.action === 'unchanged' ? main.targetId : undefined);
  }

  /** Salesforce knows: it was told now, or it said so itself. */
  #isTold(main: Operation): boolean {
    const hasNews = this.#news.some((operation) => operation.recordId === main.recordId && operation.object === 'Order');
    return hasNews ? this.#written.has(main.recordId) : main.action === 'unchanged';
  }

  #status(main: Operation, failure: TandemError | undefined): OutcomeStatus {
    if (main.action === 'create') return this.#sender.orderOf(main.key) === undefined ? 'failed' : 'created';
    if (main.action === 'skip') return 'skipped';
    if (main.action === 'block') return main.reason?.handling === 'person' ? 'blocked' : 'failed';
    // The document is there; that Salesforce did not take the news has to be tried again.
    if (failure !== undefined && failure.handling !== 'person') return 'failed';
    return this.#written.has(main.recordId) ? 'updated' : 'unchanged';
  }

  #refusalOf(main: Operation, order: ExactSalesOrder | undefined): TandemError | undefined {
    const refusal = this.#refusals.get(main.recordId);
    if (refusal === undefined || refusal.handling !== 'person') return refusal;
    const number = order?.OrderNumber ?? shownText(main, 'OrderNumber') ?? main.targetId ?? '';
    return new TandemError(
      'order_write_back_refused',
      { order: main.label, number, problem: messageOf(refusal) },
      { recordId: main.recordId, field: refusal.field, cause: refusal },
    );
  }

  /** Exact's amounts next to the expected ones. VAT and gross were expected only where every rate was known. */
  #difference(main: Operation, order: ExactSalesOrder): TandemError | undefined {
    const expected =
      this.#news.find((operation) => operation.recordId === main.recordId && operation.object === 'Order')?.fields ?? [];
    const pairs = [
      ['Exact_Net_Amount__c', order.AmountFCExclVat],
      ['Exact_Gross_Amount__c', order.AmountFC],
    ] as const;
    for (const [field, stored] of pairs) {
      const planned = expected.find((change) => change.field === field)?.to;
      const wanted = typeof planned === 'string' ? toDecimal(planned) : null;
      const actual = toDecimal(stored);
      if (wanted === null || actual === null || wanted.eq(actual)) continue;
      return new TandemError(
        'order_total_differs_in_exact',
        {
          order: main.label,
          number: order.OrderNumber ?? order.OrderID,
          exact: moneyText(actual, order.Currency ?? ''),
          expected: moneyText(wanted, order.Currency ?? ''),
        },
        { field: 'TotalAmount', recordId: main.recordId },
      );
    }
    return undefined;
  }

  #toWrite(operation: Operation, language: Language): SalesforceWrite | undefined {
    if (operation.isMain && operation.action === 'create') return this.#failedOrder(operation, language);
    if (operation.system !== 'salesforce' || operation.targetId === undefined) return undefined;
    if (this.#sender.isUncleared(operation.recordId)) return undefined;
    const fields: Record<string, unknown> = {};
    for (const { field, to } of operation.fields) {
      const value = isReference(to) ? this.#made(field, to.ref) : this.#amountOr(operation, field, to);
      // A document that was not made has nothing to tell; why stands on the order by itself.
      if (value === undefined && field === 'Exact_Id__c') return undefined;
      if (value !== undefined)
        fields[field] = AMOUNT_FIELDS.has(field) && typeof value === 'string' ? salesforceNumber(value) : value;
    }
    if (operation.object !== 'Contact') fields['Exact_Synced_At__c'] = this.#context.now().toISOString();
    return { action: 'update', object: operation.object, id: operation.targetId, fields };
  }

  /** Why an order was refused, on the order. What passes by itself is not written. */
  #failedOrder(main: Operation, language: Language): SalesforceWrite | undefined {
    const failure = this.#sender.failureOf(main.key);
    if (failure === undefined || failure.handling !== 'person') return undefined;
    const fields = Object.fromEntries(problemChanges({}, failure, language).map(({ field, to }) => [field, to]));
    return {
      action: 'update',
      object: 'Order',
      id: main.recordId,
      fields: { ...fields, Exact_Synced_At__c: this.#context.now().toISOString() },
    };
  }

  /** What Exact made, for the field that asks: an id, or the number, page or status that came with it. */
  #made(field: string, key: string): unknown {
    const { host, division } = this.#context.exact;
    const order = this.#sender.orderOf(key);
    if (order !== undefined) {
      const { net, vat, gross } = totalsOf(order);
      const facts: Readonly<Record<string, unknown>> = {
        Exact_Net_Amount__c: net,
        Exact_Vat_Amount__c: vat,
        Exact_Gross_Amount__c: gross,
        Exact_Number__c: order.OrderNumber,
        Exact_Url__c: salesOrderUrl(host, division, order.OrderID),
        Exact_Order_Status__c: order.StatusDescription,
      };
      return field in facts ? facts[field] : order.OrderID;
    }
    const id = this.#sender.idOf(key);
    if (field === 'Exact_Code__c') return this.#sender.accountOf(key)?.Code;
    if (field === 'Exact_Url__c') return id === undefined ? undefined : accountUrl(host, division, id);
    return id;
  }

  /** Exact's own amounts where it made the order; the planned ones where it was there before. */
  #amountOr(operation: Operation, field: string, planned: unknown): unknown {
    const order = AMOUNT_FIELDS.has(field) ? this.#sender.orderOf(`exact/SalesOrder/${operation.recordId}`) : undefined;
    if (order === undefined) return planned;
    const { net, vat, gross } = totalsOf(order);
    return field === 'Exact_Net_Amount__c' ? net : field === 'Exact_Vat_Amount__c' ? vat : gross;
  }
}

function totalsOf(order: ExactSalesOrder): NonNullable<Outcome['totals']> {
  const net = toDecimal(order.AmountFCExclVat) ?? toDecimal('0');
  const gross = toDecimal(order.AmountFC) ?? toDecimal('0');
  const text = (value: ReturnType<typeof toDecimal>): string => (value === null ? '0' : amountText(value));
  return {
    net: text(net),
    gross: text(gross),
    vat: text(net === null ? null : (gross?.minus(net) ?? null)),
    currency: order.Currency ?? '',
  };
}

function shownText(main: Operation, field: string): string | undefined {
  const value = main.fields.find((change) => change.field === field)?.to;
  return plainText(value) || undefined;
}

function shownTotals(main: Operation): Outcome['totals'] {
  const [net, gross] = [toDecimal(shownText(main, 'AmountFCExclVat')), toDecimal(shownText(main, 'AmountFC'))];
  if (net === null || gross === null) return undefined;
  return {
    net: amountText(net),
    vat: amountText(gross.minus(net)),
    gross: amountText(gross),
    currency: shownText(main, 'Currency') ?? '',
  };
}
