import { ITEM_GROUPS } from '../../exact/index.ts';
import { defineFlow } from '../define-flow.ts';
import { FURTHER_DIVISIONS } from '../further-divisions.ts';
import { applyCategories } from './apply.ts';
import { standardFindings } from './catalogs.ts';
import { CATEGORY_ROLE, CATEGORY_ROLE_NAME } from './category-role.ts';
import { CATEGORY_NEEDS } from './needs.ts';
import { planCategories } from './plan.ts';
import { readCategories } from './read.ts';
import { SHOWN_CATEGORY_SETTINGS } from './settings-texts.ts';
import { CATEGORY_SETTINGS } from './settings.ts';
import type { CategoriesInput } from './types.ts';

/** Item groups of Exact Online, or its assortments with their properties, become categories in Salesforce. */
export const CATEGORIES = defineFlow<CategoriesInput>({
  name: CATEGORY_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: {
      label: 'Categories',
      description: 'Item groups or assortments of Exact Online become categories of products in Salesforce',
      one: 'category',
      several: 'categories',
    },
    nl: {
      label: 'Categorieën',
      description: 'Artikelgroepen of assortimenten van Exact Online worden categorieën van producten in Salesforce',
      one: 'categorie',
      several: 'categorieën',
    },
  },
  icon: 'standard:category',
  mapping: CATEGORY_SETTINGS,
  shownSettings: [...SHOWN_CATEGORY_SETTINGS, FURTHER_DIVISIONS],
  // Exact has no webhook for item groups: products that are made may be the first of a new one.
  hints: {
    ...{ salesforceObjects: {}, exactTopics: {}, flows: { products: 'poll' } },
    changesIn: { products: ['Exact_Category__c'] },
  },
  needs: CATEGORY_NEEDS,
  exactNeeds: [ITEM_GROUPS],
  findings: standardFindings,
  isExclusivePerRecord: false,
  awaits: [],
  roles: { [CATEGORY_ROLE_NAME]: CATEGORY_ROLE },
  linkedAs: CATEGORY_ROLE_NAME,
  looks: {},
  read: readCategories,
  plan: planCategories,
  apply: applyCategories,
});
