import { TandemError } from '../../errors/index.ts';
import { oneMainEach } from '../one-main.ts';
import type { PlanMoment, PlanSteps } from '../flow.ts';
import type { Operation } from '../operation.ts';
import { eachInTurn, withoutPauses } from '../turns.ts';
import { planBorn, planBornDebtor } from './born-plan.ts';
import { planOrder, salesOrderRef } from './order-plan.ts';
import { PROGRESS_SETTINGS } from './settings.ts';
import type { ProgressInput } from './types.ts';

/** From what became of orders in Exact to what their orders and order products show. Pure. */
export function planProgress(input: ProgressInput, moment: PlanMoment): readonly Operation[] {
  return withoutPauses(planProgressInSteps(input, moment));
}

/** The same with a pause after each order. */
export function* planProgressInSteps(
  { facts, orders, unknown, born, debtors }: ProgressInput,
  { configuration, division }: PlanMoment,
): PlanSteps {
  const settings = PROGRESS_SETTINGS.of(configuration);
  const planned = yield* eachInTurn(orders, (order) => planOrder(order, settings, facts));
  const plannedBorn = yield* eachInTurn(born, (order) => planBorn(order, settings, facts, division));
  return oneMainEach([...planned.flat(), ...plannedBorn.flat(), ...debtors.map(planBornDebtor), ...unknown.map(planUnknown)]);
}

/** What is no order of Salesforce is nothing to tell, unless a person asked for it. */
function planUnknown({ recordId, isExplicit }: ProgressInput['unknown'][number]): Operation {
  return {
    key: `salesforce/Order/${recordId}`,
    recordId,
    label: recordId,
    system: 'salesforce',
    action: isExplicit ? 'skip' : 'unchanged',
    object: 'Order',
    source: salesOrderRef(recordId),
    fields: [],
    ...(isExplicit ? { reason: new TandemError('order_not_sent_from_salesforce', { order: recordId }, { recordId }) } : {}),
    isMain: true,
  };
}
