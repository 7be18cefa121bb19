import { phrase } from '../../../errors/index.ts';
import { SALES_ORDER_LINES, SALES_ORDERS, salesOrderUrl } from '../../../exact/index.ts';
import { SALES_ORDER_SHOWN } from '../../order-lines/index.ts';
import { sameNames, underNamesOfOrders, type OrderTarget } from './target.ts';

/** The usual document: a sales order, under its own names. */
export const SALES_ORDER: OrderTarget = {
  kind: 'salesOrder',
  object: 'SalesOrder',
  shownAs: SALES_ORDER_SHOWN,
  register: {
    documents: underNamesOfOrders(SALES_ORDERS, () => ({ kind: 'salesOrder' as const })),
    lines: SALES_ORDER_LINES,
    parent: 'OrderID',
  },
  entity: 'SalesOrders',
  linesField: 'SalesOrderLines',
  term: phrase('target_sales_order'),
  named: (number) => phrase('document_sales_order', { number }),
  page: salesOrderUrl,
  header: sameNames(Object.keys(SALES_ORDERS.writable)),
  line: sameNames(Object.keys(SALES_ORDER_LINES.writable)),
  hasJournal: false,
  hasWarehouse: false,
};
