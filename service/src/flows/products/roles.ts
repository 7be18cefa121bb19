import { itemUrl } from '../../exact/index.ts';
import type { LinkRole } from '../../links/index.ts';

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
