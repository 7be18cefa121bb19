import { flag, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  Active: flag(),
  TrackingURL: text(),
} as const;

/** A shipping method; orders name it by its id. */
export type ExactShippingMethod = RowOf<typeof FIELDS>;

/** Shipping methods. */
export const SHIPPING_METHODS = resource({ path: 'sales/ShippingMethods', key: 'ID', fields: FIELDS });
