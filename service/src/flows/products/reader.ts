import { BULK_ITEM_PRICES, isGuid, ITEMS, type ExactItem, type ExactItemPrice } from '../../exact/index.ts';
import { dayIn } from '../calendar.ts';
import type { FlowBatch, FlowContext, FollowUp } from '../flow.ts';
import { factsOf, isGeneralPrice, isSameId, isValidOn, ITEM, itemIdOf, LaterLooks, type EntryRow } from '../items/index.ts';
import { idsElsewhere } from '../link-divisions.ts';
import { FEATURES_FIELD } from './features.ts';
import { namesakesOf } from './item-plan.ts';
import { OwnFields } from './own-fields.ts';
import { needsAllPrices } from './price-choice.ts';
import { ProductRecords, type PricedProducts } from './product-records.ts';
import { SoldItems } from './sold-items.ts';
import { isCodeTakenText } from './sync-status.ts';
import type { ItemInput, PriceInput, ProductFacts, ProductRow, ProductsInput } from './types.ts';
import { rulesInForce } from './product-categories.ts';
import { PRODUCT_SETTINGS } from './settings.ts';

/** What a part of a batch brings, and the looks it asks for. */
export type ProductsPart = Partial<Omit<ProductsInput, 'facts'>> & { readonly followUps?: readonly FollowUp[] };

/** Puts the Salesforce side next to what Exact sent, a batch at a time. */
export class Reader {
  readonly context: FlowContext;
  readonly products: ProductRecords;
  readonly laterLooks: LaterLooks;
  readonly #facts: ProductFacts;
  readonly #today: string;
  readonly #sold: SoldItems;
  /** What is read of the items' own fields. */
  readonly own: OwnFields;

  constructor(context: FlowContext, facts: ProductFacts) {
    this.context = context;
    this.products = new ProductRecords(context, facts);
    this.#facts = facts;
    this.#today = dayIn(facts.timeZone, context.now());
    this.laterLooks = new LaterLooks(this.#today, facts.timeZone);
    this.own = new OwnFields(PRODUCT_SETTINGS.of(context.configuration));
    this.#sold = new SoldItems(context, this.#today);
  }

  /** Parts together, with the positions that may be stored after them. */
  batch(parts: readonly ProductsPart[], cursors: Readonly<Record<string, string>> = {}): FlowBatch<ProductsInput> {
    const input: ProductsInput = {
      facts: this.#facts,
      items: parts.flatMap(({ items = [] }) => items),
      prices: parts.flatMap(({ prices = [] }) => prices).filter(({ itemId, product }) => !this.products.isLed(itemId, product)),
      deleted: parts.flatMap(({ deleted = [] }) => deleted),
      withoutPrice: parts.flatMap(({ withoutPrice = [] }) => withoutPrice).filter(({ isLed }) => isLed !== true),
    };
    const followUps = parts.flatMap((part) => part.followUps ?? []);
    return { input, cursors, followUps, recordIds: input.items.map(({ item }) => item.ID) };
  }

  /** Items with their products: by Exact id, the others by code. */
  async items(items: readonly { readonly item: ExactItem; readonly version: string }[]): Promise<readonly ItemInput[]> {
    // Orders are checked against them; what was read here is not asked for again there.
    await this.context.items.remember(items.map(({ item }) => factsOf(item)));
    const fields = this.#ruleFields();
    const linked = await this.products.linked(
      items.map(({ item }) => item.ID),
      fields,
    );
    const codes = items
      .filter(({ item }) => mayMeetItsCode(linked.get(item.ID.toLowerCase()), item, this.#sold))
      .map(({ item }) => item.Code);
    const byCode = Map.groupBy(await this.products.unlinked(codes, fields), (product) =>
      (product.ProductCode ?? '').toLowerCase(),
    );
    const inputs = items.map(({ item, version }) => {
      const product = linked.get(item.ID.toLowerCase());
      const candidates = (byCode.get(item.Code.toLowerCase()) ?? []).filter(({ Id }) => Id !== product?.Id);
      const [only] = candidates;
      if (product === undefined && only !== undefined && candidates.length === 1) this.products.takeOver(item.ID, only);
      return { item, version, product, candidates };
    });
    return await this.own.withExtra(this.context.exact, inputs);
  }

  /** Items of the stream, with the prices that come and go with them. */
  async changedItems(rows: readonly (ExactItem & { readonly Timestamp: string })[]): Promise<ProductsPart> {
    const items = await this.items(rows.map((item) => ({ item, version: item.Timestamp })));
    const followUps = items.flatMap((input) => [
      ...this.laterLooks.atItem(input.item),
      ...(namesakesOf(input, this.#today).length > 0 ? [this.laterLooks.tomorrow(input.item.ID)] : []),
      ...(this.#hasOtherVat(input) ? [{ recordId: input.item.ID }] : []),
    ]);
    return { items, prices: await this.#pricesOfTurned(items), followUps };
  }

  /** Prices of the stream; where they alone cannot decide, all prices of the item are read. */
  async changedPrices(rows: readonly ExactItemPrice[]): Promise<ProductsPart> {
    const byItem = Map.groupBy(rows, (row) => row.Item.toLowerCase());
    const known = await this.#priced([...byItem.keys()]);
    const isUndecided = (itemId: string, ofItem: readonly ExactItemPrice[]): boolean => {
      if (!known.sold.has(itemId)) return false;
      const entries = known.entries.get(itemId) ?? [];
      const isRecordedOdd = ofItem.some((row) => !isGeneralPrice(row) && entries.some((entry) => isFrom(entry, row)));
      if (isRecordedOdd) return true;
      const byCurrency = Map.groupBy(ofItem.filter(isGeneralPrice), (row) => row.Currency ?? '');
      return [...byCurrency].some(([currency, general]) =>
        needsAllPrices(general, this.#entryIn(entries, currency), this.#today),
      );
    };
    const undecided = [...byItem].filter(([itemId, ofItem]) => isUndecided(itemId, ofItem)).map(([itemId]) => itemId);
    const all = await this.#allRows(undecided);
    const prices = [...byItem]
      .map(([itemId, ofItem]) => this.#priceInput(itemId, all.get(itemId) ?? ofItem, known, all.has(itemId)))
      .filter(({ isComplete, isSold, entries, rows: { length } }) => (isSold ? length > 0 || isComplete : entries.length > 0));
    return { prices, followUps: this.laterLooks.atPrices(rows) };
  }

  /** Prices of the items whose price rows were deleted: the next price takes over, or none. */
  async deletedPrices(priceIds: readonly string[]): Promise<ProductsPart> {
    const itemIds = await this.products.itemsOfPrices(priceIds);
    // With its item, a price is gone already.
    return { prices: await this.#allPrices(itemIds.filter((itemId) => !this.#sold.isGone(itemId))) };
  }

  async allPricesOf(items: readonly ItemInput[]): Promise<PriceInput[]> {
    const prices = await this.#allPrices(items.map(({ item }) => item.ID.toLowerCase()));
    const byId = new Map(items.map(({ item }) => [item.ID.toLowerCase(), item]));
    // What the item says now wins over what its product remembers.
    return prices.map((price) => {
      const item = byId.get(price.itemId);
      return item === undefined ? price : { ...price, itemCode: item.Code, vatCode: item.SalesVatCode };
    });
  }

  /** Prices of products that have no entry, as far as Exact has any. */
  async pricesOfProducts(products: readonly ProductRow[]): Promise<PriceInput[]> {
    const own = products.filter(({ isLed }) => isLed !== true);
    const prices = await this.#allPrices(own.map(itemIdOf).filter((id) => id !== ''));
    return prices.filter(({ rows }) => rows.some((row) => isValidOn(row, this.#today)));
  }

  /** Items that are gone from Exact, with their products and the prices they leave behind. */
  async gone(itemIds: readonly string[], options: { readonly isAskedFor: boolean }): Promise<ProductsPart> {
    if (itemIds.length === 0) return {};
    this.#sold.noteGone(itemIds);
    await this.context.items.forget(itemIds);
    const products = await this.products.linked(itemIds);
    const known = await this.#priced(itemIds);
    const deleted = itemIds.map((itemId) => ({ itemId, product: products.get(itemId.toLowerCase()), ...options }));
    const prices = itemIds.map((itemId) => this.#priceInput(itemId, [], known, true));
    return { deleted, prices: prices.filter(({ entries }) => entries.length > 0) };
  }

  /** The items of these products that nothing was read of since then and that Exact, asked for them, does not have. */
  async goneSince(products: readonly ProductRow[], readSince: Date): Promise<string[]> {
    const itemIds = products.map(itemIdOf).filter(isGuid);
    const [read, elsewhere] = [await this.context.items.find(itemIds, readSince), await this.context.items.elsewhere(itemIds)];
    const unread = itemIds.filter((itemId) => !read.has(itemId) && !elsewhere.has(itemId));
    const there = unread.length === 0 ? [] : await this.context.exact.findAny(ITEMS, 'ID', 'guid', unread);
    const found = new Set(there.map(({ ID: id }) => id.toLowerCase()));
    const missing = unread.filter((itemId) => !found.has(itemId));
    // An item of another division is not gone; without its row only that division knows.
    const others = await idsElsewhere(this.context, ITEM, ITEMS, missing);
    return missing.filter((itemId) => !others.has(itemId));
  }

  /** All prices of the items whose products are turned on or off by what was read: they come and go with them. */
  async #pricesOfTurned(items: readonly ItemInput[]): Promise<PriceInput[]> {
    const turned = items.filter(({ item, product }) => this.#sold.isTurned(item, product));
    if (turned.length === 0) return [];
    const known = await this.#priced(turned.map(({ item }) => item.ID.toLowerCase()));
    const turnedOn = turned.filter(({ item }) => known.sold.has(item.ID.toLowerCase()));
    const rows = await this.#allRows(turnedOn.map(({ item }) => item.ID.toLowerCase()));
    return turned
      .map(({ item }) => {
        const itemId = item.ID.toLowerCase();
        return {
          ...this.#priceInput(itemId, rows.get(itemId) ?? [], known, true),
          itemCode: item.Code,
          vatCode: item.SalesVatCode,
        };
      })
      .filter((input) => input.rows.length + input.entries.length > 0);
  }

  /** Another VAT code makes another price of the same row when prices are converted. */
  #hasOtherVat({ item, product }: ItemInput): boolean {
    const { prices } = PRODUCT_SETTINGS.of(this.context.configuration);
    return prices.vat !== 'asInExact' && product !== undefined && (product['Exact_Vat_Code__c'] ?? null) !== item.SalesVatCode;
  }

  #ruleFields(): string[] {
    const settings = PRODUCT_SETTINGS.of(this.context.configuration);
    const features = settings.features.list.length === 0 ? [] : [FEATURES_FIELD];
    const ruled = rulesInForce(settings, this.#facts).map((rule) => rule.field);
    return [...ruled, ...features].filter((field) => this.#facts.productFields.has(field));
  }

  #entryIn(entries: readonly EntryRow[], currency: string): EntryRow | undefined {
    return this.#facts.hasMultiCurrency ? entries.find((entry) => entry.CurrencyIsoCode === currency) : entries[0];
  }

  async #allPrices(itemIds: readonly string[]): Promise<PriceInput[]> {
    if (itemIds.length === 0) return [];
    const [known, rows] = [await this.#priced(itemIds), await this.#allRows(itemIds)];
    return itemIds.map((itemId) => this.#priceInput(itemId, rows.get(itemId) ?? [], known, true));
  }

  /** All price rows of items; an item without any has an empty list. */
  async #allRows(itemIds: readonly string[]): Promise<Map<string, ExactItemPrice[]>> {
    const rows = new Map<string, ExactItemPrice[]>(itemIds.map((itemId) => [itemId, []]));
    if (itemIds.length === 0) return rows;
    for (const row of await this.context.exact.findAny(BULK_ITEM_PRICES, 'Item', 'guid', itemIds))
      rows.get(row.Item.toLowerCase())?.push(row);
    return rows;
  }

  async #priced(itemIds: readonly string[]): Promise<KnownPrices> {
    const priced = await this.products.priced(itemIds);
    return { ...priced, sold: await this.#sold.among(itemIds, priced.products) };
  }

  #priceInput(itemId: string, rows: readonly ExactItemPrice[], known: KnownPrices, isComplete: boolean): PriceInput {
    const product = known.products.get(itemId);
    const vatCode = product?.['Exact_Vat_Code__c'];
    return {
      itemId,
      itemCode: rows[0]?.ItemCode ?? product?.ProductCode ?? itemId,
      rows: rows.filter(isGeneralPrice),
      product,
      vatCode: typeof vatCode === 'string' ? vatCode : null,
      entries: known.entries.get(itemId) ?? [],
      isComplete,
      isSold: known.sold.has(itemId),
    };
  }
}

interface KnownPrices extends PricedProducts {
  readonly sold: ReadonlySet<string>;
}

/** True where another active product may have the code of an item: it is new here, gets another code, is turned on, or was said to. */
function mayMeetItsCode(product: ProductRow | undefined, item: ExactItem, sold: SoldItems): boolean {
  if (product === undefined || sold.isTurned(item, product)) return true;
  return (
    (product.ProductCode ?? '').toLowerCase() !== item.Code.toLowerCase() || isCodeTakenText(product['Exact_Sync_Problem__c'])
  );
}

function isFrom(entry: EntryRow, row: ExactItemPrice): boolean {
  return entry.Exact_Price_Id__c !== null && isSameId(entry.Exact_Price_Id__c, row.ID);
}
