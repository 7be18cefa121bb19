import { resource } from './reading.ts';

/** A unit of measure; items name it by its code. */
export interface ExactUnit {
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
  readonly isActive: boolean;
  readonly isMain: boolean;
}

/** Units of measure. */
export const UNITS = resource<ExactUnit>({
  path: 'logistics/Units',
  key: 'ID',
  select: ['ID', 'Code', 'Description', 'Active', 'Main'],
  read: (row) => ({
    id: row.key('ID'),
    code: row.key('Code'),
    description: row.text('Description'),
    isActive: row.flag('Active'),
    isMain: row.flag('Main'),
  }),
});
