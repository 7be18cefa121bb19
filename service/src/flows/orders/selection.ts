import { joined, moment, phrase, TandemError, type ParamValue, type Phrase } from '../../errors/index.ts';
import { divisionsOfFlow, timeZoneOf, type Configuration } from '../../mapping/index.ts';
import { soqlDateTime, soqlIn } from '../../salesforce/index.ts';
import { reasonToLeaveOut } from '../condition.ts';
import { customerScope } from '../customers/index.ts';
import { customerOfOrder } from './customer.ts';
import { divisionByRule } from './division.ts';
import type { OrderRow } from './types.ts';
import { ORDER_SETTINGS, type OrdersConfiguration } from './settings.ts';

/** Why the settings keep an order from being sent; `isExplicit`: a person chose it, so the start point does not count. */
export function reasonNotToSend(order: OrderRow, configuration: Configuration, isExplicit: boolean): TandemError | undefined {
  const settings = ORDER_SETTINGS.of(configuration);
  const label = order.OrderNumber;
  const isChosen =
    settings.statuses?.includes(order.Status) ?? (settings.statusCodes as readonly string[]).includes(order.StatusCode);
  if (!isChosen)
    return new TandemError(
      'order_status_not_chosen',
      { order: label, status: order.Status, sent: sentStatuses(settings) },
      { field: 'Status', recordId: order.Id },
    );
  const ruled = divisionByRule(order, configuration);
  return (
    (isExplicit ? undefined : tooOld(order, configuration)) ??
    refusalOfCondition(order, settings) ??
    (ruled instanceof TandemError ? ruled : undefined)
  );
}

function sentStatuses({ statuses, statusCodes }: OrdersConfiguration): ParamValue {
  if (statuses !== undefined && statuses.length > 0) return phrase('status_named', { names: joined('either', statuses) ?? '' });
  const kinds = statusCodes.map((code) => phrase(code === 'Activated' ? 'status_any_activated' : 'status_any_draft'));
  return (statuses === undefined ? joined('either', kinds) : undefined) ?? phrase('status_none');
}

function tooOld(order: OrderRow, configuration: Configuration): TandemError | undefined {
  const settings = ORDER_SETTINGS.of(configuration);
  const datedAt = order.ActivatedDate ?? order.CreatedDate;
  if (settings.sendFrom !== undefined && Date.parse(datedAt) >= Date.parse(settings.sendFrom)) return undefined;
  const [division = 0] = divisionsOfFlow(configuration, 'orders');
  const zone = timeZoneOf(configuration, division);
  // Within one minute the two would read the same.
  const isClose = settings.sendFrom !== undefined && Date.parse(settings.sendFrom) - Date.parse(datedAt) < 60_000;
  const told = (at: string): Phrase => moment(new Date(at), zone, isClose);
  const dated = phrase(order.ActivatedDate === null ? 'order_created' : 'order_activated', { moment: told(datedAt) });
  const start = settings.sendFrom === undefined ? phrase('start_not_set') : told(settings.sendFrom);
  return new TandemError('order_before_start', { order: order.OrderNumber, dated, start }, { recordId: order.Id });
}

function refusalOfCondition(order: OrderRow, { when }: OrdersConfiguration): TandemError | undefined {
  // Most settings have none, and what it would read is put together for each order.
  if (when === undefined) return undefined;
  // A condition reads order and account alone: whose contact it is decides nothing.
  const customer = { ...customerOfOrder(order, []), contact: undefined };
  const label = order.OrderNumber;
  return reasonToLeaveOut(
    { when, scope: customerScope(customer), record: phrase('record_order', { order: label }) },
    () => new TandemError('order_not_selected', { order: label }, { recordId: order.Id }),
  );
}

/** SOQL for the orders that the settings send by themselves, as far as a query can tell; undefined when there are none. */
export function selectedSince({ sendFrom, statuses, statusCodes }: OrdersConfiguration): string | undefined {
  if (sendFrom === undefined || (statuses ?? statusCodes).length === 0) return undefined;
  const start = soqlDateTime(new Date(sendFrom));
  return [
    hasChosenStatus({ statuses, statusCodes }),
    'Exact_Id__c = null',
    `((ActivatedDate != null AND ActivatedDate >= ${start}) OR (ActivatedDate = null AND CreatedDate >= ${start}))`,
  ].join(' AND ');
}

/** SOQL for the orders that were sent. One that was deactivated waits until it is active again. */
export function sentOnes(settings: OrdersConfiguration): string {
  return `${hasChosenStatus(settings)} AND Exact_Id__c != null`;
}

/** SOQL for the statuses that these settings choose and the former ones did not; undefined when there are none. */
export function newlyChosen(settings: OrdersConfiguration, former: OrdersConfiguration): string | undefined {
  const [chosen, before] =
    settings.statuses === undefined ? [settings.statusCodes, former.statusCodes] : [settings.statuses, former.statuses];
  const isSameKind = (settings.statuses === undefined) === (former.statuses === undefined);
  if (isSameKind && chosen.every((status) => (before as readonly string[] | undefined)?.includes(status))) return undefined;
  return (former.statuses ?? former.statusCodes).length === 0 ? 'Id != null' : `(NOT ${hasChosenStatus(former)})`;
}

function hasChosenStatus({ statuses, statusCodes }: Pick<OrdersConfiguration, 'statuses' | 'statusCodes'>): string {
  return statuses === undefined ? soqlIn('StatusCode', statusCodes) : soqlIn('Status', statuses);
}
