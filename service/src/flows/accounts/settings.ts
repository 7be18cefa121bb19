import type { z } from 'zod';
import { phrase, type Phrase } from '../../errors/index.ts';
import {
  defineMapping,
  flowDocument,
  lookingEvery,
  MADE_BY_RULE,
  type Configuration,
  type FlowDocument,
  type FlowSettings,
  type RuleTarget,
} from '../../mapping/index.ts';
import { towardsSalesforce, type Owned } from '../customers/index.ts';
import { CONTACTS_BROUGHT } from './contacts/settings.ts';
import { ACCOUNT_RULES } from './default-rules.ts';
import { DEBTOR } from './variables.ts';

export type AccountsConfiguration = FlowSettings<AccountsDocument> & Owned;

/** What says on an account which debtor it has, and what other flows fill by themselves. */
const OF_OTHERS = /^(Id|Exact_.*__c)$/;

/** Webhooks tell of changes within seconds. */
const USUAL_MINUTES = 30;

const DOCUMENT = flowDocument({ ...MADE_BY_RULE, ...lookingEvery(USUAL_MINUTES), ...CONTACTS_BROUGHT });

interface AccountsDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}

const MAPPING = defineMapping<AccountsDocument>({
  flow: 'accounts',
  schema: DOCUMENT,
  conditionOver: [DEBTOR],
  defaultRules: () => ACCOUNT_RULES,
  targetOf,
});

/** Settings and rules of the flow that brings customers to Salesforce. */
export const ACCOUNT_SETTINGS = {
  ...MAPPING,
  of: (configuration: Configuration): AccountsConfiguration => towardsSalesforce(MAPPING.of(configuration), configuration),
};

function targetOf(to: string): RuleTarget | Phrase {
  if (to.includes('.')) return phrase('rule_object_unknown', { object: to.split('.')[0] ?? '', known: 'Account' });
  if (OF_OTHERS.test(to)) return phrase('rule_field_own', { field: to });
  return { system: 'salesforce', object: 'Account', field: to, result: 'any', variables: [DEBTOR], usualPolicy: 'always' };
}

/** A text that changes with everything that decides what is written: with another one all debtors are looked at again. */
export function fingerprintOf({ when, creates, rules, ownership }: AccountsConfiguration): string {
  const formulas = rules.map(({ field, policy, tooLong, formula }) => [field, policy, tooLong, formula.text]);
  return JSON.stringify([when?.text ?? '', creates?.text ?? '', formulas, [...ownership.shared].sort()]);
}
