import { linkKey, type LinkRole, type RecordRef } from '../../links/index.ts';
import { DELIVERY_OBJECT } from './settings.ts';

const LINE_ENTITY = 'GoodsDeliveryLines';

/** Name of the role of deliveries. */
export const DELIVERY_ROLE_NAME = 'goodsDelivery';

/** The goods delivery of a row; its key tells of which division it is. Exact documents no page for one. */
export const DELIVERY_ROLE: LinkRole = {
  object: DELIVERY_OBJECT,
  entity: 'GoodsDeliveries',
  ofDefaultDivision: [],
  isFirstOnRecord: true,
};

/** The goods delivery as the record that what is written comes from. */
export function deliveryRef(entryId: string): RecordRef {
  return { system: 'exact', object: DELIVERY_ROLE.entity, division: undefined, id: entryId };
}

/** Key of the row of a delivery. */
export function deliveryRowKey(division: number, entryId: string): string {
  return linkKey({ division, entity: DELIVERY_ROLE.entity, exactId: entryId });
}

/** Key of the row of a line. */
export function lineRowKey(division: number, lineId: string): string {
  return linkKey({ division, entity: LINE_ENTITY, exactId: lineId });
}
