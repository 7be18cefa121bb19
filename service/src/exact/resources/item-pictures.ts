import { flag, key, rowVersion, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  ItemGroupCode: text(),
  IsWebshopItem: flag(),
  PictureName: text(),
  PictureUrl: text(),
} as const;

/** An item as far as its picture goes. Exact gives an item without one an address too, but no name. */
export type ExactItemPicture = RowOf<typeof FIELDS>;

/** Pictures of items by key, 60 a page. */
export const ITEM_PICTURES = resource({ path: 'logistics/Items', key: 'ID', fields: FIELDS });

/** The change stream of items with what their pictures are called and where they are. */
export const SYNC_ITEM_PICTURES = resource({
  path: 'sync/Logistics/Items',
  key: 'ID',
  fields: { Timestamp: rowVersion(), ...FIELDS },
});
