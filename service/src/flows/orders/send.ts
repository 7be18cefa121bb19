import { setTimeout as delay } from 'node:timers/promises';
import { isTandemError, TandemError, toTandemError } from '../../errors/index.ts';
import {
  ACCOUNTS,
  ADDRESSES,
  CONTACTS,
  guidEquals,
  SALES_ORDERS,
  type ExactAccount,
  type ExactBody,
  type ExactContact,
  type ExactSalesOrder,
} from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import type { FlowContext, Operation } from '../flow.ts';
import { exactBody } from './bodies.ts';
import { LINKS } from './keys.ts';

/** Waits before each look for a document whose answer was lost. */
const LOOKS_AFTER_MS = [1_000, 4_000] as const;

/** Carries out the operations on Exact's side, in their order, and remembers what they made. */
export class Sender {
  readonly #context: FlowContext;
  readonly #made = new Map<string, string>();
  readonly #failures = new Map<string, TandemError>();
  /** Orders of which something before the document failed, such as their customer's contact. */
  readonly #unprepared = new Map<string, TandemError>();
  readonly #accounts = new Map<string, ExactAccount>();
  readonly #orders = new Map<string, ExactSalesOrder>();
  /** Set when nothing more may be sent: a limit, a lost lease, a broken connection. */
  #halt: TandemError | undefined;

  constructor(context: FlowContext) {
    this.#context = context;
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
    return this.#accounts.get(key);
  }

  idOf(key: string): string | undefined {
    return this.#made.get(key);
  }

  async send(operation: Operation): Promise<void> {
    if (operation.targetId !== undefined) this.#made.set(operation.key, operation.targetId);
    if (operation.action === 'unchanged') await this.#rememberAccount(operation, operation.targetId);
    if (operation.action !== 'create' && operation.action !== 'update') return;
    try {
      if (this.#halt !== undefined) throw this.#halt;
      await this.#context.assertLease();
      await this.#carryOut(operation);
    } catch (thrown) {
      const error = toTandemError(thrown);
      this.#failures.set(operation.key, error);
      if (!operation.isMain) this.#unprepared.set(operation.recordId, this.#unprepared.get(operation.recordId) ?? error);
      if (error.handling === 'stop' || error.handling === 'wait' || error.code === 'lease_lost') this.#halt = error;
    }
  }

  async #carryOut(operation: Operation): Promise<void> {
    const body = exactBody(operation.object, operation.fields, this.#made);
    if (body === undefined) throw this.#failedReference(operation);
    if (operation.object === 'SalesOrder') await this.#sendOrder(operation, body);
    else if (operation.object === 'Account') await this.#sendAccount(operation, body);
    else if (operation.object === 'Contact') await this.#sendContact(operation, body);
    else await this.#sendAddress(operation, body);
  }

  async #sendOrder(operation: Operation, body: ExactBody): Promise<void> {
    const { claims, exact } = this.#context;
    // Sent now, the customer would stay half made: nothing would look at it again before its next order.
    const unprepared = this.#unprepared.get(operation.recordId);
    if (unprepared !== undefined) throw unprepared;
    const reference = String(body['YourRef']);
    const content = '';
    await claims.intend(operation.recordId, reference, content);
    const order = await this.#orFind(
      () => this.#postOrder(operation.recordId, body),
      async () => {
        const found = await exact.findAny(SALES_ORDERS, 'YourRef', 'text', [reference]);
        return found[0];
      },
    );
    this.#orders.set(operation.key, order);
    this.#made.set(operation.key, order.id);
    await claims.settle(operation.recordId, { exactId: order.id, exactNumber: order.number ?? '', reference, content });
  }

  /** What Exact certainly did not take is not waited for. */
  async #postOrder(recordId: string, body: ExactBody): Promise<ExactSalesOrder> {
    const { claims, exact } = this.#context;
    try {
      return await exact.create(SALES_ORDERS, body);
    } catch (error) {
      if (isTandemError(error) && !error.outcomeUnknown) {
        await claims.forgetIntent(recordId);
        if (error.handling === 'person') await this.#doubt(body);
      }
      throw error;
    }
  }

  /** The plan found nothing wrong, so what it rested on is no longer so: the next plan reads debtor, items and codes again. */
  async #doubt(body: ExactBody): Promise<void> {
    const { links, items, references } = this.#context;
    const lines = body['SalesOrderLines'] as readonly Readonly<Record<string, unknown>>[];
    await links.doubt(LINKS.account, [plainText(body['OrderedBy']).toLowerCase()]);
    await items.forget(lines.map((line) => plainText(line['Item'])));
    references.forget();
  }

  async #sendAccount(operation: Operation, body: ExactBody): Promise<void> {
    const { exact } = this.#context;
    if (operation.action === 'update') {
      const id = operation.targetId ?? this.#made.get(accountKeyOf(operation.key));
      if (id === undefined) throw this.#failedReference(operation);
      await exact.update(ACCOUNTS, id, body);
      await this.#rememberAccount(operation, id);
      return;
    }
    const account = await this.#orFind(
      () => exact.create(ACCOUNTS, body),
      async () => {
        const found = await exact.findAny(ACCOUNTS, 'SearchCode', 'text', [String(body['SearchCode'])]);
        return found[0];
      },
    );
    this.#accounts.set(operation.key, account);
    this.#made.set(operation.key, account.id);
    await this.#rememberAccount(operation, account.id);
  }

  async #sendContact(operation: Operation, body: ExactBody): Promise<void> {
    const { exact } = this.#context;
    if (operation.targetId !== undefined) {
      await exact.update(CONTACTS, operation.targetId, body);
      return;
    }
    const contact = await this.#orFind(
      () => exact.create(CONTACTS, body),
      async () => {
        const ofAccount = await exact.find(CONTACTS, { filter: guidEquals('Account', String(body['Account'])) });
        return ofAccount.find((candidate) => isSamePerson(candidate, body));
      },
    );
    this.#made.set(operation.key, contact.id);
  }

  /** Exact looks for an identical address first and answers it, so the same POST again makes nothing new. */
  async #sendAddress(operation: Operation, body: ExactBody): Promise<void> {
    const { exact, links } = this.#context;
    const address = await this.#orFind(
      () => exact.create(ADDRESSES, body),
      () => exact.create(ADDRESSES, body),
    );
    this.#made.set(operation.key, address.id);
    const [accountId = '', fingerprint = ''] = operation.restsOn?.split('/') ?? [];
    await links.remember(LINKS.deliveryAddress, [{ salesforceId: accountId, exactId: address.id, fingerprint }]);
  }

  async #rememberAccount(operation: Operation, exactId: string | undefined): Promise<void> {
    if (operation.object !== 'Account' || operation.restsOn === undefined || exactId === undefined) return;
    const salesforceId = operation.key.split('/')[2] ?? '';
    await this.#context.links.remember(LINKS.account, [
      { salesforceId, exactId: exactId.toLowerCase(), fingerprint: operation.restsOn },
    ]);
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

/** `exact/Account/001.../main-contact` changes what `exact/Account/001...` made. */
function accountKeyOf(key: string): string {
  return key.split('/').slice(0, 3).join('/');
}

function isSamePerson(contact: ExactContact, body: ExactBody): boolean {
  const isSame = (value: string | null, wanted: unknown): boolean =>
    (value ?? '').toLowerCase() === plainText(wanted).toLowerCase();
  return (
    isSame(contact.lastName, body['LastName']) &&
    isSame(contact.firstName, body['FirstName']) &&
    isSame(contact.email, body['Email'])
  );
}
