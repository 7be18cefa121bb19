import { amount, date, integer, key, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  Item: key(),
  Warehouse: key(),
  PlannedDate: date(),
  /** By which the stock changes: positive for what comes. */
  PlannedQuantity: amount(),
  /** What it comes or goes by, such as 130 goods receipt, 120 goods delivery. */
  PlanningType: integer(),
} as const;

/** A change of stock that is planned, such as an open line of a purchase order. */
export type ExactPlanningDetail = RowOf<typeof FIELDS>;

/** What is planned for items in warehouses, 60 a page; without a sync stream. */
export const PLANNING_DETAILS = resource({ path: 'inventory/ItemWarehousePlanningDetails', key: 'ID', fields: FIELDS });
