import { joined, listed, phrase, TandemError, type Alternative, type Phrase } from '../../errors/index.ts';
import { plainText } from '../../mapping/index.ts';
import { Decimal, toDecimal } from '../../money/index.ts';
import { comparedInExact, linesText, type ComparedLine } from './content.ts';
import { currencyOf } from './order-body.ts';
import { targetOf, type ExactDocument } from './targets/index.ts';
import { moneyText } from './totals.ts';
import type { ExistingOrder, OrderFacts, OrderInput } from './types.ts';

const LONGEST_REFERENCE = 30;

/** The document is not in Exact any more: a person may have it sent again. */
export function gone(input: OrderInput): TandemError {
  const { order } = input;
  const number = targetOf(input.target).named(order.Exact_Number__c ?? input.intent?.exactNumber ?? '');
  const params = { order: order.OrderNumber, number };
  return new TandemError('order_gone_in_exact', params, { recordId: order.Id, alternatives: [sendingAgain()] });
}

/** It may be in a company that orders of its kind do not go to any more: a person looks there, or has it sent again. */
export function begunElsewhere({ order, reference }: Pick<OrderInput, 'order' | 'reference'>, division: number): TandemError {
  const params = { order: order.OrderNumber, division: String(division), reference };
  return new TandemError('order_begun_in_other_company', params, { recordId: order.Id, alternatives: [sendingAgain()] });
}

/** The order says something else than its document; `ours` and `theirs`: the lines of both. */
export function changedSince(
  { order, target }: OrderInput,
  found: ExactDocument,
  ours: readonly ComparedLine[],
  theirs: readonly ComparedLine[],
  currency: string,
): TandemError {
  const [salesforce, exact] = [linesText(ours, currency), linesText(theirs, currency)];
  const params = { order: order.OrderNumber, number: targetOf(target).named(found.OrderNumber ?? ''), salesforce, exact };
  return new TandemError('order_changed_after_sending', params, { recordId: order.Id });
}

/** Several documents under the reference could be the order: a person chooses. */
export function ambiguousReference({ order, reference }: OrderInput, own: readonly ExistingOrder[]): TandemError {
  const numbers = listed(own.map(({ order: found, target }) => targetOf(target).named(found.OrderNumber ?? found.OrderID)));
  return new TandemError(
    'order_reference_ambiguous',
    { order: order.OrderNumber, count: own.length, reference, numbers },
    { recordId: order.Id, alternatives: own.map(linking) },
  );
}

/** The reference is somebody else's in Exact: a person sees both, and links or sends under another one. */
export function referenceTaken(
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
    salesforce: phrase('order_told', {
      order: order.OrderNumber,
      day: plainText(order['EffectiveDate']),
      customer: order.Account?.Name ?? '',
      amount: moneyText(net, currency),
      lines: linesText(ours, currency),
    }),
    exact:
      joined(
        'slash',
        strangers.map((stranger) => strangerText(stranger, currency)),
      ) ?? '',
    other,
  };
  const alternatives: Alternative[] = [...strangers.map(linking), sendingAs(other)];
  return new TandemError('order_reference_taken', params, { recordId: order.Id, field: 'OrderNumber', alternatives });
}

function strangerText({ order, target, debtor, lines }: ExistingOrder, ours: string): Phrase {
  const currency = order.Currency ?? ours;
  return phrase('sales_order_told', {
    number: targetOf(target).named(order.OrderNumber ?? ''),
    day: order.OrderDate ?? '',
    debtor: `${debtor?.Code ?? ''} ${debtor?.Name ?? ''}`.trim(),
    amount: moneyText(toDecimal(order.AmountFCExclVat) ?? new Decimal(0), currency),
    lines: linesText(comparedInExact(lines, currency), currency),
  });
}

/** What a person chooses it by: two kinds of documents may have one number. */
export function linkNumber({ order, target: kind }: ExistingOrder): string {
  const number = order.OrderNumber ?? '';
  return kind === 'salesOrder' ? number : `${kind}-${number}`;
}

function linking(candidate: ExistingOrder): Alternative {
  const { order, target } = candidate;
  const label = phrase('link_to_document', { document: targetOf(target).named(order.OrderNumber ?? '') });
  return { label, push: { linkTo: linkNumber(candidate) } };
}

function sendingAgain(): Alternative {
  return { label: phrase('send_again'), push: { sendAgain: 'true' } };
}

function sendingAs(reference: string): Alternative {
  return { label: phrase('send_as', { reference }), push: { reference } };
}

/** `00000101` becomes `00000101-2`, and that `00000101-3`. */
function nextReference(reference: string): string {
  const [, base = reference, count = '1'] = /^(.*)-(\d{1,3})$/.exec(reference) ?? [];
  const suffix = `-${Number(count) + 1}`;
  return `${base.slice(0, LONGEST_REFERENCE - suffix.length)}${suffix}`;
}
