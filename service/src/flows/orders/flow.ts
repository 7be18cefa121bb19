import { divisionOfFlow } from '../../mapping/index.ts';
import { lookAtAccount } from '../customers/index.ts';
import type { Flow } from '../flow.ts';
import { applyOrders } from './apply.ts';
import { AWAITED_PRODUCTS } from './awaited-products.ts';
import { planOrders, planOrdersInSteps } from './plan.ts';
import { readOrders } from './read.ts';
import { lookAtOrder } from './look.ts';
import { ORDERS_START } from './start-point.ts';
import type { OrdersInput } from './types.ts';

/** Orders of Salesforce become sales orders of Exact Online, each exactly once, with the customers they need. */
export const ORDERS: Flow<OrdersInput> = {
  name: 'orders',
  source: 'salesforce',
  hints: { salesforceObjects: ['Order'], exactTopics: [] },
  isExclusivePerRecord: true,
  awaits: AWAITED_PRODUCTS,
  start: ORDERS_START,
  looks: { '801': lookAtOrder, '001': lookAtAccount },
  pollMinutes: (configuration) => configuration.flows.orders.everyMinutes,
  isEnabled: (configuration) => configuration.flows.orders.enabled,
  divisionsOf: (configuration) => [divisionOfFlow(configuration, 'orders')].filter((division) => division !== undefined),
  read: readOrders,
  plan: planOrders,
  planInSteps: planOrdersInSteps,
  apply: applyOrders,
};
