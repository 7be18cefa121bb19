import type { ExactPlanningDetail, ExactStockPosition } from '../../exact/index.ts';
import { Decimal, toDecimal } from '../../money/index.ts';
import { isSameValue } from '../../mapping/index.ts';
import type { Expected, StockRow } from './types.ts';

/** Receipts: of goods, transfers, production and assembly. Everything else that is planned takes stock away, or is a trade-in. */
const RECEIPTS: ReadonlySet<number | null> = new Set([130, 134, 140, 147, 160, 161]);

/** What comes first of an item in each warehouse, by lower-case id of the warehouse: its day, and all that comes on that day. */
export function firstExpected(details: readonly ExactPlanningDetail[]): ReadonlyMap<string, Expected> {
  const first = new Map<string, Expected>();
  for (const { Warehouse, PlannedDate: on, PlannedQuantity, PlanningType } of details) {
    const quantity = toDecimal(PlannedQuantity);
    if (on === null || quantity === null || quantity.lte(0) || !RECEIPTS.has(PlanningType)) continue;
    const warehouse = Warehouse.toLowerCase();
    const known = first.get(warehouse);
    if (known === undefined || on < known.on) first.set(warehouse, { on, quantity });
    else if (on === known.on) first.set(warehouse, { on, quantity: known.quantity.plus(quantity) });
  }
  return first;
}

/** True where something is to come. */
export function isIncoming({ PlanningIn }: ExactStockPosition): boolean {
  return (toDecimal(PlanningIn) ?? new Decimal(0)).gt(0);
}

/**
 * True where what is to come may be another thing than the row says, so that it is worth a call: the quantity differs, no day is known or
 * it is over, or nothing else has changed, which leaves the day as what Exact tells the position for.
 */
export function mayBeExpectedAnew(position: ExactStockPosition, row: StockRow | undefined, today: string): boolean {
  if (!isIncoming(position)) return false;
  if (row === undefined || row.Next_Expected_On__c === null || row.Next_Expected_On__c < today) return true;
  const isSame = (field: string, value: string | null): boolean => isSameValue(row[field], value);
  if (!isSame('Incoming__c', position.PlanningIn)) return true;
  return isSame('Physical__c', position.CurrentStock) && isSame('Reserved__c', position.PlanningOut);
}
