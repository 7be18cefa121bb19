import { amount, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  ItemGroup: text(),
} as const;

const PRICED_FIELDS = {
  ...FIELDS,
  /** The general price of one piece today, in the item's own unit and the currency of the company; null or 0 without one. */
  StandardSalesPrice: amount(),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...FIELDS } as const;

/** An item as far as a discount on its group goes. */
export type ExactGroupedItem = RowOf<typeof PRICED_FIELDS>;

/** The group that an item is in, without its price. */
export type ExactItemInGroup = RowOf<typeof FIELDS>;

/** Items by `ItemGroup` or `ID`, 1,000 a page. */
export const BULK_GROUPED_ITEMS = resource({ path: 'bulk/Logistics/Items', key: 'ID', fields: PRICED_FIELDS });

/** The change stream of items with their groups, 1,000 a page; filter with `newerThan`. It has no sales price. */
export const SYNC_GROUPED_ITEMS = resource({ path: 'sync/Logistics/Items', key: 'ID', fields: SYNCED_FIELDS });
