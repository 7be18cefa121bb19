import { SYNC_DEBTOR_CREDITS, SYNC_ORDER_AMOUNTS } from '../../exact/index.ts';
import { ACCOUNT_ROLE } from '../customers/index.ts';
import { defineFlow } from '../define-flow.ts';
import { carryOut } from '../execute/index.ts';
import { FURTHER_DIVISIONS } from '../further-divisions.ts';
import { CREDIT_NEEDS } from './needs.ts';
import { CREDIT_OBJECTS } from './objects.ts';
import { planCredit, planCreditInSteps } from './plan.ts';
import { readCredit } from './read.ts';
import { CREDIT_SETTINGS } from './settings.ts';
import type { CreditsInput } from './types.ts';

/** How much each customer may still buy: credit line of Exact Online, less what is open and less orders that are not invoiced yet. */
export const CREDIT = defineFlow<CreditsInput>({
  name: CREDIT_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: {
      label: 'Available credit',
      description: 'How much each customer may still buy by its credit line in Exact Online is shown on accounts in Salesforce',
      one: 'customer',
      several: 'customers',
    },
    nl: {
      label: 'Beschikbaar krediet',
      description: 'Hoeveel elke klant volgens zijn kredietlimiet in Exact Online nog mag kopen, staat op accounts in Salesforce',
      one: 'klant',
      several: 'klanten',
    },
  },
  icon: 'standard:account',
  mapping: CREDIT_SETTINGS,
  shownSettings: [FURTHER_DIVISIONS],
  hints: {
    salesforceObjects: {},
    exactTopics: { Accounts: 'poll', SalesOrders: 'poll', SalesInvoices: 'poll' },
    // What is open, and what was paid, it reads from accounts.
    flows: { invoices: 'poll' },
    changesOf: ['invoices'],
  },
  needs: CREDIT_NEEDS,
  exactNeeds: [SYNC_DEBTOR_CREDITS, SYNC_ORDER_AMOUNTS],
  isExclusivePerRecord: false,
  awaits: [],
  roles: { account: ACCOUNT_ROLE },
  linkedAs: 'account',
  looks: {},
  read: readCredit,
  plan: planCredit,
  planInSteps: planCreditInSteps,
  apply: carryOut(CREDIT_OBJECTS),
});
