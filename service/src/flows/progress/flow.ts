import { SYNC_SALES_ORDER_HEADERS } from '../../exact/index.ts';
import { defineFlow } from '../define-flow.ts';
import { FURTHER_DIVISIONS } from '../further-divisions.ts';
import { carryOut } from '../execute/index.ts';
import { ORDER_ROLES, sourcesOf } from '../orders/index.ts';
import { PROGRESS_NEEDS } from './needs.ts';
import { progressObjects } from './objects.ts';
import { planProgress, planProgressInSteps } from './plan.ts';
import { readProgress } from './read.ts';
import { SHOWN_PROGRESS_SETTINGS } from './settings-texts.ts';
import { PROGRESS_SETTINGS } from './settings.ts';
import type { ProgressInput } from './types.ts';

/** What became of orders in Exact Online, line by line, comes back to the orders of Salesforce. */
export const PROGRESS = defineFlow<ProgressInput>({
  name: PROGRESS_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: {
      label: 'Order progress',
      description: 'What Exact Online delivers, invoices and changes of an order appears on the order in Salesforce',
      one: 'sales order',
      several: 'sales orders',
    },
    nl: {
      label: 'Ordervoortgang',
      description: 'Wat Exact Online van een order levert, factureert en wijzigt, verschijnt op de order in Salesforce',
      one: 'verkooporder',
      several: 'verkooporders',
    },
  },
  icon: 'standard:order_item',
  mapping: PROGRESS_SETTINGS,
  shownSettings: [...SHOWN_PROGRESS_SETTINGS, FURTHER_DIVISIONS],
  hints: { salesforceObjects: {}, exactTopics: { SalesOrders: 'poll' } },
  isToldOfAll: true,
  needs: PROGRESS_NEEDS,
  exactNeeds: [SYNC_SALES_ORDER_HEADERS],
  isExclusivePerRecord: false,
  awaits: [],
  roles: ORDER_ROLES,
  linkedAs: 'salesOrder',
  looks: {},
  read: readProgress,
  plan: planProgress,
  planInSteps: planProgressInSteps,
  apply: (context, operations) => carryOut(progressObjects(sourcesOf(context.configuration)))(context, operations),
});
