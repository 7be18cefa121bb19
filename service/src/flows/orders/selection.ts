import { joined, moment, phrase, TandemError, type ParamValue, type Phrase } from '../../errors/index.ts';
import { divisionsOfFlow, plainText, timeZoneOf, type Configuration } from '../../mapping/index.ts';
import { soqlDateTime, soqlIn, soqlName } from '../../salesforce/index.ts';
import { dayIn } from '../calendar.ts';
import { reasonToLeaveOut } from '../condition.ts';
import { customerScope } from '../customers/index.ts';
import { customerOfOrder } from './customer.ts';
import { divisionByRule } from './division.ts';
import { ownField, type OrderSource } from './sources/index.ts';
import type { OrderRow } from './types.ts';
import { ORDER_SETTINGS, type OrdersConfiguration } from './settings.ts';

/** Why the settings keep an order from being sent; `isExplicit`: a person chose it, so the start point does not count. */
export function reasonNotToSend(order: OrderRow, configuration: Configuration, isExplicit: boolean): TandemError | undefined {
  const settings = ORDER_SETTINGS.of(configuration);
  const label = order.OrderNumber;
  const { statuses, statusCodes } = order.source;
  const isChosen = statuses?.includes(order.Status) ?? statusCodes.includes(order.StatusCode);
  if (!isChosen)
    return new TandemError(
      'order_status_not_chosen',
      { order: label, status: order.Status, sent: sentStatuses(order.source) },
      { field: 'Status', recordId: order.Id },
    );
  const ruled = divisionByRule(order, configuration);
  return (
    (isExplicit ? undefined : tooOld(order, configuration)) ??
    refusalOfCondition(order, settings) ??
    (ruled instanceof TandemError ? ruled : undefined)
  );
}

function sentStatuses({ statuses, statusCodes, wonFlag }: OrderSource): ParamValue {
  if (statuses !== undefined && statuses.length > 0) return phrase('status_named', { names: joined('either', statuses) ?? '' });
  if (statuses === undefined && wonFlag !== undefined) return phrase('status_any_won');
  const kinds = statusCodes.map((code) => phrase(code === 'Activated' ? 'status_any_activated' : 'status_any_draft'));
  return (statuses === undefined ? joined('either', kinds) : undefined) ?? phrase('status_none');
}

function tooOld(order: OrderRow, configuration: Configuration): TandemError | undefined {
  const settings = ORDER_SETTINGS.of(configuration);
  const datedAt = order.ActivatedDate ?? order.CreatedDate;
  const closed = closedBefore(order, configuration);
  const isSince = settings.sendFrom !== undefined && Date.parse(datedAt) >= Date.parse(settings.sendFrom);
  if (isSince && closed === undefined) return undefined;
  const zone = zoneOf(configuration);
  // Within one minute the two would read the same.
  const isClose = settings.sendFrom !== undefined && Date.parse(settings.sendFrom) - Date.parse(datedAt) < 60_000;
  const told = (at: string): Phrase => moment(new Date(at), zone, isClose);
  const activated = order.source.wonFlag === undefined ? 'order_activated' : 'order_stage_changed';
  const dated =
    isSince && closed !== undefined
      ? phrase('order_closed', { day: closed })
      : phrase(order.ActivatedDate === null ? 'order_created' : activated, { moment: told(datedAt) });
  const start = settings.sendFrom === undefined ? phrase('start_not_set') : told(settings.sendFrom);
  return new TandemError('order_before_start', { order: order.OrderNumber, dated, start }, { recordId: order.Id });
}

/** The day it was closed, where that lies before the start point. */
function closedBefore(order: OrderRow, configuration: Configuration): string | undefined {
  const { sendFrom } = ORDER_SETTINGS.of(configuration);
  const { closedOn } = order.source;
  const day = closedOn === undefined ? '' : plainText(order[closedOn]);
  if (sendFrom === undefined || day === '') return undefined;
  return day < startDay(sendFrom, configuration) ? day : undefined;
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

/** SOQL for the records that the settings send by themselves, as far as a query can tell; undefined when there are none. */
export function selectedSince(source: OrderSource, configuration: Configuration): string | undefined {
  const { sendFrom } = ORDER_SETTINGS.of(configuration);
  if (sendFrom === undefined || (source.statuses ?? source.statusCodes).length === 0) return undefined;
  const start = soqlDateTime(new Date(sendFrom));
  const activated = source.fields['ActivatedDate'];
  return [
    hasChosenStatus(source),
    `${ownField(source, 'Exact_Id__c')} = null`,
    activated === undefined
      ? `CreatedDate >= ${start}`
      : `((${activated} != null AND ${activated} >= ${start}) OR (${activated} = null AND CreatedDate >= ${start}))`,
    ...(source.closedOn === undefined ? [] : [`${source.closedOn} >= ${startDay(sendFrom, configuration)}`]),
  ].join(' AND ');
}

/** SOQL for the records that were sent, those among it that were cancelled since. One that was deactivated waits until it is active again. */
export function sentOnes(source: OrderSource): string {
  const status = source.object === 'Order' ? `(${hasChosenStatus(source)} OR StatusCode = 'Canceled')` : hasChosenStatus(source);
  return `${status} AND ${ownField(source, 'Exact_Id__c')} != null`;
}

/** SOQL for the statuses that these settings choose and the former ones did not; undefined when there are none. */
export function newlyChosen(source: OrderSource, former: OrderSource): string | undefined {
  const [chosen, before] =
    source.statuses === undefined ? [source.statusCodes, former.statusCodes] : [source.statuses, former.statuses];
  const isSameKind = (source.statuses === undefined) === (former.statuses === undefined);
  if (isSameKind && chosen.every((status) => before?.includes(status))) return undefined;
  return (former.statuses ?? former.statusCodes).length === 0 ? 'Id != null' : `(NOT ${hasChosenStatus(former)})`;
}

function hasChosenStatus({ statuses, statusCodes, wonFlag, fields }: OrderSource): string {
  if (statuses !== undefined) return soqlIn(soqlName(fields['Status'] ?? ''), statuses);
  return wonFlag === undefined ? soqlIn('StatusCode', statusCodes) : `${wonFlag} = true`;
}

function startDay(sendFrom: string, configuration: Configuration): string {
  return dayIn(zoneOf(configuration), new Date(sendFrom));
}

function zoneOf(configuration: Configuration): string {
  const [division = 0] = divisionsOfFlow(configuration, 'orders');
  return timeZoneOf(configuration, division);
}
