import type { Row, Value } from '../schema/index.ts';
import type { Division } from './division.ts';
import type { GeneratedRows } from './generated-rows.ts';

export interface CatalogueOptions {
  readonly items: number;
  readonly withPrices: boolean;
  /** A position in the main warehouse for every stock item. */
  readonly withStock: boolean;
  /** Every item names a picture; its file is nobody's. */
  readonly withPictureNames: boolean;
}

const ITEM_PREFIX = '1ca7a109-0000-4000-8000-';
const PRICE_PREFIX = '2ca7a109-0000-4000-8000-';
const POSITION_PREFIX = '3ca7a109-0000-4000-8000-';

const idAt = (prefix: string, index: number): string => `${prefix}${index.toString(16).padStart(12, '0')}`;
const indexIn = (prefix: string, id: string, count: number): number => {
  if (!id.startsWith(prefix)) return -1;
  const index = Number.parseInt(id.slice(prefix.length), 16);
  return index < count ? index : -1;
};
const codeAt = (index: number): string => `CAT-${String(index + 1).padStart(7, '0')}`;
const indexOfCode = (code: string, count: number): number => {
  const match = /^cat-(\d{7})$/i.exec(code.trimEnd());
  const index = match ? Number(match[1]) - 1 : -1;
  return index < count ? index : -1;
};
const found = (index: number): readonly number[] => (index >= 0 ? [index] : []);

/** Cents of the general price of item `index`: between 0.50 and 500.49, the same in every run. */
const priceCents = (index: number): number => 50 + ((index * 7919) % 50_000);

/** Puts a computed catalogue (codes CAT-0000001 and on) into a division; no row is stored until it changes. */
export const layCatalogue = (division: Division, options: CatalogueOptions, now: number): void => {
  const count = options.items;
  const firstItem = division.reserveTimestamps(count);
  const group = [...division.table('ItemGroups').inKeyOrder()].find((row) => row['IsDefault'] === 1);
  const items: GeneratedRows = {
    count,
    firstTimestamp: firstItem,
    id: (index) => idAt(ITEM_PREFIX, index),
    indexOf: (id) => indexIn(ITEM_PREFIX, id, count),
    row: (index): Row => ({
      ID: idAt(ITEM_PREFIX, index),
      Timestamp: firstItem + index,
      Code: codeAt(index),
      Description: `Catalogue item ${index + 1}`,
      Barcode: String(8_700_000_000_000 + index),
      Unit: 'pc',
      SalesVatCode: index % 5 === 0 ? '1' : '2',
      ItemGroup: group?.['ID'] ?? null,
      IsStockItem: index % 10 !== 0,
      IsSalesItem: true,
      ...(options.withPictureNames ? { PictureName: `${codeAt(index)}.png` } : {}),
      Created: now,
      Modified: now,
    }),
    lookup: (field, value: Value) =>
      field === 'ID'
        ? found(indexIn(ITEM_PREFIX, String(value), count))
        : field === 'Code'
          ? found(indexOfCode(String(value), count))
          : undefined,
  };
  division.table('Items').generate(items);
  if (options.withPrices) layPrices(division, count, now);
  if (options.withStock) layStock(division, count, now);
};

const layPrices = (division: Division, count: number, now: number): void => {
  const firstPrice = division.reserveTimestamps(count);
  division.table('SalesItemPrices').generate({
    count,
    firstTimestamp: firstPrice,
    id: (index) => idAt(PRICE_PREFIX, index),
    indexOf: (id) => indexIn(PRICE_PREFIX, id, count),
    row: (index): Row => ({
      ID: idAt(PRICE_PREFIX, index),
      Timestamp: firstPrice + index,
      Item: idAt(ITEM_PREFIX, index),
      Price: priceCents(index) / 100,
      Currency: division.options.currency,
      Unit: 'pc',
      Quantity: 1,
      StartDate: Date.UTC(2020, 0, 1),
      Created: now,
      Modified: now,
    }),
    lookup: (field, value) =>
      field === 'ID'
        ? found(indexIn(PRICE_PREFIX, String(value), count))
        : field === 'Item'
          ? found(indexIn(ITEM_PREFIX, String(value), count))
          : field === 'Account'
            ? []
            : undefined,
  });
};

/** Nine items of ten are stock items. */
const positionsOf = (items: number): number => items - Math.ceil(items / 10);
const itemOfPosition = (index: number): number => index + Math.floor(index / 9) + 1;
const positionOfItem = (item: number): number => (item % 10 === 0 ? -1 : item - Math.floor(item / 10) - 1);

const layStock = (division: Division, items: number, now: number): void => {
  const count = positionsOf(items);
  const first = division.reserveTimestamps(count);
  const warehouse = [...division.table('Warehouses').inKeyOrder()].find((row) => row['Main'] === 1);
  division.table('ItemWarehouses').generate({
    count,
    firstTimestamp: first,
    id: (index) => idAt(POSITION_PREFIX, index),
    indexOf: (id) => indexIn(POSITION_PREFIX, id, count),
    row: (index): Row => ({
      ID: idAt(POSITION_PREFIX, index),
      Timestamp: first + index,
      Item: idAt(ITEM_PREFIX, itemOfPosition(index)),
      Warehouse: warehouse?.['ID'] ?? null,
      CurrentStock: (index * 37) % 500,
      Created: now,
      Modified: now,
    }),
    lookup: (field, value) => {
      if (field === 'ID') return found(indexIn(POSITION_PREFIX, String(value), count));
      if (field !== 'Item') return undefined;
      const item = indexIn(ITEM_PREFIX, String(value), items);
      return found(item < 0 ? -1 : positionOfItem(item));
    },
  });
};
