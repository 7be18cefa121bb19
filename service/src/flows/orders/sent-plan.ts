import { TandemError } from '../../errors/index.ts';
import { Decimal, toDecimal } from '../../money/index.ts';
import { isDebtorOf } from '../customers/index.ts';
import type { Operation } from '../operation.ts';
import type { Steps } from '../turns.ts';
import { foundMark, isCancelled, planAmendment, planCancelled } from './amendments/index.ts';
import { comparedInExact, comparedLines, isSameContent, type ComparedLine } from './content.ts';
import { blocked, writeBack } from './operations.ts';
import { currencyOf } from './order-body.ts';
import { postedLines } from './order-lines.ts';
import { adopted, asShown, resultOf, shown } from './sent-operations.ts';
import { ambiguousReference, changedSince, gone, linkNumber, referenceTaken } from './sent-problems.ts';
import type { ExactDocumentLine } from './targets/index.ts';
import type { ExistingOrder, OrderFacts, OrderInput, SentLook } from './types.ts';
import type { OrdersConfiguration } from './settings.ts';

/** What is planned for an order that was sent before. Undefined when a person has it sent again. Pauses after each line. Pure. */
export function* planSent(
  input: OrderInput,
  look: SentLook,
  settings: OrdersConfiguration,
  facts: OrderFacts,
  now: Date,
): Steps<readonly Operation[] | undefined> {
  if (look.kind === 'trusted') return [asShown(input, facts)];
  if (isCancelled(input.order)) return planCancelled(input, look, settings, facts);
  if (look.kind === 'gone') return input.choice.sendAgain === true ? undefined : blocked(input, gone(input), facts);
  const { order, lines, inFull } = look;
  if (inFull !== undefined) {
    const amended = yield* planAmendment(input, inFull, settings, facts, now);
    if (amended !== undefined) return amended;
  }
  const isTold =
    input.order.Exact_Id__c?.toLowerCase() === order.OrderID.toLowerCase() && input.intent?.isWriteBackPending !== true;
  if (lines !== undefined) {
    const ours = yield* linesOf(input, settings, facts, lines);
    const currency = currencyOf(input, facts);
    const theirs = comparedInExact(lines, currency);
    if (!isSameContent(ours, theirs))
      return blocked(
        input,
        changedSince(input, order, ours, theirs, currency),
        facts,
        isTold ? {} : resultOf(input, order, facts),
      );
  }
  // What both sides agree on is known from now on.
  if (inFull !== undefined) return [...(yield* takenOver(input, { ...input, order }, settings, facts))];
  if (!isTold) return [...adopted(input, order, facts)];
  // A note about a difference that is over.
  const isNoted =
    input.order.source.result['Exact_Sync_Status__c'] !== undefined && input.order['Exact_Sync_Status__c'] !== 'Sent';
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
  const ours = yield* linesOf(
    input,
    settings,
    facts,
    existing.flatMap((candidate) => candidate.lines),
  );
  if (choice.linkTo !== undefined) {
    const chosen = existing.find((candidate) => linkNumber(candidate) === choice.linkTo);
    if (chosen !== undefined) return yield* takenOver(input, chosen, settings, facts);
    const params = { order: order.OrderNumber, number: choice.linkTo, reference: input.reference };
    return blocked(input, new TandemError('order_link_unknown', params, { recordId: order.Id }), facts);
  }
  const own = existing.filter((candidate) => isOurs(input, candidate, ours, facts));
  const [only] = own;
  if (own.length > 1) return blocked(input, ambiguousReference(input, own), facts);
  if (only !== undefined) {
    const currency = currencyOf(input, facts);
    const theirs = comparedInExact(only.lines, currency);
    const found = { ...input, target: only.target };
    if (isSameContent(ours, theirs)) return yield* takenOver(input, only, settings, facts);
    return blocked(input, changedSince(found, only.order, ours, theirs, currency), facts, resultOf(found, only.order, facts));
  }
  const strangers = existing.filter(({ reference }) => reference.toLowerCase() === input.reference.toLowerCase());
  return strangers.length === 0 ? undefined : blocked(input, referenceTaken(input, strangers, ours, facts), facts);
}

/**
 * Ours is what has our debtor, our lines and our amount. Where the order changed since it was posted and the answer was lost, its
 * debtor and the intent to post it say so.
 */
function isOurs(input: OrderInput, candidate: ExistingOrder, ours: readonly ComparedLine[], facts: OrderFacts): boolean {
  const { order, reference, lines, debtor } = candidate;
  if (!isDebtorOf(input, order.OrderedBy ?? '', debtor)) return false;
  const currency = currencyOf(input, facts);
  if (order.Currency !== null && currency !== '' && order.Currency !== currency) return false;
  const sum = lines.reduce((total, line) => total.plus(toDecimal(line.AmountFC) ?? 0), new Decimal(0));
  const hasOurAmount = toDecimal(order.AmountFCExclVat)?.eq(sum) ?? true;
  if (hasOurAmount && isSameContent(ours, comparedInExact(lines, currency))) return true;
  return input.isChangedSincePost && input.intent?.reference.toLowerCase() === reference.toLowerCase();
}

/** Exact has it although Salesforce does not know: an earlier attempt arrived, or a person says that it is this order. */
function* takenOver(
  input: OrderInput,
  { order, target, reference }: Pick<ExistingOrder, 'order' | 'target' | 'reference'>,
  settings: OrdersConfiguration,
  facts: OrderFacts,
): Steps<Operation[]> {
  const values = (yield* postedLines(input, settings, facts.vatCodes)).map((line) => line.values);
  const found = { ...input, target, reference };
  return adopted(found, order, facts, foundMark(found, values, currencyOf(input, facts), settings));
}

/** `theirs`: lines in Exact that these are put next to. Where facts choose VAT codes, prices are on the basis of the code that stands there. */
function* linesOf(
  input: OrderInput,
  settings: OrdersConfiguration,
  facts: OrderFacts,
  theirs: readonly ExactDocumentLine[],
): Steps<ComparedLine[]> {
  const codes = settings.vat.chosenBy === 'facts' ? codesByItem(theirs) : undefined;
  const lines = yield* postedLines(input, settings, facts.vatCodes, codes);
  return comparedLines(
    lines.map(({ values }) => values),
    lines.map(({ name }) => name),
    currencyOf(input, facts),
  );
}

/** VAT codes by lower-case id of the item, of items that have one alone. */
function codesByItem(lines: readonly ExactDocumentLine[]): ReadonlyMap<string, string> {
  const byItem = Map.groupBy(lines, ({ Item: item }) => (item ?? '').toLowerCase());
  return new Map(
    [...byItem].flatMap(([item, ofItem]): [string, string][] => {
      const codes = new Set(ofItem.map(({ VATCode: code }) => code));
      const [only] = codes;
      return codes.size === 1 && only != null ? [[item, only]] : [];
    }),
  );
}
