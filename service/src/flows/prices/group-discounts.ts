import { BULK_ITEM_PRICES, DIVISIONS, isEmpty, PRICE_LIST_LINES, type ExactGroupedItem } from '../../exact/index.ts';
import type { FlowContext } from '../flow.ts';
import { choosePrice, isGeneralPrice } from '../items/index.ts';
import type { PriceLists } from './price-lists.ts';
import { discounted, sourceOfLine } from './sources.ts';
import type { PriceSource } from './types.ts';

/** An item as far as discounts on groups go: its id and that of its group in lower case, without a price where there is no group. */
export interface GroupedItem {
  readonly itemId: string;
  readonly code: string;
  readonly groupId: string | null;
  /** Its general price today, in the currency of the company. */
  readonly price: string | null;
}

/** The discounts that price lists give on item groups, and what they make of the general prices of items. */
export class GroupDiscounts {
  readonly #context: FlowContext;
  readonly #lists: PriceLists;
  #lines: Promise<ReadonlyMap<string, readonly PriceSource[]>> | undefined;
  #currency: Promise<string | null> | undefined;

  constructor(context: FlowContext, lists: PriceLists) {
    this.#context = context;
    this.#lists = lists;
  }

  /** By lower-case id of the group. There are few: they are asked for together, once until one of them is another. */
  byGroup(): Promise<ReadonlyMap<string, readonly PriceSource[]>> {
    return (this.#lines ??= this.#readLines());
  }

  /** Has them asked for again: one is another now. */
  forget(): void {
    this.#lines = undefined;
  }

  /** What the lists give on each item, by its id, with the price that it makes of the item's general one. */
  async onItems(items: readonly GroupedItem[]): Promise<ReadonlyMap<string, readonly PriceSource[]>> {
    const byGroup = await this.byGroup();
    const given = items
      .map((item) => ({ item, lines: byGroup.get(item.groupId ?? '') ?? [] }))
      .filter(({ lines }) => lines.length > 0);
    if (given.length === 0) return new Map();
    const currency = await this.#companyCurrency();
    const abroad = given.filter(({ lines }) => lines.some((line) => this.#currencyOf(line) !== currency));
    const prices = await this.#pricesOf(abroad.map(({ item }) => item.itemId));
    return new Map(
      given.map(({ item, lines }) => {
        const priced = lines.map((line) => {
          const lineCurrency = this.#currencyOf(line);
          const base = lineCurrency === currency ? item.price : (prices.get(`${item.itemId} ${lineCurrency}`) ?? null);
          return { ...line, price: discounted(base, line.discount) };
        });
        return [item.itemId, priced];
      }),
    );
  }

  async #readLines(): Promise<ReadonlyMap<string, readonly PriceSource[]>> {
    const lines = await this.#context.exact.find(PRICE_LIST_LINES, { filter: isEmpty('Item') });
    const sources = lines.flatMap(
      (line) => sourceOfLine(line, this.#lists.periods.get(line.PriceListPeriod.toLowerCase())) ?? [],
    );
    return Map.groupBy(
      sources.filter(({ isOfGroup, discount }) => isOfGroup && discount !== null),
      ({ itemId: groupId }) => groupId,
    );
  }

  /** General prices of today in each currency, by item and currency: an item says only the one in the currency of the company. */
  async #pricesOf(itemIds: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    if (itemIds.length === 0) return new Map();
    const rows = await this.#context.exact.findAny(BULK_ITEM_PRICES, 'Item', 'guid', itemIds, isEmpty('Account'));
    const general = Map.groupBy(rows.filter(isGeneralPrice), ({ Item, Currency }) => `${Item.toLowerCase()} ${Currency ?? ''}`);
    return new Map([...general].map(([key, same]) => [key, choosePrice(same, this.#lists.facts.today)?.Price ?? null]));
  }

  #currencyOf({ currency }: PriceSource): string {
    return currency ?? this.#lists.facts.currencies[0] ?? '';
  }

  #companyCurrency(): Promise<string | null> {
    return (this.#currency ??= this.#readCurrency());
  }

  async #readCurrency(): Promise<string | null> {
    const { exact, division } = this.#context;
    const divisions = await exact.find(DIVISIONS, {});
    return divisions.find(({ Code }) => Code === division)?.Currency ?? null;
  }
}

/** An item as Exact tells of it together with its price. */
export function groupedItem({ ID, Code, ItemGroup, StandardSalesPrice }: ExactGroupedItem): GroupedItem {
  return { itemId: ID.toLowerCase(), code: Code, groupId: ItemGroup?.toLowerCase() ?? null, price: StandardSalesPrice };
}
