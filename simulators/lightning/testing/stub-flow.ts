import type { Flow } from 'tandem/middleware';

/** A flow that no component was made for, with a setting of every kind that has no place in the others. */
export const STUB_FLOW = {
  name: 'stock',
  label: 'Stock levels',
  description: 'Stock of Exact Online is shown on products in Salesforce',
  direction: 'toSalesforce',
  icon: 'standard:product_item',
  nouns: { one: 'level', several: 'levels' },
  isEnabled: true,
  history: null,
  state: 'idle',
  settings: {
    'x-tandem': { shown: ['/reserved', '/days', '/warehouse'] },
    properties: {
      reserved: { type: 'boolean', title: 'Count reserved stock', default: false },
      days: { type: 'integer', minimum: 1, maximum: 30, title: 'Days ahead', default: 7, description: 'From today on.' },
      warehouse: { type: 'string', pattern: '^[0-9]*$', maxLength: 4, title: 'Warehouse' },
    },
  },
} satisfies Flow;
