import { ACCOUNTS, CONTACTS } from '../../exact/index.ts';
import { CUSTOMER_OBJECTS, CUSTOMER_NEEDS, CUSTOMER_ROLES } from '../customers/index.ts';
import { defineFlow } from '../define-flow.ts';
import { carryOut } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import type { Operation, Outcome } from '../operation.ts';
import { accountsOfContacts } from './hints.ts';
import { planDebtors, planDebtorsInSteps } from './plan.ts';
import { readDebtors } from './read.ts';
import { SHOWN_DEBTOR_SETTINGS } from './settings-texts.ts';
import { DEBTOR_SETTINGS } from './settings.ts';
import type { DebtorsInput } from './types.ts';

/** Accounts of Salesforce keep their debtors of Exact Online up to date, with their contact; by a rule they become debtors. */
export const DEBTORS = defineFlow<DebtorsInput>({
  name: DEBTOR_SETTINGS.flow,
  source: 'salesforce',
  texts: {
    en: {
      label: 'Customers to Exact Online',
      description: 'Changes of accounts in Salesforce reach their debtors in Exact Online',
      one: 'account',
      several: 'accounts',
    },
    nl: {
      label: 'Klanten naar Exact Online',
      description: 'Wijzigingen van accounts in Salesforce komen bij hun debiteuren in Exact Online',
      one: 'account',
      several: 'accounts',
    },
  },
  icon: 'standard:account',
  mapping: DEBTOR_SETTINGS,
  shownSettings: SHOWN_DEBTOR_SETTINGS,
  hints: { salesforceObjects: { Account: 'same', Contact: accountsOfContacts }, exactTopics: {} },
  needs: CUSTOMER_NEEDS,
  exactNeeds: [ACCOUNTS, CONTACTS],
  isExclusivePerRecord: false,
  awaits: [],
  roles: CUSTOMER_ROLES,
  linkedAs: 'account',
  looks: {},
  read: readDebtors,
  plan: planDebtors,
  planInSteps: planDebtorsInSteps,
  apply,
});

const carry = carryOut(CUSTOMER_OBJECTS);

/** An account whose contact alone was written is news too. */
async function apply(context: FlowContext, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  const outcomes = await carry(context, operations);
  return outcomes.map((outcome) =>
    outcome.status === 'unchanged' && outcome.operations.some(({ action }) => action === 'create' || action === 'update')
      ? { ...outcome, status: 'updated' }
      : outcome,
  );
}
