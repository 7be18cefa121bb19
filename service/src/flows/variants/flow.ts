import { SYNC_VARIANT_ITEMS } from '../../exact/index.ts';
import { TandemError } from '../../errors/index.ts';
import { defineFlow } from '../define-flow.ts';
import { outcomesOf, writePlan } from '../execute/index.ts';
import type { FlowContext } from '../flow.ts';
import { FURTHER_DIVISIONS } from '../further-divisions.ts';
import { ITEM, ITEM_ROLE } from '../items/index.ts';
import type { Operation, Outcome } from '../operation.ts';
import { VARIANT_NEEDS } from './needs.ts';
import { VARIANT_OBJECTS } from './objects.ts';
import { planVariants, planVariantsInSteps } from './plan.ts';
import { readVariants } from './read.ts';
import { SHOWN_VARIANT_SETTINGS } from './settings-texts.ts';
import { VARIANT_SETTINGS } from './settings.ts';
import type { VariantsInput } from './types.ts';

/** Families of items that differ in a size or a colour, as a product with its variants. */
export const VARIANTS = defineFlow<VariantsInput>({
  name: VARIANT_SETTINGS.flow,
  source: 'exact',
  texts: {
    en: {
      label: 'Variants',
      description: 'Items of Exact Online that are variants of one another get a product above them in Salesforce',
      one: 'item',
      several: 'items',
    },
    nl: {
      label: 'Varianten',
      description: 'Artikelen in Exact Online die varianten van elkaar zijn, krijgen in Salesforce een product boven zich',
      one: 'artikel',
      several: 'artikelen',
    },
  },
  icon: 'standard:hierarchy',
  mapping: VARIANT_SETTINGS,
  shownSettings: [...SHOWN_VARIANT_SETTINGS, FURTHER_DIVISIONS],
  hints: { salesforceObjects: {}, exactTopics: { Items: 'poll' }, flows: { products: 'poll' } },
  isToldOfAll: true,
  needs: VARIANT_NEEDS,
  exactNeeds: [SYNC_VARIANT_ITEMS],
  isExclusivePerRecord: false,
  awaits: [],
  roles: { [ITEM]: ITEM_ROLE },
  linkedAs: ITEM,
  looks: {},
  read: readVariants,
  plan: planVariants,
  planInSteps: planVariantsInSteps,
  apply: applyVariants,
});

/** A variant is not put below a product that could not be made, and says so. */
async function applyVariants(context: FlowContext, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  const written = await writePlan(context, VARIANT_OBJECTS, operations);
  for (const { key, after, label, recordId } of operations) {
    const failure = after === undefined ? undefined : written.failureOf(after);
    if (failure !== undefined)
      written.failed(key, new TandemError('variant_parent_missing', { item: label }, { recordId, cause: failure }));
  }
  return outcomesOf(VARIANT_OBJECTS, operations, written);
}
