import { PRICE_LISTS, SYNC_AGREED_PRICES } from '../../exact/index.ts';
import { ACCOUNT_ROLE } from '../customers/index.ts';
import { defineFlow } from '../define-flow.ts';
import { carryOut } from '../execute/index.ts';
import { FURTHER_DIVISIONS } from '../further-divisions.ts';
import { ITEM, ITEM_ROLE } from '../items/index.ts';
import { PRICE_NEEDS } from './needs.ts';
import { PRICE_OBJECTS } from './objects.ts';
import { planPrices, planPricesInSteps } from './plan.ts';
import { PRICE_ROLE, PRICE_ROLE_NAME } from './price-role.ts';
import { readPrices } from './read.ts';
import { SHOWN_PRICE_SETTINGS } from './settings-texts.ts';
import { PRICE_SETTINGS } from './settings.ts';
import type { PricesInput } from './types.ts';

/** Price lists of Exact Online become price books; they and what customers agreed are shown with products and accounts. */
export const PRICES = defineFlow<PricesInput>({
  name: PRICE_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: {
      label: 'Price lists and agreements',
      description:
        'Price lists of Exact Online become price books, customer and volume prices are shown on products in Salesforce',
      one: 'price',
      several: 'prices',
    },
    nl: {
      label: 'Prijslijsten en prijsafspraken',
      description: 'Prijslijsten van Exact Online worden prijsboeken, klant- en staffelprijzen staan op producten in Salesforce',
      one: 'prijs',
      several: 'prijzen',
    },
  },
  icon: 'standard:pricebook',
  mapping: PRICE_SETTINGS,
  shownSettings: [...SHOWN_PRICE_SETTINGS, FURTHER_DIVISIONS],
  // Exact documents no topic for prices; somebody who enters an item enters its prices too.
  hints: { salesforceObjects: {}, exactTopics: { Items: 'poll' }, flows: { products: 'poll' } },
  needs: PRICE_NEEDS,
  exactNeeds: [PRICE_LISTS, SYNC_AGREED_PRICES],
  isExclusivePerRecord: false,
  awaits: [],
  roles: { [PRICE_ROLE_NAME]: PRICE_ROLE, [ITEM]: ITEM_ROLE, account: ACCOUNT_ROLE },
  linkedAs: PRICE_ROLE_NAME,
  looks: {},
  read: readPrices,
  plan: planPrices,
  planInSteps: planPricesInSteps,
  apply: carryOut(PRICE_OBJECTS),
});
