import { TandemError } from '../../errors/index.ts';
import type { PlanMoment, PlanSteps } from '../flow.ts';
import { oneMainEach } from '../one-main.ts';
import type { Operation } from '../operation.ts';
import { eachInTurn, withoutPauses } from '../turns.ts';
import { planDelivery } from './delivery-plan.ts';
import { deliveryKey } from './keys.ts';
import { deliveryRef } from './delivery-role.ts';
import { DELIVERY_OBJECT, DELIVERY_SETTINGS } from './settings.ts';
import type { DeliveriesInput } from './types.ts';

/** From goods deliveries of Exact to their rows in Salesforce. Pure. */
export function planDeliveries(input: DeliveriesInput, moment: PlanMoment): readonly Operation[] {
  return withoutPauses(planDeliveriesInSteps(input, moment));
}

/** The same with a pause after each delivery. */
export function* planDeliveriesInSteps(
  { facts, deliveries, unknown, withoutAccount }: DeliveriesInput,
  { configuration }: PlanMoment,
): PlanSteps {
  const settings = DELIVERY_SETTINGS.of(configuration);
  const planned = yield* eachInTurn(deliveries, (delivery) => planDelivery(delivery, settings, facts));
  return oneMainEach([...planned.flat(), ...unknown.map(planUnknown), ...withoutAccount.map(planWithoutAccount)]);
}

/** What brings nothing of an order of Tandem's is nothing to tell, unless a person asked for it. */
function planUnknown({ recordId, isExplicit }: DeliveriesInput['unknown'][number]): Operation {
  return {
    key: deliveryKey(recordId),
    recordId,
    label: recordId,
    system: 'salesforce',
    action: isExplicit ? 'skip' : 'unchanged',
    object: DELIVERY_OBJECT,
    source: deliveryRef(recordId),
    fields: [],
    ...(isExplicit ? { reason: new TandemError('delivery_of_no_order', { delivery: recordId }, { recordId }) } : {}),
    isMain: true,
  };
}

/** Told once for all deliveries that went to him. */
function planWithoutAccount({ accountId, label }: DeliveriesInput['withoutAccount'][number]): Operation {
  return {
    ...{ key: `salesforce/Account/${accountId}/deliveries`, recordId: accountId, label, system: 'salesforce', object: 'Account' },
    action: 'skip',
    fields: [],
    reason: new TandemError('deliveries_without_account', { customer: label }, { recordId: accountId }),
    isMain: true,
  };
}
