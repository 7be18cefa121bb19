import type { FlowContext } from '../flow.ts';
import { writableFields } from '../writable-fields.ts';
import { DELIVERY_OBJECT, LINE_OBJECT } from './settings.ts';
import type { DeliveryFacts } from './types.ts';

/** What a plan has to know of the org. Read when the first delivery comes: a poll with nothing new asks nothing. */
export async function readDeliveryFacts({ salesforce, division }: FlowContext): Promise<Omit<DeliveryFacts, 'trackingUrls'>> {
  const { language } = await salesforce.features();
  return {
    division,
    language,
    deliveryFields: writableFields(await salesforce.describe(DELIVERY_OBJECT)),
    lineFields: writableFields(await salesforce.describe(LINE_OBJECT)),
  };
}

/** Addresses of the carriers' pages by code of the shipping method, for deliveries that have a code. */
export async function readTrackingUrls({ references }: Pick<FlowContext, 'references'>): Promise<ReadonlyMap<string, string>> {
  const methods = await references.shippingMethods();
  return new Map(methods.flatMap(({ Code: code, TrackingURL: url }) => (url === null ? [] : [[code.trim(), url]])));
}
