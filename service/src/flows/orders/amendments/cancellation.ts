import { TandemError } from '../../../errors/index.ts';
import type { ExactSalesOrderInFull, ExactSalesOrderLine } from '../../../exact/index.ts';
import { Decimal, toDecimal } from '../../../money/index.ts';
import type { DocumentMark, Operation } from '../../operation.ts';
import { blocked, clearing, main, set, writeBack } from '../operations.ts';
import { answeredResult } from '../expected-result.ts';
import { markOf } from '../reference.ts';
import { adopted } from '../sent-operations.ts';
import type { OrdersConfiguration } from '../settings.ts';
import { keys } from '../keys.ts';
import { targetOf } from '../targets/index.ts';
import type { OrderFacts, OrderInput, OrderRow, SentLook } from '../types.ts';
import { CANCELLED_CONTENT } from './mark.ts';
import { doneText, namesOf, type Named } from './problems.ts';

const OVER = [21, 45];

/** True for an order that was cancelled in Salesforce and that the settings do not send in this state. */
export function isCancelled({ StatusCode: code, Status: status, source: { statuses, statusCodes } }: OrderRow): boolean {
  return code === 'Canceled' && !(statuses?.includes(status) ?? statusCodes.includes(code));
}

/**
 * What becomes of the document of an order that was cancelled after sending: it is told, or deleted while nothing of it is delivered or
 * invoiced, or its rest is closed. Pure.
 */
export function planCancelled(
  input: OrderInput,
  look: Exclude<SentLook, { readonly kind: 'trusted' }>,
  settings: OrdersConfiguration,
  facts: OrderFacts,
): readonly Operation[] {
  const { cancelled } = settings.amendments;
  const skipped: Operation = {
    ...main(input),
    action: 'skip',
    fields: [],
    ...(input.notSent === undefined ? {} : { reason: input.notSent }),
  };
  if (look.kind === 'gone') return cancelled === 'cancel' ? [skipped, clearing(input)] : [skipped];
  const { inFull: order } = look;
  // Of another document than a sales order nothing is undone, and of one that was closed nothing changed since.
  if (order === undefined) return input.target === 'salesOrder' ? [skipped] : toldOf(input, look.order, facts);
  const mark: DocumentMark = { ...markOf(settings, input, []), content: CANCELLED_CONTENT };
  if (OVER.includes(order.Status ?? 0)) return adopted(input, { ...order, kind: 'salesOrder' }, facts, mark);
  const lines = order.SalesOrderLines;
  const about = { recordId: input.order.Id };
  if (lines.length > 0 && lines.every(isDelivered)) {
    const params = { ...namesOf(input, order), lines: doneText(lines) };
    return blocked(input, new TandemError('order_cancelled_delivered', params, about), facts);
  }
  if (cancelled === 'tell') return toldOf(input, order, facts);
  if (cancelled === 'cancel' && !lines.some(isBegun)) return deleted(input, order);
  return completed(input, order, mark);
}

function toldOf(input: OrderInput, order: Named, facts: OrderFacts): Operation[] {
  const { order: record, number } = namesOf(input, order);
  const params = { order: record, document: targetOf(input.target).named(number) };
  return blocked(input, new TandemError('order_cancelled_after_sending', params, { recordId: input.order.Id }), facts);
}

/** What is gone leaves no traces: sent again, it would be made anew. */
function deleted(input: OrderInput, { OrderID: targetId, OrderNumber: number }: ExactSalesOrderInFull): Operation[] {
  const own = main(input);
  return [
    {
      ...own,
      action: 'update',
      targetId,
      isTakenBack: true,
      fields: [{ field: 'OrderNumber', from: number, to: null, policy: 'always' }],
    },
    { ...clearing(input), after: own.key },
  ];
}

function completed(input: OrderInput, order: ExactSalesOrderInFull, mark: DocumentMark): Operation[] {
  // What is delivered still has to be invoiced.
  const isInvoiced = order.SalesOrderLines.every(
    (line) => !number(line.QuantityDelivered).abs().gt(number(line.QuantityInvoiced).abs()),
  );
  const made = { ref: keys.salesOrder(input.order.Id) };
  return [
    {
      ...main(input),
      object: 'SalesOrderCompletion',
      action: 'update',
      targetId: order.OrderID,
      fields: [set('CompleteDelivery', true), set('CompleteInvoice', isInvoiced)],
      mark,
    },
    { ...writeBack(input, { Exact_Order_Status__c: made }), actual: answeredResult(input) },
  ];
}

function isBegun(line: ExactSalesOrderLine): boolean {
  return !number(line.QuantityDelivered).isZero() || !number(line.QuantityInvoiced).isZero();
}

function isDelivered(line: ExactSalesOrderLine): boolean {
  return number(line.QuantityDelivered).abs().gte(number(line.Quantity).abs());
}

function number(value: string | null): Decimal {
  return toDecimal(value) ?? new Decimal(0);
}
