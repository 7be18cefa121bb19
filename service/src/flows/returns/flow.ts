import { CREDITABLE_INVOICES, SALES_ORDERS } from '../../exact/index.ts';
import { defineFlow } from '../define-flow.ts';
import { carryOut } from '../execute/index.ts';
import { lookAtReturn } from './look.ts';
import { RETURN_NEEDS } from './needs.ts';
import { RETURN_OBJECTS } from './objects.ts';
import { planReturns } from './plan.ts';
import { divisionsOfReturns, readReturns } from './read.ts';
import { RETURN_ROLES } from './roles.ts';
import { SHOWN_RETURN_SETTINGS } from './settings-texts.ts';
import { RETURN_SETTINGS } from './settings.ts';
import { RETURNS_START } from './start-point.ts';
import type { ReturnsInput } from './types.ts';

const write = carryOut(RETURN_OBJECTS);

/** Reduction orders of Salesforce become credit notes in Exact Online, each approved by a second person and made once. */
export const RETURNS = defineFlow<ReturnsInput>({
  name: RETURN_SETTINGS.flow,
  source: 'salesforce',
  texts: {
    en: {
      label: 'Returns',
      description: 'Reduction orders of Salesforce become credit notes in Exact Online, once a second person has approved them',
      one: 'return',
      several: 'returns',
    },
    nl: {
      label: 'Retouren',
      description:
        'Retourorders van Salesforce worden creditnota’s in Exact Online, zodra een tweede persoon akkoord heeft gegeven',
      one: 'retour',
      several: 'retouren',
    },
  },
  icon: 'standard:return_order',
  mapping: RETURN_SETTINGS,
  shownSettings: SHOWN_RETURN_SETTINGS,
  hints: { salesforceObjects: { Order: 'same' }, exactTopics: {} },
  needs: RETURN_NEEDS,
  exactNeeds: [SALES_ORDERS, CREDITABLE_INVOICES],
  isExclusivePerRecord: true,
  awaits: [],
  start: RETURNS_START,
  roles: RETURN_ROLES,
  linkedAs: 'creditNote',
  looks: { Order: lookAtReturn },
  divisionsOfRecords: divisionsOfReturns,
  read: readReturns,
  plan: planReturns,
  apply: async (context, operations) => {
    const outcomes = await write(context, operations);
    // What was agreed to serves once: what is in Exact now has used it up.
    const sent = outcomes.filter(({ exactId, status }) => exactId !== undefined && status !== 'blocked' && status !== 'failed');
    if (sent.length > 0) await context.approvals.useUp(sent.map(({ recordId }) => recordId));
    return outcomes;
  },
});
