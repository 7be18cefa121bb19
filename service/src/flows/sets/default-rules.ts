import type { FieldRuleDocument } from '../../mapping/index.ts';

/** How a part of a set becomes a row in Salesforce, unless the settings say otherwise. */
export const SET_RULES: readonly FieldRuleDocument[] = [
  { to: 'Part_Code__c', from: 'part.PartItemCode', policy: 'always', tooLong: 'truncate' },
  { to: 'Part_Name__c', from: 'coalesce(part.PartItemDescription, part.PartItemCode)', policy: 'always', tooLong: 'truncate' },
  { to: 'Order__c', from: 'part.LineNumber', policy: 'always', tooLong: 'issue' },
];
