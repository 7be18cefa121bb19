import { setTimeout as delay } from 'node:timers/promises';
import { isTandemError, TandemError, toTandemError } from '../../errors/index.ts';
import { SALES_ORDERS, type ExactAccount, type ExactBody, type ExactSalesOrder } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { CustomerSender, doubtRemembered } from '../customers/index.ts';
import type { FlowContext, Operation } from '../flow.ts';
import { exactBody } from './bodies.ts';
import { contentHash, type PostedLine } from './content.ts';

/** Waits before each look for a document whose answer was lost. */
const LOOKS_AFTER_MS = [1_000, 4_000] as const;

/** Carries out the operations on Exact's side, in their order, and remembers what they made. */
export class Sender {
  readonly #context: FlowContext;
  readonly #made = new Map<string, string>();
  readonly #failures = new Map<string, TandemError>();
  /** Orders of which something before the document failed, such as their customer's contact. */
  readonly #unprepared = new Map<string, TandemError>();
  /** Orders whose old traces could not be taken off: nothing is written for them. */
  readonly #uncleared = new Map<string, TandemError>();
  readonly #customers: CustomerSender;
  readonly #orders = new Map<string, ExactSalesOrder>();
  /** Set when nothing more may be sent: a limit, a lost lease, a broken connection. */
  #halt: TandemError | undefined;

  constructor(context: FlowContext) {
    this.#context = context;
    this.#customers = new CustomerSender(context, this.#made, (post, look) => this.#orFind(post, look));
  }

  get halt(): TandemError | undefined {
    return this.#halt;
  }

  failureOf(key: string): TandemError | undefined {
    return this.#failures.get(key);
  }

  orderOf(key: string): ExactSalesOrder | undefined {
    return this.#orders.get(key);
  }

  accountOf(key: string): ExactAccount | undefined {
    return this.#customers.accountOf(key);
  }

  idOf(key: string): string | undefined {
    return this.#made.get(key);
  }

  /** True where the traces of the document that is gone still stand on the record. */
  isUncleared(recordId: string): boolean {
    return this.#uncleared.has(recordId);
  }

  async send(operation: Operation): Promise<void> {
    if (operation.targetId !== undefined) this.#made.set(operation.key, operation.targetId);
    if (operation.action === 'unchanged' && operation.targetId !== undefined && !operation.isMain)
      await this.#customers.remember(operation, operation.targetId, undefined);
    if (operation.action === 'unchanged') await this.#settleTakenOver(operation);
    if (operation.action !== 'create' && operation.action !== 'update') return;
    try {
      if (this.#halt !== undefined) throw this.#halt;
      const uncleared = this.#uncleared.get(operation.recordId);
      if (uncleared !== undefined) throw uncleared;
      await this.#context.assertLease();
      await this.#carryOut(operation);
    } catch (thrown) {
      const error = toTandemError(thrown);
      this.#failures.set(operation.key, error);
      if (!operation.isMain) this.#unprepared.set(operation.recordId, this.#unprepared.get(operation.recordId) ?? error);
      if (isHalt(error)) this.#halt = error;
    }
  }

  async #carryOut(operation: Operation): Promise<void> {
    const body = exactBody(operation.object, operation.fields, this.#made);
    if (body === undefined) throw this.#failedReference(operation);
    if (operation.object === 'SalesOrder') {
      await this.#sendOrder(operation, body);
      return;
    }
    const target = operation.targetId ?? this.#made.get(accountKeyOf(operation.key));
    if (operation.action === 'update' && target === undefined) throw this.#failedReference(operation);
    try {
      await this.#customers.send(operation, body, target);
    } catch (error) {
      throw isTandemError(error) ? await doubtRemembered(this.#context, operation, body, error) : error;
    }
  }

  async #sendOrder(operation: Operation, body: ExactBody): Promise<void> {
    const { claims, exact } = this.#context;
    // Sent now, the customer would stay half made: nothing would look at it again before its next order.
    const unprepared = this.#unprepared.get(operation.recordId);
    if (unprepared !== undefined) throw unprepared;
    const reference = String(body['YourRef']);
    const content = contentHash(linesIn(operation));
    await claims.intend(operation.recordId, reference, content);
    const order = await this.#orFind(
      () => this.#postOrder(operation, body),
      async () => {
        const found = await exact.findAny(SALES_ORDERS, 'YourRef', 'text', [reference]);
        // Somebody else may have used the reference in these seconds.
        return found.find(({ OrderedBy: orderedBy }) => orderedBy?.toLowerCase() === plainText(body['OrderedBy']).toLowerCase());
      },
    );
    this.#orders.set(operation.key, order);
    this.#made.set(operation.key, order.OrderID);
    await claims.settle(operation.recordId, { exactId: order.OrderID, exactNumber: order.OrderNumber ?? '', reference, content });
  }

  /** The order takes a document over that is there already: from now on it is known as its own. */
  async #settleTakenOver(operation: Operation): Promise<void> {
    const reference = operation.fields.find(({ field }) => field === 'YourRef')?.to;
    if (!operation.isMain || operation.targetId === undefined || typeof reference !== 'string') return;
    const exactNumber = plainText(operation.fields.find(({ field }) => field === 'OrderNumber')?.to);
    const content = contentHash(linesIn(operation));
    await this.#context.claims.settle(operation.recordId, { exactId: operation.targetId, exactNumber, reference, content });
  }

  /** Takes the traces of a document that is gone from Exact off its record, before another one is made. */
  async clear(operation: Operation): Promise<void> {
    try {
      await this.#context.assertLease();
      const fields = Object.fromEntries(operation.fields.map(({ field, to }) => [field, to]));
      const [result] = await this.#context.salesforce.write([
        { action: 'update', object: operation.object, id: operation.recordId, fields },
      ]);
      if (result?.ok === false) throw result.error;
      await this.#context.claims.forgetIntent(operation.recordId);
    } catch (error) {
      this.#uncleared.set(operation.recordId, toTandemError(error));
    }
  }

  /** What Exact certainly did not take is not waited for. */
  async #postOrder(operation: Operation, body: ExactBody): Promise<ExactSalesOrder> {
    const { claims, exact } = this.#context;
    try {
      return await exact.create(SALES_ORDERS, body);
    } catch (error) {
      if (!isTandemError(error) || error.outcomeUnknown) throw error;
      await claims.forgetIntent(operation.recordId);
      if (error.handling === 'person') await this.#doubt(body);
      throw await doubtRemembered(this.#context, operation, body, error);
    }
  }

  /** The plan found nothing wrong, so what it rested on is no longer so: the next plan reads items and codes again. */
  async #doubt(body: ExactBody): Promise<void> {
    const { items, references } = this.#context;
    const lines = body['SalesOrderLines'] as readonly Readonly<Record<string, unknown>>[];
    await items.forget(lines.map((line) => plainText(line['Item'])));
    references.forget();
  }

  /** A lost answer is resolved by looking, never by posting again. Not there after the last look: the error stays. */
  async #orFind<Row>(post: () => Promise<Row>, look: () => Promise<Row | undefined>): Promise<Row> {
    try {
      return await post();
    } catch (error) {
      if (!isTandemError(error) || !error.outcomeUnknown) throw error;
      for (const afterMs of LOOKS_AFTER_MS) {
        // Stopped before the look: that it may be there is what the next job has to know.
        await delay(afterMs / this.#context.timeScale, undefined, { signal: this.#context.signal }).catch(() => {
          throw error;
        });
        const found = await look();
        if (found !== undefined) return found;
      }
      throw error;
    }
  }

  #failedReference(operation: Operation): TandemError {
    const refused = operation.fields
      .map(({ to }) => (to as { ref?: string } | null)?.ref)
      .find((key) => key !== undefined && this.#failures.has(key));
    const cause = refused === undefined ? this.#failures.get(accountKeyOf(operation.key)) : this.#failures.get(refused);
    return (
      cause ??
      new TandemError('internal_error', {}, { cause: `nothing was made for ${operation.key}`, recordId: operation.recordId })
    );
  }
}

/** Lines of the plan, as they are posted. */
function linesIn(operation: Operation): readonly PostedLine[] {
  const lines = operation.fields.find(({ field }) => field === 'SalesOrderLines')?.to;
  return Array.isArray(lines) ? (lines as readonly PostedLine[]) : [];
}

/** `exact/Account/001.../main-contact` changes what `exact/Account/001...` made. */
function accountKeyOf(key: string): string {
  return key.split('/').slice(0, 3).join('/');
}

/** What one endpoint refuses for an hour holds up the records that need it, and no others. */
function isHalt({ code, handling }: TandemError): boolean {
  return handling === 'stop' || code === 'lease_lost' || (handling === 'wait' && code !== 'exact_error_budget');
}
