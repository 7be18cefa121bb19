import { badRequest } from '../errors.ts';
import type { Org } from '../org.ts';
import type { Draft, ObjectRules } from './object-rules.ts';

const checkParent = (org: Org, { values }: Draft): void => {
  const seen = new Set([values['Id']]);
  for (let parentId = values['ParentCategoryId']; typeof parentId === 'string';) {
    const parent = org.store.get(org.object('ProductCategory'), parentId);
    if (seen.has(parentId))
      throw badRequest('CIRCULAR_DEPENDENCY', 'A category cannot be its own ancestor', ['ParentCategoryId']);
    if (parent === undefined || parent['CatalogId'] !== values['CatalogId'])
      throw badRequest('FIELD_INTEGRITY_EXCEPTION', 'A category and its parent must be in the same catalog', [
        'ParentCategoryId',
      ]);
    seen.add(parentId);
    parentId = parent['ParentCategoryId'] ?? null;
  }
};

/** Categories of one catalog form a tree. */
export const productCategoryRules: ObjectRules = {
  beforeInsert: checkParent,
  beforeUpdate: checkParent,
};

/** A product is in a category once, and in the catalog of that category. */
export const productCategoryProductRules: ObjectRules = {
  beforeInsert(org, { values }) {
    const category = org.store.get(org.object('ProductCategory'), String(values['ProductCategoryId']));
    const known = org.store
      .find(org.object('ProductCategoryProduct'), 'ProductCategoryId', String(values['ProductCategoryId']))
      .find((row) => row['ProductId'] === values['ProductId'] && !row.IsDeleted);
    if (known !== undefined)
      throw badRequest(
        'DUPLICATE_VALUE',
        `duplicate value found: ProductToCategory duplicates value on record with id: ${known.Id}`,
        [],
      );
    values['CatalogId'] = category?.['CatalogId'] ?? null;
    values['ProductToCategory'] =
      `${String(values['ProductId']).slice(0, 15)}${String(values['ProductCategoryId']).slice(0, 15)}`;
  },
};
