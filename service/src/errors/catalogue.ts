import { AMENDMENT_ERRORS } from './catalogue/amendments.ts';
import { ATTACHMENT_ERRORS } from './catalogue/attachments.ts';
import { APPROVAL_ERRORS } from './catalogue/approvals.ts';
import { CONFIGURATION_ERRORS } from './catalogue/configuration.ts';
import { CONNECTION_ERRORS } from './catalogue/connection.ts';
import { CUSTOMER_ERRORS } from './catalogue/customers.ts';
import { ENGINE_ERRORS } from './catalogue/engine.ts';
import { EXACT_ERRORS } from './catalogue/exact.ts';
import { INVOICE_ERRORS } from './catalogue/invoices.ts';
import { ORDER_DOCUMENT_ERRORS } from './catalogue/order-documents.ts';
import { MISSING_PRODUCT_ERRORS } from './catalogue/missing-products.ts';
import { ORDER_ERRORS } from './catalogue/orders.ts';
import { PICTURE_ERRORS } from './catalogue/pictures.ts';
import { PRICES_ERRORS } from './catalogue/prices.ts';
import { PRODUCT_ERRORS } from './catalogue/products.ts';
import { PROGRESS_ERRORS } from './catalogue/progress.ts';
import { DELIVERIES_ERRORS } from './catalogue/deliveries.ts';
import { RECORD_ERRORS } from './catalogue/records.ts';
import { RETURN_ERRORS } from './catalogue/returns.ts';
import { SALESFORCE_ERRORS } from './catalogue/salesforce.ts';
import { SELLING_ERRORS } from './catalogue/selling.ts';
import { SERVICE_ERRORS } from './catalogue/service.ts';
import { SET_ERRORS } from './catalogue/sets.ts';
import { VARIANT_ERRORS } from './catalogue/variants.ts';

/** Every error a person can meet: code -> title, message, what to do. One file an area; see docs/errors.md. */
export const CATALOGUE = {
  ...SERVICE_ERRORS,
  ...CONNECTION_ERRORS,
  ...CONFIGURATION_ERRORS,
  ...ENGINE_ERRORS,
  ...EXACT_ERRORS,
  ...SALESFORCE_ERRORS,
  ...PRODUCT_ERRORS,
  ...VARIANT_ERRORS,
  ...PICTURE_ERRORS,
  ...PRICES_ERRORS,
  ...SET_ERRORS,
  ...CUSTOMER_ERRORS,
  ...ORDER_ERRORS,
  ...RETURN_ERRORS,
  ...ORDER_DOCUMENT_ERRORS,
  ...AMENDMENT_ERRORS,
  ...MISSING_PRODUCT_ERRORS,
  ...ATTACHMENT_ERRORS,
  ...PROGRESS_ERRORS,
  ...DELIVERIES_ERRORS,
  ...SELLING_ERRORS,
  ...INVOICE_ERRORS,
  ...RECORD_ERRORS,
  ...APPROVAL_ERRORS,
} as const;

export type ErrorCode = keyof typeof CATALOGUE;
