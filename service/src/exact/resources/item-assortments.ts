import { key, text } from './fields.ts';
import { resource } from './resource.ts';

const ASSORTMENT_FIELDS = {
  ID: key(),
  /** A number in Exact. */
  Code: key(),
  Description: text(),
} as const;

const PROPERTY_FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  /** The number of the assortment that it is a property of. */
  ItemAssortmentCode: key(),
} as const;

/** Assortments: groups of items beside the item groups, 60 a page. Nothing in Exact's API says which items are in one. */
export const ITEM_ASSORTMENTS = resource({ path: 'logistics/ItemAssortment', key: 'ID', fields: ASSORTMENT_FIELDS });

/** The properties of all assortments, 60 a page. */
export const ITEM_ASSORTMENT_PROPERTIES = resource({
  path: 'logistics/ItemAssortmentProperty',
  key: 'ID',
  fields: PROPERTY_FIELDS,
});
