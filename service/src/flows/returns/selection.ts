import { moment, phrase, TandemError } from '../../errors/index.ts';
import { divisionOfPage } from '../../exact/index.ts';
import { divisionsOfFlow, plainText, timeZoneOf, type Configuration } from '../../mapping/index.ts';
import { soqlDateTime } from '../../salesforce/index.ts';
import { reasonToLeaveOut } from '../condition.ts';
import { RETURN_SETTINGS } from './settings.ts';
import type { OriginalOrderRow, ReturnRow } from './types.ts';

/** Why the settings keep a reduction order from being sent; `isExplicit`: a person chose it, so the start point does not count. */
export function reasonNotToSend(order: ReturnRow, configuration: Configuration, isExplicit: boolean): TandemError | undefined {
  const { OrderNumber: label, Id: recordId } = order;
  if (!order.IsReductionOrder) return new TandemError('return_not_reduction', { order: label }, { recordId });
  if (order.StatusCode !== 'Activated')
    return new TandemError(
      'order_status_not_chosen',
      { order: label, status: order.Status, sent: phrase('status_any_activated') },
      { field: 'Status', recordId },
    );
  const { when } = RETURN_SETTINGS.of(configuration);
  return (
    (isExplicit ? undefined : tooOld(order, configuration)) ??
    reasonToLeaveOut(
      { when, scope: { order }, record: phrase('record_order', { order: label }) },
      () => new TandemError('return_not_selected', { order: label }, { recordId }),
    )
  );
}

function tooOld(order: ReturnRow, configuration: Configuration): TandemError | undefined {
  const { sendFrom } = RETURN_SETTINGS.of(configuration);
  const datedAt = order.ActivatedDate ?? order.CreatedDate;
  if (sendFrom !== undefined && Date.parse(datedAt) >= Date.parse(sendFrom)) return undefined;
  const [division = 0] = divisionsOfFlow(configuration, RETURN_SETTINGS.flow);
  const told = (at: string) => moment(new Date(at), timeZoneOf(configuration, division), false);
  const params = {
    order: order.OrderNumber,
    dated: phrase(order.ActivatedDate === null ? 'order_created' : 'order_activated', { moment: told(datedAt) }),
    start: sendFrom === undefined ? phrase('start_not_set') : told(sendFrom),
  };
  return new TandemError('return_before_start', params, { recordId: order.Id });
}

/** SOQL for reduction orders that go by themselves, as far as a query can tell; undefined when there are none. */
export function selectedSince(configuration: Configuration): string | undefined {
  const { sendFrom } = RETURN_SETTINGS.of(configuration);
  if (sendFrom === undefined) return undefined;
  return `${ACTIVE} AND Exact_Id__c = null AND ActivatedDate >= ${soqlDateTime(new Date(sendFrom))}`;
}

/** SOQL for those that were sent. */
export const SENT_ONES = `IsReductionOrder = true AND StatusCode = 'Activated' AND Exact_Id__c != null`;
const ACTIVE = `IsReductionOrder = true AND StatusCode = 'Activated'`;

/** The company in which a return is credited: where it was, else where its original went. Pure. */
export function divisionOfReturn(
  { Exact_Url__c: url }: Pick<ReturnRow, 'Exact_Url__c'>,
  original: Pick<OriginalOrderRow, 'Exact_Url__c'> | undefined,
  configuration: Configuration,
): number | undefined {
  const [usual] = divisionsOfFlow(configuration, RETURN_SETTINGS.flow);
  return divisionOfPage(url ?? undefined) ?? divisionOfPage(plainText(original?.Exact_Url__c) || undefined) ?? usual;
}
