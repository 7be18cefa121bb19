import { linkKey, type LinkRole, type RecordRef } from '../../links/index.ts';
import { CATEGORY_OBJECT } from './settings.ts';
import type { ExactCategory } from './types.ts';

/** Name of the role of categories. */
export const CATEGORY_ROLE_NAME = 'category';

/** The category of a row; its key tells of which division and kind it is. Exact documents no page for one. */
export const CATEGORY_ROLE: LinkRole = {
  object: CATEGORY_OBJECT,
  entity: 'ItemGroups',
  ofDefaultDivision: [],
  isFirstOnRecord: true,
};

/** The category as the record that what is written comes from. */
export function categoryRef(id: string): RecordRef {
  return { system: 'exact', object: CATEGORY_ROLE.entity, division: undefined, id };
}

/** Key of the row of a category. */
export function categoryRowKey(division: number, { entity, id }: Pick<ExactCategory, 'entity' | 'id'>): string {
  return linkKey({ division, entity, exactId: id });
}
