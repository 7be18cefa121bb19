import type { FedObject } from '../fed-objects.ts';

/** Salesforce's own objects, which an org has with Industries, Retail or B2B Commerce, and which a setting has filled too. */
export const CATALOG_OBJECT = 'ProductCatalog';
export const STANDARD_OBJECT = 'ProductCategory';

/** Which catalog is meant is looked for among all of them. */
export const CATALOG: FedObject = { object: CATALOG_OBJECT, needed: [], filled: [], isOnlyRead: true };

/** What has to be open of a category. */
export const FED_OBJECTS: readonly FedObject[] = [
  { object: STANDARD_OBJECT, needed: ['Name', 'CatalogId'], filled: ['ParentCategoryId', 'IsNavigational'] },
];
