import { ITEMS, SYNC_ITEM_PRICES } from '../../exact/index.ts';
import { defineFlow } from '../define-flow.ts';
import { FURTHER_DIVISIONS } from '../further-divisions.ts';
import { carryOut } from '../execute/index.ts';
import { lookAtProduct } from './look.ts';
import { PRODUCT_NEEDS } from './needs.ts';
import { PRODUCT_OBJECTS } from './objects.ts';
import { planProducts, planProductsInSteps } from './plan.ts';
import { readProducts } from './read.ts';
import { ITEM, ITEM_ROLE } from '../items/index.ts';
import { SHOWN_PRODUCT_SETTINGS } from './settings-texts.ts';
import { PRODUCT_SETTINGS } from './settings.ts';
import type { ProductsInput } from './types.ts';

/** Items and sales prices of Exact Online become products and standard price book entries. */
export const PRODUCTS = defineFlow<ProductsInput>({
  name: PRODUCT_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: { label: 'Products', description: 'Items of Exact Online become products in Salesforce', one: 'item', several: 'items' },
    nl: {
      label: 'Producten',
      description: 'Artikelen van Exact Online worden producten in Salesforce',
      one: 'artikel',
      several: 'artikelen',
    },
  },
  icon: 'standard:product',
  mapping: PRODUCT_SETTINGS,
  shownSettings: [...SHOWN_PRODUCT_SETTINGS, FURTHER_DIVISIONS],
  hints: { salesforceObjects: {}, exactTopics: { Items: 'same' }, flows: { categories: 'poll' } },
  needs: PRODUCT_NEEDS,
  exactNeeds: [ITEMS, SYNC_ITEM_PRICES],
  isExclusivePerRecord: false,
  awaits: [],
  roles: { [ITEM]: ITEM_ROLE },
  linkedAs: ITEM,
  looks: { Product2: lookAtProduct },
  read: readProducts,
  plan: planProducts,
  planInSteps: planProductsInSteps,
  apply: carryOut(PRODUCT_OBJECTS),
});
