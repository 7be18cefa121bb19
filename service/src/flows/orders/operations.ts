import { retell, type TandemError } from '../../errors/index.ts';
import { problemChanges } from '../execute/index.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { keys } from './keys.ts';
import { ORDER_PROBLEM } from './problem-fields.ts';
import { targetOf } from './targets/index.ts';
import type { OrderFacts, OrderInput } from './types.ts';

/** The operation whose outcome is the order's. */
export function main(input: OrderInput) {
  const { order } = input;
  return {
    key: keys.salesOrder(order.Id),
    recordId: order.Id,
    label: order.OrderNumber,
    system: 'exact',
    object: targetOf(input.target).object,
    source: { system: 'salesforce', object: order.source.object, id: order.Id },
    restsOn: order.SystemModstamp,
    isMain: true,
    linkedAs: input.target,
  } as const;
}

/** What the order will show: the result, that it is sent, and no problem any more. */
export function writeBack(input: OrderInput, result: Readonly<Record<string, unknown>>): Operation {
  const { order } = input;
  const cleared = ['Exact_Sync_Problem__c', 'Exact_Sync_Action__c'].filter(
    (field) => order[field] !== null && order[field] !== undefined,
  );
  return {
    ...note(input, [
      ...resultChanges(result),
      { field: 'Exact_Sync_Status__c', from: order['Exact_Sync_Status__c'] ?? null, to: 'Sent', policy: 'always' },
      ...cleared.map((field): FieldChange => ({ field, from: order[field], to: null, policy: 'always' })),
    ]),
  };
}

/** Stops an order; `result` is what Exact says of it all the same. What passes by itself is no news for its people. */
export function blocked(
  input: OrderInput,
  reason: TandemError,
  { language }: Pick<OrderFacts, 'language'>,
  result: Readonly<Record<string, unknown>> = {},
): Operation[] {
  const named =
    reason.recordId === undefined
      ? retell(reason, { field: reason.field, recordId: input.order.Id, cause: reason.cause })
      : reason;
  const problem = named.handling === 'person' ? problemChanges(ORDER_PROBLEM, input.order, named, language) : [];
  const fields = [...resultChanges(result), ...problem];
  const noted = note(input, fields);
  return [{ ...main(input), action: 'block', fields: [], reason: named }, ...(noted.fields.length === 0 ? [] : [noted])];
}

/** Takes the traces of a document that is gone from the order, before another one is made of it. */
export function clearing(input: OrderInput): Operation {
  const { order } = input;
  const traces = ['Exact_Id__c', 'Exact_Number__c', 'Exact_Url__c', 'Exact_Document__c'] as const;
  return {
    ...note(
      input,
      traces.map((field): FieldChange => ({ field, from: order[field] ?? null, to: null, policy: 'always' })),
    ),
    key: keys.orderClearing(order.source.object, order.Id),
    isPrecondition: true,
    endsIntent: true,
  };
}

export function set(field: string, to: unknown): FieldChange {
  return { field, from: null, to, policy: 'always' };
}

/** A field that the record has not is left out. */
function inSource({ source }: OrderInput['order'], change: FieldChange): FieldChange[] {
  const own = source.result[change.field];
  return own === undefined ? [] : [{ ...change, field: own }];
}

function resultChanges(result: Readonly<Record<string, unknown>>): FieldChange[] {
  return Object.entries(result).map(([field, to]) => set(field, to));
}

function note(input: OrderInput, fields: readonly FieldChange[]): Operation {
  const { order } = input;
  return {
    key: keys.orderWriteBack(order.source.object, order.Id),
    recordId: order.Id,
    label: order.OrderNumber,
    system: 'salesforce',
    action: 'update',
    object: order.source.object,
    targetId: order.Id,
    fields: fields.flatMap((change) => inSource(order, change)),
    isMain: false,
    ...(order.source.object === 'Order' ? { linkedAs: input.target } : {}),
  };
}
