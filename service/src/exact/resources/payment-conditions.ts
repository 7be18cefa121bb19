import { integer, key, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';

const FIELDS = {
  ID: key(),
  Code: key(),
  Description: text(),
  PaymentMethod: text(),
  PaymentDays: integer(),
} as const;

/** A payment condition; orders and accounts name it by its code. */
export type ExactPaymentCondition = RowOf<typeof FIELDS>;

/** Payment conditions. */
export const PAYMENT_CONDITIONS = resource({ path: 'cashflow/PaymentConditions', key: 'ID', fields: FIELDS });
