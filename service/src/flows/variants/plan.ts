import type { PlanMoment, PlanSteps } from '../flow.ts';
import { oneMainEach } from '../one-main.ts';
import type { Operation } from '../operation.ts';
import { eachInTurn, withoutPauses } from '../turns.ts';
import { Families } from './families.ts';
import { planFamily } from './family-plan.ts';
import { VARIANT_SETTINGS } from './settings.ts';
import type { VariantsInput } from './types.ts';
import { planVariant } from './variant-plan.ts';

/** From items of Exact that belong together to products that stand above them in Salesforce. Pure. */
export function planVariants(input: VariantsInput, moment: PlanMoment): readonly Operation[] {
  return withoutPauses(planVariantsInSteps(input, moment));
}

/** The same with a pause after each family and each item. */
export function* planVariantsInSteps(input: VariantsInput, { configuration }: PlanMoment): PlanSteps {
  const settings = VARIANT_SETTINGS.of(configuration);
  const families = new Families(input, settings);
  const parents = yield* eachInTurn(families.all(), (family) => planFamily(family, settings, input.facts));
  const blocked = new Map(parents.flatMap(({ key, problem }) => (problem === undefined ? [] : [[key, problem] as const])));
  const variants = yield* eachInTurn(families.looked, (looked) =>
    planVariant(looked, { settings, facts: input.facts, parents: families, blocked }),
  );
  return oneMainEach([...parents.flatMap(({ operation }) => operation ?? []), ...variants.flat()]);
}
