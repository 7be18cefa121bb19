import { LinkRoles } from '../links/index.ts';
import { ACCOUNTS } from './accounts/index.ts';
import { ATTACHMENTS } from './attachments/index.ts';
import { CATEGORIES } from './categories/index.ts';
import { CREDIT } from './credit/index.ts';
import { DEBTORS } from './debtors/index.ts';
import { DELIVERIES } from './deliveries/index.ts';
import type { Flow } from './flow.ts';
import { INVOICES } from './invoices/index.ts';
import { ORDERS } from './orders/index.ts';
import { PICTURES } from './pictures/index.ts';
import { PRICES } from './prices/index.ts';
import { PRODUCTS } from './products/index.ts';
import { PROGRESS } from './progress/index.ts';
import { RETURNS } from './returns/index.ts';
import { SETS } from './sets/index.ts';
import { STOCK } from './stock/index.ts';
import { VARIANTS } from './variants/index.ts';

/** Every flow there is, one line each. Nothing outside this folder names a flow. */
export const FLOWS: readonly Flow<unknown>[] = [
  PRODUCTS,
  CATEGORIES,
  VARIANTS,
  SETS,
  PICTURES,
  PRICES,
  STOCK,
  ORDERS,
  RETURNS,
  DEBTORS,
  ACCOUNTS,
  ATTACHMENTS,
  PROGRESS,
  DELIVERIES,
  INVOICES,
  CREDIT,
];

/** What records of Exact are to records of Salesforce, over all flows. */
export const LINK_ROLES = new LinkRoles(FLOWS.map(({ roles }) => roles));
