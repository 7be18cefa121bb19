import { Decimal } from 'decimal.js';
import { randomUUID } from 'node:crypto';
import { ruleFailure } from '../failure.ts';
import type { Change, Derive, SetRules } from '../records/rules.ts';
import type { Row, Value } from '../schema/index.ts';
import type { Division } from '../store/division.ts';
import { constant, through } from './lookups.ts';
import { isClosed } from './order-status.ts';

const ofItem = (field: string): Derive => through('Item', 'Items', field);
const ofWarehouse = (field: string): Derive => through('Warehouse', 'Warehouses', field);
const stored =
  (field: string): Derive =>
  (row) =>
    row[field] ?? 0;

const ofUnit: Derive = (row, division) =>
  division.byCode('Units', division.find('Items', row['Item'])?.['Unit'])?.['Description'] ?? null;

/** What open lines of sales orders still have to deliver of an item from a warehouse, approved or not. */
const plannedOut: Derive = (row, division) =>
  division
    .table('SalesOrderLines')
    .find('Item', row['Item'] ?? null)
    .reduce((sum, line) => sum.plus(openQuantity(line, row['Warehouse'], division)), new Decimal(0))
    .toNumber();

const openQuantity = (line: Row, warehouse: Value | undefined, division: Division): number => {
  const header = division.find('SalesOrders', line['OrderID']);
  if (!header || isClosed(header) || header['WarehouseID'] !== warehouse) return 0;
  return Math.max(0, Number(line['Quantity'] ?? 0) - Number(line['QuantityDelivered'] ?? 0));
};

const sum =
  (...parts: readonly (readonly [1 | -1, Derive])[]): Derive =>
  (row, division) =>
    parts
      .reduce((total, [sign, part]) => total.plus(new Decimal(Number(part(row, division))).times(sign)), new Decimal(0))
      .toNumber();

const current = stored('CurrentStock');
const plannedIn = stored('PlannedStockIn');
const projected = sum([1, current], [1, plannedIn], [-1, plannedOut]);

/**
 * inventory/ItemWarehouses and the sync stream of stock positions: one row an item and warehouse. What is physically there counts what
 * is promised to orders; that stands in the planned quantities, as does what is to come.
 */
export const ITEM_WAREHOUSE_RULES: SetRules = {
  derive: {
    ItemCode: ofItem('Code'),
    ItemDescription: ofItem('Description'),
    ItemBarcode: ofItem('Barcode'),
    ItemIsStockItem: ofItem('IsStockItem'),
    ItemIsFractionAllowedItem: ofItem('IsFractionAllowedItem'),
    ItemStartDate: ofItem('StartDate'),
    ItemEndDate: ofItem('EndDate'),
    ItemUnit: ofItem('Unit'),
    ItemUnitDescription: ofUnit,
    WarehouseCode: ofWarehouse('Code'),
    WarehouseDescription: ofWarehouse('Description'),
    PlannedStockOut: plannedOut,
    ProjectedStock: projected,
    // The names of the stream.
    ItemId: (row) => row['Item'] ?? null,
    UnitCode: ofItem('Unit'),
    UnitDescription: ofUnit,
    PlanningIn: plannedIn,
    PlanningOut: plannedOut,
    FreeStock: sum([1, current], [-1, plannedOut], [-1, stored('ReservedStock')]),
  },
  defaults: {
    CurrentStock: constant(0),
    PlannedStockIn: constant(0),
    ReservedStock: constant(0),
    SafetyStock: constant(0),
    ReorderPoint: constant(0),
    MaximumStock: constant(0),
  },
  mandatory: { Item: 'Item', Warehouse: 'Warehouse' },
  beforeCreate: (draft, { division }) => {
    if (division.find('Items', draft['Item'])?.['IsStockItem'] !== true) throw ruleFailure('Invalid: Item - Not a stock item');
    if (positionOf(division, draft['Item'], draft['Warehouse'])) throw ruleFailure('Already exists');
  },
};

/** The total of an item over its warehouses. */
export const totalStock: Derive = (row, division) =>
  division
    .table('ItemWarehouses')
    .find('Item', row['ID'] ?? null)
    .reduce((total, position) => total.plus(Number(position['CurrentStock'] ?? 0)), new Decimal(0))
    .toNumber();

const positionOf = (division: Division, item: Value | undefined, warehouse: Value | undefined): Row | undefined =>
  division
    .table('ItemWarehouses')
    .find('Item', item ?? null)
    .find((row) => row['Warehouse'] === warehouse);

/**
 * A stock item that is ordered, delivered or no longer ordered: its position gets a new Timestamp, and what was delivered leaves the
 * warehouse. A first order makes the position.
 */
export const moveStock = (
  line: Row,
  warehouse: Value | undefined,
  delivered: number,
  { division, writer, actor }: Change,
): void => {
  const item = line['Item'];
  if (warehouse === undefined || warehouse === null || division.find('Items', item)?.['IsStockItem'] !== true) return;
  const before = positionOf(division, item, warehouse);
  const stock = new Decimal(Number(before?.['CurrentStock'] ?? 0)).minus(delivered).toNumber();
  if (before) writer.replace('ItemWarehouses', { ...before, CurrentStock: stock }, before, actor);
  else
    writer.insert('ItemWarehouses', { ID: randomUUID(), Item: item ?? null, Warehouse: warehouse, CurrentStock: stock }, actor);
};
