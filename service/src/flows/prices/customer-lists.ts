import { DEBTOR_PRICE_LISTS, type ExactDebtorPriceList } from '../../exact/index.ts';
import { debtorIdOf, LinkedAccounts } from '../customers/index.ts';
import { firstPage } from '../first-page.ts';
import type { FlowContext } from '../flow.ts';
import type { Reference } from '../operation.ts';
import { bookOf } from './list-plan.ts';
import type { PriceLists } from './price-lists.ts';
import { PRICE_SETTINGS } from './settings.ts';
import type { CustomerInput, ListedAccount, ListInput, PricesInput } from './types.ts';

/** What customers bring to a batch. */
type CustomersPart = Partial<Pick<PricesInput, 'lists' | 'customers'>>;

const BOOK = 'Exact_Price_Book__c';
const STAMP = 'Exact_Price_List_Synced_At__c';
const IDS_A_BATCH = 200;
/** Up to so many are asked one by one; above it the whole stream costs fewer calls. */
const MOST_ASKED = 200;

/** Which customer has which price list: the accounts of debtors beside what Exact says of them. */
export class CustomerLists {
  readonly #context: FlowContext;
  readonly #lists: PriceLists;
  readonly #accounts: LinkedAccounts<ListedAccount>;
  /** Lists that this pass has handed on, with the book that those without one get. */
  readonly #handedOn = new Map<string, ReturnType<typeof bookOf> | undefined>();
  /** Debtors that this pass has looked at. */
  readonly #looked = new Set<string>();
  /** False where the settings leave it: then nothing is read of it. */
  readonly isOn: boolean;

  constructor(context: FlowContext, lists: PriceLists) {
    this.#context = context;
    this.#lists = lists;
    this.#accounts = new LinkedAccounts(context, [BOOK, STAMP], PRICE_SETTINGS.flow);
    this.isOn = PRICE_SETTINGS.of(context.configuration).customerLists;
  }

  /** Debtors as Exact sent them. One whose list has no price book has none: never that of another list. */
  async of(debtors: readonly ExactDebtorPriceList[]): Promise<CustomersPart> {
    const queries = this.#accounts.queries(debtors.map(({ ID: id }) => id.toLowerCase()));
    if (!this.isOn || queries.length === 0) return {};
    const accounts = this.#accounts.byDebtor(await this.#context.salesforce.queryMany<ListedAccount>(queries));
    const found = debtors.flatMap(({ ID: id, PriceList: list }) => {
      const account = accounts.get(id.toLowerCase());
      return account === undefined ? [] : [{ debtorId: id.toLowerCase(), account, listId: list?.toLowerCase() ?? null }];
    });
    for (const { debtorId } of found) this.#looked.add(debtorId);
    const listIds = new Set(found.flatMap(({ listId }) => listId ?? []));
    // Which lists there are decides: the price book of one that is gone stands still.
    const inputs = listIds.size === 0 ? [] : await this.#lists.inputs();
    const books = listIds.size === 0 ? new Map<string, never>() : await this.#lists.books();
    const unlinked = inputs.filter(({ listId, book }) => book === undefined && listIds.has(listId) && books.has(listId));
    return {
      lists: this.handOn(unlinked),
      customers: found.map(({ debtorId, account, listId }): CustomerInput => ({
        ...{ debtorId, account },
        book: listId === null ? null : this.bookOf(listId, books),
      })),
    };
  }

  /** Of these lists those that this pass has not handed on: the book of each is made by one plan of it, and named by others. */
  handOn(lists: readonly ListInput[]): readonly ListInput[] {
    const news = lists.filter(({ listId }) => !this.#handedOn.has(listId));
    for (const input of news)
      this.#handedOn.set(input.listId, input.book === undefined ? bookOf(input, this.#lists.facts) : undefined);
    return news;
  }

  /** Debtors by their ids, asked of Exact. One that is gone has no list. */
  async ofDebtors(debtorIds: readonly string[]): Promise<CustomersPart> {
    if (!this.isOn || debtorIds.length === 0) return {};
    const found = await this.#context.exact.findAny(DEBTOR_PRICE_LISTS, 'ID', 'guid', debtorIds);
    const there = new Set(found.map(({ ID: id }) => id.toLowerCase()));
    return this.of([...found, ...goneOf(debtorIds.filter((id) => !there.has(id)))]);
  }

  /** Debtors that are gone from Exact. */
  gone(debtorIds: readonly string[]): Promise<CustomersPart> {
    return this.of(goneOf(debtorIds));
  }

  /** Those of which no list was read yet: they were linked since the stream was read. */
  async *unread(): AsyncIterable<CustomersPart> {
    yield* this.#asked(this.#unreadAccounts());
  }

  /** True where so many were linked that the whole stream costs fewer calls. */
  async areManyUnread(): Promise<boolean> {
    return (await firstPage(this.#unreadAccounts())).length > MOST_ASKED;
  }

  /** All that have a list, asked one by one: what Exact tells no more is found so. */
  async *listed(): AsyncIterable<CustomersPart> {
    yield* this.#asked(this.#accounts.pages((path) => `${this.#accounts.ownOnly(path)}${path}${BOOK} != null`));
  }

  #unreadAccounts(): AsyncIterable<ListedAccount[]> {
    return this.#accounts.pages((path) => `${this.#accounts.ownOnly(path)}${path}${STAMP} = null`);
  }

  /** A book that this pass makes is named as its plan does, whether it is made by now or not. */
  bookOf(listId: string, books: ReadonlyMap<string, string | Reference>): string | Reference | null {
    const made = this.#handedOn.get(listId);
    return made === undefined || made instanceof Error ? (books.get(listId) ?? null) : made;
  }

  async *#asked(pages: AsyncIterable<ListedAccount[]>): AsyncIterable<CustomersPart> {
    for await (const accounts of pages) {
      const debtorIds = accounts.map(debtorIdOf).filter((debtorId) => !this.#looked.has(debtorId));
      for (let start = 0; start < debtorIds.length; start += IDS_A_BATCH)
        yield await this.ofDebtors(debtorIds.slice(start, start + IDS_A_BATCH));
    }
  }
}

function goneOf(debtorIds: readonly string[]): ExactDebtorPriceList[] {
  return debtorIds.map((ID) => ({ ID, PriceList: null }));
}
