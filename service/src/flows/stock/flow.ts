import { SYNC_STOCK_POSITIONS } from '../../exact/index.ts';
import { defineFlow } from '../define-flow.ts';
import { FURTHER_DIVISIONS } from '../further-divisions.ts';
import { carryOut } from '../execute/index.ts';
import { ITEM, ITEM_ROLE } from '../items/index.ts';
import { STOCK_NEEDS } from './needs.ts';
import { STOCK_OBJECTS } from './objects.ts';
import { planStock, planStockInSteps } from './plan.ts';
import { readStock } from './read.ts';
import { SHOWN_STOCK_SETTINGS } from './settings-texts.ts';
import { STOCK_SETTINGS } from './settings.ts';
import type { StockInput } from './types.ts';

/** Stock of Exact Online by item and warehouse, with a total on each product. */
export const STOCK = defineFlow<StockInput>({
  name: STOCK_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: {
      label: 'Stock',
      description: 'Stock of Exact Online is shown on products in Salesforce',
      one: 'item',
      several: 'items',
    },
    nl: {
      label: 'Voorraad',
      description: 'De voorraad in Exact Online staat op producten in Salesforce',
      one: 'artikel',
      several: 'artikelen',
    },
  },
  icon: 'standard:product_item',
  mapping: STOCK_SETTINGS,
  shownSettings: [...SHOWN_STOCK_SETTINGS, FURTHER_DIVISIONS],
  hints: { salesforceObjects: {}, exactTopics: { StockPositions: 'poll' }, flows: { products: 'poll' } },
  isToldOfAll: true,
  needs: STOCK_NEEDS,
  exactNeeds: [SYNC_STOCK_POSITIONS],
  isExclusivePerRecord: false,
  awaits: [],
  roles: { [ITEM]: ITEM_ROLE },
  linkedAs: ITEM,
  looks: {},
  read: readStock,
  plan: planStock,
  planInSteps: planStockInSteps,
  apply: carryOut(STOCK_OBJECTS),
});
