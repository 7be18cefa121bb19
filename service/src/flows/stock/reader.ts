import { isPositive, ITEM_WAREHOUSES, PLANNING_DETAILS, stockPositionOf, type ExactStockPosition } from '../../exact/index.ts';
import { parseLinkKey } from '../../links/index.ts';
import { soqlDateTime } from '../../salesforce/index.ts';
import type { FlowBatch, FlowContext } from '../flow.ts';
import { itemIdOf, LinkedProducts } from '../items/index.ts';
import { today } from '../today.ts';
import { writableFields } from '../writable-fields.ts';
import { firstExpected, mayBeExpectedAnew } from './expected.ts';
import { STOCK_OBJECT, STOCK_SETTINGS } from './settings.ts';
import { StockRows } from './stock-rows.ts';
import type { ItemStock, StockedProduct, StockFacts, StockInput, StockRow } from './types.ts';

const NONE: ReadonlySet<string> = new Set();

function isRowOf({ ID: id }: ExactStockPosition): (row: StockRow) => boolean {
  return (row) => parseLinkKey(row.Key__c)?.exactId === id.toLowerCase();
}

/** Puts the Salesforce side next to the stock positions that Exact sent, a batch at a time. */
export class StockReader {
  readonly context: FlowContext;
  readonly #facts: StockFacts;
  readonly #products: LinkedProducts<StockedProduct>;
  readonly #rows: StockRows;

  private constructor(context: FlowContext, facts: StockFacts) {
    this.context = context;
    this.#facts = facts;
    this.#products = new LinkedProducts(
      context,
      ['ProductCode', 'Exact_Stock__c', 'Exact_Stock_Synced_At__c'],
      STOCK_SETTINGS.flow,
    );
    this.#rows = new StockRows(context, new Set(facts.rowFields.keys()));
  }

  static async open(context: FlowContext): Promise<StockReader> {
    const { salesforce, division } = context;
    const rowFields = writableFields(await salesforce.describe(STOCK_OBJECT));
    const totalScale = writableFields(await salesforce.describe('Product2')).get('Exact_Stock__c')?.scale ?? 0;
    return new StockReader(context, { division, rowFields, totalScale });
  }

  batch(items: readonly ItemStock[], cursors: Readonly<Record<string, string>> = {}): FlowBatch<StockInput> {
    return { input: { facts: this.#facts, items }, cursors, followUps: [], recordIds: items.map(({ itemId }) => itemId) };
  }

  /** Items of positions that changed. Those that are no product are none of ours. */
  async changed(positions: readonly ExactStockPosition[]): Promise<ItemStock[]> {
    return this.#together(Map.groupBy(positions, ({ ItemId }) => ItemId.toLowerCase()));
  }

  /** Items with all their positions, as Exact has them now. `isAskedFor`: one that is no product is told. */
  async ofItems(itemIds: readonly string[], { isAskedFor }: { readonly isAskedFor: boolean }): Promise<ItemStock[]> {
    if (itemIds.length === 0) return [];
    const found = (await this.context.exact.findAny(ITEM_WAREHOUSES, 'Item', 'guid', itemIds)).map(stockPositionOf);
    const byItem = new Map(itemIds.map((itemId): [string, ExactStockPosition[]] => [itemId.toLowerCase(), []]));
    for (const position of found) byItem.get(position.ItemId.toLowerCase())?.push(position);
    const items = await this.#together(byItem);
    // Whatever stands of them besides is gone from Exact.
    const whole = items.map((item) => ({ ...item, goneKeys: this.#keysBut(item) }));
    const products = new Set(items.map(({ itemId }) => itemId));
    const strangers = isAskedFor ? [...byItem].filter(([itemId]) => !products.has(itemId)) : [];
    return [
      ...whole,
      ...strangers.map(([itemId, positions]) => ({
        itemId,
        product: undefined,
        positions,
        rows: [],
        expected: undefined,
        goneKeys: NONE,
      })),
    ];
  }

  /** Items of positions that are gone from Exact, by the rows they left behind. */
  async gone(positionIds: readonly string[]): Promise<ItemStock[]> {
    return this.#goneRows(await this.#rows.ofPositions(positionIds));
  }

  /** The same for positions that nothing tells of any more: Exact is asked for each that a row speaks of. */
  async *untold(): AsyncIterable<ItemStock[]> {
    for await (const rows of this.#rows.pages()) {
      const ids = rows.map((row) => parseLinkKey(row.Key__c)?.exactId ?? '').filter((id) => id !== '');
      const there = await this.context.exact.findAny(ITEM_WAREHOUSES, 'ID', 'guid', ids);
      const known = new Set(there.map(({ ID: id }) => id.toLowerCase()));
      yield this.#goneRows(rows.filter((row) => !known.has(parseLinkKey(row.Key__c)?.exactId ?? '')));
    }
  }

  /**
   * Products whose stock nobody looked at yet, page by page; with `linkedBefore` (ISO instant) only those that nothing was written of
   * since: an older product may have become that of its item a moment ago.
   */
  unseen(linkedBefore?: string): AsyncIterable<StockedProduct[]> {
    return this.#products.pages((path) => {
      const before = linkedBefore === undefined ? '' : soqlDateTime(new Date(linkedBefore));
      // In a further division the row of its link is what is asked, and the product stands behind it.
      const isOld = before === '' ? '' : ` AND LastModifiedDate < ${before} AND ${path}LastModifiedDate < ${before}`;
      return `${path}Exact_Stock_Managed__c = true AND ${this.#products.unread(path, 'Exact_Stock_Synced_At__c')}${isOld}`;
    });
  }

  /** Products of which the whole stream said nothing: there is no stock of them anywhere. */
  withoutPosition(products: readonly StockedProduct[]): ItemStock[] {
    return products.map((product) => ({
      ...{ itemId: itemIdOf(product), product, positions: [], rows: [] },
      ...{ expected: undefined, goneKeys: NONE },
    }));
  }

  /** Ids, in lower case, of the items of these products. */
  itemsOf(productIds: readonly string[]): Promise<string[]> {
    return this.#products.itemsOf(productIds);
  }

  async #together(byItem: ReadonlyMap<string, readonly ExactStockPosition[]>): Promise<ItemStock[]> {
    const products = await this.#products.ofItems([...byItem.keys()]);
    const rows = await this.#rows.ofProducts([...products.values()].map(({ Id }) => Id));
    return this.#withExpected(
      [...products].map(([itemId, product]) => ({
        itemId,
        product,
        positions: byItem.get(itemId) ?? [],
        rows: rows.get(product.Id) ?? [],
        expected: undefined,
        goneKeys: NONE,
      })),
    );
  }

  /** Asks what comes when, of those items alone of which something else may come than the rows say. */
  async #withExpected(items: readonly ItemStock[]): Promise<ItemStock[]> {
    const day = today(this.context);
    const isAsked = ({ positions, rows }: ItemStock): boolean =>
      positions.some((position) => mayBeExpectedAnew(position, rows.find(isRowOf(position)), day));
    const asked = new Set(items.filter(isAsked).map(({ itemId }) => itemId));
    if (asked.size === 0) return [...items];
    const comes = isPositive('PlannedQuantity');
    const details = await this.context.exact.findAny(PLANNING_DETAILS, 'Item', 'guid', [...asked], comes);
    const byItem = Map.groupBy(details, ({ Item }) => Item.toLowerCase());
    return items.map((item) =>
      asked.has(item.itemId) ? { ...item, expected: firstExpected(byItem.get(item.itemId) ?? []) } : item,
    );
  }

  async #goneRows(gone: readonly StockRow[]): Promise<ItemStock[]> {
    const byItem = Map.groupBy(gone, (row) => (row.Exact_Item_Id__c ?? '').toLowerCase());
    const items = await this.#together(new Map([...byItem.keys()].map((itemId) => [itemId, []])));
    return items.map((item) => ({ ...item, goneKeys: new Set((byItem.get(item.itemId) ?? []).map((row) => row.Key__c)) }));
  }

  #keysBut({ positions, rows }: ItemStock): ReadonlySet<string> {
    const known = new Set(positions.map(({ ID: id }) => id.toLowerCase()));
    return new Set(rows.map((row) => row.Key__c).filter((key) => !known.has(parseLinkKey(key)?.exactId ?? '')));
  }
}
