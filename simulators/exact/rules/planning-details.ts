import { Decimal } from 'decimal.js';
import { randomUUID } from 'node:crypto';
import { ruleFailure } from '../failure.ts';
import type { Change, SetRules } from '../records/rules.ts';
import type { Row } from '../schema/index.ts';
import { constant, described, through } from './lookups.ts';

const GOODS_RECEIPT = 130;
const RECEIPTS: Readonly<Record<number, string>> = {
  130: 'Goods receipt',
  134: 'Warehouse transfer receipt',
  140: 'Shop order stock receipt',
  147: 'Shop order by-product receipt',
  160: 'Assembly order receipt',
  161: 'Disassembly return receipt',
};
const ISSUES: Readonly<Record<number, string>> = {
  120: 'Goods delivery',
  124: 'Warehouse transfer delivery',
  150: 'Shop order requirement',
  165: 'Assembly order issue',
  166: 'Disassembly return issue',
};

const isReceipt = (row: Row): boolean => Number(row['PlanningType']) in RECEIPTS;

const incoming = (detail: Row | undefined): Decimal =>
  new Decimal(detail && isReceipt(detail) ? Number(detail['PlannedQuantity']) : 0);

/** A plan that is made, changed or carried out stamps the position it is about, which counts what comes; a first one makes it. */
const moveIncoming = (detail: Row, change: Decimal, { division, writer, actor }: Change): void => {
  const { Item = null, Warehouse = null } = detail;
  const position = division
    .table('ItemWarehouses')
    .find('Item', Item)
    .find((row) => row['Warehouse'] === Warehouse);
  const PlannedStockIn = change.plus(Number(position?.['PlannedStockIn'] ?? 0)).toNumber();
  if (position) writer.replace('ItemWarehouses', { ...position, PlannedStockIn }, position, actor);
  else if (division.find('Items', Item))
    writer.insert('ItemWarehouses', { ID: randomUUID(), Item, Warehouse, CurrentStock: 0, PlannedStockIn }, actor);
};

const check = (row: Row): void => {
  const type = Number(row['PlanningType']);
  if (!(type in RECEIPTS) && !(type in ISSUES)) throw ruleFailure(`Invalid: PlanningType - ${type}`);
  const quantity = Number(row['PlannedQuantity']);
  if (isReceipt(row) ? quantity <= 0 : quantity >= 0) throw ruleFailure('Invalid: PlannedQuantity');
};

/**
 * inventory/ItemWarehousePlanningDetails: what is planned to come in (positive) or to go out (negative). Purchase and assembly orders are
 * entered as the rows that follow from them; open sales orders count in the position and are not listed here.
 */
export const PLANNING_DETAIL_RULES: SetRules = {
  derive: {
    ItemCode: through('Item', 'Items', 'Code'),
    ItemDescription: through('Item', 'Items', 'Description'),
    WarehouseCode: through('Warehouse', 'Warehouses', 'Code'),
    WarehouseDescription: through('Warehouse', 'Warehouses', 'Description'),
    PlanningTypeDescription: described('PlanningType', { ...RECEIPTS, ...ISSUES }),
  },
  defaults: { PlanningType: constant(GOODS_RECEIPT) },
  mandatory: { Item: 'Item', Warehouse: 'Warehouse', PlannedDate: 'PlannedDate', PlannedQuantity: 'PlannedQuantity' },
  beforeCreate: (draft, { division }) => {
    if (division.find('Items', draft['Item'])?.['IsStockItem'] !== true) throw ruleFailure('Invalid: Item - Not a stock item');
    draft['PlanningType'] ??= GOODS_RECEIPT;
    check(draft);
  },
  beforeUpdate: (row, changed) => check({ ...row, ...changed }),
  afterWrite: (row, before, change) => moveIncoming(row, incoming(row).minus(incoming(before)), change),
  afterRemove: (row, change) => moveIncoming(row, incoming(row).neg(), change),
};
