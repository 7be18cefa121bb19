import { divisionOfFlow } from '../../mapping/index.ts';
import type { Flow } from '../flow.ts';
import { applyProducts } from './apply.ts';
import { lookAtProduct } from './look.ts';
import { planProducts, planProductsInSteps } from './plan.ts';
import { readProducts } from './read.ts';
import type { ProductsInput } from './types.ts';

/** Items and sales prices of Exact Online become products and standard price book entries. */
export const PRODUCTS: Flow<ProductsInput> = {
  name: 'products',
  source: 'exact',
  hints: { salesforceObjects: [], exactTopics: ['Items'] },
  isExclusivePerRecord: false,
  looks: { '01t': lookAtProduct },
  pollMinutes: (configuration) => configuration.flows.products.everyMinutes,
  isEnabled: (configuration) => configuration.flows.products.enabled,
  divisionsOf: (configuration) => [divisionOfFlow(configuration, 'products')].filter((division) => division !== undefined),
  read: readProducts,
  plan: planProducts,
  planInSteps: planProductsInSteps,
  apply: applyProducts,
};
