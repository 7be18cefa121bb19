import { flag, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  Main: flag(),
} as const;

/** A warehouse; exactly one is the main one. */
export type ExactWarehouse = RowOf<typeof FIELDS>;

/** Warehouses. */
export const WAREHOUSES = resource({ path: 'inventory/Warehouses', key: 'ID', fields: FIELDS });
