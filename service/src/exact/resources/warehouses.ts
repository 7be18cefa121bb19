import { resource } from './reading.ts';

/** A warehouse; exactly one is the main one. */
export interface ExactWarehouse {
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
  readonly isMain: boolean;
}

/** Warehouses. */
export const WAREHOUSES = resource<ExactWarehouse>({
  path: 'inventory/Warehouses',
  key: 'ID',
  select: ['ID', 'Code', 'Description', 'Main'],
  read: (row) => ({
    id: row.key('ID'),
    code: row.key('Code'),
    description: row.text('Description'),
    isMain: row.flag('Main'),
  }),
});
