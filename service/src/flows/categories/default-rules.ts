import type { FieldRuleDocument } from '../../mapping/index.ts';

/** How a category of Exact Online becomes a row in Salesforce, unless the settings say otherwise. */
export const CATEGORY_RULES: readonly FieldRuleDocument[] = [
  { to: 'Name', from: 'coalesce(category.Description, category.Code)', policy: 'always', tooLong: 'truncate' },
  { to: 'Code__c', from: 'category.Code', policy: 'always', tooLong: 'issue' },
];
