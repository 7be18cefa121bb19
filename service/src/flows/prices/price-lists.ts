import { createHash } from 'node:crypto';
import { PRICE_LIST_PERIODS, PRICE_LISTS, type ExactPriceList, type ExactPriceListPeriod } from '../../exact/index.ts';
import { parseLinkKey } from '../../links/index.ts';
import type { FlowContext } from '../flow.ts';
import { readPricesFacts } from './facts.ts';
import { bookOf } from './list-plan.ts';
import { bookKey } from './price-role.ts';
import type { Reference } from '../operation.ts';
import type { BookRow, ListInput, PricesFacts } from './types.ts';

/** The price lists of a division with their periods, and the price books of the org. */
export class PriceLists {
  readonly #context: FlowContext;
  readonly facts: PricesFacts;
  readonly #periods: ReadonlyMap<string, ExactPriceListPeriod>;
  #lists: readonly ExactPriceList[] | undefined;
  #books: readonly BookRow[] | undefined;

  private constructor(
    context: FlowContext,
    facts: PricesFacts,
    periods: readonly ExactPriceListPeriod[],
    books: readonly BookRow[],
  ) {
    this.#context = context;
    this.facts = facts;
    this.#books = books;
    this.#periods = new Map(periods.map((period) => [period.ID.toLowerCase(), period]));
  }

  /** Reads the periods: they have no change stream, and they are few. */
  static async open(context: FlowContext): Promise<PriceLists> {
    const books = await readBooks(context);
    const facts = await readPricesFacts(context, books);
    return new PriceLists(context, facts, await context.exact.find(PRICE_LIST_PERIODS, {}), books);
  }

  get periods(): ReadonlyMap<string, ExactPriceListPeriod> {
    return this.#periods;
  }

  /** A text that changes with every period. */
  get fingerprint(): string {
    const periods = [...this.#periods.values()].map((period) => Object.values(period).map(String));
    return hashOf(periods.toSorted());
  }

  /** Every list with what may be its price book, and every book whose list is gone. */
  async inputs(): Promise<ListInput[]> {
    const [lists, books] = [await this.#readLists(), await this.#readBooks()];
    const byKey = new Map(books.flatMap((book) => (book.Exact_Key__c === null ? [] : [[book.Exact_Key__c.toLowerCase(), book]])));
    const free = books.filter((book) => book.Exact_Key__c === null && book.IsActive && !book.IsStandard);
    const withPeriod = new Set([...this.#periods.values()].map(({ PriceList: listId }) => listId.toLowerCase()));
    const known = new Set(lists.map(({ ID: id }) => id.toLowerCase()));
    const found = lists.flatMap((list): Omit<ListInput, 'namesakes'>[] => {
      const listId = list.ID.toLowerCase();
      const book = byKey.get(bookKey(this.facts.division, listId).toLowerCase());
      const candidates = book === undefined ? free.filter(({ Name }) => isSameName(Name, list.Description)) : [];
      // A list without a period has no price: it needs no book yet.
      return book === undefined && !withPeriod.has(listId) ? [] : [{ listId, list, book, candidates }];
    });
    const gone = books.flatMap((book): ListInput[] => {
      const key = parseLinkKey(book.Exact_Key__c ?? '');
      if (key === undefined || key.division !== this.facts.division || known.has(key.exactId)) return [];
      return [{ listId: key.exactId, list: undefined, book, candidates: [], namesakes: 0 }];
    });
    const unlinked = found.filter(({ book }) => book === undefined);
    return [
      ...found.map((input) => ({
        ...input,
        namesakes: unlinked.filter(({ list }) => isSameName(input.list?.Description ?? '', list?.Description ?? null)).length,
      })),
      ...gone,
    ];
  }

  /**
   * The price books of lists, by the id of the list: as they stand, or as the plan of this pass makes them. A list without one is
   * still to be decided about.
   */
  async books(): Promise<ReadonlyMap<string, string | Reference>> {
    const found = new Map<string, string | Reference>();
    for (const { Id, Exact_Key__c } of await this.#readBooks()) {
      const key = parseLinkKey(Exact_Key__c ?? '');
      if (key?.division === this.facts.division) found.set(key.exactId, Id);
    }
    if (this.#lists === undefined) return found;
    for (const input of await this.inputs()) {
      const book = bookOf(input, this.facts);
      if (input.list === undefined || book instanceof Error) found.delete(input.listId);
      else found.set(input.listId, book);
    }
    return found;
  }

  /** A text that changes with every list that gets its price book, loses it or has another one. */
  async booksFingerprint(): Promise<string> {
    const books = [...(await this.books())].map(([listId, book]) => `${listId} ${typeof book === 'string' ? book : 'new'}`);
    return hashOf(books.toSorted());
  }

  /** Has the price books read again: they may have been written since. */
  forgetBooks(): void {
    this.#books = undefined;
  }

  async #readLists(): Promise<readonly ExactPriceList[]> {
    return (this.#lists ??= await this.#context.exact.find(PRICE_LISTS, {}));
  }

  async #readBooks(): Promise<readonly BookRow[]> {
    return (this.#books ??= await readBooks(this.#context));
  }
}

function hashOf(values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 32);
}

function readBooks({ salesforce }: FlowContext): Promise<BookRow[]> {
  return salesforce.query<BookRow>('SELECT Id, Name, IsActive, IsStandard, Exact_Key__c FROM Pricebook2 ORDER BY Id');
}

function isSameName(name: string, other: string | null): boolean {
  return other !== null && name.trim().toLowerCase() === other.trim().toLowerCase();
}
