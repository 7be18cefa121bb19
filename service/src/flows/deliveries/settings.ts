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
import { DELIVERY_RULES } from './default-rules.ts';
import { DELIVERY, DELIVERY_LINE } from './variables.ts';

export type DeliveriesConfiguration = FlowSettings;

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
] as const;

/** Settings and rules of the deliveries flow. */
export const DELIVERY_SETTINGS = defineMapping<FlowDocument>({
  flow: 'deliveries',
  schema: flowDocument({ ...IN_SEVERAL_DIVISIONS, ...lookingEvery(10) }),
  conditionOver: [DELIVERY],
  defaultRules: () => DELIVERY_RULES,
  targetOf,
});

function targetOf(to: string): RuleTarget | Phrase {
  const [object = DELIVERY_OBJECT, field = ''] = to.includes('.') ? to.split('.') : [DELIVERY_OBJECT, to];
  const isLine = object === LINE_OBJECT;
  if (!isLine && object !== DELIVERY_OBJECT)
    return phrase('rule_object_unknown', { object, known: `${DELIVERY_OBJECT}, ${LINE_OBJECT}` });
  const own: readonly string[] = isLine ? LINE_FIELDS : DELIVERY_FIELDS;
  if (['Id', 'Exact_Synced_At__c', ...own].includes(field)) return phrase('rule_field_own', { field });
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
