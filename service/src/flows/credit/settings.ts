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
import { CREDIT_RULES } from './default-rules.ts';
import { DEBTOR } from './variables.ts';

export type CreditConfiguration = FlowSettings;

/** Amounts of an account that the flow fills by itself: they are no matter of taste. */
export const AMOUNT_FIELDS = ['Exact_Credit_Line__c', 'Exact_Open_Orders__c', 'Exact_Available_Credit__c'] as const;
/** On what terms an account buys, filled by itself too: whoever sells reckons with them. */
export const TERM_FIELDS = [
  ...['Exact_Currency__c', 'Exact_Sales_Vat_Code__c', 'Exact_Discount__c', 'Exact_Price_List_Id__c'],
] as const;
const OWN_FIELDS: readonly string[] = [...AMOUNT_FIELDS, ...TERM_FIELDS];

const OF_OTHERS: readonly string[] = [
  ...['Id', 'Name', 'Exact_Id__c', 'Exact_Credit_Synced_At__c', 'Exact_Balance_Synced_At__c'],
  ...['Exact_Open_Amount__c', 'Exact_Overdue_Amount__c', 'Exact_Paid_This_Year__c'],
];

/** Webhooks tell of orders and accounts within seconds; payments alone wait for a look. */
const USUAL_MINUTES = 60;

const DOCUMENT = flowDocument({ ...IN_SEVERAL_DIVISIONS, everyMinutes: z.int().min(1).max(1_440).default(USUAL_MINUTES) });

/** Settings and rules of the flow that shows how much customers may still buy. */
export const CREDIT_SETTINGS = defineMapping<FlowDocument>({
  flow: 'credit',
  schema: DOCUMENT,
  conditionOver: [DEBTOR],
  defaultRules: () => CREDIT_RULES,
  targetOf,
});

function targetOf(to: string): RuleTarget | Phrase {
  if (to.includes('.')) return phrase('rule_object_unknown', { object: to.split('.')[0] ?? '', known: 'Account' });
  if ([...OF_OTHERS, ...OWN_FIELDS].includes(to)) return phrase('rule_field_own', { field: to });
  return { system: 'salesforce', object: 'Account', field: to, result: 'any', variables: [DEBTOR], usualPolicy: 'always' };
}

/** A text that changes with everything that decides what is written of a debtor: with another one all of them are looked at again. */
export function fingerprintOf({ when, rules }: CreditConfiguration): string {
  const formulas = rules.map(({ field, policy, tooLong, formula }) => [field, policy, tooLong, formula.text]);
  return JSON.stringify([OWN_FIELDS, when?.text ?? '', formulas]);
}
