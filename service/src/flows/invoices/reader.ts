import type { ExactPaymentTerm, ExactSalesInvoiceLine } from '../../exact/index.ts';
import { parseLinkKey } from '../../links/index.ts';
import { soqlDateTime, soqlForValues, type SalesforceRow } from '../../salesforce/index.ts';
import { debtorIdOf, LinkedAccounts } from '../customers/index.ts';
import type { FlowBatch, FlowContext } from '../flow.ts';
import { itemIdOf, LinkedProducts } from '../items/index.ts';
import { writableFields } from '../writable-fields.ts';
import { today } from '../today.ts';
import { debtorInputs, type Standing } from './debtor-inputs.ts';
import { addInvoices, addInvoicesOfTerms } from './exact-reads.ts';
import { shownSince } from './history.ts';
import { debtorOf, type Look } from './look.ts';
import { askTogether, RowQueries } from './rows.ts';
import { INVOICE_OBJECT, INVOICE_SETTINGS, LINE_OBJECT, RECEIVABLE_OBJECT } from './settings.ts';
import { numberText } from './amounts.ts';
import { readState } from './term-state.ts';
import type { DebtorAccount, InvoiceFacts, InvoiceRow, InvoicesInput, LateLine, LineRow, ReceivableRow } from './types.ts';

const BALANCE = ['Exact_Open_Amount__c', 'Exact_Overdue_Amount__c', 'Exact_Paid_This_Year__c', 'Exact_Balance_Synced_At__c'];

/** Puts the Salesforce side next to what Exact sent, a batch at a time. */
export class InvoiceReader {
  readonly context: FlowContext;
  readonly rows: RowQueries;
  readonly accounts: LinkedAccounts<DebtorAccount>;
  readonly #facts: InvoiceFacts;
  readonly #products: LinkedProducts;
  readonly #hasOrders: boolean;
  #hasLinesWithoutProduct = false;

  private constructor(context: FlowContext, facts: InvoiceFacts, hasOrders: boolean) {
    this.context = context;
    this.#hasOrders = hasOrders;
    this.#facts = facts;
    this.rows = new RowQueries(context, facts);
    this.accounts = new LinkedAccounts(context, BALANCE, INVOICE_SETTINGS.flow);
    this.#products = new LinkedProducts(context, []);
  }

  /** `since`: the first day of which settled invoices are shown too. */
  static async open(context: FlowContext, since = shownSince(today(context))): Promise<InvoiceReader> {
    const objects = [INVOICE_OBJECT, LINE_OBJECT, RECEIVABLE_OBJECT, 'Account'];
    const limits = new Map<string, ReturnType<typeof writableFields>>();
    for (const object of objects) limits.set(object, writableFields(await context.salesforce.describe(object)));
    const { hasOrders } = await context.salesforce.features();
    const facts = { division: context.division, today: today(context), shownSince: since, limits };
    return new InvoiceReader(context, facts, hasOrders);
  }

  /** True once a line was read whose item is no product. */
  get hasLinesWithoutProduct(): boolean {
    return this.#hasLinesWithoutProduct;
  }

  /** The day it is in the division. */
  get today(): string {
    return this.#facts.today;
  }

  /** A batch of what was looked at. */
  async batch(
    look: Look,
    {
      cursors = {},
      recordIds,
    }: { readonly cursors?: Readonly<Record<string, string>>; readonly recordIds?: readonly string[] } = {},
  ): Promise<FlowBatch<InvoicesInput>> {
    const input = await this.#inputOf(look);
    const read = input.debtors.flatMap(({ debtorId, invoices }) => [debtorId, ...invoices.map(({ invoiceId }) => invoiceId)]);
    return { input, cursors, followUps: [], recordIds: recordIds ?? read };
  }

  /** A batch of what was compared or came late, and nothing that was read of Exact. */
  batchOf(
    { audited = [], lateLines = [] }: Partial<Pick<InvoicesInput, 'audited' | 'lateLines'>>,
    cursors: Readonly<Record<string, string>> = {},
  ): FlowBatch<InvoicesInput> {
    const nothing = { debtors: [], productIds: new Map(), orderIds: new Map(), goneLineKeys: new Set<string>() };
    return { input: { facts: this.#facts, ...nothing, audited, lateLines }, cursors, followUps: [], recordIds: [] };
  }

  /** Lines that name no product although their items became products since then, for each page of products that were written since. */
  async *lateLines(since: Date): AsyncIterable<LateLine[]> {
    const touched = (path: string): string => `${path}LastModifiedDate >= ${soqlDateTime(since)}`;
    const written = (path: string): string =>
      `(${path}Exact_Synced_At__c >= ${soqlDateTime(since)} OR (${path}Exact_Synced_At__c = null AND ${touched(path)}))`;
    // In a further division the row of its link may be younger than the product.
    const pages = this.#products.pages((path) => (path === '' ? written('') : `(${touched('')} OR ${written(path)})`));
    for await (const products of pages) {
      const idOf = new Map(products.map((product) => [itemIdOf(product), product.Id]));
      const { lines } = await askTogether(this.context, { lines: this.rows.withoutProduct([...idOf.keys()]) });
      yield (lines.flat() as LineRow[]).flatMap((row) => {
        const productId = idOf.get((row.Exact_Item_Id__c ?? '').toLowerCase());
        return productId === undefined ? [] : [{ row, productId }];
      });
    }
  }

  async #inputOf(look: Look): Promise<InvoicesInput> {
    const headless = [...look.invoices].filter(([, { header }]) => header === undefined).map(([invoiceId]) => invoiceId);
    const found = await addInvoices(this.context.exact, look, headless);
    // Deleted between its lines and this look: the deletion is told by itself.
    for (const invoiceId of headless) if (!found.has(invoiceId)) look.invoices.delete(invoiceId);
    const gone = await this.#goneRows(look);
    const debtorIds = new Set([...look.asked, ...look.whole, ...look.balances, ...gone.debtorIds]);
    for (const { header } of look.invoices.values()) if (header !== undefined) debtorIds.add(debtorOf(header));
    for (const { Account: debtor } of look.terms.values()) if (debtor !== null) debtorIds.add(debtor.toLowerCase());
    debtorIds.delete('');
    let standing = await this.#standing(look, [...debtorIds], gone.invoiceIds);
    if (await addInvoicesOfTerms(this.context.exact, look, oldOpenTerms(look, standing, this.#facts)))
      standing = await this.#standing(look, [...debtorIds], gone.invoiceIds);
    const { products, orders, ...ofDebtors } = standing;
    const itemIds = idsIn(linesIn(look).map(({ Item }) => Item));
    this.#hasLinesWithoutProduct ||= itemIds.some((itemId) => !products.has(itemId));
    const goneLineKeys = new Set([...look.goneDocuments].map((exactId) => this.rows.keyOf('lines', exactId)));
    for (const key of lostLines(look, ofDebtors.lines, this.rows)) goneLineKeys.add(key);
    return {
      facts: this.#facts,
      debtors: debtorInputs(look, [...debtorIds], ofDebtors),
      productIds: new Map([...products].map(([itemId, { Id }]) => [itemId, Id])),
      orderIds: new Map(orders.map((order) => [String(order['Exact_Id__c']).toLowerCase(), String(order['Id'])])),
      goneLineKeys,
      lateLines: [],
      audited: [],
    };
  }

  /** What stands of the records that are gone from Exact: whose it is, and of which invoices. */
  async #goneRows({ goneDocuments, goneTerms }: Look): Promise<{ readonly debtorIds: string[]; readonly invoiceIds: string[] }> {
    const found = await askTogether(this.context, {
      invoices: this.rows.byId('invoices', goneDocuments),
      lines: this.rows.byId('lines', goneDocuments),
      receivables: this.rows.byId('receivables', goneTerms),
    });
    const invoices = found.invoices.flat() as InvoiceRow[];
    const ofLines = found.lines.flat().map((line) => line['Invoice__r'] as InvoiceRow | null);
    const rows = [...invoices, ...ofLines, ...found.receivables.flat()].filter((row) => row !== null);
    const keys = [...invoices, ...ofLines].flatMap((row) => row?.Key__c ?? []);
    return {
      debtorIds: rows.flatMap((row) => (typeof row['Exact_Account_Id__c'] === 'string' ? [row['Exact_Account_Id__c']] : [])),
      invoiceIds: keys.flatMap((key) => parseLinkKey(key)?.exactId ?? []),
    };
  }

  async #standing(
    look: Look,
    debtorIds: readonly string[],
    goneInvoiceIds: readonly string[],
  ): Promise<Standing & { readonly products: ReadonlyMap<string, { readonly Id: string }>; readonly orders: SalesforceRow[] }> {
    const { rows } = this;
    const headers = [...look.invoices.values()].flatMap(({ header }) => header ?? []);
    const lines = linesIn(look);
    const numbers = new Set(
      [...headers, ...look.terms.values()].flatMap(({ InvoiceNumber: number }) => numberText(number) ?? []),
    );
    const invoiceIds = [...look.invoices.keys(), ...goneInvoiceIds];
    const money = [...look.terms].filter(([, term]) => numberText(term.InvoiceNumber) === null).map(([termId]) => termId);
    const whole = [...look.whole];
    const sums = rows.sums(debtorIds);
    const found = await askTogether(this.context, {
      accounts: this.accounts.queries(debtorIds),
      invoices: [
        ...rows.byId('invoices', invoiceIds),
        ...rows.by('invoices', 'Invoice_Number__c', [...numbers]),
        ...rows.by('invoices', 'Exact_Account_Id__c', whole),
      ],
      lines: [...rows.linesOf(invoiceIds), ...rows.by('lines', 'Invoice__r.Exact_Account_Id__c', whole)],
      receivables: [
        ...rows.by('receivables', 'Invoice_Number__c', [...numbers]),
        ...rows.byId('receivables', [...money, ...look.goneTerms]),
        ...rows.by('receivables', 'Exact_Account_Id__c', whole),
      ],
      products: this.#products.queries(idsIn(lines.map(({ Item }) => Item))),
      orders: this.#hasOrders ? ordersOf(idsIn(lines.map(({ SalesOrder }) => SalesOrder))) : [],
      ...sums,
    });
    const invoices = found.invoices.flat() as InvoiceRow[];
    const receivables = found.receivables.flat() as ReceivableRow[];
    const further = await this.#further(
      [...invoices, ...receivables].filter(({ Exact_Account_Id__c: debtor }) => !look.whole.has(debtor ?? '')),
      numbers,
    );
    return {
      accounts: this.accounts.byDebtor(found.accounts),
      invoices: unique([...invoices, ...further.invoices]),
      lines: unique(found.lines.flat() as LineRow[]),
      receivables: unique([...receivables, ...further.receivables]),
      sums: { open: found.open.flat(), overdue: found.overdue.flat(), paidThisYear: found.paidThisYear.flat() },
      products: this.#products.byItem(found.products),
      orders: found.orders.flat(),
    };
  }

  /** What is gone leads to its invoice by its row: that one with all its terms, where nothing else has named its number. */
  async #further(
    rows: readonly { readonly Invoice_Number__c: string | null }[],
    known: ReadonlySet<string>,
  ): Promise<{ readonly invoices: InvoiceRow[]; readonly receivables: ReceivableRow[] }> {
    const numbers = [...new Set(rows.flatMap((row) => row.Invoice_Number__c ?? []))].filter((number) => !known.has(number));
    const found = await askTogether(this.context, {
      invoices: this.rows.by('invoices', 'Invoice_Number__c', numbers),
      receivables: this.rows.by('receivables', 'Invoice_Number__c', numbers),
    });
    return { invoices: found.invoices.flat() as InvoiceRow[], receivables: found.receivables.flat() as ReceivableRow[] };
  }

  /** Those of these ids that are of invoices which Salesforce has. */
  async standingInvoices(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { invoices } = await askTogether(this.context, { invoices: this.rows.byId('invoices', ids) });
    return new Set(invoices.flat().flatMap((row) => parseLinkKey(String(row['Key__c']))?.exactId ?? []));
  }

  /** Accounts whose invoices nobody looked at yet, page by page; with `changedBefore` (ISO instant) only those linked before. */
  async *unseen(changedBefore?: string): AsyncIterable<string[]> {
    const pages = this.accounts.pages((path) => {
      const isOld = changedBefore === undefined ? '' : ` AND ${path}LastModifiedDate < ${changedBefore}`;
      return `${this.accounts.unread(path, 'Exact_Balance_Synced_At__c')}${isOld}`;
    });
    for await (const accounts of pages) yield accounts.map(debtorIdOf);
  }
}

/** What is open since long ago of an invoice that has no row: it was left out when it was read, for want of these. */
function oldOpenTerms(look: Look, { accounts, invoices }: Standing, facts: InvoiceFacts): ExactPaymentTerm[] {
  const known = new Set([
    ...invoices.map(({ Invoice_Number__c: number }) => number),
    ...[...look.invoices.values()].map(({ header }) => numberText(header?.InvoiceNumber ?? null)),
  ]);
  return [...look.terms.values()].filter((term) => {
    const { isOpen, number, invoiceDate } = readState(term);
    const isOld = invoiceDate !== null && invoiceDate < facts.shownSince;
    return isOpen && isOld && number !== null && !known.has(number) && accounts.has((term.Account ?? '').toLowerCase());
  });
}

function linesIn({ invoices }: Look): ExactSalesInvoiceLine[] {
  return [...invoices.values()].flatMap(({ lines }) => [...lines.values()]);
}

function ordersOf(salesOrderIds: readonly string[]): string[] {
  return soqlForValues('Exact_Id__c', salesOrderIds, (condition) => `SELECT Id, Exact_Id__c FROM Order WHERE ${condition}`);
}

/** Keys of lines that stand of an invoice that was read whole, and are not in it. */
function lostLines({ invoices }: Look, lines: readonly LineRow[], rows: RowQueries): string[] {
  return lines.flatMap((line) => {
    const invoice = invoices.get(invoiceIdOf(line));
    if (invoice?.isWhole !== true) return [];
    const isThere = [...invoice.lines.keys()].some((lineId) => rows.keyOf('lines', lineId) === line.Key__c);
    return isThere ? [] : [line.Key__c];
  });
}

/** Id of the invoice of a row of a line, in lower case. */
function invoiceIdOf(line: LineRow): string {
  const invoice = line['Invoice__r'] as InvoiceRow | null | undefined;
  return parseLinkKey(invoice?.Key__c ?? '')?.exactId ?? '';
}

function idsIn(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.flatMap((id) => (id === null ? [] : [id.toLowerCase()])))];
}

function unique<Row extends { readonly Id: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.Id, row])).values()];
}
