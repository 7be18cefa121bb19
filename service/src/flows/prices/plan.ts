import { TandemError } from '../../errors/index.ts';
import type { PlanMoment, PlanSteps } from '../flow.ts';
import { oneMainEach } from '../one-main.ts';
import type { Operation } from '../operation.ts';
import { eachInTurn, withoutPauses } from '../turns.ts';
import { planCustomer } from './customer-plan.ts';
import { planGrouped } from './grouped-plan.ts';
import { planList } from './list-plan.ts';
import { planGroup } from './price-plan.ts';
import { PRICE_OBJECT, PRICE_SETTINGS } from './settings.ts';
import type { PricesInput } from './types.ts';

/** From price lists and prices of Exact to price books and rows in Salesforce. Pure. */
export function planPrices(input: PricesInput, moment: PlanMoment): readonly Operation[] {
  return withoutPauses(planPricesInSteps(input, moment));
}

/** The same with a pause after each group of prices: a batch of a first load has thousands. */
export function* planPricesInSteps(input: PricesInput, { configuration }: PlanMoment): PlanSteps {
  const { facts, lists, groups, grouped, strangers, debtors, customers } = input;
  const settings = PRICE_SETTINGS.of(configuration);
  const planned = yield* eachInTurn(groups, (group) => planGroup(group, settings, facts));
  const ofGroups = yield* eachInTurn(grouped, (entry) => planGrouped(entry, settings, facts));
  return oneMainEach([
    ...lists.flatMap((list) => planList(list, facts)),
    ...planned.flat(),
    ...ofGroups.flat(),
    ...customers.flatMap(planCustomer),
    ...strangers.map(({ itemId, label }) =>
      leftOut(itemId, label, new TandemError('price_without_product', { item: label }, { recordId: itemId })),
    ),
    ...debtors.map(({ debtorId, label }) =>
      leftOut(debtorId, label, new TandemError('price_without_account', { debtor: label }, { recordId: debtorId })),
    ),
  ]);
}

function leftOut(recordId: string, label: string, reason: TandemError): Operation {
  return {
    key: `salesforce/${PRICE_OBJECT}/${recordId}`,
    recordId,
    label,
    system: 'salesforce',
    object: PRICE_OBJECT,
    action: 'skip',
    fields: [],
    reason,
    isMain: true,
  };
}
