import { isGuid, SALES_ORDERS, type ExactSalesOrder } from '../../exact/index.ts';
import { parseLinkKey } from '../../links/index.ts';
import { soqlDateTime } from '../../salesforce/index.ts';
import { debtorIdOf, LinkedAccounts } from '../customers/index.ts';
import type { FlowContext, FollowUp } from '../flow.ts';
import { isWanted } from '../condition.ts';
import { BornRows, type BornRow } from './born-rows.ts';
import { isNear } from './nearness.ts';
import { PROGRESS_SETTINGS } from './settings.ts';
import { CLOSED, DELETED, IN_SALESFORCE, progressOf, type BornEnd } from './statuses.ts';
import type { OrderRecords } from './order-records.ts';
import { namesakesIn, namesakeQuestions, referencesOf } from './namesakes.ts';
import type { BornDebtor, BornInput, OrderRow, ProgressFacts } from './types.ts';

/** What was found of orders that were entered in Exact itself. */
export interface BornPart {
  readonly born: readonly BornInput[];
  readonly debtors: readonly BornDebtor[];
  readonly followUps: readonly FollowUp[];
}

/** How a look at sales orders came about. */
interface BornLook {
  /** Sales orders that are orders of Salesforce, by lower-case id. */
  readonly orders: ReadonlyMap<string, OrderRow>;
  /** When one is looked at again that may be on its way from Salesforce at this moment. */
  readonly notBefore: Date;
  /** Debtors of whom an answer is due, whatever becomes of their orders. */
  readonly asked?: readonly string[];
}

/** What Salesforce says of these orders. */
interface BornAnswers {
  readonly rows: Parameters<BornRows['byOrder']>[0];
  readonly accounts: Parameters<BornRows['byOrder']>[0];
  /** References of records that are not known to be in Exact. */
  readonly namesakes: ReadonlySet<string>;
}

/** Clocks of two systems differ, and an account takes a moment from its linking to its being seen. */
const CLOCKS_MS = 5 * 60_000;
const NOTHING: BornPart = { born: [], debtors: [], followUps: [] };

/** Finds the sales orders that nobody sent from Salesforce, and the accounts of their debtors. */
export class BornOrders {
  readonly #rows: BornRows;
  readonly #context: FlowContext;
  readonly #accounts: LinkedAccounts;
  /** What was over before is history, and left out. */
  readonly #since: Date | undefined;

  readonly #facts: ProgressFacts;
  readonly #records: OrderRecords;

  constructor(
    context: FlowContext,
    {
      facts,
      records,
      since,
    }: { readonly facts: ProgressFacts; readonly records: OrderRecords; readonly since: Date | undefined },
  ) {
    this.#context = context;
    this.#facts = facts;
    this.#records = records;
    this.#since = since;
    this.#accounts = new LinkedAccounts(context, []);
    this.#rows = new BornRows(context);
  }

  /** What Salesforce is asked of these orders and, besides, of debtors; `read` reads the answers. */
  asking(
    headers: readonly ExactSalesOrder[],
    debtors: readonly string[] = [],
  ): { readonly queries: readonly string[]; readonly read: (answers: BornAnswers['rows']) => BornAnswers } {
    const rows = this.#rows.queriesOf(headers.map(idOf));
    const accounts = this.#accounts.queries([...new Set([...debtorsIn(headers), ...debtors])]);
    const namesakes = namesakeQuestions(this.#context.configuration, this.#facts.followed, headers);
    return {
      queries: [...rows, ...accounts, ...namesakes.map(({ soql }) => soql)],
      read: (answers) => ({
        rows: answers.slice(0, rows.length),
        accounts: answers.slice(rows.length, rows.length + accounts.length),
        namesakes: namesakesIn(this.#context.configuration, namesakes, answers.slice(rows.length + accounts.length)),
      }),
    };
  }

  /** The same where nothing else is asked. */
  async look(headers: readonly ExactSalesOrder[], look: BornLook): Promise<BornPart> {
    const { queries, read } = this.asking(headers, look.asked);
    const answers = queries.length === 0 ? [] : await this.#context.salesforce.queryMany(queries);
    return this.inputsOf(headers, read(answers), look);
  }

  /** Which of these orders were born in Exact, with what stands of them. One that Tandem has sent is none, nor is one on its way. */
  async inputsOf(
    headers: readonly ExactSalesOrder[],
    answers: BornAnswers,
    { orders, notBefore, asked = [] }: BornLook,
  ): Promise<BornPart> {
    const rows = this.#rows.byOrder(answers.rows);
    const accounts = this.#accounts.byDebtor(answers.accounts);
    const foreign = headers.filter((header) => !orders.has(idOf(header)) && this.#isWanted(header, rows.get(idOf(header))));
    const isSent = await this.#sentAmong(foreign, answers.namesakes);
    const born = foreign.filter((header) => !isSent(header));
    const taken = headers.flatMap((header) => (orders.has(idOf(header)) || isSent(header) ? (rows.get(idOf(header)) ?? []) : []));
    const now = this.#context.now().getTime();
    const unlinked = born.filter((header) => !accounts.has(debtorOf(header)));
    const names = new Map(born.map((header) => [debtorOf(header), header.OrderedByName ?? debtorOf(header)]));
    return {
      born: [
        ...born
          .filter((header) => accounts.has(debtorOf(header)) || rows.has(idOf(header)))
          .map((header) => ({
            orderId: idOf(header),
            header,
            row: rows.get(idOf(header)),
            accountId: accounts.get(debtorOf(header))?.Id ?? null,
            end: undefined,
          })),
        ...taken.flatMap((row) => endedOrder(row, IN_SALESFORCE)),
      ],
      debtors: [...new Set([...unlinked.map(debtorOf), ...asked])].flatMap((debtorId): BornDebtor[] => {
        const account = accounts.get(debtorId);
        const label = account?.Name ?? names.get(debtorId);
        return label === undefined ? [] : [{ debtorId, label, isLinked: account !== undefined }];
      }),
      followUps: headers
        .filter((header) => !orders.has(idOf(header)) && isSent(header) && isNear(header.Created, now))
        .map((header) => ({ recordId: idOf(header), notBefore })),
    };
  }

  /** Orders of these that are gone from Exact: their rows stay, emptied. */
  async gone(orderIds: readonly string[]): Promise<BornPart> {
    const rows = await this.#rowsOf(orderIds);
    return { ...NOTHING, born: [...rows.values()].flatMap((row) => endedOrder(row, DELETED)) };
  }

  /** The same without Exact telling it any more: it is asked for each order of which more may become. */
  async *untoldGone(): AsyncIterable<BornPart> {
    for await (const orderIds of this.#rows.pending()) {
      const there = new Set((await this.#context.exact.findAny(SALES_ORDERS, 'OrderID', 'guid', orderIds)).map(idOf));
      yield this.gone(orderIds.filter((id) => !there.has(id)));
    }
  }

  /** Everything of these debtors; of one whom no order is of, nothing is told. */
  async ofDebtors(debtorIds: readonly string[], look: Omit<BornLook, 'asked' | 'orders'>, ordersOf: OrdersOf): Promise<BornPart> {
    if (debtorIds.length === 0) return NOTHING;
    const headers = await this.#context.exact.findAny(SALES_ORDERS, 'OrderedBy', 'guid', debtorIds);
    return this.look(headers, { ...look, orders: await ordersOf(headers.map(idOf)), asked: debtorIds });
  }

  /** Debtors who were told to have no account, and have one since then. One call for all accounts that changed. */
  async linkedSince(moment: Date): Promise<string[]> {
    const since = this.#sinceText(moment);
    const touched = (path: string): string => `${path}LastModifiedDate >= ${since}`;
    const linked: string[] = [];
    const pages = this.#accounts.pages((path) => (path === '' ? touched('') : `(${touched('')} OR ${touched(path)})`));
    for await (const accounts of pages)
      linked.push(...(await this.#context.unsettled(accounts.map(debtorIdOf), 'orders_without_account')));
    return linked;
  }

  /** Rows whose orders became orders of Salesforce since then: somebody linked them by hand. */
  async takenOverSince(moment: Date): Promise<BornPart> {
    const linked = await this.#records.linkedSince(this.#sinceText(moment));
    const rows = await this.#rowsOf(linked);
    return { ...NOTHING, born: [...rows.values()].flatMap((row) => endedOrder(row, IN_SALESFORCE)) };
  }

  /** Debtors of these accounts. */
  debtorsOf(accountIds: readonly string[]): Promise<string[]> {
    return this.#accounts.debtorsOf(accountIds);
  }

  async #rowsOf(orderIds: readonly string[]): Promise<ReadonlyMap<string, BornRow>> {
    const queries = this.#rows.queriesOf(orderIds);
    return this.#rows.byOrder(queries.length === 0 ? [] : await this.#context.salesforce.queryMany(queries));
  }

  /** One that has a row is followed on: what it says would be wrong one day. */
  #isWanted(header: ExactSalesOrder, row: BornRow | undefined): boolean {
    if (row !== undefined) return true;
    const { when } = PROGRESS_SETTINGS.of(this.#context.configuration);
    // Where the condition cannot tell, the plan says why.
    if (isWanted({ when, scope: { salesOrder: header }, record: header.OrderNumber ?? idOf(header) }) === false) return false;
    if (this.#since === undefined || !CLOSED.has(progressOf(header))) return true;
    const since = this.#since.getTime();
    return header.Created !== null && (Date.parse(header.Created) >= since || isNear(header.Created, since));
  }

  /** What was sent is remembered; where the memory was lost, a record that is not known to be in Exact has its reference. */
  async #sentAmong(
    headers: readonly ExactSalesOrder[],
    namesakes: ReadonlySet<string>,
  ): Promise<(header: ExactSalesOrder) => boolean> {
    if (headers.length === 0) return () => false;
    const references = new Set(headers.flatMap(referencesOf));
    const sent = await this.#context.sentDocuments(headers.map(idOf), [...references]);
    return (header) =>
      sent.exactIds.has(idOf(header)) ||
      referencesOf(header).some((reference) => sent.references.has(reference) || namesakes.has(reference));
  }

  #sinceText(moment: Date): string {
    return soqlDateTime(new Date(moment.getTime() - CLOCKS_MS / this.#context.timeScale));
  }
}

/** The orders of Salesforce that these sales orders are, by lower-case id. */
export type OrdersOf = (salesOrderIds: readonly string[]) => Promise<ReadonlyMap<string, OrderRow>>;

/** What ended once tells nothing new. */
function endedOrder(row: BornRow, end: BornEnd): BornInput[] {
  if (row['Order_Status__c'] === end) return [];
  return [{ orderId: parseLinkKey(row.Key__c)?.exactId ?? '', header: undefined, row, accountId: null, end }];
}

function idOf({ OrderID: id }: ExactSalesOrder): string {
  return id.toLowerCase();
}

function debtorOf({ OrderedBy: debtor }: ExactSalesOrder): string {
  return (debtor ?? '').toLowerCase();
}

function debtorsIn(headers: readonly ExactSalesOrder[]): string[] {
  return [...new Set(headers.map(debtorOf))].filter(isGuid);
}
