import { SYNC_ACCOUNTS } from '../../exact/index.ts';
import { ACCOUNT_ROLE } from '../customers/index.ts';
import { defineFlow } from '../define-flow.ts';
import { apply } from './apply.ts';
import { SHOWN_CONTACTS_BROUGHT } from './contacts/settings.ts';
import { ACCOUNT_NEEDS } from './needs.ts';
import { planAccounts, planAccountsInSteps } from './plan.ts';
import { readAccounts } from './read.ts';
import { ACCOUNT_SETTINGS } from './settings.ts';
import type { AccountsInput } from './types.ts';

/** Relations of Exact Online that change keep their accounts in Salesforce up to date. */
export const ACCOUNTS = defineFlow<AccountsInput>({
  name: ACCOUNT_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: {
      label: 'Customers from Exact Online',
      description: 'Changes of debtors in Exact Online reach their accounts in Salesforce',
      one: 'debtor',
      several: 'debtors',
    },
    nl: {
      label: 'Klanten uit Exact Online',
      description: 'Wijzigingen van debiteuren in Exact Online komen bij hun accounts in Salesforce',
      one: 'debiteur',
      several: 'debiteuren',
    },
  },
  icon: 'standard:account',
  mapping: ACCOUNT_SETTINGS,
  shownSettings: [SHOWN_CONTACTS_BROUGHT],
  hints: { salesforceObjects: {}, exactTopics: { Accounts: 'poll', Contacts: 'poll' } },
  isToldOfAll: true,
  needs: ACCOUNT_NEEDS,
  exactNeeds: [SYNC_ACCOUNTS],
  isExclusivePerRecord: false,
  awaits: [],
  roles: { account: ACCOUNT_ROLE },
  linkedAs: 'account',
  looks: {},
  read: readAccounts,
  plan: planAccounts,
  planInSteps: planAccountsInSteps,
  apply,
});
