import { z } from 'zod';
import { phrase, wording, type Phrase } from '../../errors/index.ts';
import {
  defineMapping,
  flowDocument,
  IN_SEVERAL_DIVISIONS,
  lookingEvery,
  type FlowDocument,
  type FlowSettings,
  type RuleTarget,
} from '../../mapping/index.ts';
import { CATEGORY_RULE, FAMILY_RULE, PRODUCT_RULES } from './default-rules.ts';
import { ITEM } from './variables.ts';

/** Most features of a product, and the longest name of one. */
const MOST_FEATURES = 30;
const LABEL_LENGTH = 60;
const SOURCE_LENGTH = 120;
/** A class or free field, or an extra field by its name or number. */
const SOURCE =
  /^(Class_(0[1-9]|10)|FreeTextField_(0[1-9]|10)|FreeNumberField_0[1-8]|FreeBoolField_0[1-5]|FreeDateField_0[1-5]|extra\/.+)$/;

const DOCUMENT = flowDocument({
  ...IN_SEVERAL_DIVISIONS,
  ...lookingEvery(10),
  kinds: z.strictObject({ simple: z.boolean().default(true), virtual: z.boolean().default(true) }).prefault({}),
  prices: z
    .strictObject({
      vat: z.enum(['asInExact', 'excluding', 'including']).default('asInExact'),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, wording('form_currency'))
        .optional()
        .describe('only prices in this currency'),
      tooPrecise: z
        .enum(['round', 'block', 'perHundred'])
        .default('round')
        .describe(
          'a price with more decimals than the field: rounded half up and told, not taken over, or taken over as the price of 100 pieces',
        ),
    })
    .prefault({}),
  family: z.enum(['fromItemGroup', 'none']).default('fromItemGroup'),
  features: z
    .strictObject({
      policy: z.enum(['always', 'create', 'ifEmpty']).default('always'),
      list: z
        .array(
          z.strictObject({
            label: z.string().trim().min(1).max(LABEL_LENGTH),
            from: z.string().max(SOURCE_LENGTH).regex(SOURCE, wording('form_feature_source')),
          }),
        )
        .max(MOST_FEATURES)
        .default([]),
    })
    .prefault({})
    .describe('further information, a line each: from classes, free fields, and extra fields at the price of a call an item'),
});

/** Settings of the products flow as a document has them. */
export interface ProductsDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}
export type ProductsConfiguration = FlowSettings<ProductsDocument>;

// Written by the flow itself: identity, activity and status are no matter of taste.
const OWN_FIELDS = [
  'Id',
  'Exact_Id__c',
  'Exact_Features__c',
  'IsActive',
  'Exact_Sync_Status__c',
  'Exact_Sync_Problem__c',
  'Exact_Synced_At__c',
  'Price_Includes_Vat__c',
];

/** Settings and rules of the products flow. */
export const PRODUCT_SETTINGS = defineMapping<ProductsDocument>({
  flow: 'products',
  schema: DOCUMENT,
  conditionOver: [ITEM],
  defaultRules: ({ family }) => [...PRODUCT_RULES, ...(family === 'none' ? [] : [FAMILY_RULE]), CATEGORY_RULE],
  targetOf,
});

function targetOf(to: string): RuleTarget | Phrase {
  if (to.includes('.')) return phrase('rule_of_product');
  if (OWN_FIELDS.includes(to)) return phrase('rule_field_own', { field: to });
  return { system: 'salesforce', object: 'Product2', field: to, result: 'any', variables: [ITEM], usualPolicy: 'always' };
}
