import type { FieldRuleDocument } from '../../mapping/index.ts';

/** What an order takes over of its sales order besides what the flow brings by itself, unless the settings say otherwise. */
export const PROGRESS_RULES: readonly FieldRuleDocument[] = [
  { to: 'Exact_Order_Status__c', from: 'salesOrder.StatusDescription', policy: 'always', tooLong: 'truncate' },
];
