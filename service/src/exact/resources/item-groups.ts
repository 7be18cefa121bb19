import { flag, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  IsDefault: flag(),
} as const;

/** A group of items. */
export type ExactItemGroup = RowOf<typeof FIELDS>;

/** Item groups. */
export const ITEM_GROUPS = resource({ path: 'logistics/ItemGroups', key: 'ID', fields: FIELDS });
