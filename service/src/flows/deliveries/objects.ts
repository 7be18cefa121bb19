import type { ObjectTables } from '../execute/index.ts';
import { DELIVERY_OBJECT, LINE_OBJECT } from './settings.ts';
import { ITEM_OBJECT, SHIPMENT_OBJECT } from './shipment-objects.ts';

/**
 * What the deliveries flow writes: rows of its own, by their keys, whether they are there or not; shipments, by the ids that these rows
 * have of them.
 */
export const DELIVERY_OBJECTS: ObjectTables = {
  exact: [],
  salesforce: [
    { object: DELIVERY_OBJECT, externalId: 'Key__c', isUpserted: true, stamp: 'Exact_Synced_At__c' },
    { object: LINE_OBJECT, externalId: 'Key__c', isUpserted: true, parent: { field: 'Delivery__c', object: DELIVERY_OBJECT } },
    { object: SHIPMENT_OBJECT, notedOn: { object: DELIVERY_OBJECT, field: 'Shipment_Id__c' } },
    {
      object: ITEM_OBJECT,
      parent: { field: 'ShipmentId', object: SHIPMENT_OBJECT },
      notedOn: { object: LINE_OBJECT, field: 'Shipment_Item_Id__c' },
    },
  ],
};
