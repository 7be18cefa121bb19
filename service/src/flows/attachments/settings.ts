import { z } from 'zod';
import { phrase, type Phrase } from '../../errors/index.ts';
import { ORDER_DOCUMENTS } from '../../exact/index.ts';
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
import { ATTACHMENT_RULES } from './default-rules.ts';
import { FILE, FILED_ORDER } from './variables.ts';

/** Each look asks Salesforce for the files of all of these orders. */
const MOST_DAYS = 365;
const USUAL_DAYS = 30;

const DOCUMENT = flowDocument({
  ...START_POINT,
  ...IN_SEVERAL_DIVISIONS,
  ...lookingEvery(30),
  documentType: z.int().min(1).optional().describe('number of the type that the documents have in Exact Online'),
  watchDays: z
    .int()
    .min(1)
    .max(MOST_DAYS)
    .default(USUAL_DAYS)
    .describe('orders in Exact that changed within so many days are looked at for new files'),
});

/** Settings of the attachments flow as a document has them. */
export interface AttachmentsDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}
export type AttachmentsConfiguration = FlowSettings<AttachmentsDocument>;

/** What plans call a document of Exact, and its file. */
export const DOCUMENT_OBJECT = 'Document';
export const ATTACHMENT_OBJECT = 'DocumentAttachment';

// By what a document is found again, and whose it is.
const OWN_FIELDS = ['Body', 'SalesOrderNumber', 'Account', 'Type'];

/** Settings and rules of the attachments flow. */
export const ATTACHMENT_SETTINGS = defineMapping<AttachmentsDocument>({
  flow: 'attachments',
  schema: DOCUMENT,
  conditionOver: [FILE, FILED_ORDER],
  defaultRules: () => ATTACHMENT_RULES,
  targetOf,
  problemsOf: ({ enabled, when, documentType }) =>
    enabled && when !== undefined && documentType === undefined
      ? [{ pointer: '/documentType', fault: phrase('document_type_needed') }]
      : [],
  startsWith: phrase('files_of_orders'),
});

function targetOf(to: string): RuleTarget | Phrase {
  const [object = '', field = ''] = to.includes('.') ? to.split('.') : [DOCUMENT_OBJECT, to];
  if (object !== DOCUMENT_OBJECT) return phrase('rule_object_unknown', { object, known: DOCUMENT_OBJECT });
  if (OWN_FIELDS.includes(field)) return phrase('rule_field_own', { field });
  if (limitsOf(field) === undefined) return phrase('rule_field_closed', { field, object });
  return { system: 'exact', object, field, result: 'text', variables: [FILE, FILED_ORDER], usualPolicy: 'create' };
}

/** What a field of a document takes; undefined for one that no rule may write. */
export function limitsOf(field: string): TargetLimits | undefined {
  return Object.hasOwn(ORDER_DOCUMENTS.writable, field) ? ORDER_DOCUMENTS.writable[field] : undefined;
}

/** A text that changes with everything in the settings that decides what goes. */
export function choiceOf({ when, documentType }: AttachmentsConfiguration): string {
  return JSON.stringify([when?.text ?? '', documentType ?? 0]);
}
