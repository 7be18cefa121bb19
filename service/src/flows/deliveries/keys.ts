import { DELIVERY_OBJECT, LINE_OBJECT } from './settings.ts';
import { SHIPMENT_OBJECT } from './shipment-objects.ts';

/** Key of the operation that makes or changes the row of a delivery. */
export function deliveryKey(entryId: string): string {
  return `salesforce/${DELIVERY_OBJECT}/${entryId}`;
}

/** The same of the shipment of a delivery. */
export function shipmentKey(entryId: string): string {
  return `salesforce/${SHIPMENT_OBJECT}/${entryId}`;
}

/** The same of a line, by its key or its id in Salesforce. */
export function lineOperationKey(line: string): string {
  return `salesforce/${LINE_OBJECT}/${line}`;
}
