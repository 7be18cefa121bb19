import type { FieldRuleDocument } from '../../mapping/index.ts';

/** How a family of items becomes a product in Salesforce, unless the settings say otherwise. */
export const VARIANT_RULES: readonly FieldRuleDocument[] = [
  { to: 'Parent.Name', from: 'coalesce(family.name, family.code)', policy: 'always', tooLong: 'truncate' },
];
