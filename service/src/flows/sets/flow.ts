import { SET_PARTS } from '../../exact/index.ts';
import { defineFlow } from '../define-flow.ts';
import { carryOut } from '../execute/index.ts';
import { FURTHER_DIVISIONS } from '../further-divisions.ts';
import { ITEM, ITEM_ROLE } from '../items/index.ts';
import { SET_NEEDS } from './needs.ts';
import { SET_OBJECTS } from './objects.ts';
import { planSets, planSetsInSteps } from './plan.ts';
import { readSets } from './read.ts';
import { SET_SETTINGS } from './settings.ts';
import type { SetsInput } from './types.ts';

/** Items that are made of others, as products with their parts. */
export const SETS = defineFlow<SetsInput>({
  name: SET_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: {
      label: 'Sets',
      description: 'What a set in Exact Online is made of is shown on its product in Salesforce',
      one: 'set',
      several: 'sets',
    },
    nl: {
      label: 'Samenstellingen',
      description: 'Waaruit een samengesteld artikel in Exact Online bestaat, staat op het product in Salesforce',
      one: 'samenstelling',
      several: 'samenstellingen',
    },
  },
  icon: 'standard:bundle_config',
  mapping: SET_SETTINGS,
  shownSettings: [FURTHER_DIVISIONS],
  hints: { salesforceObjects: {}, exactTopics: { Items: 'poll' }, flows: { products: 'poll' } },
  needs: SET_NEEDS,
  exactNeeds: [SET_PARTS],
  isExclusivePerRecord: false,
  awaits: [],
  roles: { [ITEM]: ITEM_ROLE },
  linkedAs: ITEM,
  looks: {},
  read: readSets,
  plan: planSets,
  planInSteps: planSetsInSteps,
  apply: carryOut(SET_OBJECTS),
});
