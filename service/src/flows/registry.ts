import type { Flow } from './flow.ts';
import { ORDERS } from './orders/index.ts';
import { PRODUCTS } from './products/index.ts';

/** Every flow there is, one line each. Nothing outside this folder names a flow. */
export const FLOWS: readonly Flow<unknown>[] = [PRODUCTS, ORDERS];
