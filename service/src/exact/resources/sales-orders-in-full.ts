import { rows, takesText, text, type RowOf } from './fields.ts';
import { resource } from './resource.ts';
import { SALES_ORDER_LINE_FIELDS } from './sales-order-lines.ts';
import { SALES_ORDER_FIELDS } from './sales-orders.ts';

const LINE = { ...SALES_ORDER_LINE_FIELDS, CostCenter: text(), CostUnit: text() } as const;

const HEADER = {
  ...SALES_ORDER_FIELDS,
  Remarks: text(takesText(32_000)),
  PaymentReference: text(takesText(20)),
  SalesOrderLines: rows(LINE),
} as const;

/** A sales order with its lines and everything that may be changed of them. */
export type ExactSalesOrderInFull = RowOf<typeof HEADER>;
/** One of its lines. */
export type ExactSalesOrderLineInFull = RowOf<typeof LINE>;

/** Sales orders with their lines, 60 orders a page. */
export const SALES_ORDERS_IN_FULL = resource({ path: 'salesorder/SalesOrders', key: 'OrderID', fields: HEADER });
