import { ACCOUNTS, SALES_ORDERS } from '../../exact/index.ts';
import { lookAtAccount } from '../customers/index.ts';
import { defineFlow } from '../define-flow.ts';
import { carryOut } from '../execute/index.ts';
import { AWAITED_PRODUCTS } from './awaited-products.ts';
import { AWAITED_CREDIT, noteSent } from './credit-block/index.ts';
import { divisionsOfRecords } from './division.ts';
import { ORDER_HINTS } from './hints.ts';
import { lookAtOrder } from './look.ts';
import { ORDER_NEEDS } from './needs.ts';
import { orderObjects } from './objects.ts';
import { planOrders, planOrdersInSteps } from './plan.ts';
import { readOrders } from './read.ts';
import { ORDER_ROLES } from './roles.ts';
import { setsFindings } from './set-lines/index.ts';
import { SHOWN_ORDER_SETTINGS } from './settings-texts.ts';
import { vatFindings } from './sale-findings.ts';
import { peppolFindings } from './peppol-findings.ts';
import { ORDER_SETTINGS } from './settings.ts';
import { checkSources } from './source-findings.ts';
import { sourcesOf } from './source-settings.ts';
import { ORDERS_START } from './start-point.ts';
import { targetFindings } from './targets/index.ts';
import type { OrdersInput } from './types.ts';

/** Orders of Salesforce become sales orders of Exact Online, each exactly once, with the customers they need. */
export const ORDERS = defineFlow<OrdersInput>({
  name: ORDER_SETTINGS.flow,
  source: 'salesforce',
  texts: {
    en: {
      label: 'Orders',
      description: 'Orders of Salesforce become sales orders, or other documents, in Exact Online',
      one: 'order',
      several: 'orders',
    },
    nl: {
      label: 'Orders',
      description: 'Orders van Salesforce worden verkooporders, of andere documenten, in Exact Online',
      one: 'order',
      several: 'orders',
    },
  },
  icon: 'standard:orders',
  mapping: ORDER_SETTINGS,
  shownSettings: SHOWN_ORDER_SETTINGS,
  hints: { salesforceObjects: ORDER_HINTS, exactTopics: {} },
  needs: ORDER_NEEDS,
  exactNeeds: [ACCOUNTS, SALES_ORDERS],
  findings: async (salesforce, configuration) => [
    ...(await checkSources(salesforce, configuration)),
    ...setsFindings(configuration),
  ],
  exactFindings: async (company, configuration) => [
    ...(await vatFindings(company, configuration)),
    ...(await peppolFindings(company, configuration)),
    ...(await targetFindings(company, ORDER_SETTINGS.of(configuration).targets)),
  ],
  isExclusivePerRecord: true,
  awaits: [AWAITED_PRODUCTS, ...AWAITED_CREDIT],
  start: ORDERS_START,
  roles: ORDER_ROLES,
  linkedAs: 'salesOrder',
  looks: {
    Order: lookAtOrder('Order'),
    Opportunity: lookAtOrder('Opportunity'),
    Quote: lookAtOrder('Quote'),
    Account: lookAtAccount,
  },
  divisionsOfRecords,
  read: readOrders,
  plan: planOrders,
  planInSteps: planOrdersInSteps,
  apply: async (context, operations) => {
    const outcomes = await carryOut(orderObjects(sourcesOf(context.configuration)))(context, operations);
    await noteSent(context, outcomes);
    return outcomes;
  },
});
