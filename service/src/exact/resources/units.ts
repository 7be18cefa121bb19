import { flag, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  Active: flag(),
  Main: flag(),
} as const;

/** A unit of measure; items name it by its code. */
export type ExactUnit = RowOf<typeof FIELDS>;

/** Units of measure. */
export const UNITS = resource({ path: 'logistics/Units', key: 'ID', fields: FIELDS });
