import type { FedObject } from '../fed-objects.ts';

/** Salesforce's own objects, which an org has with Industries, Retail or B2B Commerce, and which a setting has filled too. */
export const CATALOG_OBJECT = 'ProductCatalog';
export const STANDARD_OBJECT = 'ProductCategory';
/** Says that a product is in a category: it is made and deleted, for Salesforce lets nobody move it. */
export const MEMBERSHIP_OBJECT = 'ProductCategoryProduct';

/** Fields of a product: the standard category that Tandem saw to last, and what Tandem made for it, empty where a person had put it there. */
export const SEEN_TO_FIELD = 'Exact_Product_Category_Id__c';
export const MEMBERSHIP_FIELD = 'Exact_Category_Product_Id__c';

/** Which catalog is meant is looked for among all of them. */
export const CATALOG: FedObject = { object: CATALOG_OBJECT, needed: [], filled: [], isOnlyRead: true };

/** What has to be open of a category. */
export const FED_OBJECTS: readonly FedObject[] = [
  { object: STANDARD_OBJECT, needed: ['Name', 'CatalogId'], filled: ['ParentCategoryId', 'IsNavigational'] },
];

/** What has to be open so that products are put in categories; categories come without it. */
export const MEMBERSHIP: FedObject = {
  object: MEMBERSHIP_OBJECT,
  needed: ['ProductCategoryId', 'ProductId'],
  filled: [],
  isRemade: true,
};

/** Where a product says what was seen to: a package of before has no such fields. */
export const MEMBER: FedObject = {
  object: 'Product2',
  needed: [SEEN_TO_FIELD, MEMBERSHIP_FIELD],
  filled: [],
  isOnlyRead: true,
};
