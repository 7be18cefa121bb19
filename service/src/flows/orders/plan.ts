import { retell, TandemError } from '../../errors/index.ts';
import type { ExactSalesOrder } from '../../exact/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import { amountText, Decimal } from '../../money/index.ts';
import { withoutPauses, type FieldChange, type Operation, type PlanSteps } from '../flow.ts';
import { forgottenLink, planCustomer } from './customer-plan.ts';
import { planDelivery } from './delivery-address.ts';
import { keys } from './keys.ts';
import { salesOrderUrl } from './links.ts';
import { orderBody, type OrderBody } from './order-body.ts';
import type { OrderFacts, OrderInput, OrdersInput } from './types.ts';

/** From orders of Salesforce to every write on both sides, in the order of writing. Pure. */
export function planOrders(
  input: OrdersInput,
  moment: { readonly configuration: Configuration; readonly now: Date },
): readonly Operation[] {
  return withoutPauses(planOrdersInSteps(input, moment));
}

/** The same with a pause after each order. */
export function* planOrdersInSteps(
  input: OrdersInput,
  moment: { readonly configuration: Configuration; readonly now: Date },
): PlanSteps {
  const planned = new Map<string, Operation>();
  for (const order of input.orders) {
    // A customer or an address that several orders need is made once, with the first of them.
    for (const operation of planOrder(order, input.facts, moment))
      if (!planned.has(operation.key)) planned.set(operation.key, operation);
    yield;
  }
  return [...planned.values(), ...input.missing.map(missingOrder)];
}

function planOrder(
  input: OrderInput,
  facts: OrderFacts,
  moment: { configuration: Configuration; now: Date },
): readonly Operation[] {
  const { order, existing, intent, notSent } = input;
  const settings = moment.configuration.flows.orders;
  if (order.Exact_Id__c !== null) return [alreadySent(input)];
  if (existing.length > 1) return blocked(input, ambiguousReference(input));
  const [found] = existing;
  if (found !== undefined) return adopted(input, found, facts);
  if (intent?.exactId !== undefined) return settledBefore(input, intent.exactId, intent.exactNumber ?? '', facts);
  if (notSent !== undefined) return [{ ...main(input), action: 'skip', fields: [], reason: notSent }];
  if (intent?.postedAt !== undefined && moment.now.getTime() - intent.postedAt.getTime() < facts.inFlightMs) {
    return [
      {
        ...main(input),
        action: 'block',
        fields: [],
        reason: new TandemError(
          'order_outcome_open',
          { order: order.OrderNumber },
          { recordId: order.Id, retryAfterMs: facts.inFlightMs },
        ),
      },
    ];
  }
  const body = orderBody(input, settings, facts);
  if (body instanceof TandemError) return blocked(input, body);
  const customer = planCustomer(input, settings, facts);
  if (customer instanceof TandemError) return blocked(input, customer);
  const delivery = planDelivery(input, settings, customer.orderedBy, input.debtor?.kind === 'default');
  if (delivery instanceof TandemError) return blocked(input, delivery);

  const toExact = customer.operations.filter((operation) => operation.system === 'exact');
  const toSalesforce = customer.operations.filter((operation) => operation.system === 'salesforce');
  const references: FieldChange[] = [
    set('OrderedBy', customer.orderedBy),
    ...(customer.contactPerson === undefined ? [] : [set('OrderedByContactPerson', customer.contactPerson)]),
    ...(delivery.deliveryAddress === undefined ? [] : [set('DeliveryAddress', delivery.deliveryAddress)]),
    set('YourRef', input.reference),
    ...(body.currency === '' ? [] : [set('Currency', body.currency)]),
  ];
  return [
    ...toExact,
    ...(delivery.operation === undefined ? [] : [delivery.operation]),
    {
      ...main(input),
      action: 'create',
      fields: [...references, ...body.header, linesChange(body)],
      remembered: [...(input.remembered ?? []), ...delivery.remembered],
    },
    writeBack(input, expectedResult(input, body)),
    ...toSalesforce,
  ];
}

function linesChange({ lines, lineNotes }: OrderBody): FieldChange {
  return { ...set('SalesOrderLines', lines), ...(lineNotes === '' ? {} : { note: lineNotes }) };
}

function missingOrder(recordId: string): Operation {
  const reason = new TandemError('order_not_found', { order: recordId }, { recordId });
  return {
    key: keys.salesOrder(recordId),
    recordId,
    label: recordId,
    system: 'exact',
    object: 'SalesOrder',
    isMain: true,
    action: 'block',
    fields: [],
    reason,
  };
}

/** Salesforce says itself that it is in Exact: nothing to ask, nothing to write. */
function alreadySent(input: OrderInput): Operation {
  const { order } = input;
  return {
    ...main(input),
    action: 'unchanged',
    targetId: order.Exact_Id__c ?? undefined,
    fields: [
      stays('OrderNumber', order.Exact_Number__c),
      stays('Url', order['Exact_Url__c']),
      stays('AmountFCExclVat', order['Exact_Net_Amount__c']),
      stays('AmountFC', order['Exact_Gross_Amount__c']),
    ],
  };
}

/** Exact has it although Salesforce does not know: an earlier attempt arrived, or a person entered it. */
function adopted(input: OrderInput, found: ExactSalesOrder, facts: OrderFacts): Operation[] {
  const url = salesOrderUrl(facts.host, facts.division, found.id);
  const unchanged: Operation = {
    ...main(input),
    action: 'unchanged',
    targetId: found.id,
    fields: [
      stays('OrderNumber', found.number),
      stays('Url', url),
      stays('AmountFCExclVat', found.amountFcExclVat),
      stays('AmountFC', found.amountFc),
      stays('Currency', found.currency),
    ],
  };
  const vat = vatOf(found);
  return [
    unchanged,
    ...forgottenLink(input),
    writeBack(input, {
      Exact_Id__c: found.id,
      Exact_Number__c: found.number,
      Exact_Url__c: url,
      Exact_Order_Status__c: found.statusDescription,
      ...(found.amountFcExclVat === null ? {} : { Exact_Net_Amount__c: found.amountFcExclVat }),
      ...(found.amountFc === null ? {} : { Exact_Gross_Amount__c: found.amountFc }),
      ...(vat === undefined ? {} : { Exact_Vat_Amount__c: vat }),
    }),
  ];
}

/** It was sent and its reference was changed in Exact since: what we stored then is written back. */
function settledBefore(input: OrderInput, exactId: string, number: string, facts: OrderFacts): Operation[] {
  const url = salesOrderUrl(facts.host, facts.division, exactId);
  return [
    { ...main(input), action: 'unchanged', targetId: exactId, fields: [stays('OrderNumber', number), stays('Url', url)] },
    writeBack(input, { Exact_Id__c: exactId, Exact_Number__c: number, Exact_Url__c: url }),
  ];
}

function blocked(input: OrderInput, reason: TandemError): Operation[] {
  const named = reason.recordId === undefined ? withRecord(reason, input.order.Id) : reason;
  // What resolves itself is no news for the people of the order.
  const fields = named.handling === 'person' ? problemChanges(input.order, named) : [];
  const status: Operation = { ...writeBack(input, {}), fields };
  return [{ ...main(input), action: 'block', fields: [], reason: named }, ...(fields.length === 0 ? [] : [status])];
}

/** What a stopped order shows, as changes to what stands on it: the same problem twice is written once. */
export function problemChanges(order: Readonly<Record<string, unknown>>, problem: TandemError): FieldChange[] {
  const wanted = {
    Exact_Sync_Status__c: 'Problem',
    Exact_Sync_Problem__c: problem.message.slice(0, 2_000),
    Exact_Sync_Action__c: problem.action.slice(0, 2_000),
  };
  return Object.entries(wanted)
    .filter(([field, to]) => order[field] !== to)
    .map(([field, to]) => ({ field, from: order[field] ?? null, to, policy: 'always' }));
}

/** What the order will show. Ids, number and amounts are Exact's own when they are known; the amounts here are the expected ones. */
function expectedResult(input: OrderInput, body: OrderBody): Record<string, unknown> {
  const made = { ref: keys.salesOrder(input.order.Id) };
  const { net, vat, gross } = body.totals.expected;
  return {
    Exact_Id__c: made,
    Exact_Number__c: made,
    Exact_Url__c: made,
    Exact_Order_Status__c: made,
    Exact_Net_Amount__c: amountText(net),
    // Without a known rate only Exact can tell.
    Exact_Vat_Amount__c: vat === undefined ? made : amountText(vat),
    Exact_Gross_Amount__c: gross === undefined ? made : amountText(gross),
  };
}

function writeBack(input: OrderInput, result: Readonly<Record<string, unknown>>): Operation {
  const { order } = input;
  const cleared = ['Exact_Sync_Problem__c', 'Exact_Sync_Action__c'].filter(
    (field) => order[field] !== null && order[field] !== undefined,
  );
  return {
    key: keys.orderWriteBack(order.Id),
    recordId: order.Id,
    label: order.OrderNumber,
    system: 'salesforce',
    action: 'update',
    object: 'Order',
    targetId: order.Id,
    fields: [
      ...Object.entries(result).map(([field, to]) => set(field, to)),
      { field: 'Exact_Sync_Status__c', from: order['Exact_Sync_Status__c'] ?? null, to: 'Sent', policy: 'always' },
      ...cleared.map((field): FieldChange => ({ field, from: order[field], to: null, policy: 'always' })),
    ],
    isMain: false,
  };
}

function main(input: OrderInput) {
  const { order } = input;
  return {
    key: keys.salesOrder(order.Id),
    recordId: order.Id,
    label: order.OrderNumber,
    system: 'exact',
    object: 'SalesOrder',
    restsOn: order.SystemModstamp,
    isMain: true,
  } as const;
}

function ambiguousReference(input: OrderInput): TandemError {
  const numbers = input.existing.map((found) => found.number ?? found.id).join(', ');
  return new TandemError(
    'order_reference_ambiguous',
    { order: input.order.OrderNumber, count: input.existing.length, reference: input.reference, numbers },
    { recordId: input.order.Id },
  );
}

function withRecord(reason: TandemError, recordId: string): TandemError {
  return retell(reason, { field: reason.field, recordId, cause: reason.cause });
}

function vatOf(found: ExactSalesOrder): string | undefined {
  if (found.amountFc === null || found.amountFcExclVat === null) return undefined;
  return amountText(new Decimal(found.amountFc).minus(found.amountFcExclVat));
}

function set(field: string, to: unknown): FieldChange {
  return { field, from: null, to, policy: 'always' };
}

function stays(field: string, value: unknown): FieldChange {
  return { field, from: value ?? null, to: value ?? null, policy: 'always' };
}
