import { resource } from './reading.ts';

/** A group of items. */
export interface ExactItemGroup {
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
  readonly isDefault: boolean;
}

/** Item groups. */
export const ITEM_GROUPS = resource<ExactItemGroup>({
  path: 'logistics/ItemGroups',
  key: 'ID',
  select: ['ID', 'Code', 'Description', 'IsDefault'],
  read: (row) => ({
    id: row.key('ID'),
    code: row.key('Code'),
    description: row.text('Description'),
    isDefault: row.flag('IsDefault'),
  }),
});
