import { linkKey, type LinkRole, type RecordRef } from '../../links/index.ts';
import type { Reference } from '../operation.ts';
import { PRICE_OBJECT } from './settings.ts';
import type { PriceEntity } from './types.ts';

const LIST_ENTITY = 'SalesPriceLists';

/** Name of the role of prices. */
export const PRICE_ROLE_NAME = 'price';

/** The price of a row; its key tells of which division and entity it is. Exact documents no page for one. */
export const PRICE_ROLE: LinkRole = {
  object: PRICE_OBJECT,
  entity: 'SalesItemPrices',
  ofDefaultDivision: [],
  isFirstOnRecord: true,
};

/** The price as the record that what is written comes from. */
export function priceRef(entity: PriceEntity, id: string): RecordRef {
  return { system: 'exact', object: entity, division: undefined, id };
}

/** Key of the row of a price. */
export function rowKey(division: number, entity: PriceEntity, id: string): string {
  return linkKey({ division, entity, exactId: id });
}

/** Key of the price book of a list. */
export function bookKey(division: number, listId: string): string {
  return linkKey({ division, entity: LIST_ENTITY, exactId: listId });
}

/** Key of the operation on the price book of a list. */
export function bookOperationKey(listId: string): string {
  return `salesforce/Pricebook2/${listId}`;
}

/** The id of the price book of a list, made in the same plan or before. */
export function bookReference(division: number, listId: string): Reference {
  return {
    ref: bookOperationKey(listId),
    by: { object: 'Pricebook2', field: 'Exact_Key__c', value: bookKey(division, listId) },
  };
}

/** What prices have in common that decide together: the item, and the list or debtor; with neither they are for everybody. */
export function scopeOf(itemId: string, of: string | null): string {
  return `${itemId}/${of ?? ''}`;
}
