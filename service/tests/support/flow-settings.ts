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
