import type { FieldRuleDocument } from '../../mapping/index.ts';

/** What a debtor of Exact Online says of its account in Salesforce besides amounts, unless the settings say otherwise. */
export const CREDIT_RULES: readonly FieldRuleDocument[] = [
  { to: 'Exact_Blocked__c', from: 'debtor.Blocked', policy: 'always', tooLong: 'issue' },
];
