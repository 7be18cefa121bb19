import { DIVISION } from './world.ts';

/** Settings of the products and orders flows over one division; a flow that is off can still be run. */
export function flowSettings({ hasOrders = false, everyMinutes = 60 } = {}): Record<string, unknown> {
  const orders = { division: DIVISION, everyMinutes, statusCodes: ['Activated'], sendFrom: '2020-01-01T00:00:00Z' };
  return {
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: {
      products: { enabled: false, division: DIVISION, prices: { currency: 'EUR' } },
      orders: { ...orders, enabled: hasOrders },
    },
  };
}

/** A poll of its own would race with what a test enters. */
const NO_POLL_MINUTES = 1_440;

/** Settings of both flows, on and without polls of their own after the first. */
export function unpolledSettings({
  orders = {},
  products = {},
  tables = {},
}: {
  readonly orders?: object;
  readonly products?: object;
  readonly tables?: object;
}): Record<string, unknown> {
  return {
    version: 1,
    divisions: [{ code: DIVISION, default: true }],
    flows: {
      products: { enabled: true, everyMinutes: NO_POLL_MINUTES, ...products },
      orders: { enabled: true, everyMinutes: NO_POLL_MINUTES, ...orders },
    },
    tables,
  };
}
