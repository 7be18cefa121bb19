import { joined, phrase, TandemError, type ParamValue, type Phrase } from '../../../errors/index.ts';
import type { ExactSalesOrder, ExactSalesOrderLine } from '../../../exact/index.ts';
import { plainText } from '../../../mapping/index.ts';
import { amountText, toDecimal } from '../../../money/index.ts';
import type { OrderInput } from '../types.ts';
import type { Conflict, LineChange, OurLine, TheirLine } from './differences.ts';

const LINES_SHOWN = 8;

/** A document, by what people call it. */
export type Named = Pick<ExactSalesOrder, 'OrderNumber' | 'OrderID'>;

/** What a person calls an order and its document. */
export function namesOf({ order }: OrderInput, { OrderNumber: number, OrderID: id }: Named) {
  return { order: order.OrderNumber, number: number ?? id };
}

/** Both sides changed, or somebody in Exact did: nothing is overwritten. */
export function inConflict(
  input: OrderInput,
  order: ExactSalesOrder,
  conflicts: readonly Conflict[],
  fields: readonly Phrase[],
): TandemError {
  const lines = conflicts.flatMap(({ our, their, fields: ofLine = [] }) => {
    if (our !== undefined && their !== undefined && !ofLine.some((field) => field === 'Quantity' || field === 'Amount'))
      return ofLine.map((field) => fieldOfLine(field, our, their));
    return phrase('amendment_sides', {
      line: their === undefined ? phrase('amendment_line_new', { product: our?.name ?? '' }) : lineName(their),
      salesforce: our === undefined ? phrase('amendment_no_line') : ourText(our),
      exact: their === undefined ? phrase('amendment_no_line') : theirText(their),
    });
  });
  return about('order_amendment_conflict', input, order, [...fields, ...lines]);
}

/** What is delivered or invoiced stays. */
export function protectedLines(input: OrderInput, order: ExactSalesOrder, changes: readonly LineChange[]): TandemError {
  const lines = changes.flatMap((change) => (change.kind === 'add' ? [] : [protectedText(change)]));
  return about('order_amendment_protected', input, order, lines);
}

/** Exact took the changes, and has other lines than were sent. */
export function otherLines(recordId: string, names: { readonly order: string; readonly number: string }): TandemError {
  return new TandemError('order_amendment_lost', names, { recordId });
}

/** A field of the header that stands in Exact as nobody here left it. */
export function fieldConflict(field: string, salesforce: string, exact: string): Phrase {
  return phrase('amendment_sides', { line: field, salesforce: said(salesforce), exact: said(exact) });
}

/** Lines of which something is delivered or invoiced, as a person reads them. */
export function doneText(lines: readonly ExactSalesOrderLine[]): ParamValue {
  return shown(
    lines.map((line) =>
      phrase('amendment_done', {
        line: lineNameOf(line),
        quantity: number(line.Quantity),
        delivered: number(line.QuantityDelivered),
        invoiced: number(line.QuantityInvoiced),
      }),
    ),
  );
}

/** `line 2 (SKU-1)`. */
export function lineName({ line }: TheirLine): Phrase {
  return lineNameOf(line);
}

function lineNameOf({ LineNumber: line, ItemCode: code, Description: description }: ExactSalesOrderLine): Phrase {
  return phrase('amendment_line', { line: line ?? 0, product: code ?? description ?? '' });
}

function about(
  code: 'order_amendment_conflict' | 'order_amendment_protected',
  input: OrderInput,
  order: ExactSalesOrder,
  lines: readonly Phrase[],
): TandemError {
  return new TandemError(code, { ...namesOf(input, order), lines: shown(lines) }, { recordId: input.order.Id });
}

function shown(lines: readonly Phrase[]): ParamValue {
  const more = lines.length - LINES_SHOWN;
  const told = [...lines.slice(0, LINES_SHOWN), ...(more > 0 ? [phrase('lines_more', { count: more })] : [])];
  return joined('semicolon', told) ?? '';
}

function protectedText(change: Exclude<LineChange, { kind: 'add' }>): Phrase {
  const { line } = change.their;
  return phrase('amendment_protected', {
    line: lineName(change.their),
    wanted: change.kind === 'remove' ? phrase('amendment_no_line') : ourText(change.our),
    delivered: number(line.QuantityDelivered),
    invoiced: number(line.QuantityInvoiced),
  });
}

function fieldOfLine(field: string, { values: ours }: OurLine, their: TheirLine): Phrase {
  const line = phrase('amendment_line_field', { line: lineName(their), field });
  return phrase('amendment_sides', { line, salesforce: said(ours[field] ?? ''), exact: said(their.values[field] ?? '') });
}

function ourText({ posted }: OurLine): Phrase {
  return phrase('amendment_priced', { quantity: number(posted['Quantity']), price: number(posted['NetPrice']) });
}

function theirText({ line }: TheirLine): Phrase {
  return phrase('amendment_priced', { quantity: number(line.Quantity), price: number(line.NetPrice) });
}

function number(value: unknown): string {
  const amount = toDecimal(plainText(value));
  return amount === null ? '0' : amountText(amount);
}

function said(value: string): ParamValue {
  return value === '' ? phrase('amendment_nothing') : value;
}
