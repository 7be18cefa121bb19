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
import { PICTURE_RULES } from './default-rules.ts';
import { PICTURED_ITEM } from './variables.ts';

/** Each is a call of Exact, of which a company has a few thousand a day. */
const MOST_AUDITED = 1_000;
const USUALLY_AUDITED = 25;

const DOCUMENT = flowDocument({
  ...IN_SEVERAL_DIVISIONS,
  ...lookingEvery(30),
  displayUrl: z
    .boolean()
    .default(true)
    .describe('fill Display URL of the product with the address of the picture, where it is empty or Tandem filled it'),
  auditPerDay: z
    .number()
    .int()
    .min(0)
    .max(MOST_AUDITED)
    .default(USUALLY_AUDITED)
    .describe('pictures a day that are compared although their name is the same, one call of Exact each; 0: none'),
});

/** Settings of the pictures flow as a document has them. */
export interface PicturesDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}
export type PicturesConfiguration = FlowSettings<PicturesDocument>;

/** The object of Salesforce that is one version of a file. */
export const FILE_OBJECT = 'ContentVersion';

// Written by the flow itself: where a file belongs, and by what it is known again.
const OWN_FIELDS = ['Id', 'PathOnClient', 'VersionData', 'FirstPublishLocationId', 'ContentDocumentId', 'OwnerId'];

/** Settings and rules of the pictures flow. */
export const PICTURE_SETTINGS = defineMapping<PicturesDocument>({
  flow: 'pictures',
  schema: DOCUMENT,
  conditionOver: [PICTURED_ITEM],
  defaultRules: () => PICTURE_RULES,
  targetOf,
});

function targetOf(to: string): RuleTarget | Phrase {
  if (to.includes('.')) return phrase('rule_of_picture');
  if (OWN_FIELDS.includes(to)) return phrase('rule_field_own', { field: to });
  return {
    ...{ system: 'salesforce', object: FILE_OBJECT, field: to, result: 'any', variables: [PICTURED_ITEM] },
    usualPolicy: 'create',
  };
}

/** A text that changes with everything that decides which items are looked at: with another one all of them are, by their names. */
export function fingerprintOf({ displayUrl, when }: PicturesConfiguration): string {
  return JSON.stringify([displayUrl, when?.text ?? '']);
}
