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
import { VARIANT_RULES } from './default-rules.ts';
import { CodePattern, MOST_PARTS, parsePatterns } from './pattern.ts';
import { FAMILY, GROUPED_ITEM, VARIANT } from './variables.ts';

const MOST_CLASSES = 10;
const LONGEST_PATTERN = 200;
const MOST_PATTERNS = 5;
const EXAMPLE = '{model}-{size}';

const DOCUMENT = flowDocument({
  ...IN_SEVERAL_DIVISIONS,
  ...lookingEvery(30),
  by: z
    .enum(['code', 'class', 'freeField'])
    .default('code')
    .describe('what tells the family of an item: its code by a pattern, an item class, or a free text field'),
  pattern: z
    .string()
    .max(LONGEST_PATTERN)
    .default('{model}-{colour}-{size}')
    .describe(
      'parts of an item code, the first names the family; several patterns with | between them, the first that fits counts',
    ),
  number: z.int().min(1).max(MOST_CLASSES).default(1).describe('number of the item class or free text field'),
});

/** Settings of the variants flow as a document has them. */
export interface VariantsDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}
export type VariantsConfiguration = FlowSettings<VariantsDocument>;

/** The object that has one row a part of a variant. */
export const ATTRIBUTE_OBJECT = 'ExactAttribute__c';
/** How a rule says that its field is one of the product that stands for a family. */
const PARENT = 'Parent.';

/** Fields of a product that are the business of the products flow, of people, or of this flow alone. */
const OWN_FIELDS = [
  'Id',
  'IsActive',
  'ProductCode',
  'Exact_Id__c',
  'Exact_Family_Key__c',
  'Exact_Family__c',
  'Exact_Attributes__c',
  'Exact_Variant_Of__c',
  'Exact_Variants_Synced_At__c',
];

/** Settings and rules of the variants flow. */
export const VARIANT_SETTINGS = defineMapping<VariantsDocument>({
  flow: 'variants',
  schema: DOCUMENT,
  conditionOver: [GROUPED_ITEM],
  defaultRules: () => VARIANT_RULES,
  targetOf,
  problemsOf: ({ by, pattern }) => {
    const parsed = parsePatterns(pattern);
    const pointer = '/pattern';
    if (parsed.length > MOST_PATTERNS) return [{ pointer, fault: phrase('pattern_several', { most: MOST_PATTERNS }) }];
    if (parsed.length === 0) return by === 'code' ? [{ pointer, fault: phrase('pattern_empty', { example: EXAMPLE }) }] : [];
    return parsed.flatMap((each) =>
      each instanceof CodePattern
        ? []
        : [{ pointer, fault: phrase(each, { most: MOST_PARTS, example: EXAMPLE, sized: '{size:2}' }) }],
    );
  },
});

function targetOf(to: string): RuleTarget | Phrase {
  const isOfFamily = to.startsWith(PARENT);
  const field = isOfFamily ? to.slice(PARENT.length) : to;
  if (field.includes('.')) return phrase('rule_of_variant');
  if (OWN_FIELDS.includes(field)) return phrase('rule_field_own', { field });
  const common = { system: 'salesforce', object: 'Product2', field, result: 'any', usualPolicy: 'always' } as const;
  return isOfFamily
    ? { ...common, variables: [FAMILY], part: phrase('part_family') }
    : { ...common, variables: [GROUPED_ITEM, VARIANT] };
}

/** A text that changes with everything that decides what is written: with another one all items are looked at again. */
export function fingerprintOf({ by, pattern, number, when, rules }: VariantsConfiguration): string {
  const formulas = rules.map(({ isOfPart, field, policy, tooLong, formula }) => [isOfPart, field, policy, tooLong, formula.text]);
  return JSON.stringify([by, pattern, by === 'code' ? 0 : number, when?.text ?? '', formulas]);
}
