import type { Org } from '../org.ts';
import type { Actor } from '../org-records.ts';
import type { StoredRecord } from '../records/record-store.ts';
import type { ObjectRules, SystemWriter } from './object-rules.ts';

const itemsOf = (org: Org, shipmentId: string): StoredRecord[] =>
  org.store.find(org.object('ShipmentItem'), 'ShipmentId', shipmentId).filter((item) => !item.IsDeleted);

const countItems = (org: Org, writer: SystemWriter, item: StoredRecord, actor: Actor): void => {
  const shipment = org.store.get(org.object('Shipment'), String(item['ShipmentId']));
  if (shipment === undefined || shipment.IsDeleted) return;
  const total = itemsOf(org, shipment.Id).reduce((sum, { Quantity }) => sum + Number(Quantity), 0);
  writer.change(shipment, 'Shipment', { TotalItemsQuantity: total }, actor);
};

/** What the items of a shipment say of it themselves. */
export const shipmentRules: ObjectRules = {
  afterUpdate(org, writer, before, shipment, actor) {
    const { TrackingNumber = null, TrackingUrl = null } = shipment;
    if (TrackingNumber === before['TrackingNumber'] && TrackingUrl === before['TrackingUrl']) return;
    for (const item of itemsOf(org, shipment.Id)) writer.change(item, 'ShipmentItem', { TrackingNumber, TrackingUrl }, actor);
  },
};

/** An item counts in its shipment, and has its code. */
export const shipmentItemRules: ObjectRules = {
  beforeInsert(org, { values }) {
    const shipment = org.store.get(org.object('Shipment'), String(values['ShipmentId']));
    values['TrackingNumber'] = shipment?.['TrackingNumber'] ?? null;
    values['TrackingUrl'] = shipment?.['TrackingUrl'] ?? null;
  },
  afterInsert: countItems,
  afterUpdate: (org, writer, _before, item, actor) => countItems(org, writer, item, actor),
  afterDelete: countItems,
};
