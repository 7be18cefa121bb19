import type { FieldRuleDocument } from '../../mapping/index.ts';

/** What a credit note says in Exact, unless the settings say otherwise. */
export const RETURN_RULES: readonly FieldRuleDocument[] = [
  { to: 'Description', from: 'order.OrderNumber', policy: 'create', tooLong: 'truncate' },
];
