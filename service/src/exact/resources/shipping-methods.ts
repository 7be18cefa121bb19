import { resource } from './reading.ts';

/** A shipping method; orders name it by its id. */
export interface ExactShippingMethod {
  readonly id: string;
  readonly code: string;
  readonly description: string | null;
  readonly isActive: boolean;
  readonly trackingUrl: string | null;
}

/** Shipping methods. */
export const SHIPPING_METHODS = resource<ExactShippingMethod>({
  path: 'sales/ShippingMethods',
  key: 'ID',
  select: ['ID', 'Code', 'Description', 'Active', 'TrackingURL'],
  read: (row) => ({
    id: row.key('ID'),
    code: row.key('Code'),
    description: row.text('Description'),
    isActive: row.flag('Active'),
    trackingUrl: row.text('TrackingURL'),
  }),
});
