import { text, wholeNumber } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  Number: wholeNumber(),
  Description: text(),
  Value: text(),
} as const;

/** The extra fields of one item, by the parameter `itemId`: one call an item. */
export const ITEM_EXTRA_FIELDS = resource({ path: 'read/logistics/ItemExtraField', key: 'Number', fields: FIELDS });
