import { SYNC_GOODS_DELIVERIES } from '../../exact/index.ts';
import { defineFlow } from '../define-flow.ts';
import { checkFed } from '../fed-objects.ts';
import { FURTHER_DIVISIONS } from '../further-divisions.ts';
import { carryOut } from '../execute/index.ts';
import { DELIVERY_ROLE, DELIVERY_ROLE_NAME } from './delivery-role.ts';
import { DELIVERY_HISTORY } from './history.ts';
import { DELIVERY_NEEDS } from './needs.ts';
import { DELIVERY_OBJECTS } from './objects.ts';
import { planDeliveries, planDeliveriesInSteps } from './plan.ts';
import { readDeliveries } from './read.ts';
import { SHOWN_DELIVERY_SETTINGS } from './settings-texts.ts';
import { DELIVERY_SETTINGS } from './settings.ts';
import { FED_OBJECTS } from './shipment-objects.ts';
import type { DeliveriesInput } from './types.ts';

/** Goods deliveries of Exact Online that bring something of an order of Tandem's become deliveries in Salesforce. */
export const DELIVERIES = defineFlow<DeliveriesInput>({
  name: DELIVERY_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: {
      label: 'Deliveries',
      description: 'Goods deliveries of Exact Online appear with track and trace on the orders in Salesforce',
      one: 'delivery',
      several: 'deliveries',
    },
    nl: {
      label: 'Leveringen',
      description: 'Goederenleveringen van Exact Online verschijnen met track-and-trace op de orders in Salesforce',
      one: 'levering',
      several: 'leveringen',
    },
  },
  icon: 'standard:shipment',
  mapping: DELIVERY_SETTINGS,
  shownSettings: [...SHOWN_DELIVERY_SETTINGS, FURTHER_DIVISIONS],
  hints: { salesforceObjects: {}, exactTopics: { GoodsDeliveries: 'poll' } },
  isToldOfAll: true,
  needs: DELIVERY_NEEDS,
  exactNeeds: [SYNC_GOODS_DELIVERIES],
  findings: (salesforce, configuration) => checkFed(salesforce, DELIVERY_SETTINGS.of(configuration).shipments ? FED_OBJECTS : []),
  isExclusivePerRecord: false,
  awaits: [],
  roles: { [DELIVERY_ROLE_NAME]: DELIVERY_ROLE },
  linkedAs: DELIVERY_ROLE_NAME,
  looks: {},
  history: DELIVERY_HISTORY,
  read: readDeliveries,
  plan: planDeliveries,
  planInSteps: planDeliveriesInSteps,
  apply: carryOut(DELIVERY_OBJECTS),
});
