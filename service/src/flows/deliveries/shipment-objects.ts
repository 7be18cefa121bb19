import type { FedObject } from '../fed-objects.ts';

/** Salesforce's own objects, which an org has with Order Management, Field Service and others, and which a setting has filled too. */
export const SHIPMENT_OBJECT = 'Shipment';
export const ITEM_OBJECT = 'ShipmentItem';

/** Fields of a shipment that the flow fills by itself. */
export const SHIPMENT_FIELDS = ['TrackingNumber', 'TrackingUrl', 'Description'] as const;

/** The same of an item. Its code is that of its shipment, and Salesforce's own to fill. */
export const ITEM_FIELDS = ['ShipmentId', 'Product2Id', 'Quantity'] as const;

/** What has to be open of both. */
export const FED_OBJECTS: readonly FedObject[] = [
  { object: SHIPMENT_OBJECT, needed: ['ShipToName'], filled: SHIPMENT_FIELDS },
  { object: ITEM_OBJECT, needed: ['ShipmentId', 'Quantity'], filled: ['Product2Id'] },
];
