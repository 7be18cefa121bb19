import { z } from 'zod';
import { phrase, type Phrase } from '../../errors/index.ts';
import {
  defineMapping,
  flowDocument,
  MADE_BY_RULE,
  type Configuration,
  type FlowDocument,
  type FlowSettings,
  type RuleTarget,
} from '../../mapping/index.ts';
import { ACCOUNT, OWNERS, towardsExact, WINNER, type CustomerSettings, type Owned } from '../customers/index.ts';
import { ORDER_SETTINGS } from '../orders/index.ts';
import { DEBTOR_RULES } from './default-rules.ts';

const DOCUMENT = flowDocument({
  ...MADE_BY_RULE,
  upgrade: z
    .enum(['none', 'prospects', 'all'])
    .default('none')
    .describe('which relations that are linked become customers: prospects and suspects, suppliers and others too, or none'),
  contacts: z
    .enum(['main', 'withEmail'])
    .default('main')
    .describe('which contacts of an account become contacts of its debtor: the main one, or all that have an e-mail address'),
  owners: OWNERS.describe('whose word counts, field by field'),
  match: z
    .array(z.enum(['vatNumber', 'chamberNumber', 'email', 'contact', 'nameAndAddress']))
    .max(5)
    .default(['vatNumber', 'chamberNumber', 'email', 'contact'])
    .describe('what debtors without link and code are looked for by, in this order'),
  wins: WINNER.describe('side whose value stays where both were changed'),
});

/** Settings of the flow that keeps debtors in step, as a document has them. */
export interface DebtorsDocument extends FlowDocument, Omit<z.output<typeof DOCUMENT>, keyof FlowDocument> {}
export type DebtorsConfiguration = FlowSettings<DebtorsDocument> & Owned & Pick<CustomerSettings, 'debtor'>;

const MAPPING = defineMapping<DebtorsDocument>({
  flow: 'debtors',
  schema: DOCUMENT,
  conditionOver: [ACCOUNT],
  defaultRules: () => DEBTOR_RULES,
  targetOf,
});

/** Settings and rules of the flow that keeps debtors in step. */
export const DEBTOR_SETTINGS = {
  ...MAPPING,
  of: (configuration: Configuration): DebtorsConfiguration => {
    const settings = towardsExact(MAPPING.of(configuration), configuration);
    return { ...settings, debtor: { use: 'account', upgrade: settings.upgrade, isSoldTo: false } };
  },
};

function targetOf(to: string): RuleTarget | Phrase {
  const [object = to] = to.split('.');
  if (/^(Account|Contact)\./.test(to)) return ORDER_SETTINGS.targetOf(to);
  return phrase('rule_object_unknown', { object, known: 'Account, Contact' });
}
