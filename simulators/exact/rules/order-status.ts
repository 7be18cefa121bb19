import type { Row } from '../schema/index.ts';

/** Status numbers of orders, deliveries and invoices. */
const OPEN = 12;
const PARTIAL = 20;
export const COMPLETE = 21;
export const CANCELLED = 45;

export const STATUS_TEXTS: Readonly<Record<number, string>> = {
  [OPEN]: 'Open',
  [PARTIAL]: 'Partial',
  [COMPLETE]: 'Complete',
  [CANCELLED]: 'Canceled',
};

/** How far a line is with what was done of it. */
export const progressOf = (line: Row, doneField: string): number => {
  const done = Math.abs(Number(line[doneField] ?? 0));
  if (done === 0) return OPEN;
  return done < Math.abs(Number(line['Quantity'] ?? 0)) ? PARTIAL : COMPLETE;
};

const together = (statuses: readonly number[]): number => {
  if (statuses.length > 0 && statuses.every((status) => status === COMPLETE)) return COMPLETE;
  return statuses.some((status) => status !== OPEN) ? PARTIAL : OPEN;
};

/** An order that an app can no longer change. */
export const isClosed = (header: Row): boolean => header['Status'] === COMPLETE || header['Status'] === CANCELLED;

/** The statuses of the header that follow from its lines; a cancelled order stays cancelled, a closed one closed, be it to deliveries or to invoices alone. */
export const headerStatuses = (header: Row, lines: readonly Row[]): Row => {
  if (header['Status'] === CANCELLED) return { Status: CANCELLED, DeliveryStatus: CANCELLED, InvoiceStatus: CANCELLED };
  if (header['IsClosedByHand']) return { Status: COMPLETE, DeliveryStatus: COMPLETE, InvoiceStatus: COMPLETE };
  const delivery = header['IsDeliveryClosed'] ? COMPLETE : together(lines.map((line) => progressOf(line, 'QuantityDelivered')));
  const invoice = header['IsInvoiceClosed'] ? COMPLETE : together(lines.map((line) => progressOf(line, 'QuantityInvoiced')));
  return { Status: together([delivery, invoice]), DeliveryStatus: delivery, InvoiceStatus: invoice };
};
