import type { z } from 'zod';
import { phrase, type Phrase } from '../../errors/index.ts';
import { CREDITABLE_INVOICES } from '../../exact/index.ts';
import {
  defineMapping,
  flowDocument,
  IN_SEVERAL_DIVISIONS,
  lookingEvery,
  START_POINT,
  type FlowDocument,
  type FlowSettings,
  type RuleTarget,
  type TargetLimits,
} from '../../mapping/index.ts';
import { RETURN_RULES } from './default-rules.ts';
import { RETURN } from './variables.ts';

const DOCUMENT = flowDocument({ ...START_POINT, ...IN_SEVERAL_DIVISIONS, ...lookingEvery(15) });

/** Settings of the returns flow as a document has them. */
export interface ReturnsDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}
export type ReturnsConfiguration = FlowSettings<ReturnsDocument>;

/** What plans call a credit note of Exact. */
export const CREDIT_OBJECT = 'SalesInvoice';

// What is credited is what was sold, which no rule decides.
const OPEN_FIELDS = ['Description'];

/** Settings and rules of the returns flow. */
export const RETURN_SETTINGS = defineMapping<ReturnsDocument>({
  flow: 'returns',
  schema: DOCUMENT,
  conditionOver: [RETURN],
  defaultRules: () => RETURN_RULES,
  targetOf,
  startsWith: phrase('returns'),
});

function targetOf(to: string): RuleTarget | Phrase {
  const [object = '', field = ''] = to.includes('.') ? to.split('.') : [CREDIT_OBJECT, to];
  if (object !== CREDIT_OBJECT) return phrase('rule_object_unknown', { object, known: CREDIT_OBJECT });
  if (limitsOf(field) === undefined) return phrase('rule_field_closed', { field, object });
  if (!OPEN_FIELDS.includes(field)) return phrase('rule_field_own', { field });
  return { system: 'exact', object, field, result: 'text', variables: [RETURN], usualPolicy: 'create' };
}

/** What a field of a credit note takes; undefined for one that cannot be written. */
export function limitsOf(field: string): TargetLimits | undefined {
  return Object.hasOwn(CREDITABLE_INVOICES.writable, field) ? CREDITABLE_INVOICES.writable[field] : undefined;
}
