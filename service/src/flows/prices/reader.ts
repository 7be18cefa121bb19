import { PRICE_LIST_LINES, type ExactAgreedPrice, type ExactPriceListLine } from '../../exact/index.ts';
import { parseLinkKey } from '../../links/index.ts';
import { timeZoneOf } from '../../mapping/index.ts';
import { LinkedAccounts } from '../customers/index.ts';
import type { FlowBatch, FlowContext, FollowUp } from '../flow.ts';
import { LaterLooks, LinkedProducts, isGeneralPrice } from '../items/index.ts';
import { CustomerLists } from './customer-lists.ts';
import { ItemGroups } from './item-groups.ts';
import { listedEntries } from './listed-entries.ts';
import { PriceLists } from './price-lists.ts';
import { rowKey, scopeOf } from './price-role.ts';
import { PriceRows } from './rows.ts';
import { sourceOfLine, sourceOfPrice } from './sources.ts';
import { groupsOf, type Standing } from './groups.ts';
import type { ListedEntry, PricedProduct, PriceEntity, PriceRow, PriceSource, PricesFacts, PricesInput } from './types.ts';

/** What a part of a batch brings, and the looks it asks for. */
export type PricesPart = Partial<Omit<PricesInput, 'facts'>> & { readonly followUps?: readonly FollowUp[] };

/** What is looked at together: prices as Exact has them, keys of rows that are gone from it, and scopes whatever is in them. */
interface Looked {
  readonly sources?: readonly PriceSource[];
  readonly gone?: readonly PriceRow[];
  readonly rows?: readonly PriceRow[];
}

/** Puts the Salesforce side next to the prices that Exact sent, a batch at a time. */
export class PricesReader {
  readonly context: FlowContext;
  readonly lists: PriceLists;
  readonly rows: PriceRows;
  readonly facts: PricesFacts;
  readonly accounts: LinkedAccounts;
  readonly products: LinkedProducts<PricedProduct>;
  readonly customers: CustomerLists;
  readonly groups: ItemGroups;
  readonly #laterLooks: LaterLooks;
  /** Days on which this pass has asked for a look. */
  readonly #turns = new Set<string>();

  private constructor(context: FlowContext, lists: PriceLists) {
    const { facts } = lists;
    this.context = context;
    this.facts = facts;
    this.lists = lists;
    this.rows = new PriceRows(context, facts);
    this.accounts = new LinkedAccounts(context, []);
    this.products = new LinkedProducts(context, ['ProductCode', 'Exact_Vat_Code__c']);
    this.customers = new CustomerLists(context, lists);
    this.groups = new ItemGroups(context, lists, this.products, this.customers);
    this.#laterLooks = new LaterLooks(facts.today, timeZoneOf(context.configuration, context.division));
  }

  static async open(context: FlowContext): Promise<PricesReader> {
    return new PricesReader(context, await PriceLists.open(context));
  }

  /** Parts together, with the positions that may be stored after them. */
  batch(parts: readonly PricesPart[], cursors: Readonly<Record<string, string>> = {}): FlowBatch<PricesInput> {
    const input: PricesInput = {
      facts: this.facts,
      lists: parts.flatMap(({ lists = [] }) => lists),
      groups: parts.flatMap(({ groups = [] }) => groups),
      grouped: parts.flatMap(({ grouped = [] }) => grouped),
      strangers: parts.flatMap(({ strangers = [] }) => strangers),
      debtors: parts.flatMap(({ debtors = [] }) => debtors),
      customers: parts.flatMap(({ customers = [] }) => customers),
    };
    const followUps = parts.flatMap((part) => part.followUps ?? []);
    const ofPrices = input.groups.flatMap(({ sources }) => sources.map(({ id }) => id));
    const ofGroups = input.grouped.map(({ itemId }) => itemId);
    const recordIds = [...ofPrices, ...ofGroups, ...input.customers.map(({ debtorId }) => debtorId)];
    return { input, cursors, followUps, recordIds };
  }

  /** Lines of lists. One whose period is not there counts at no time, and neither does one of a list without a book. */
  async changedLines(lines: readonly ExactPriceListLine[]): Promise<PricesPart> {
    const sources = lines.map((line) => sourceOfLine(line, this.lists.periods.get(line.PriceListPeriod.toLowerCase())));
    const lost = lines.filter((_, index) => sources[index] === undefined).map(({ ID: id }) => id.toLowerCase());
    return this.look({
      sources: sources.filter((source) => source !== undefined),
      gone: await this.rows.ofPrices('SalesPriceListVolumeDiscounts', lost),
    });
  }

  /**
   * Sales prices. A general one makes another price of every discount on it, and so does one that is general no more. `seenUntil`: when
   * the look before was; without it nothing was there before.
   */
  async changedPrices(prices: readonly ExactAgreedPrice[], seenUntil?: Date): Promise<PricesPart> {
    const sources = prices.map(sourceOfPrice);
    const general = prices.filter((price, index) => sources[index] === undefined);
    const others = sources.flatMap((source) => source?.id ?? []);
    const ofGeneral = await this.rows.ofGeneral(
      general.map(({ Item }) => Item.toLowerCase()),
      general.map(({ ID: id }) => id.toLowerCase()),
    );
    const { former } = ofGeneral;
    const discounted = [...new Set([...ofGeneral.discounted, ...(await this.rows.discountedOn(others, seenUntil))])];
    const ofLists = await this.#linesOf(discounted);
    const own = await this.look({ sources: sources.filter((source) => source !== undefined), gone: former });
    const turning = prices.filter((price) => isGeneralPrice(price) && discounted.includes(price.Item.toLowerCase()));
    return this.joined([ofLists, own, { followUps: this.#laterLooks.atPrices(turning) }]);
  }

  /** Prices that are gone from Exact, by the rows they left behind. */
  async gone(entity: PriceEntity, ids: readonly string[]): Promise<PricesPart> {
    return this.look({ gone: await this.rows.ofPrices(entity, ids) });
  }

  /** Sales prices that are gone from Exact, with the discounts on those that were general; `seenUntil` as above. */
  async gonePrices(ids: readonly string[], seenUntil: Date | undefined): Promise<PricesPart> {
    const gone = await this.rows.ofPrices('SalesItemPrices', ids);
    const known = new Set(gone.map(({ Key__c: key }) => key));
    const general = ids.filter((id) => !known.has(rowKey(this.facts.division, 'SalesItemPrices', id)));
    const discounted = await this.rows.discountedOn(general, seenUntil);
    return this.joined([await this.look({ gone }), await this.#linesOf(discounted)]);
  }

  /** What Salesforce has next to what is looked at. */
  async look({ sources = [], gone = [], rows = [] }: Looked): Promise<PricesPart> {
    const scopes = new Set([
      ...sources.map((source) => scopeOf(source.itemId, source.listId ?? source.debtorId)),
      ...[...gone, ...rows].flatMap(({ Scope_Key__c: scope }) => scope ?? []),
    ]);
    if (scopes.size === 0) return {};
    this.groups.note(sources, [...gone, ...rows]);
    const found = groupsOf({ scopes: [...scopes], sources, gone, ...(await this.#standing([...scopes], sources)) }, this.facts);
    return { ...found, followUps: this.#turningDays(sources) };
  }

  /** Parts as one. */
  joined(parts: readonly PricesPart[]): PricesPart {
    const { input, followUps } = this.batch(parts);
    return { ...input, followUps };
  }

  async #linesOf(itemIds: readonly string[]): Promise<PricesPart> {
    if (itemIds.length === 0) return {};
    return this.changedLines(await this.context.exact.findAny(PRICE_LIST_LINES, 'Item', 'guid', itemIds));
  }

  async #standing(scopes: readonly string[], sources: readonly PriceSource[]): Promise<Standing> {
    const rowQueries = this.rows.ofScopes(scopes);
    const itemIds = new Set(scopes.map((scope) => scope.split('/')[0] ?? ''));
    for (const { isOfGroup, itemId } of sources) if (isOfGroup) itemIds.delete(itemId);
    const productQueries = this.products.queries([...itemIds]);
    const others = new Set(scopes.flatMap((scope) => scope.split('/')[1] ?? '').filter((id) => id !== ''));
    const books = await this.lists.books();
    const ofLists = new Set([...books.keys(), ...sources.flatMap(({ listId }) => listId ?? [])]);
    const debtorIds = [...others].filter((id) => !ofLists.has(id));
    const answers = await this.context.salesforce.queryMany([
      ...rowQueries,
      ...productQueries,
      ...this.accounts.queries(debtorIds),
    ]);
    const afterRows = rowQueries.length + productQueries.length;
    const products = this.products.byItem(answers.slice(rowQueries.length, afterRows));
    const standing = answers.slice(0, rowQueries.length).flat() as PriceRow[];
    const listIds = [...others].filter((id) => books.has(id));
    return {
      rows: standing,
      products,
      accounts: this.accounts.byDebtor(answers.slice(afterRows)),
      books,
      entries: listIds.length === 0 ? [] : await this.#entriesOf(listIds, books, products),
    };
  }

  async #entriesOf(
    listIds: readonly string[],
    books: Awaited<ReturnType<PriceLists['books']>>,
    products: ReadonlyMap<string, PricedProduct>,
  ): Promise<ListedEntry[]> {
    const bookIds = listIds.map((listId) => books.get(listId)).filter((book) => typeof book === 'string');
    const productIds = [...products.values()].map(({ Id }) => Id);
    return listedEntries(this.context, this.facts, bookIds, productIds);
  }

  /** One look a day on which something opens or closes: it brings whatever turns then. */
  #turningDays(sources: readonly PriceSource[]): FollowUp[] {
    return sources.flatMap(({ id, from, until }) =>
      this.#laterLooks.atWindows(id, [{ StartDate: from, EndDate: until }]).filter(({ notBefore }) => {
        const day = String(notBefore?.getTime());
        if (this.#turns.has(day)) return false;
        this.#turns.add(day);
        return true;
      }),
    );
  }
}

/** Ids of the prices of rows, by their entity. */
export function idsOf(rows: readonly PriceRow[], entity: PriceEntity): string[] {
  return rows.flatMap(({ Key__c: key }) => {
    const parsed = parseLinkKey(key);
    return parsed?.entity === entity ? [parsed.exactId] : [];
  });
}
