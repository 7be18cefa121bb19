import { anyOf, BULK_GROUPED_ITEMS, guidEquals, type ExactAgreedPrice, type ExactItemInGroup } from '../../exact/index.ts';
import { soqlDateTime, soqlForValues, soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import { firstPage } from '../first-page.ts';
import type { FlowContext } from '../flow.ts';
import type { LinkedProducts } from '../items/index.ts';
import type { CustomerLists } from './customer-lists.ts';
import { DueGroups } from './due-groups.ts';
import { GroupDiscounts, groupedItem, type GroupedItem } from './group-discounts.ts';
import { listedEntries } from './listed-entries.ts';
import type { PriceLists } from './price-lists.ts';
import { PRICE_OBJECT } from './settings.ts';
import type { GroupedEntry, PricedProduct, PriceRow, PriceSource, PricesInput } from './types.ts';

/** What item groups bring to a batch. */
type GroupsPart = Partial<Pick<PricesInput, 'grouped'>>;
type Positions = Readonly<Record<string, string>>;

/** Position that says whether a list is of item groups. */
const ARE_THERE = 'groups';
/** The day for which the items of all groups were looked at: general prices open and close although nothing changes. */
const DAY = 'groupsDay';
/** Up to when new standard prices were looked at. */
const STANDARDS = 'standards';
const [YES, NO] = ['yes', 'no'];
/** Groups whose items are asked for together: as many as fill an address. */
const GROUPS_TOGETHER = 20;
/** Up to so many items are asked for one by one; above it the items of all groups cost fewer calls. */
const MOST_LOOKED_UP = 200;
const OVERLAP_MS = 60_000;

/** The items of groups on which price lists give a discount. Which item is in which group is asked of Exact each time. */
export class ItemGroups {
  readonly #context: FlowContext;
  readonly #lists: PriceLists;
  readonly #products: LinkedProducts<PricedProduct>;
  readonly #customers: CustomerLists;
  readonly #discounts: GroupDiscounts;
  #due = DueGroups.stored({});
  #areThere: boolean | undefined;
  #day = '';
  #standards = '';
  /** Lists that had a discount on a group once, as rows say. */
  #ofRows: Promise<readonly SalesforceRow[]> | undefined;

  constructor(context: FlowContext, lists: PriceLists, products: LinkedProducts<PricedProduct>, customers: CustomerLists) {
    this.#context = context;
    this.#lists = lists;
    this.#products = products;
    this.#customers = customers;
    this.#discounts = new GroupDiscounts(context, lists);
  }

  /** Goes on from where the last look left it. The first look of a day looks at the items of all groups. */
  async resume(stored: Positions): Promise<void> {
    this.#due = DueGroups.stored(stored);
    this.#day = stored[DAY] ?? '';
    this.#standards = stored[STANDARDS] ?? '';
    const known = stored[ARE_THERE];
    const { today } = this.#lists.facts;
    if (known !== undefined && (known === NO || this.#day === today)) this.#areThere = known === YES;
    else if (await this.areAny()) this.dueAll();
  }

  /** True where a list gives a discount on an item group. */
  async areAny(): Promise<boolean> {
    return (this.#areThere ??= (await this.#rowsOfLists()).some((row) => row['Deleted_In_Exact__c'] === false));
  }

  /** What may be stored with a batch. */
  get positions(): Positions {
    return {
      ...this.#due.positions,
      [ARE_THERE]: this.#areThere === true ? YES : NO,
      [DAY]: this.#day,
      [STANDARDS]: this.#standards,
    };
  }

  /** True in the middle of the items of groups. */
  get isUnderWay(): boolean {
    return this.#due.isUnderWay;
  }

  /** Has the items of all groups looked at. */
  dueAll(): void {
    this.#due.addAll();
    this.#day = this.#lists.facts.today;
  }

  /** Has the items of each group looked at of which something was read. */
  note(sources: readonly PriceSource[], rows: readonly PriceRow[]): void {
    const ofSources = sources.filter(({ isOfGroup }) => isOfGroup).map(({ itemId }) => itemId);
    const ofRows = rows.filter(isOfGroup).flatMap(({ Exact_Item_Id__c: groupId }) => groupId ?? []);
    if (ofSources.length > 0 && this.#areThere !== true) {
      this.#areThere = true;
      this.#day = this.#lists.facts.today;
    }
    if (ofSources.length + ofRows.length > 0) this.#discounts.forget();
    for (const groupId of [...ofSources, ...ofRows]) this.#due.add(groupId);
  }

  /** Items of the stream: those that are in a listed group, and those that left one. */
  async changedItems(rows: readonly ExactItemInGroup[]): Promise<GroupsPart> {
    const listed = await this.#discounts.byGroup();
    const isListed = ({ ItemGroup: groupId }: ExactItemInGroup): boolean => listed.has(groupId?.toLowerCase() ?? '');
    const others = rows.filter((row) => !isListed(row)).map((row) => groupedItem({ ...row, StandardSalesPrice: null }));
    const inGroups = rows.filter(isListed).map(({ ID }) => ID.toLowerCase());
    return joined([await this.#of(others), await this.ofItems(inGroups)]);
  }

  /** Items whose general price is another one, or none any more. */
  async ofPrices(rows: readonly ExactAgreedPrice[]): Promise<GroupsPart> {
    return this.ofItems(rows.filter(({ Account }) => Account === null).map(({ Item }) => Item.toLowerCase()));
  }

  /**
   * Items whose general price is gone. Nothing else tells of which item it was: the standard entry names it until the products flow has
   * seen that, and was written since. `seenUntil`: when the look before was; without it there are none.
   */
  async ofGonePrices(priceIds: readonly string[], seenUntil: Date | undefined): Promise<GroupsPart> {
    if (priceIds.length === 0 || seenUntil === undefined || !(await this.areAny())) return {};
    const written = this.#standardEntries(`LastModifiedDate >= ${soqlDateTime(seenUntil)}`);
    const named = soqlForValues('Exact_Price_Id__c', priceIds, (condition) => this.#standardEntries(condition));
    const entries = (await this.#context.salesforce.queryMany([...named, written])).flat();
    return this.#ofProductsIn(entries);
  }

  /** Items whose product has got a standard price since the last look. */
  async ofNewStandards(beganAt: string): Promise<GroupsPart> {
    if (!(await this.areAny())) return {};
    const since = this.#standards;
    if (since === '') this.#standards = beganAt;
    if (since === '') return {};
    const from = soqlDateTime(new Date(Date.parse(since) - OVERLAP_MS));
    const entries = await firstPage(this.#context.salesforce.pages(this.#standardEntries(`CreatedDate >= ${from}`)));
    if (entries.length > 0) this.#standards = beganAt;
    return this.#ofProductsIn(entries);
  }

  /** Items by their ids, asked of Exact. One that is gone is in no group. */
  async ofItems(itemIds: readonly string[]): Promise<GroupsPart> {
    const ids = [...new Set(itemIds)];
    if (ids.length === 0 || !(await this.areAny())) return {};
    if (ids.length > MOST_LOOKED_UP) {
      this.dueAll();
      return {};
    }
    const found = (await this.#context.exact.findAny(BULK_GROUPED_ITEMS, 'ID', 'guid', ids)).map(groupedItem);
    const there = new Set(found.map(({ itemId }) => itemId));
    return joined([await this.#of(found), await this.gone(ids.filter((itemId) => !there.has(itemId)))]);
  }

  /** Items that are gone from Exact. */
  async gone(itemIds: readonly string[]): Promise<GroupsPart> {
    if (itemIds.length === 0 || !(await this.areAny())) return {};
    return this.#of(itemIds.map((itemId) => ({ itemId, code: itemId, groupId: null, price: null })));
  }

  /** The items of all groups that are due, a page at a time; `positions` then say how far it is. */
  async *dueItems(): AsyncIterable<GroupsPart> {
    const { exact } = this.#context;
    while (this.#due.isAny) {
      const listed = this.#due.areAll ? (await this.#discounts.byGroup()).keys() : [];
      const { groupIds, after } = this.#due.next(listed, (await exact.joinsFilters()) ? GROUPS_TOGETHER : 1);
      if (groupIds.length === 0) return;
      const filter = anyOf(...groupIds.map((groupId) => guidEquals('ItemGroup', groupId)));
      for await (const items of exact.pages(BULK_GROUPED_ITEMS, { filter, ...(after === undefined ? {} : { after }) })) {
        const last = items.at(-1);
        if (last === undefined) continue;
        const part = await this.#of(items.map(groupedItem));
        this.#due.readUpTo(last.ID.toLowerCase());
        yield part;
      }
      this.#due.readWhole();
    }
  }

  /** Their products, beside each list of groups that gives a discount on them or once did. */
  async #of(items: readonly GroupedItem[]): Promise<GroupsPart> {
    if (items.length === 0) return {};
    const books = await this.#books();
    if (books.length === 0) return {};
    const products = await this.#products.ofItems(items.map(({ itemId }) => itemId));
    const ofProducts = items.filter(({ itemId }) => products.has(itemId));
    const bookIds = books.map(({ standing }) => standing).filter((book) => typeof book === 'string');
    const productIds = [...products.values()].map(({ Id }) => Id);
    const entries = Map.groupBy(
      await listedEntries(this.#context, this.#lists.facts, bookIds, productIds),
      ({ Product2Id }) => Product2Id,
    );
    const given = await this.#discounts.onItems(ofProducts);
    const { standardPricebookId } = this.#lists.facts;
    const grouped = ofProducts.flatMap(({ itemId, code }) => {
      const product = products.get(itemId);
      if (product === undefined) return [];
      return books.flatMap(({ listId, standing, named }): GroupedEntry[] => {
        const lines = (given.get(itemId) ?? []).filter((line) => line.listId === listId);
        const own = (entries.get(product.Id) ?? []).filter(
          ({ Pricebook2Id: id }) => id === standing || id === standardPricebookId,
        );
        const listed = own.filter(({ Pricebook2Id }) => Pricebook2Id === standing);
        if (lines.length === 0 && !listed.some(({ Exact_Price_Id__c: id }) => id !== null)) return [];
        const book = listed.length > 0 ? standing : named;
        return [{ listId, itemId, label: product.ProductCode ?? code, product, book, lines, entries: own }];
      });
    });
    return { grouped };
  }

  /**
   * Price books of lists that give a discount on a group, or once did: as they stand, and as a plan names one in which an entry is made,
   * whether the book was made by now or not.
   */
  async #books() {
    const ofLines = [...(await this.#discounts.byGroup()).values()].flat().flatMap(({ listId }) => listId ?? []);
    const ofRows = (await this.#rowsOfLists()).map((row) => String(row['Exact_List_Id__c']));
    const listIds = new Set([...ofLines, ...ofRows]);
    const books = await this.#lists.books();
    return [...books].flatMap(([listId, standing]) =>
      listIds.has(listId) ? [{ listId, standing, named: this.#customers.bookOf(listId, books) ?? standing }] : [],
    );
  }

  async #ofProductsIn(entries: readonly SalesforceRow[]): Promise<GroupsPart> {
    const productIds = [...new Set(entries.map((entry) => String(entry['Product2Id'])))];
    if (productIds.length > MOST_LOOKED_UP) this.dueAll();
    return productIds.length === 0 || productIds.length > MOST_LOOKED_UP
      ? {}
      : this.ofItems(await this.#products.itemsOf(productIds));
  }

  #rowsOfLists(): Promise<readonly SalesforceRow[]> {
    const ofDivision = `Division__c = ${soqlText(String(this.#context.division))}`;
    return (this.#ofRows ??= this.#context.salesforce.query(
      `SELECT Exact_List_Id__c, Deleted_In_Exact__c FROM ${PRICE_OBJECT} WHERE ${ofDivision} AND Product__c = null AND Exact_List_Id__c != null GROUP BY Exact_List_Id__c, Deleted_In_Exact__c`,
    ));
  }

  #standardEntries(condition: string): string {
    const standard = `Pricebook2Id = ${soqlText(this.#lists.facts.standardPricebookId)}`;
    return `SELECT Product2Id FROM PricebookEntry WHERE ${standard} AND ${condition}`;
  }
}

/** True for the row of a discount on a group: it has no product. */
function isOfGroup({ Product__c: productId, Exact_List_Id__c: listId }: PriceRow): boolean {
  return productId === null && listId !== null;
}

function joined(parts: readonly GroupsPart[]): GroupsPart {
  return { grouped: parts.flatMap(({ grouped = [] }) => grouped) };
}
