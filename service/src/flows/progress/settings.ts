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
import { PROGRESS_RULES } from './default-rules.ts';
import { SALES_ORDER, SALES_ORDER_LINE } from './variables.ts';

export type ProgressConfiguration = FlowSettings<ProgressDocument>;

/** The object that has one row an order that was entered in Exact itself. */
export const BORN_OBJECT = 'ExactOrder__c';

/** Fields of an order that the flow fills by itself: what became of it is no matter of taste. */
export const ORDER_FIELDS = [
  'Exact_Approval__c',
  'Exact_Delivery_Status__c',
  'Exact_Invoice_Status__c',
  'Exact_Progress__c',
  'Exact_Net_Amount__c',
  'Exact_Vat_Amount__c',
  'Exact_Gross_Amount__c',
  'Exact_Changed__c',
] as const;

/** The same of an order product. */
export const LINE_FIELDS = [
  'Exact_Line_Id__c',
  'Exact_Ordered_Quantity__c',
  'Exact_Delivered_Quantity__c',
  'Exact_Open_Quantity__c',
  'Exact_Cancelled_Quantity__c',
  'Exact_Invoiced_Quantity__c',
] as const;

// Of the orders flow, which would take what is written there for a change of the order.
const OF_ORDERS = [
  'Id',
  'Status',
  'Exact_Id__c',
  'Exact_Number__c',
  'Exact_Url__c',
  'Exact_Sets_Apart__c',
  'Exact_Sync_Status__c',
  'Exact_Sync_Problem__c',
  'Exact_Sync_Action__c',
  'Exact_Synced_At__c',
];
const OF_ORDER_PRODUCTS = [
  ...['Id', 'OrderId', 'Product2Id', 'PricebookEntryId', 'Quantity', 'UnitPrice', 'Price_Quantity__c', 'Discount_Percent__c'],
];

const DOCUMENT = flowDocument({
  ...IN_SEVERAL_DIVISIONS,
  ...lookingEvery(10),
  bornInExact: z.boolean().default(false).describe('orders that were entered in Exact itself are shown on accounts'),
});

/** Settings of the flow as a document has them. */
interface ProgressDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}

/** Settings and rules of the flow that brings what became of orders. */
export const PROGRESS_SETTINGS = defineMapping<ProgressDocument>({
  flow: 'progress',
  schema: DOCUMENT,
  conditionOver: [SALES_ORDER],
  defaultRules: () => PROGRESS_RULES,
  targetOf,
});

function targetOf(to: string): RuleTarget | Phrase {
  const [object = '', field = ''] = to.includes('.') ? to.split('.') : ['Order', to];
  const isLine = object === 'OrderItem';
  if (!isLine && object !== 'Order') return phrase('rule_object_unknown', { object, known: 'Order, OrderItem' });
  const own: readonly string[] = isLine ? [...LINE_FIELDS, ...OF_ORDER_PRODUCTS] : [...ORDER_FIELDS, ...OF_ORDERS];
  if (own.includes(field)) return phrase('rule_field_own', { field });
  return {
    system: 'salesforce',
    object,
    field,
    result: 'any',
    variables: [isLine ? SALES_ORDER_LINE : SALES_ORDER],
    usualPolicy: 'always',
    ...(isLine ? { part: phrase('an_order_line') } : {}),
  };
}
