import type { FieldRuleDocument } from '../../mapping/index.ts';
import { ORDER_RULES } from '../orders/index.ts';

/** How an account and its contact become a debtor with its contact: as with an order. */
export const DEBTOR_RULES: readonly FieldRuleDocument[] = ORDER_RULES.filter(({ to }) => /^(Account|Contact)\./.test(to));
