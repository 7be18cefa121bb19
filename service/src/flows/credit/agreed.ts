import { DEBTOR_CREDITS, numberBelow, ORDER_AMOUNTS, ORDER_LINE_AMOUNTS } from '../../exact/index.ts';
import { Decimal, toDecimal } from '../../money/index.ts';
import { LinkedAccounts } from '../customers/index.ts';
import type { FlowContext, OpenOrder } from '../flow.ts';
import { notInvoiced } from './not-invoiced.ts';
import { orderOf, withLines } from './open-order.ts';
import { openOrdersOf } from './orders-in-step.ts';
import { CREDIT_SETTINGS } from './settings.ts';
import { knownDebtor, SHOWN_CREDIT, type ShownCredit } from './terms.ts';

/** Invoiced orders have this status or a later one. */
const INVOICED = 21;

/** What a debtor may owe and has ordered, in the currency of the company. */
export interface AgreedCredit {
  /** Null where no credit line was agreed. */
  readonly line: Decimal | null;
  /** Of his orders what is not invoiced yet, with VAT. */
  readonly ordered: Decimal;
  /** Code of the VAT that he is invoiced by; null where the item decides. */
  readonly vatCode: string | null;
}

/**
 * What this flow knows of debtors, by lower-case id: those whose account shows nothing are not in it. Orders count as they are
 * remembered, so that one that was sent a moment ago counts too. No call of Exact but for lines that nobody knows.
 */
export async function agreedAsKnown(
  context: FlowContext,
  debtorIds: readonly string[],
): Promise<ReadonlyMap<string, AgreedCredit>> {
  if (debtorIds.length === 0) return new Map();
  const accounts = new LinkedAccounts<ShownCredit>(context, SHOWN_CREDIT, CREDIT_SETTINGS.flow);
  const shown = accounts.byDebtor(await context.salesforce.queryMany(accounts.queries(debtorIds)));
  const known = [...shown].flatMap(([debtorId, account]) => {
    const debtor = knownDebtor(account, context.configuration);
    return debtor === undefined
      ? []
      : [{ debtorId, line: lineOf(debtor.terms.CreditLineSales), vatCode: debtor.terms.SalesVATCode }];
  });
  const ids = known.map(({ debtorId }) => debtorId);
  const ordered = sums(ids.length === 0 ? [] : await openOrdersOf(context, ids));
  return new Map(
    known.map(({ debtorId, line, vatCode }) => [debtorId, { line, vatCode, ordered: ordered.get(debtorId) ?? new Decimal(0) }]),
  );
}

/** The same as Exact says at this moment: a call for the debtors, one for their orders, and one for lines of those invoiced in part. */
export async function agreedInExact(
  { exact }: FlowContext,
  debtorIds: readonly string[],
): Promise<ReadonlyMap<string, AgreedCredit>> {
  if (debtorIds.length === 0) return new Map();
  const debtors = await exact.findAny(DEBTOR_CREDITS, 'ID', 'guid', debtorIds);
  const limited = debtors.filter(({ CreditLineSales: line }) => lineOf(line) !== null).map(({ ID: id }) => id);
  const open = numberBelow('InvoiceStatus', INVOICED);
  const headers = limited.length === 0 ? [] : await exact.findAny(ORDER_AMOUNTS, 'InvoiceTo', 'guid', limited, open);
  const orders = headers.map((header) => orderOf(header, undefined)).filter(({ isOpen }) => isOpen);
  const partly = orders.filter(({ isPartlyInvoiced }) => isPartlyInvoiced).map(({ orderId }) => orderId);
  const lines = partly.length === 0 ? [] : await exact.findAny(ORDER_LINE_AMOUNTS, 'OrderID', 'guid', partly);
  const linesOf = Map.groupBy(lines, ({ OrderID: id }) => id.toLowerCase());
  const whole = orders.map((order) =>
    withLines(
      order,
      (linesOf.get(order.orderId) ?? []).map((line) => [line.ID.toLowerCase(), line] as const),
    ),
  );
  const ordered = sums(whole);
  return new Map(
    debtors.map(({ ID, CreditLineSales: line, SalesVATCode: vatCode }) => {
      const debtorId = ID.toLowerCase();
      return [debtorId, { line: lineOf(line), vatCode, ordered: ordered.get(debtorId) ?? new Decimal(0) }];
    }),
  );
}

function sums(orders: readonly OpenOrder[]): ReadonlyMap<string, Decimal> {
  const totals = new Map<string, Decimal>();
  for (const order of orders) totals.set(order.debtorId, (totals.get(order.debtorId) ?? new Decimal(0)).plus(notInvoiced(order)));
  return totals;
}

/** Zero is what Exact sends of a debtor without a credit line. */
function lineOf(text: string | null): Decimal | null {
  const line = toDecimal(text);
  return line === null || line.isZero() ? null : line;
}
