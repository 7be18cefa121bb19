import type { ExactOrderAmounts, ExactOrderLineAmounts } from '../../exact/index.ts';
import { amountText, toDecimal, Decimal } from '../../money/index.ts';
import type { OpenOrder, OpenOrderLine } from '../flow.ts';

const PARTIAL = 20;
/** Complete and cancelled. */
const CLOSED: ReadonlySet<number | null> = new Set([21, 45]);

/** An order as its header says, with the lines that were known of it. One that is closed has none. */
export function orderOf(header: ExactOrderAmounts, known: OpenOrder | undefined): OpenOrder {
  const isOpen = !CLOSED.has(header.Status) && !CLOSED.has(header.InvoiceStatus);
  return {
    orderId: header.OrderID.toLowerCase(),
    debtorId: (header.InvoiceTo ?? header.OrderedBy ?? '').toLowerCase(),
    isOpen,
    amount: header.AmountDC ?? '0',
    linesAmount: amountText(decimalOf(header.AmountFCExclVat).plus(decimalOf(header.AmountDiscountExclVat))),
    isPartlyInvoiced: header.InvoiceStatus === PARTIAL,
    lines: isOpen ? (known?.lines ?? {}) : {},
  };
}

/** The same order with lines as they are now; a partly invoiced one stays that until its header says otherwise. */
export function withLines(order: OpenOrder, lines: Iterable<readonly [string, ExactOrderLineAmounts]>): OpenOrder {
  if (!order.isOpen) return order;
  const changed = Object.fromEntries([...lines].map(([lineId, line]) => [lineId, lineOf(line)]));
  const all = { ...order.lines, ...changed };
  const isPartlyInvoiced = order.isPartlyInvoiced || Object.values(all).some(({ invoiced }) => !new Decimal(invoiced).isZero());
  return { ...order, lines: all, isPartlyInvoiced };
}

/** The same order without lines that are gone. */
export function withoutLines(order: OpenOrder, gone: ReadonlySet<string>): OpenOrder {
  return { ...order, lines: Object.fromEntries(Object.entries(order.lines).filter(([lineId]) => !gone.has(lineId))) };
}

/** An order of which nothing will be invoiced any more. */
export function closed(order: OpenOrder): OpenOrder {
  return { ...order, isOpen: false, lines: {} };
}

export function lineOf(line: ExactOrderLineAmounts): OpenOrderLine {
  return {
    amount: line.AmountFC ?? '0',
    vat: line.VATAmount ?? '0',
    quantity: line.Quantity ?? '0',
    invoiced: line.QuantityInvoiced ?? '0',
  };
}

function decimalOf(text: string | null): Decimal {
  return toDecimal(text) ?? new Decimal(0);
}
