import { SYNC_SALES_INVOICES, SYNC_PAYMENT_TERMS } from '../../exact/index.ts';
import { ACCOUNT_ROLE } from '../customers/index.ts';
import { defineFlow } from '../define-flow.ts';
import { FURTHER_DIVISIONS } from '../further-divisions.ts';
import { carryOut } from '../execute/index.ts';
import { ITEM, ITEM_ROLE } from '../items/index.ts';
import { INVOICE_HISTORY } from './history.ts';
import { INVOICE_NEEDS } from './needs.ts';
import { INVOICE_OBJECTS } from './objects.ts';
import { planInvoices, planInvoicesInSteps } from './plan.ts';
import { readInvoices } from './read.ts';
import { INVOICE_SETTINGS } from './settings.ts';
import type { InvoicesInput } from './types.ts';

/** Invoices and credit notes of Exact Online with what is open of them, and what each account owes. */
export const INVOICES = defineFlow<InvoicesInput>({
  name: INVOICE_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: {
      label: 'Invoices and payments',
      description: 'Invoices of Exact Online, and what is paid of them, are shown on accounts in Salesforce',
      one: 'invoice',
      several: 'invoices',
    },
    nl: {
      label: 'Facturen en betalingen',
      description: 'Facturen in Exact Online, en wat ervan betaald is, staan op accounts in Salesforce',
      one: 'factuur',
      several: 'facturen',
    },
  },
  icon: 'standard:currency',
  mapping: INVOICE_SETTINGS,
  shownSettings: [FURTHER_DIVISIONS],
  hints: { salesforceObjects: {}, exactTopics: { SalesInvoices: 'poll' } },
  needs: INVOICE_NEEDS,
  exactNeeds: [SYNC_SALES_INVOICES, SYNC_PAYMENT_TERMS],
  isExclusivePerRecord: false,
  awaits: [],
  roles: { account: ACCOUNT_ROLE, [ITEM]: ITEM_ROLE },
  linkedAs: 'account',
  looks: {},
  history: INVOICE_HISTORY,
  read: readInvoices,
  plan: planInvoices,
  planInSteps: planInvoicesInSteps,
  apply: carryOut(INVOICE_OBJECTS),
});
