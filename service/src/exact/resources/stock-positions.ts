import { amount, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const QUANTITIES = {
  /** What is physically there, promised or not. */
  CurrentStock: amount(),
  ProjectedStock: amount(),
  /** Not what orders reserve: the part of a purchase for one order that has arrived and is not delivered yet. */
  ReservedStock: amount(),
  ReorderPoint: amount(),
} as const;

const WAREHOUSE = { ItemCode: text(), Warehouse: key(), WarehouseCode: text(), WarehouseDescription: text() } as const;

const POSITION_FIELDS = {
  ID: key(),
  ItemId: key(),
  ...WAREHOUSE,
  UnitCode: text(),
  ...QUANTITIES,
  /** What is open to receive. */
  PlanningIn: amount(),
  /** What open orders still have to get. */
  PlanningOut: amount(),
} as const;

const ITEM_WAREHOUSE_FIELDS = {
  ID: key(),
  Item: key(),
  ...WAREHOUSE,
  ItemUnit: text(),
  ...QUANTITIES,
  PlannedStockIn: amount(),
  PlannedStockOut: amount(),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...POSITION_FIELDS } as const;

/** Stock of an item in a warehouse. Quantities are decimal texts. */
export type ExactStockPosition = RowOf<typeof POSITION_FIELDS>;

/** The change stream of stock, 1,000 a page; filter with `newerThan`. */
export const SYNC_STOCK_POSITIONS = resource({ path: 'sync/Inventory/StockPositions', key: 'ID', fields: SYNCED_FIELDS });

/** The same positions by `Item` or `ID`, 60 a page, under other names: see `stockPositionOf`. */
export const ITEM_WAREHOUSES = resource({ path: 'inventory/ItemWarehouses', key: 'ID', fields: ITEM_WAREHOUSE_FIELDS });

/** A row of `ITEM_WAREHOUSES` under the names of the stream. */
export function stockPositionOf({
  Item,
  ItemUnit,
  PlannedStockIn,
  PlannedStockOut,
  ...same
}: RowOf<typeof ITEM_WAREHOUSE_FIELDS>): ExactStockPosition {
  return { ...same, ItemId: Item, UnitCode: ItemUnit, PlanningIn: PlannedStockIn, PlanningOut: PlannedStockOut };
}
