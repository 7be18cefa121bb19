import { itemUrl } from '../../exact/index.ts';
import type { LinkRole, RecordRef } from '../../links/index.ts';

/** Name of the role of items. */
export const ITEM = 'item';

/** The item of a product. */
export const ITEM_ROLE: LinkRole = {
  object: 'Product2',
  entity: 'Items',
  lookup: 'Product__c',
  ofDefaultDivision: ['Exact_Id__c'],
  isFirstOnRecord: true,
  page: itemUrl,
};

/** The item as the record that what is written comes from. */
export function itemRef(itemId: string): RecordRef {
  return { system: 'exact', object: 'Items', division: undefined, id: itemId };
}
