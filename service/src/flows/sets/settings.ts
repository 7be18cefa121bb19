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
import { SET_RULES } from './default-rules.ts';
import { PART } from './variables.ts';

export type SetsConfiguration = FlowSettings;

/** The object that has one row a part of a set. */
export const PART_OBJECT = 'ExactSetPart__c';

// Written by the flow itself: what a set is made of is no matter of taste.
const OWN_FIELDS = [
  'Id',
  'Key__c',
  'Division__c',
  'Exact_Item_Id__c',
  'Part_Item_Id__c',
  'Set__c',
  'Part__c',
  'Quantity__c',
  'Unit__c',
  'Exact_Synced_At__c',
];

/** Settings and rules of the sets flow. */
export const SET_SETTINGS = defineMapping<FlowDocument>({
  flow: 'sets',
  schema: flowDocument({ ...IN_SEVERAL_DIVISIONS, ...lookingEvery(60) }),
  conditionOver: [PART],
  defaultRules: () => SET_RULES,
  targetOf,
});

function targetOf(to: string): RuleTarget | Phrase {
  if (to.includes('.')) return phrase('rule_of_set');
  if (OWN_FIELDS.includes(to)) return phrase('rule_field_own', { field: to });
  return {
    ...{ system: 'salesforce', object: PART_OBJECT, field: to, result: 'any', variables: [PART] },
    usualPolicy: 'always',
    part: phrase('part_of_set'),
  };
}

/** A text that changes with everything that decides what is written of a part: with another one all of them are looked at again. */
export function fingerprintOf({ when, rules }: SetsConfiguration): string {
  return JSON.stringify([
    when?.text ?? '',
    rules.map(({ field, policy, tooLong, formula }) => [field, policy, tooLong, formula.text]),
  ]);
}
