import { open, stage } from '../../orders/testing/shop.ts';
import { DELIVERIES } from '../index.ts';
import { DOCUMENT } from './warehouse.ts';

/** Settings that ask for shipments too. */
export const SHIPPING = {
  ...DOCUMENT,
  flows: { ...DOCUMENT.flows, deliveries: { enabled: true, shipments: true } },
};

/** Opens an org with shipments, in which the integration user may do everything. */
export async function openWithShipments(...[options, document]: Parameters<typeof open>): Promise<void> {
  await open({ ...options, salesforce: { ...options?.salesforce, features: { shipments: true } } }, document);
  await grantEverything();
}

/** What an administrator of the org does: no package can bring rights on shipments. */
export async function grantEverything(): Promise<void> {
  await stage.salesforce.control('POST', 'users', { username: 'integration@example.com', profilePermissions: 'all' });
}

export const pollShipping = (cursors: Readonly<Record<string, string>> = {}, document: object = SHIPPING) =>
  stage.walk(DELIVERIES, document, { kind: 'changes', cursors, full: false });

export const shipments = () => stage.salesforce.rows('Shipment');
export const items = () => stage.salesforce.rows('ShipmentItem');
