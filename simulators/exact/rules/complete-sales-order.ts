import type { Change, SetRules } from '../records/rules.ts';
import type { JsonObject } from '../records/read-body.ts';
import type { Row } from '../schema/index.ts';
import { CANCELLED, headerStatuses, isClosed } from './order-status.ts';

/** Why nothing is closed; undefined where something is. */
const refusalOf = (wish: Row, order: Row | undefined): string | undefined => {
  if (order === undefined) return 'The sales order does not exist';
  if (order['Status'] === CANCELLED) return 'The sales order is canceled';
  if (isClosed(order)) return 'The sales order is already complete';
  return wish['CompleteDelivery'] === true || wish['CompleteInvoice'] === true ? undefined : 'Nothing to complete';
};

const close = (order: Row, wish: Row, { division, writer }: Change): void => {
  const delivery = wish['CompleteDelivery'] === true || order['IsDeliveryClosed'] === true;
  const invoice = wish['CompleteInvoice'] === true || order['IsInvoiceClosed'] === true;
  const lines = division.table('SalesOrderLines').find('OrderID', order['OrderID'] ?? null);
  const next = { ...order, IsDeliveryClosed: delivery, IsInvoiceClosed: invoice, IsClosedByHand: delivery && invoice };
  writer.replace('SalesOrders', { ...next, ...headerStatuses(next, lines) }, order, 'erp');
  // Where the order is not closed as a whole, its lines still show what of it is.
  if (!next.IsClosedByHand) for (const line of lines) writer.replace('SalesOrderLines', line, line, 'erp');
};

/**
 * salesorder/CompleteSalesOrder: closes what is still to be delivered, to be invoiced, or both, of an order. What it could not do is told in the
 * answer, which is a 201 all the same.
 */
export const COMPLETE_SALES_ORDER_RULES: SetRules = {
  create: (body: JsonObject, change) => {
    const wish = change.writer.prepare('CompleteSalesOrder', body, { actor: change.actor });
    const order = change.division.find('SalesOrders', wish['OrderID']);
    const refusal = refusalOf(wish, order);
    if (order === undefined || refusal !== undefined) return { ...wish, ErrorMessage: refusal ?? null };
    close(order, wish, change);
    return { ...wish, SuccessMessage: 'The sales order is completed' };
  },
};
