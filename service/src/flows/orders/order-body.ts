import { joined, phrase, TandemError, type ParamValue } from '../../errors/index.ts';
import { plannedChanges } from '../../mapping/index.ts';
import { Decimal } from '../../money/index.ts';
import { vatRates } from '../../tax/index.ts';
import { customerScope, debtorVatCode } from '../customers/index.ts';
import type { FieldChange } from '../operation.ts';
import { NO_SETS, type SentSet, type SentSets } from '../order-lines/index.ts';
import { mapTarget } from '../map-target.ts';
import type { Steps } from '../turns.ts';
import { costCentreProblem, headerProblem, lineProblem } from './acceptance.ts';
import type { OrderLine } from './built-line.ts';
import { resolveCode } from './codes.ts';
import { piecesProblem } from './in-pieces.ts';
import { describedLine, onPlaceholder, placeholderNote } from './missing-products/index.ts';
import { negativePrice } from './negative-price.ts';
import { orderDayOf } from './order-day.ts';
import { orderLine, withVatCode } from './order-lines.ts';
import { vatChooser } from './sale-vat.ts';
import { setOf } from './set-lines/index.ts';
import { asLine, leftBehind, ownFields, targetOf } from './targets/index.ts';
import { checkTotals, moneyText, type TotalledLine, type TotalsCheck } from './totals.ts';
import type { OrderFacts, OrderInput } from './types.ts';
import type { OrdersConfiguration } from './settings.ts';

/** Header and lines of a document, without the references to customer and address. */
export interface OrderBody {
  /** Under the names of a sales order, whatever it is. */
  readonly header: readonly FieldChange[];
  /** What the kind of the document asks for besides. */
  readonly own: readonly FieldChange[];
  /** As they are posted. */
  readonly lines: readonly Readonly<Record<string, string>>[];
  /** The same before a VAT code was chosen by facts: what an order says, whatever chooses. */
  readonly saidLines: readonly Readonly<Record<string, string>>[];
  /** What was done to texts of lines so that they fit. */
  readonly lineNotes: ParamValue | undefined;
  readonly totals: TotalsCheck;
  readonly currency: string;
  /** What is sent as its parts. */
  readonly sets: SentSets;
}

/** Builds the document of one order, or says why it cannot be built, with a pause after each line. Pure. */
export function* orderBody(input: OrderInput, settings: OrdersConfiguration, facts: OrderFacts): Steps<OrderBody | TandemError> {
  const { order } = input;
  const target = targetOf(input.target);
  const label = order.OrderNumber;
  if (input.lines.length === 0) return new TandemError('order_without_lines', { order: label }, { recordId: order.Id });
  const scope = customerScope(input.customer);
  const rates = vatRates(facts.vatCodes ?? []);
  const mapped = mapTarget('SalesOrder', scope, settings, phrase('record_order', { order: label }));
  if (mapped.problems[0] !== undefined) return mapped.problems[0];
  const dated = mapped.fields.find(({ rule }) => rule.field === 'OrderDate')?.value;
  const given = orderDayOf(input, typeof dated === 'string' ? dated : facts.today, settings, facts);
  if (given instanceof TandemError) return given;
  const { day: orderDay, moved } = given;
  const ofDebtor = once(() => debtorVatCode(input, settings, facts));
  const where = { order: label, orderDay, facts, customer: order.Account?.Name ?? '', ofDebtor };
  const currency = currencyOf(input, facts);
  const lines: OrderLine[] = [];
  const totalled: TotalledLine[] = [];
  const sets = new Map<string, SentSet>();
  const chooseVat = vatChooser(input, settings, facts);
  const said: OrderLine[] = [];
  for (const given of input.lines) {
    const placed = onPlaceholder(given, input, settings, facts);
    if (placed instanceof TandemError) return placed;
    const row = placed ?? given;
    const built = orderLine(row, scope, settings, facts.vatCodes, rates, label);
    if (built instanceof TandemError) return built;
    const own = placed === undefined ? built : describedLine(built, given);
    const chosen = own.values['VATCode'] === undefined ? chooseVat?.(row) : undefined;
    if (chosen instanceof TandemError) return chosen;
    const line = chosen === undefined ? own : withVatCode(own, chosen.code, rates, chosen.note);
    const product = row.Product2?.ProductCode ?? row.Product2?.Name ?? '';
    const problem =
      piecesProblem(row, { order: label, product }) ??
      costCentreProblem(row, line.values, { order: label, product }, settings) ??
      lineProblem(row, line.values, where);
    if (problem !== undefined) return problem;
    const set = setOf(row, line, { ...where, input, settings, currency: currency || 'EUR' });
    if (set instanceof TandemError) return set;
    lines.push(...(set?.lines ?? [line]));
    totalled.push({ ...line.totalled, ...(set === undefined ? {} : { parts: set.lines.map((part) => part.totalled) }) });
    // What is compared later does not know what facts choose then; a set notes what they chose.
    said.push(...(set?.lines ?? [own]));
    if (placed !== undefined)
      sets.set(row.Id, placeholderNote(line, settings.missingProducts.placeholderCode ?? '', currency || 'EUR'));
    if (set !== undefined) sets.set(row.Id, chosen === undefined ? set.sent : { ...set.sent, vatCode: chosen.code });
    yield;
  }
  const header: FieldChange[] = [];
  for (const change of plannedChanges(mapped.fields, undefined, { keepsEmpty: true })) {
    const resolved = resolveCode(change, facts, label);
    if (resolved instanceof TandemError) return resolved;
    header.push(resolved.field === moved?.field ? { ...moved, from: resolved.from } : resolved);
  }
  if (moved !== undefined && !header.some(({ field }) => field === moved.field)) header.push(moved);
  const refused = headerProblem(input, currency, facts) ?? negativePrice(input, settings, lines, currency);
  if (refused !== undefined) return refused;
  const about = { order, target, currency, company: facts.division, settings: settings.targets, facts: facts.targets };
  const own = ownFields(about);
  if (own instanceof TandemError) return own;
  const totals = checkTotals(order, totalled, currency || 'EUR');
  const tolerance = new Decimal(settings.totals.toleranceCents).div(100);
  if (totals.exact.minus(totals.salesforce).abs().gt(tolerance)) {
    return new TandemError(
      'order_total_differs',
      { order: label, exact: moneyText(totals.exact, currency), salesforce: moneyText(totals.salesforce, currency) },
      { field: 'TotalAmount', recordId: order.Id },
    );
  }
  const [all, saidLines] = [lines, said].map((each) => each.map(({ values }) => values));
  const behind = leftBehind(target, all ?? []);
  const lineNotes = joined('semicolon', [
    ...lines.flatMap(({ notes }, index) => notes.map((each) => phrase('note_of_line', { line: index + 1, ...each }))),
    ...behind.map((field) => phrase('note_not_of_lines', { field, document: target.term })),
  ]);
  const posted = all?.map((values) => asLine(target, values));
  const asParts = sets.size === 0 ? NO_SETS : { currency: currency || 'EUR', sets };
  return { header, own, lines: posted ?? [], saidLines: saidLines ?? [], lineNotes, totals, currency, sets: asParts };
}

/** Currency of an order; empty where nobody tells, then Exact takes the customer's. */
export function currencyOf(input: OrderInput, facts: OrderFacts): string {
  const own = input.order['CurrencyIsoCode'];
  return facts.hasMultiCurrency && typeof own === 'string' ? own : facts.currency;
}

/** The same for all lines of an order, and most orders never ask. */
function once<Value>(find: () => Value): () => Value {
  let found: { readonly value: Value } | undefined;
  return () => (found ??= { value: find() }).value;
}
