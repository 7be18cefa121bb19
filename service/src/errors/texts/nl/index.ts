import type { Texts } from '../translation.ts';
import { DUTCH_CHECK_PHRASES } from './phrases/checks.ts';
import { DUTCH_FORMULA_PHRASES } from './phrases/formulas.ts';
import { DUTCH_PAGE_PHRASES } from './phrases/pages.ts';
import { DUTCH_RECORD_PHRASES } from './phrases/records.ts';
import { DUTCH_SELLING_PHRASES } from './phrases/selling.ts';
import { DUTCH_SETTINGS_PHRASES } from './phrases/settings.ts';
import { DUTCH_SYSTEM_PHRASES } from './phrases/systems.ts';
import { DUTCH_AMENDMENTS } from './problems/amendments.ts';
import { DUTCH_ATTACHMENTS } from './problems/attachments.ts';
import { DUTCH_APPROVALS } from './problems/approvals.ts';
import { DUTCH_CONFIGURATION } from './problems/configuration.ts';
import { DUTCH_CONNECTION } from './problems/connection.ts';
import { DUTCH_CUSTOMERS } from './problems/customers.ts';
import { DUTCH_ENGINE } from './problems/engine.ts';
import { DUTCH_EXACT } from './problems/exact.ts';
import { DUTCH_INVOICES } from './problems/invoices.ts';
import { DUTCH_ORDER_DOCUMENTS } from './problems/order-documents.ts';
import { DUTCH_MISSING_PRODUCTS } from './problems/missing-products.ts';
import { DUTCH_ORDERS } from './problems/orders.ts';
import { DUTCH_PICTURES } from './problems/pictures.ts';
import { DUTCH_PRICES } from './problems/prices.ts';
import { DUTCH_PRODUCTS } from './problems/products.ts';
import { DUTCH_PROGRESS } from './problems/progress.ts';
import { DUTCH_DELIVERIES } from './problems/deliveries.ts';
import { DUTCH_RECORDS } from './problems/records.ts';
import { DUTCH_RETURNS } from './problems/returns.ts';
import { DUTCH_SALESFORCE } from './problems/salesforce.ts';
import { DUTCH_SELLING } from './problems/selling.ts';
import { DUTCH_SERVICE } from './problems/service.ts';
import { DUTCH_SETS } from './problems/sets.ts';
import { DUTCH_VARIANTS } from './problems/variants.ts';

/** Everything that Tandem says, in Dutch. */
export const DUTCH: Texts = {
  problems: {
    ...DUTCH_SERVICE,
    ...DUTCH_CONNECTION,
    ...DUTCH_CONFIGURATION,
    ...DUTCH_ENGINE,
    ...DUTCH_EXACT,
    ...DUTCH_SALESFORCE,
    ...DUTCH_PRODUCTS,
    ...DUTCH_VARIANTS,
    ...DUTCH_PICTURES,
    ...DUTCH_PRICES,
    ...DUTCH_SETS,
    ...DUTCH_CUSTOMERS,
    ...DUTCH_ORDERS,
    ...DUTCH_RETURNS,
    ...DUTCH_ORDER_DOCUMENTS,
    ...DUTCH_AMENDMENTS,
    ...DUTCH_MISSING_PRODUCTS,
    ...DUTCH_ATTACHMENTS,
    ...DUTCH_PROGRESS,
    ...DUTCH_DELIVERIES,
    ...DUTCH_SELLING,
    ...DUTCH_INVOICES,
    ...DUTCH_RECORDS,
    ...DUTCH_APPROVALS,
  },
  phrases: {
    ...DUTCH_RECORD_PHRASES,
    ...DUTCH_CHECK_PHRASES,
    ...DUTCH_PAGE_PHRASES,
    ...DUTCH_FORMULA_PHRASES,
    ...DUTCH_SELLING_PHRASES,
    ...DUTCH_SETTINGS_PHRASES,
    ...DUTCH_SYSTEM_PHRASES,
  },
};
