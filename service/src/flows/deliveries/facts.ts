import type { FlowContext } from '../flow.ts';
import { writableFields } from '../writable-fields.ts';
import { DELIVERY_OBJECT, LINE_OBJECT } from './settings.ts';
import { readShipmentFacts } from './shipment-records.ts';
import type { DeliveryFacts, ShipmentFacts } from './types.ts';

/** Facts of a whole read; each batch adds its own. */
export interface KnownFacts extends Omit<DeliveryFacts, 'trackingUrls' | 'shipments'> {
  readonly shipments: Omit<ShipmentFacts, 'standing'> | undefined;
}

/** What a plan has to know of the org. Read when the first delivery comes: a poll with nothing new asks nothing. */
export async function readDeliveryFacts(context: FlowContext): Promise<KnownFacts> {
  const { salesforce, division } = context;
  const { language } = await salesforce.features();
  return {
    division,
    language,
    deliveryFields: writableFields(await salesforce.describe(DELIVERY_OBJECT)),
    lineFields: writableFields(await salesforce.describe(LINE_OBJECT)),
    shipments: await readShipmentFacts(context),
  };
}

/** Addresses of the carriers' pages by code of the shipping method, for deliveries that have a code. */
export async function readTrackingUrls({ references }: Pick<FlowContext, 'references'>): Promise<ReadonlyMap<string, string>> {
  const methods = await references.shippingMethods();
  return new Map(methods.flatMap(({ Code: code, TrackingURL: url }) => (url === null ? [] : [[code.trim(), url]])));
}
