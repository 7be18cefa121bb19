import { SALES_ORDER_LINES, SALES_ORDERS } from '../../exact/index.ts';
import type { FormulaVariable } from '../../mapping/index.ts';

/** `salesOrder`: a sales order of Exact Online, under Exact's own field names. */
export const SALES_ORDER: FormulaVariable = { name: 'salesOrder', fields: SALES_ORDERS.kinds };

/** `salesOrderLine`: a line of it. */
export const SALES_ORDER_LINE: FormulaVariable = { name: 'salesOrderLine', fields: SALES_ORDER_LINES.kinds };
