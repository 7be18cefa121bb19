import { resource } from './reading.ts';

/** A payment condition; orders and accounts name it by its code. */
export interface ExactPaymentCondition {
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
  readonly paymentMethod: string | null;
  readonly paymentDays: number | null;
}

/** Payment conditions. */
export const PAYMENT_CONDITIONS = resource<ExactPaymentCondition>({
  path: 'cashflow/PaymentConditions',
  key: 'ID',
  select: ['ID', 'Code', 'Description', 'PaymentMethod', 'PaymentDays'],
  read: (row) => ({
    id: row.key('ID'),
    code: row.key('Code'),
    description: row.text('Description'),
    paymentMethod: row.text('PaymentMethod'),
    paymentDays: row.integer('PaymentDays'),
  }),
});
