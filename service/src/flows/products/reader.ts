import { BULK_ITEM_PRICES, type ExactItem, type ExactItemPrice } from '../../exact/index.ts';
import { soqlDateTime, soqlForValues, soqlText, type SalesforceRow } from '../../salesforce/index.ts';
import { dayIn, nextDay, startOfDay } from '../calendar.ts';
import type { FlowBatch, FlowContext, FollowUp } from '../flow.ts';
import { factsOf } from '../item-facts.ts';
import { isGeneralPrice, isSameId, needsAllPrices, turningDays } from './price-choice.ts';
import { SoldItems } from './sold-items.ts';
import type { EntryRow, ItemInput, PriceInput, ProductFacts, ProductRow, ProductsInput } from './types.ts';
import { PRODUCT_SETTINGS } from './settings.ts';

/** Days so far ahead are nobody's plan (Exact's open end is year 9999). */
const FARTHEST_YEARS = 10;

const STATE_FIELDS = [
  'Id',
  'Exact_Id__c',
  'ProductCode',
  'IsActive',
  'SystemModstamp',
  'Price_Includes_Vat__c',
  'Exact_Vat_Code__c',
  'Exact_Sync_Status__c',
  'Exact_Sync_Problem__c',
  'Exact_Synced_At__c',
] as const;

/** Puts the Salesforce side next to what Exact sent, a batch at a time. */
export class Reader {
  readonly context: FlowContext;
  readonly #facts: ProductFacts;
  readonly #today: string;
  /** Products that items of this pass are about to take over, by item id: a plan writes nothing, so they bear no Exact id yet. */
  readonly #takenOver = new Map<string, string>();
  readonly #sold: SoldItems;

  constructor(context: FlowContext, facts: ProductFacts) {
    this.context = context;
    this.#facts = facts;
    this.#today = dayIn(facts.timeZone, context.now());
    this.#sold = new SoldItems(context, this.#today);
  }

  batch(
    part: Partial<ProductsInput>,
    rest: { readonly cursors: Readonly<Record<string, string>>; readonly followUps?: readonly FollowUp[] },
  ): FlowBatch<ProductsInput> {
    const input: ProductsInput = { facts: this.#facts, items: [], prices: [], deleted: [], withoutPrice: [], ...part };
    return { input, cursors: rest.cursors, followUps: rest.followUps ?? [], recordIds: input.items.map(({ item }) => item.id) };
  }

  /** Items with their products: by Exact id, the others by code. */
  async items(items: readonly { readonly item: ExactItem; readonly version: string }[]): Promise<ItemInput[]> {
    // Orders are checked against them; what was read here is not asked for again there.
    await this.context.items.remember(items.map(({ item }) => factsOf(item)));
    const fields = [...new Set([...STATE_FIELDS, ...this.#ruleFields()])].join(', ');
    const linked = await this.#products(
      items.map(({ item }) => item.id),
      fields,
    );
    const codes = items.filter(({ item }) => !linked.has(item.id.toLowerCase())).map(({ item }) => item.code);
    const byCode = Map.groupBy(await this.#unlinked(codes, fields), (product) => (product.ProductCode ?? '').toLowerCase());
    return items.map(({ item, version }) => {
      const product = linked.get(item.id.toLowerCase());
      const candidates = product === undefined ? (byCode.get(item.code.toLowerCase()) ?? []) : [];
      const [only] = candidates;
      if (only !== undefined && candidates.length === 1) this.#takenOver.set(item.id.toLowerCase(), only.Id);
      return { item, version, product, candidates };
    });
  }

  /** All prices of the items whose products are turned on or off by what was read: they come and go with them. */
  async pricesOfTurned(items: readonly ItemInput[]): Promise<PriceInput[]> {
    const turned = items.filter(({ item, product }) => this.#sold.isTurned(item, product));
    if (turned.length === 0) return [];
    const known = await this.#entries(turned.map(({ item }) => item.id.toLowerCase()));
    const turnedOn = turned.filter(({ item }) => known.sold.has(item.id.toLowerCase()));
    const rows = await this.#allRows(turnedOn.map(({ item }) => item.id.toLowerCase()));
    return turned
      .map(({ item }) => {
        const itemId = item.id.toLowerCase();
        return {
          ...this.#priceInput(itemId, rows.get(itemId) ?? [], known, true),
          itemCode: item.code,
          vatCode: item.salesVatCode,
        };
      })
      .filter((input) => input.rows.length + input.entries.length > 0);
  }

  /** The prices of a batch of the stream; where they alone cannot decide, all prices of the item are read. */
  async pricesOfBatch(rows: readonly ExactItemPrice[]): Promise<PriceInput[]> {
    const byItem = Map.groupBy(rows, (row) => row.item.toLowerCase());
    const known = await this.#entries([...byItem.keys()]);
    const isUndecided = (itemId: string, ofItem: readonly ExactItemPrice[]): boolean => {
      if (!known.sold.has(itemId)) return false;
      const entries = known.entries.get(itemId) ?? [];
      const isRecordedOdd = ofItem.some((row) => !isGeneralPrice(row) && entries.some((entry) => isFrom(entry, row)));
      if (isRecordedOdd) return true;
      const byCurrency = Map.groupBy(ofItem.filter(isGeneralPrice), (row) => row.currency ?? '');
      return [...byCurrency].some(([currency, general]) =>
        needsAllPrices(general, this.#entryIn(entries, currency), this.#today),
      );
    };
    const undecided = [...byItem].filter(([itemId, ofItem]) => isUndecided(itemId, ofItem)).map(([itemId]) => itemId);
    const all = await this.#allRows(undecided);
    return [...byItem]
      .map(([itemId, ofItem]) => this.#priceInput(itemId, all.get(itemId) ?? ofItem, known, all.has(itemId)))
      .filter(({ isComplete, isSold, entries, rows: { length } }) => (isSold ? length > 0 || isComplete : entries.length > 0));
  }

  /** Prices of the items whose price rows were deleted: the next price takes over, or none. */
  async pricesOfDeletedRows(priceIds: readonly string[]): Promise<PriceInput[]> {
    if (priceIds.length === 0) return [];
    const rows = await this.#queryAll<SalesforceRow & { Product2?: { Exact_Id__c?: string | null } }>(
      soqlForValues(
        'Exact_Price_Id__c',
        priceIds,
        (condition) => `SELECT Id, Product2.Exact_Id__c FROM PricebookEntry WHERE ${condition}`,
      ),
    );
    const itemIds = rows.map((row) => row.Product2?.Exact_Id__c?.toLowerCase()).filter((id) => id !== undefined);
    // With its item, a price is gone already.
    return this.#allPrices([...new Set(itemIds)].filter((itemId) => !this.#sold.isGone(itemId)));
  }

  async allPricesOf(items: readonly ItemInput[]): Promise<PriceInput[]> {
    const prices = await this.#allPrices(items.map(({ item }) => item.id.toLowerCase()));
    const byId = new Map(items.map(({ item }) => [item.id.toLowerCase(), item]));
    // What the item says now wins over what its product remembers.
    return prices.map((price) => {
      const item = byId.get(price.itemId);
      return item === undefined ? price : { ...price, itemCode: item.code, vatCode: item.salesVatCode };
    });
  }

  /** Prices of products that have no entry, as far as Exact has any. */
  async pricesOfProducts(products: readonly ProductRow[]): Promise<PriceInput[]> {
    const prices = await this.#allPrices(
      products.map((product) => (product.Exact_Id__c ?? '').toLowerCase()).filter((id) => id !== ''),
    );
    return prices.filter(({ rows }) => rows.some((row) => turnsValid(row, this.#today)));
  }

  /** Prices that items leave behind which are gone from Exact. */
  async pricesOfGone(itemIds: readonly string[]): Promise<PriceInput[]> {
    if (itemIds.length === 0) return [];
    const known = await this.#entries(itemIds);
    return itemIds.map((itemId) => this.#priceInput(itemId, [], known, true)).filter(({ entries }) => entries.length > 0);
  }

  async deletedItems(
    itemIds: readonly string[],
  ): Promise<{ itemId: string; product: ProductRow | undefined; isAskedFor: boolean }[]> {
    this.#sold.noteGone(itemIds);
    await this.context.items.forget(itemIds);
    const products = await this.#products(itemIds, STATE_FIELDS.join(', '));
    return itemIds.map((itemId) => ({ itemId, product: products.get(itemId.toLowerCase()), isAskedFor: false }));
  }

  /** Active products of Exact items that have no active entry in the standard price book. */
  productsWithoutEntry(touchedSince: string | undefined): AsyncIterable<ProductRow[]> {
    const touched = touchedSince === undefined ? '' : ` AND Exact_Synced_At__c >= ${soqlDateTime(new Date(touchedSince))}`;
    const priced = `SELECT Product2Id FROM PricebookEntry WHERE Pricebook2Id = ${soqlText(this.#facts.standardPricebookId)} AND IsActive = true`;
    return this.context.salesforce.pages<ProductRow>(
      `SELECT ${STATE_FIELDS.join(', ')} FROM Product2 WHERE Exact_Id__c != null AND IsActive = true${touched} AND Id NOT IN (${priced})`,
    );
  }

  itemFollowUps(items: readonly ItemInput[]): FollowUp[] {
    const { prices } = PRODUCT_SETTINGS.of(this.context.configuration);
    return items.flatMap(({ item, product }) => [
      ...this.#laterLooks(
        item.id,
        turningDays([{ ...NO_PRICE, startDate: item.startDate, endDate: item.endDate }], this.#today, nextDay),
      ),
      // Another VAT code makes another price of the same row when prices are converted.
      ...(prices.vat !== 'asInExact' && product !== undefined && (product['Exact_Vat_Code__c'] ?? null) !== item.salesVatCode
        ? [{ recordId: item.id }]
        : []),
    ]);
  }

  priceFollowUps(rows: readonly ExactItemPrice[]): FollowUp[] {
    const byItem = Map.groupBy(rows.filter(isGeneralPrice), (row) => row.item);
    return [...byItem].flatMap(([itemId, ofItem]) => this.#laterLooks(itemId, turningDays(ofItem, this.#today, nextDay)));
  }

  #laterLooks(recordId: string, days: readonly string[]): FollowUp[] {
    const farthest = `${Number(this.#today.slice(0, 4)) + FARTHEST_YEARS}`;
    return days.filter((day) => day < farthest).map((day) => ({ recordId, notBefore: startOfDay(day, this.#facts.timeZone) }));
  }

  #ruleFields(): string[] {
    return PRODUCT_SETTINGS.of(this.context.configuration)
      .rules.map((rule) => rule.field)
      .filter((field) => this.#facts.productFields.has(field));
  }

  #entryIn(entries: readonly EntryRow[], currency: string): EntryRow | undefined {
    return this.#facts.hasMultiCurrency ? entries.find((entry) => entry.CurrencyIsoCode === currency) : entries[0];
  }

  async #allPrices(itemIds: readonly string[]): Promise<PriceInput[]> {
    if (itemIds.length === 0) return [];
    const [known, rows] = [await this.#entries(itemIds), await this.#allRows(itemIds)];
    return itemIds.map((itemId) => this.#priceInput(itemId, rows.get(itemId) ?? [], known, true));
  }

  /** All price rows of items; an item without any has an empty list. */
  async #allRows(itemIds: readonly string[]): Promise<Map<string, ExactItemPrice[]>> {
    const rows = new Map<string, ExactItemPrice[]>(itemIds.map((itemId) => [itemId, []]));
    if (itemIds.length === 0) return rows;
    for (const row of await this.context.exact.findAny(BULK_ITEM_PRICES, 'Item', 'guid', itemIds))
      rows.get(row.item.toLowerCase())?.push(row);
    return rows;
  }

  #priceInput(itemId: string, rows: readonly ExactItemPrice[], known: KnownEntries, isComplete: boolean): PriceInput {
    const product = known.products.get(itemId);
    const vatCode = product?.['Exact_Vat_Code__c'];
    return {
      itemId,
      itemCode: rows[0]?.itemCode ?? product?.ProductCode ?? itemId,
      rows: rows.filter(isGeneralPrice),
      product,
      vatCode: typeof vatCode === 'string' ? vatCode : null,
      entries: known.entries.get(itemId) ?? [],
      isComplete,
      isSold: known.sold.has(itemId),
    };
  }

  async #entries(itemIds: readonly string[]): Promise<KnownEntries> {
    const currency = this.#facts.hasMultiCurrency ? ', CurrencyIsoCode' : '';
    const book = soqlText(this.#facts.standardPricebookId);
    const productQueries = soqlForValues(
      'Exact_Id__c',
      itemIds,
      (condition) => `SELECT ${STATE_FIELDS.join(', ')} FROM Product2 WHERE ${condition}`,
    );
    const entryQuery = (condition: string): string =>
      `SELECT Id, Product2Id, UnitPrice, IsActive, Exact_Price_Id__c${currency} FROM PricebookEntry WHERE Pricebook2Id = ${book} AND ${condition}`;
    const entryQueries = soqlForValues('Product2.Exact_Id__c', itemIds, entryQuery);
    const takenOver = itemIds.flatMap((itemId) => {
      const productId = this.#takenOver.get(itemId);
      return productId === undefined ? [] : [[productId, itemId] as const];
    });
    const takenOverQueries = soqlForValues(
      'Product2Id',
      takenOver.map(([productId]) => productId),
      entryQuery,
    );
    const answers = await this.context.salesforce.queryMany([...productQueries, ...entryQueries, ...takenOverQueries]);
    const products = answers.slice(0, productQueries.length).flat() as ProductRow[];
    // A product that was written meanwhile is found both ways.
    const found = answers.slice(productQueries.length).flat() as EntryRow[];
    const entries = [...new Map(found.map((entry) => [entry.Id, entry])).values()];
    const itemOf = new Map([
      ...takenOver,
      ...products.map((product) => [product.Id, (product.Exact_Id__c ?? '').toLowerCase()] as const),
    ]);
    const productOf = new Map(products.map((product) => [(product.Exact_Id__c ?? '').toLowerCase(), product]));
    return {
      products: productOf,
      sold: await this.#sold.among(itemIds, productOf),
      entries: Map.groupBy(entries, (entry) => itemOf.get(entry.Product2Id) ?? ''),
    };
  }

  async #products(itemIds: readonly string[], fields: string): Promise<Map<string, ProductRow>> {
    const rows = await this.#queryAll<ProductRow>(
      soqlForValues('Exact_Id__c', itemIds, (condition) => `SELECT ${fields} FROM Product2 WHERE ${condition}`),
    );
    return new Map(rows.map((row) => [(row.Exact_Id__c ?? '').toLowerCase(), row]));
  }

  #unlinked(codes: readonly string[], fields: string): Promise<ProductRow[]> {
    return this.#queryAll<ProductRow>(
      soqlForValues(
        'ProductCode',
        codes,
        (condition) => `SELECT ${fields} FROM Product2 WHERE ${condition} AND Exact_Id__c = null AND IsActive = true`,
      ),
    );
  }

  async #queryAll<Row extends SalesforceRow>(queries: readonly string[]): Promise<Row[]> {
    return queries.length === 0 ? [] : (await this.context.salesforce.queryMany<Row>(queries)).flat();
  }
}

interface KnownEntries {
  readonly products: ReadonlyMap<string, ProductRow>;
  readonly entries: ReadonlyMap<string, EntryRow[]>;
  readonly sold: ReadonlySet<string>;
}

const NO_PRICE: ExactItemPrice = {
  id: '',
  item: '',
  itemCode: null,
  account: null,
  price: null,
  currency: null,
  unit: null,
  defaultItemUnit: null,
  numberOfItemsPerUnit: null,
  quantity: null,
  startDate: null,
  endDate: null,
  modifiedAt: null,
};

function isFrom(entry: EntryRow, row: ExactItemPrice): boolean {
  return entry.Exact_Price_Id__c !== null && isSameId(entry.Exact_Price_Id__c, row.id);
}

function turnsValid(row: ExactItemPrice, today: string): boolean {
  return (row.startDate === null || row.startDate <= today) && (row.endDate === null || row.endDate >= today);
}
