import { retell, TandemError } from '../../errors/index.ts';
import type { Configuration } from '../../mapping/index.ts';
import { movedLink, planCustomer } from '../customers/index.ts';
import type { PlanSteps } from '../flow.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { withoutPauses } from '../turns.ts';
import { CreditJudge } from './credit-block/index.ts';
import { deliveryOf } from './delivery.ts';
import { settledMark } from './amendments/index.ts';
import { answeredResult, expectedAmounts, expectedResult } from './expected-result.ts';
import { keys } from './keys.ts';
import { planItems } from './missing-products/index.ts';
import { blocked, clearing, main, set, writeBack } from './operations.ts';
import { orderBody, type OrderBody } from './order-body.ts';

import { setsNote } from './set-lines/index.ts';
import { planExisting, planSent } from './sent-plan.ts';
import { asHeader, targetOf } from './targets/index.ts';
import type { OrderFacts, OrderInput, OrdersInput } from './types.ts';
import { ORDER_SETTINGS } from './settings.ts';

/** From orders of Salesforce to every write on both sides, in the order of writing. Pure. */
export function planOrders(
  input: OrdersInput,
  moment: { readonly configuration: Configuration; readonly now: Date },
): readonly Operation[] {
  return withoutPauses(planOrdersInSteps(input, moment));
}

/** The same with a pause after each order and each line of it. */
export function* planOrdersInSteps(
  input: OrdersInput,
  moment: { readonly configuration: Configuration; readonly now: Date },
): PlanSteps {
  const planned = new Map<string, Operation>();
  const judge = new CreditJudge(ORDER_SETTINGS.of(moment.configuration), input.facts);
  for (const order of input.orders) {
    // A customer or an address that several orders need is made once, with the first of them.
    for (const operation of yield* planOrder(order, input.facts, moment, judge))
      if (!planned.has(operation.key)) planned.set(operation.key, operation);
    yield;
  }
  return [...planned.values(), ...input.missing.map(missingOrder)];
}

function* planOrder(
  input: OrderInput,
  facts: OrderFacts,
  moment: { configuration: Configuration; now: Date },
  judge: CreditJudge,
): PlanSteps {
  const { order, intent, notSent, sent, debtor } = input;
  const settings = ORDER_SETTINGS.of(moment.configuration);
  if (input.elsewhere !== undefined) return [{ ...main(input), action: 'skip', fields: [], reason: input.elsewhere }];
  if (input.doubt !== undefined) return blocked(input, input.doubt, facts);
  const known = sent === undefined ? undefined : yield* planSent(input, sent, settings, facts, moment.now);
  if (known !== undefined) return known;
  if (input.deal !== undefined) return [ofAnother(input, input.deal, facts)];
  if (input.existing.length > 0 || input.choice.linkTo !== undefined) {
    // Whose it is cannot be told while somebody else is at work on the debtor.
    if (debtor?.kind === 'problem' && debtor.problem.handling !== 'person') return blocked(input, debtor.problem, facts);
    const found = yield* planExisting(input, settings, facts);
    if (found !== undefined) return found;
  }
  if (notSent !== undefined) return [{ ...main(input), action: 'skip', fields: [], reason: notSent }];
  // A document that is known, and gone since, is not on its way.
  const postedAt = intent?.exactId === undefined ? intent?.postedAt : undefined;
  if (postedAt !== undefined && moment.now.getTime() - postedAt.getTime() < facts.inFlightMs) {
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
  const items = planItems(input, settings, facts);
  if (items !== undefined) return items;
  const body = yield* orderBody(input, settings, facts);
  if (body instanceof TandemError) return blocked(input, body, facts);
  const customer = planCustomer(input, settings, facts);
  if (customer instanceof TandemError) return [...blocked(input, customer, facts), ...movedLink(input)];
  const delivery = deliveryOf(input, settings, customer.debtor);
  if (delivery instanceof TandemError) return blocked(input, delivery, facts);
  const unpayable = conditionProblem(input, body, customer.operations);
  if (unpayable !== undefined) return blocked(input, unpayable, facts);
  const held = judge.held(input, body);
  if (held !== undefined) return [...blocked(input, held, facts), ...movedLink(input)];

  const toExact = customer.operations.filter((operation) => operation.system === 'exact');
  const toSalesforce = customer.operations.filter((operation) => operation.system === 'salesforce');
  const references: FieldChange[] = [
    set('OrderedBy', customer.debtor),
    ...(customer.contactPerson === undefined ? [] : [set('OrderedByContactPerson', customer.contactPerson)]),
    ...(delivery.deliveryAddress === undefined ? [] : [set('DeliveryAddress', delivery.deliveryAddress)]),
    set(settings.reference.field, input.reference),
    ...(body.currency === '' ? [] : [set('Currency', body.currency)]),
  ];
  return [
    ...(sent === undefined ? [] : [clearing(input)]),
    ...toExact,
    ...(delivery.operation === undefined ? [] : [delivery.operation]),
    ...setsNote(input, body.sets),
    {
      ...main(input),
      action: 'create',
      fields: [...asHeader(targetOf(input.target), [...references, ...body.header]), ...body.own, linesChange(input, body)],
      mark: settledMark(input, body, settings),
      expected: expectedAmounts(body),
      remembered: [...(input.remembered ?? []), ...delivery.remembered],
    },
    { ...writeBack(input, expectedResult(input, body)), actual: answeredResult(input) },
    ...movedLink(input),
    ...toSalesforce,
  ];
}

/** An invoice of a debtor that is made with it, where neither of both says when it is to be paid: Exact would refuse it. */
function conditionProblem(
  { order, target }: OrderInput,
  body: OrderBody,
  operations: readonly Operation[],
): TandemError | undefined {
  const made = operations.find(({ system, object, action }) => system === 'exact' && object === 'Account' && action === 'create');
  const { hasJournal, term } = targetOf(target);
  if (!hasJournal || made === undefined || body.header.some(({ field }) => field === 'PaymentCondition')) return undefined;
  if (made.fields.some(({ field, to }) => field === 'PaymentConditionSales' && to !== null)) return undefined;
  const params = { order: order.OrderNumber, document: term, customer: order.Account?.Name ?? '' };
  return new TandemError('order_payment_condition_missing', params, { recordId: order.Id, field: 'PaymentCondition' });
}

/** Another record of the deal is sent: what is on its way is looked at again. */
function ofAnother(input: OrderInput, reason: TandemError, { inFlightMs }: OrderFacts): Operation {
  const isOpen = reason.handling === 'retry';
  const told = isOpen ? retell(reason, { recordId: input.order.Id, retryAfterMs: inFlightMs }) : reason;
  return { ...main(input), action: isOpen ? 'block' : 'skip', fields: [], reason: told };
}

function linesChange({ target }: OrderInput, { lines, lineNotes }: OrderBody): FieldChange {
  return { ...set(targetOf(target).linesField, lines), ...(lineNotes === undefined ? {} : { note: lineNotes }) };
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
