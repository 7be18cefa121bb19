import { z } from 'zod';
import { phrase, type Phrase } from '../../errors/index.ts';
import {
  defineMapping,
  flowDocument,
  IN_SEVERAL_DIVISIONS,
  type FlowDocument,
  type FlowSettings,
  type RuleTarget,
} from '../../mapping/index.ts';
import { CATEGORY_RULES } from './default-rules.ts';
import { CATEGORY } from './variables.ts';

/** Exact has no change stream of categories: each look reads all of them. */
const USUAL_MINUTES = 60;
const MOST_MINUTES = 1_440;
/** Longest name of a catalog. */
const CATALOG_LENGTH = 255;

const DOCUMENT = flowDocument({
  ...IN_SEVERAL_DIVISIONS,
  everyMinutes: z.int().min(1).max(MOST_MINUTES).default(USUAL_MINUTES),
  from: z
    .enum(['itemGroups', 'assortments'])
    .default('itemGroups')
    .describe('what becomes a category: item groups, or assortments with their properties below them'),
  standard: z.boolean().default(false).describe('fills ProductCategory too, where the org has it'),
  catalog: z
    .string()
    .trim()
    .min(1)
    .max(CATALOG_LENGTH)
    .optional()
    .describe('name or id of the ProductCatalog of those; default: the only one there is'),
});

/** Settings of the categories flow as a document has them. */
interface CategoriesDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}
export type CategoriesConfiguration = FlowSettings<CategoriesDocument>;

/** The object that has one row a category. */
export const CATEGORY_OBJECT = 'ExactCategory__c';

// Written by the flow itself: identity and the tree are no matter of taste.
const OWN_FIELDS = [
  'Id',
  'Key__c',
  'Division__c',
  'Exact_Id__c',
  'Parent__c',
  'Is_Active__c',
  'Exact_Synced_At__c',
  'Product_Category_Id__c',
];

/** Settings and rules of the categories flow. */
export const CATEGORY_SETTINGS = defineMapping<CategoriesDocument>({
  flow: 'categories',
  schema: DOCUMENT,
  conditionOver: [CATEGORY],
  defaultRules: () => CATEGORY_RULES,
  targetOf,
});

function targetOf(to: string): RuleTarget | Phrase {
  if (to.includes('.')) return phrase('rule_of_category');
  if (OWN_FIELDS.includes(to)) return phrase('rule_field_own', { field: to });
  return {
    ...{ system: 'salesforce', object: CATEGORY_OBJECT, field: to, result: 'any', variables: [CATEGORY] },
    usualPolicy: 'always',
  };
}
