import { instant, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  ItemGroupCode: text(),
  Class_01: text(),
  Class_02: text(),
  Class_03: text(),
  Class_04: text(),
  Class_05: text(),
  Class_06: text(),
  Class_07: text(),
  Class_08: text(),
  Class_09: text(),
  Class_10: text(),
  FreeTextField_01: text(),
  FreeTextField_02: text(),
  FreeTextField_03: text(),
  FreeTextField_04: text(),
  FreeTextField_05: text(),
  FreeTextField_06: text(),
  FreeTextField_07: text(),
  FreeTextField_08: text(),
  FreeTextField_09: text(),
  FreeTextField_10: text(),
  Modified: instant(),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...FIELDS } as const;

/** An item as far as it tells which others it belongs with. */
export type ExactVariantItem = RowOf<typeof FIELDS>;

/** The same items as `ITEMS`, with the classes and free text fields by which they may be grouped. */
export const VARIANT_ITEMS = resource({ path: 'logistics/Items', key: 'ID', fields: FIELDS });

/** Their change stream, 1,000 a page; filter with `newerThan`. */
export const SYNC_VARIANT_ITEMS = resource({ path: 'sync/Logistics/Items', key: 'ID', fields: SYNCED_FIELDS });
