import { amount, date, flag, instant, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  ExtraDescription: text(),
  Notes: text(),
  Barcode: text(),
  Unit: text(),
  UnitDescription: text(),
  SalesVatCode: text(),
  ItemGroup: text(),
  ItemGroupCode: text(),
  ItemGroupDescription: text(),
  IsSalesItem: flag(),
  IsStockItem: flag(),
  IsFractionAllowedItem: flag(),
  IsWebshopItem: flag(),
  NetWeight: amount(),
  NetWeightUnit: text(),
  GrossWeight: amount(),
  SearchCode: text(),
  StartDate: date(),
  EndDate: date(),
  Modified: instant(),
} as const;

const SYNCED_FIELDS = { Timestamp: rowVersion(), ...FIELDS } as const;

/** An item (product) of a division. */
export type ExactItem = RowOf<typeof FIELDS>;

const PICTURE_FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  ItemGroupCode: text(),
  IsWebshopItem: flag(),
  PictureName: text(),
  PictureUrl: text(),
} as const;

/** An item as far as its picture goes. Exact gives an item without one an address too, but no name. */
export type ExactItemPicture = RowOf<typeof PICTURE_FIELDS>;

/** Pictures of items by key, 60 a page. */
export const ITEM_PICTURES = resource({ path: 'logistics/Items', key: 'ID', fields: PICTURE_FIELDS });

/** The change stream of items with what their pictures are called and where they are. */
export const SYNC_ITEM_PICTURES = resource({
  path: 'sync/Logistics/Items',
  key: 'ID',
  fields: { Timestamp: rowVersion(), ...PICTURE_FIELDS },
});

/** Items by key or code, 60 a page. */
export const ITEMS = resource({ path: 'logistics/Items', key: 'ID', fields: FIELDS });

/**
 * The change stream of items, 1,000 a page; filter with `newerThan`. It has no sales price. `Timestamp` is a row version (Int64
 * as text), larger is newer.
 */
export const SYNC_ITEMS = resource({ path: 'sync/Logistics/Items', key: 'ID', fields: SYNCED_FIELDS });
