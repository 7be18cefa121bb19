import { TandemError } from '../../../errors/index.ts';
import type { ExactSalesOrderInFull } from '../../../exact/index.ts';
import { isDebtorOf } from '../../customers/index.ts';
import type { FieldChange, Operation } from '../../operation.ts';
import { NO_SETS, SETS_FIELD } from '../../order-lines/index.ts';
import type { Steps } from '../../turns.ts';
import { answeredResult, expectedAmounts, expectedResult } from '../expected-result.ts';
import { blocked, main, writeBack } from '../operations.ts';
import { orderBody, type OrderBody } from '../order-body.ts';
import { adopted } from '../sent-operations.ts';
import type { OrdersConfiguration } from '../settings.ts';
import type { OrderFacts, OrderInput } from '../types.ts';
import { agreementIn } from './agreement.ts';
import { differencesOf, isSettled, type Agreed, type OurLine, type TheirLine } from './differences.ts';
import { headerDifferences } from './header.ts';
import { settledMark } from './mark.ts';
import { amountsClearing, lastKey, lineOperations } from './operations.ts';
import { inConflict, namesOf, protectedLines } from './problems.ts';
import { lineValues } from './values.ts';

const [COMPLETE, CANCELLED] = [21, 45];

/**
 * What is planned for an order that says something else than its document, where changes are sent; undefined where nobody knows what both
 * agreed on last, so that nobody can tell whose change it is. Pauses after each line. Pure.
 */
export function* planAmendment(
  input: OrderInput,
  order: ExactSalesOrderInFull,
  settings: OrdersConfiguration,
  facts: OrderFacts,
  now: Date,
): Steps<readonly Operation[] | undefined> {
  const { intent, notSent } = input;
  const agreed = agreedIn(input);
  // What is a draft again is being worked on; what was sent by hand is no older for that.
  if (isHeldBack(input))
    return [{ ...main(input), action: 'skip', fields: [], ...(notSent === undefined ? {} : { reason: notSent }) }];
  const isApart = (input.order[SETS_FIELD] ?? null) !== null;
  if (agreed === undefined && !isApart) return undefined;
  const about = { recordId: input.order.Id };
  if (hasOtherDebtor(input, order, settings))
    return blocked(input, new TandemError('order_amendment_debtor', namesOf(input, order), about), facts);
  const body = yield* orderBody(withDebtor(input, order), settings, facts);
  if (body instanceof TandemError) return blocked(input, body, facts);
  if (agreed === undefined || body.sets !== NO_SETS)
    return blocked(input, new TandemError('order_amendment_sets', namesOf(input, order), about), facts);
  if (order.Currency !== null && body.currency !== '' && order.Currency !== body.currency)
    return blocked(input, new TandemError('order_amendment_currency', namesOf(input, order), about), facts);
  const ours = oursOf(input, body);
  const theirs = order.SalesOrderLines.map((line): TheirLine => {
    return { id: line.ID, line, values: lineValues(line, body.currency) };
  });
  const lines = differencesOf(ours, theirs, agreed, input.order.Id);
  const header = headerDifferences(body.header, order, agreed, input.order.Id, settings);
  const mark = settledMark(input, body, settings);
  if (isSettled(lines) && header.changes.length + header.conflicts.length === 0)
    return adopted(input, { ...order, kind: 'salesOrder' }, facts, mark);
  if (order.Status === COMPLETE || order.Status === CANCELLED)
    return blocked(input, new TandemError('order_amendment_closed', namesOf(input, order), about), facts);
  if (lines.conflicts.length + header.conflicts.length > 0)
    return blocked(input, inConflict(input, order, lines.conflicts, header.conflicts), facts);
  if (lines.protected.length > 0) return blocked(input, protectedLines(input, order, lines.protected), facts);
  const begunAt = intent?.amendment?.begunAt;
  if (begunAt !== undefined && now.getTime() - begunAt.getTime() < facts.inFlightMs)
    return blocked(input, stillOpen(input, facts), facts);
  return amendment(input, order, { body, header: header.changes, lines: lines.changes, mark });
}

function amendment(
  input: OrderInput,
  order: ExactSalesOrderInFull,
  {
    body,
    header,
    lines,
    mark,
  }: {
    readonly body: OrderBody;
    readonly header: readonly FieldChange[];
    readonly lines: ReturnType<typeof differencesOf>['changes'];
    readonly mark: ReturnType<typeof settledMark>;
  },
): Operation[] {
  const operations = lineOperations(input, order, lines);
  const after = lastKey(operations);
  const [first, ...others]: Operation[] = [
    ...operations,
    {
      ...main(input),
      action: 'update',
      targetId: order.OrderID,
      fields: header,
      mark,
      expected: expectedAmounts(body),
      ...(after === undefined ? {} : { after }),
    },
  ];
  return [
    ...amountsClearing(input),
    ...(first === undefined ? [] : [{ ...first, amends: mark.agreement ?? '' }]),
    ...others,
    { ...writeBack(input, expectedResult(input, body)), actual: answeredResult(input), after: main(input).key },
  ];
}

function agreedIn({ intent }: OrderInput): Agreed | undefined {
  const agreed = agreementIn(intent?.agreement);
  const begun = agreementIn(intent?.amendment?.agreement);
  if (agreed === undefined) return undefined;
  return begun === undefined ? [agreed] : [agreed, begun];
}

function hasOtherDebtor(input: OrderInput, { OrderedBy: debtor }: ExactSalesOrderInFull, settings: OrdersConfiguration): boolean {
  return settings.debtor.use === 'account' && !isDebtorOf(input, debtor ?? '', undefined);
}

function isHeldBack({ notSent }: OrderInput): boolean {
  return notSent !== undefined && notSent.code !== 'order_before_start';
}

/** An order whose document may be changed, as what is read for its plan is read; undefined for any other. */
export function toBeAmended(input: OrderInput): OrderInput | undefined {
  const { sent, intent } = input;
  const isRead = sent?.kind === 'there' && sent.inFull !== undefined;
  return isRead && !isHeldBack(input) && intent?.agreement !== undefined ? withDebtor(input, sent.inFull) : undefined;
}

/** Its debtor is the one that the document has. */
function withDebtor(input: OrderInput, { OrderedBy: exactId }: ExactSalesOrderInFull): OrderInput {
  return exactId === null ? input : { ...input, debtor: { kind: 'unchanged', exactId } };
}

function oursOf({ lines }: OrderInput, { lines: posted, currency }: OrderBody): OurLine[] {
  return lines.map((row, index) => {
    const values = posted[index] ?? {};
    const name = row.Product2?.ProductCode ?? row.Product2?.Name ?? '';
    return { id: row.Id, posted: values, values: lineValues(values, currency), name };
  });
}

/** What was written last may still arrive. */
function stillOpen({ order }: OrderInput, { inFlightMs }: OrderFacts): TandemError {
  const at = { recordId: order.Id, retryAfterMs: inFlightMs };
  return new TandemError('order_outcome_open', { order: order.OrderNumber }, at);
}
