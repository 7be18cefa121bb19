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
import { PRICE_RULES } from './default-rules.ts';
import { PRICE } from './variables.ts';

/** Prices are entered for days to come, and windows turn by themselves: a look an hour leaves the calls of the day to others. */
const USUAL_MINUTES = 60;

const DOCUMENT = flowDocument({
  ...IN_SEVERAL_DIVISIONS,
  everyMinutes: z.int().min(1).max(1_440).default(USUAL_MINUTES),
  vat: z
    .enum(['asInExact', 'excluding', 'including'])
    .default('asInExact')
    .describe('prices as they are in Exact, or calculated to excluding or including VAT'),
  tooPrecise: z
    .enum(['round', 'block', 'perHundred'])
    .default('round')
    .describe(
      'a price with more decimals than the field: rounded half up and told, not taken over, or taken over as the price of 100 pieces',
    ),
  customerLists: z.boolean().default(false).describe('tells on each account which price list its debtor has, read once a day'),
});

/** Settings of the prices flow as a document has them. */
export interface PricesDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}
export type PricesConfiguration = FlowSettings<PricesDocument>;

/** The object that has one row a price. */
export const PRICE_OBJECT = 'ExactPrice__c';

/** Fields that the flow fills by itself: what a price is and whether it counts is no matter of taste. */
export const OWN_FIELDS = [
  ...['Key__c', 'Division__c', 'Scope_Key__c', 'Kind__c', 'Exact_Item_Id__c', 'Exact_Account_Id__c', 'Exact_List_Id__c'],
  ...['Exact_Period_Id__c', 'Product__c', 'Account__c', 'Price_Book__c', 'Currency_Code__c', 'From_Quantity__c'],
  ...['Items_Per_Unit__c', 'Exact_Price__c', 'Price__c', 'Discount_Percent__c', 'Valid_From__c', 'Valid_Until__c'],
  ...['Valid_Today__c', 'Waits_For_Standard__c', 'Deleted_In_Exact__c', 'Exact_Sync_Problem__c'],
] as const;

/** Settings and rules of the prices flow. */
export const PRICE_SETTINGS = defineMapping<PricesDocument>({
  flow: 'prices',
  schema: DOCUMENT,
  conditionOver: [PRICE],
  defaultRules: () => PRICE_RULES,
  targetOf,
});

function targetOf(to: string): RuleTarget | Phrase {
  if (to.includes('.')) return phrase('rule_of_price');
  if (['Id', 'Exact_Synced_At__c', ...OWN_FIELDS].includes(to)) return phrase('rule_field_own', { field: to });
  return {
    ...{ system: 'salesforce', object: PRICE_OBJECT, field: to, result: 'any', variables: [PRICE] },
    usualPolicy: 'always',
    part: phrase('part_price'),
  };
}

/** A text that changes with everything that decides what is written of a price: with another one all of them are looked at again. */
export function fingerprintOf({ vat, tooPrecise, when, rules }: PricesConfiguration): string {
  const formulas = rules.map(({ field, policy, tooLong, formula }) => [field, policy, tooLong, formula.text]);
  return JSON.stringify([vat, tooPrecise, when?.text ?? '', formulas]);
}
