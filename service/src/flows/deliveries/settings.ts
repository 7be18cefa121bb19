import { z } from 'zod';
import { phrase, type Phrase } from '../../errors/index.ts';
import {
  defineMapping,
  flowDocument,
  IN_SEVERAL_DIVISIONS,
  lookingEvery,
  type FlowDocument,
  type FlowSettings,
  type RuleTarget,
} from '../../mapping/index.ts';
import { DELIVERY_RULES, SHIPMENT_RULES } from './default-rules.ts';
import { ITEM_FIELDS, ITEM_OBJECT, SHIPMENT_FIELDS, SHIPMENT_OBJECT } from './shipment-objects.ts';
import { DELIVERY, DELIVERY_LINE } from './variables.ts';

const DOCUMENT = flowDocument({
  ...IN_SEVERAL_DIVISIONS,
  ...lookingEvery(10),
  shipments: z.boolean().default(false).describe('fills Shipment and ShipmentItem too, where the org has them'),
});

/** Settings of the deliveries flow as a document has them. */
interface DeliveriesDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}
export type DeliveriesConfiguration = FlowSettings<DeliveriesDocument>;

/** Own objects of the package that the flow fills. */
export const DELIVERY_OBJECT = 'ExactDelivery__c';
export const LINE_OBJECT = 'ExactDeliveryLine__c';

/** Fields of a delivery that the flow fills by itself: what it is and where it is are no matter of taste. */
export const DELIVERY_FIELDS = [
  'Key__c',
  'Division__c',
  'Account__c',
  'State__c',
  'Shipping_Method__c',
  'Tracking_Number__c',
  'Tracking_Url__c',
  'Deleted_In_Exact__c',
  'Exact_Sync_Problem__c',
  'Shipment_Id__c',
] as const;

/** The same of a line. */
export const LINE_FIELDS = [
  'Key__c',
  'Delivery__c',
  'Order__c',
  'Order_Product__c',
  'Quantity__c',
  'Tracking_Number__c',
  'Tracking_Url__c',
  'Deleted_In_Exact__c',
  'Shipment_Item_Id__c',
] as const;

/** Objects that rules fill, with the fields that they leave to the flow. */
const RULED: Readonly<Record<string, readonly string[]>> = {
  [DELIVERY_OBJECT]: DELIVERY_FIELDS,
  [LINE_OBJECT]: LINE_FIELDS,
  [SHIPMENT_OBJECT]: SHIPMENT_FIELDS,
  [ITEM_OBJECT]: ITEM_FIELDS,
};

/** Settings and rules of the deliveries flow. */
export const DELIVERY_SETTINGS = defineMapping<DeliveriesDocument>({
  flow: 'deliveries',
  schema: DOCUMENT,
  conditionOver: [DELIVERY],
  defaultRules: ({ shipments }) => (shipments ? [...DELIVERY_RULES, ...SHIPMENT_RULES] : DELIVERY_RULES),
  targetOf,
});

function targetOf(to: string): RuleTarget | Phrase {
  const [object = DELIVERY_OBJECT, field = ''] = to.includes('.') ? to.split('.') : [DELIVERY_OBJECT, to];
  const own = RULED[object];
  if (own === undefined) return phrase('rule_object_unknown', { object, known: Object.keys(RULED).join(', ') });
  if (['Id', 'Exact_Synced_At__c', ...own].includes(field)) return phrase('rule_field_own', { field });
  const isLine = object === LINE_OBJECT || object === ITEM_OBJECT;
  return {
    system: 'salesforce',
    object,
    field,
    result: 'any',
    variables: [isLine ? DELIVERY_LINE : DELIVERY],
    usualPolicy: 'always',
    ...(isLine ? { part: phrase('an_order_line') } : {}),
  };
}
