/** The error that holds an order. */
export const HELD = 'order_credit_blocked';
