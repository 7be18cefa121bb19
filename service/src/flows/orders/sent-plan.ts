import { TandemError, type Alternative } from '../../errors/index.ts';
import { salesOrderUrl, type ExactSalesOrder } from '../../exact/index.ts';
import { plainText } from '../../mapping/index.ts';
import { amountText, Decimal, toDecimal } from '../../money/index.ts';
import type { FieldChange, Operation } from '../flow.ts';
import type { Steps } from '../turns.ts';
import { comparedInExact, comparedLines, isSameContent, linesText, type ComparedLine } from './content.ts';
import { forgottenLink } from './customer-plan.ts';
import { searchCodeOf } from './customer.ts';
import { blocked, main, stays, writeBack } from './operations.ts';
import { currencyOf, postedLines } from './order-body.ts';
import { moneyText } from './totals.ts';
import type { ExistingOrder, OrderFacts, OrderInput, SentLook } from './types.ts';
import type { OrdersConfiguration } from './settings.ts';

const LONGEST_REFERENCE = 30;

/** What is planned for an order that was sent before. Undefined when a person has it sent again. Pauses after each line. Pure. */
export function* planSent(
  input: OrderInput,
  look: SentLook,
  settings: OrdersConfiguration,
  facts: OrderFacts,
): Steps<readonly Operation[] | undefined> {
  if (look.kind === 'trusted') return [asShown(input, facts)];
  if (look.kind === 'gone') return input.choice.sendAgain === true ? undefined : blocked(input, gone(input));
  const { order, lines } = look;
  const isTold = input.order.Exact_Id__c?.toLowerCase() === order.id.toLowerCase() && input.intent?.isWriteBackPending !== true;
  if (lines !== undefined) {
    const ours = yield* linesOf(input, settings, facts);
    const currency = currencyOf(input, facts);
    const theirs = comparedInExact(lines, currency);
    if (!isSameContent(ours, theirs))
      return blocked(input, changedSince(input, order, ours, theirs, currency), isTold ? {} : resultOf(order, facts));
  }
  if (!isTold) return [...adopted(input, order, facts)];
  // A note about a difference that is over.
  const isNoted = input.order['Exact_Sync_Status__c'] !== 'Sent';
  return [shown(input, order, facts), ...(isNoted ? [writeBack(input, {})] : [])];
}

/**
 * What is planned where Exact has orders under the reference: ours is taken over, anybody else's is for a person, who sees both.
 * Undefined where none is there. Pauses after each line. Pure.
 */
export function* planExisting(
  input: OrderInput,
  settings: OrdersConfiguration,
  facts: OrderFacts,
): Steps<readonly Operation[] | undefined> {
  const { existing, choice, order } = input;
  const ours = yield* linesOf(input, settings, facts);
  if (choice.linkTo !== undefined) {
    const chosen = existing.find((candidate) => candidate.order.number === choice.linkTo);
    if (chosen !== undefined) return yield* takenOver(input, chosen, settings, facts);
    const params = { order: order.OrderNumber, number: choice.linkTo, reference: input.reference };
    return blocked(input, new TandemError('order_link_unknown', params, { recordId: order.Id }));
  }
  const own = existing.filter((candidate) => isOurs(input, candidate, ours, facts));
  const [only] = own;
  if (own.length > 1) return blocked(input, ambiguousReference(input, own));
  if (only !== undefined) {
    const currency = currencyOf(input, facts);
    const theirs = comparedInExact(only.lines, currency);
    if (isSameContent(ours, theirs)) return yield* takenOver(input, only, settings, facts);
    return blocked(input, changedSince(input, only.order, ours, theirs, currency), resultOf(only.order, facts));
  }
  const strangers = existing.filter(({ order: { yourRef } }) => (yourRef ?? '').toLowerCase() === input.reference.toLowerCase());
  return strangers.length === 0 ? undefined : blocked(input, referenceTaken(input, strangers, ours, facts));
}

/**
 * Ours is what has our debtor, our lines and our amount. Where the order changed since it was posted and the answer was lost, its
 * debtor and the intent to post it say so.
 */
function isOurs(input: OrderInput, candidate: ExistingOrder, ours: readonly ComparedLine[], facts: OrderFacts): boolean {
  if (!isOurDebtor(input, candidate)) return false;
  const { order, lines } = candidate;
  const currency = currencyOf(input, facts);
  if (order.currency !== null && currency !== '' && order.currency !== currency) return false;
  const sum = lines.reduce((total, line) => total.plus(toDecimal(line.amountFc) ?? 0), new Decimal(0));
  const hasOurAmount = toDecimal(order.amountFcExclVat)?.eq(sum) ?? true;
  if (hasOurAmount && isSameContent(ours, comparedInExact(lines, currency))) return true;
  return input.isChangedSincePost && input.intent?.reference.toLowerCase() === (order.yourRef ?? '').toLowerCase();
}

function isOurDebtor({ order, debtor, rememberedDebtor }: OrderInput, candidate: ExistingOrder): boolean {
  const orderedBy = (candidate.order.orderedBy ?? '').toLowerCase();
  const known =
    debtor?.kind === 'found' ? debtor.account.id : debtor !== undefined && 'exactId' in debtor ? debtor.exactId : undefined;
  const isKnown = [known, rememberedDebtor, order.Account?.Exact_Id__c].some((id) => id?.toLowerCase() === orderedBy);
  // An account that we made carries our key, whatever was forgotten since.
  return isKnown || (order.AccountId !== null && candidate.debtor?.searchCode === searchCodeOf(order.AccountId));
}

/** Exact has it although Salesforce does not know: an earlier attempt arrived, or a person says that it is this order. */
function* takenOver(
  input: OrderInput,
  { order }: ExistingOrder,
  settings: OrdersConfiguration,
  facts: OrderFacts,
): Steps<Operation[]> {
  const values = (yield* postedLines(input, settings, facts.vatCodes)).map((line) => line.values);
  const remembered = [stays('YourRef', order.yourRef ?? input.reference), stays('SalesOrderLines', values)];
  return adopted(input, order, facts, remembered);
}

function adopted(
  input: OrderInput,
  order: ExactSalesOrder,
  facts: OrderFacts,
  remembered: readonly FieldChange[] = [],
): Operation[] {
  const operation = shown(input, order, facts);
  return [
    { ...operation, fields: [...operation.fields, ...remembered] },
    ...forgottenLink(input),
    writeBack(input, resultOf(order, facts)),
  ];
}

/** Exact's own words about an order that is there: nothing is written there. */
function shown(input: OrderInput, order: ExactSalesOrder, facts: OrderFacts): Operation {
  return {
    ...main(input),
    action: 'unchanged',
    targetId: order.id,
    fields: [
      stays('OrderNumber', order.number),
      stays('Url', salesOrderUrl(facts.host, facts.division, order.id)),
      stays('AmountFCExclVat', order.amountFcExclVat),
      stays('AmountFC', order.amountFc),
      stays('Currency', order.currency),
    ],
  };
}

/** Salesforce says itself that it is in Exact, and nothing changed since: nothing to ask, nothing to write. */
function asShown(input: OrderInput, facts: OrderFacts): Operation {
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
      stays('Currency', currencyOf(input, facts)),
    ],
  };
}

function resultOf(order: ExactSalesOrder, facts: OrderFacts): Readonly<Record<string, unknown>> {
  const { amountFc: gross, amountFcExclVat: net } = order;
  return {
    Exact_Id__c: order.id,
    Exact_Number__c: order.number,
    Exact_Url__c: salesOrderUrl(facts.host, facts.division, order.id),
    Exact_Order_Status__c: order.statusDescription,
    ...(net === null ? {} : { Exact_Net_Amount__c: net }),
    ...(gross === null ? {} : { Exact_Gross_Amount__c: gross }),
    ...(net === null || gross === null ? {} : { Exact_Vat_Amount__c: amountText(new Decimal(gross).minus(net)) }),
  };
}

function* linesOf(input: OrderInput, settings: OrdersConfiguration, facts: OrderFacts): Steps<ComparedLine[]> {
  const lines = yield* postedLines(input, settings, facts.vatCodes);
  return comparedLines(
    lines.map(({ values }) => values),
    lines.map(({ name }) => name),
    currencyOf(input, facts),
  );
}

function gone(input: OrderInput): TandemError {
  const { order } = input;
  const number = order.Exact_Number__c ?? input.intent?.exactNumber ?? '';
  const alternatives: Alternative[] = [{ label: 'Send again', push: { sendAgain: 'true' } }];
  return new TandemError('order_gone_in_exact', { order: order.OrderNumber, number }, { recordId: order.Id, alternatives });
}

function changedSince(
  { order }: OrderInput,
  found: ExactSalesOrder,
  ours: readonly ComparedLine[],
  theirs: readonly ComparedLine[],
  currency: string,
): TandemError {
  const [salesforce, exact] = [linesText(ours, currency), linesText(theirs, currency)];
  const params = { order: order.OrderNumber, number: found.number ?? '', salesforce, exact };
  return new TandemError('order_changed_after_sending', params, { recordId: order.Id });
}

function ambiguousReference({ order, reference }: OrderInput, own: readonly ExistingOrder[]): TandemError {
  const numbers = own.map(({ order: found }) => found.number ?? found.id).join(', ');
  return new TandemError(
    'order_reference_ambiguous',
    { order: order.OrderNumber, count: own.length, reference, numbers },
    { recordId: order.Id, alternatives: own.map(linking) },
  );
}

function referenceTaken(
  input: OrderInput,
  strangers: readonly ExistingOrder[],
  ours: readonly ComparedLine[],
  facts: OrderFacts,
): TandemError {
  const { order, reference } = input;
  const currency = currencyOf(input, facts);
  const net = ours.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
  const other = nextReference(reference);
  const params = {
    order: order.OrderNumber,
    reference,
    salesforce: [
      `order ${order.OrderNumber} of ${plainText(order['EffectiveDate'])}`,
      `customer ${order.Account?.Name ?? ''}`,
      moneyText(net, currency),
      linesText(ours, currency),
    ].join(', '),
    exact: strangers.map((stranger) => strangerText(stranger, currency)).join(' / '),
    other,
  };
  const alternatives: Alternative[] = [...strangers.map(linking), { label: `Send as ${other}`, push: { reference: other } }];
  return new TandemError('order_reference_taken', params, { recordId: order.Id, field: 'OrderNumber', alternatives });
}

function strangerText({ order, debtor, lines }: ExistingOrder, currency: string): string {
  return [
    `sales order ${order.number ?? ''} of ${order.orderDate ?? ''}`,
    `debtor ${debtor?.code ?? ''} ${debtor?.name ?? ''}`.trim(),
    moneyText(toDecimal(order.amountFcExclVat) ?? new Decimal(0), order.currency ?? currency),
    linesText(comparedInExact(lines, order.currency ?? currency), order.currency ?? currency),
  ].join(', ');
}

function linking({ order }: ExistingOrder): Alternative {
  return { label: `Link to sales order ${order.number ?? ''}`, push: { linkTo: order.number ?? '' } };
}

/** `00000101` becomes `00000101-2`, and that `00000101-3`. */
function nextReference(reference: string): string {
  const [, base = reference, count = '1'] = /^(.*)-(\d{1,3})$/.exec(reference) ?? [];
  const suffix = `-${Number(count) + 1}`;
  return `${base.slice(0, LONGEST_REFERENCE - suffix.length)}${suffix}`;
}
