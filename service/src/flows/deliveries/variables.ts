import { GOODS_DELIVERIES, GOODS_DELIVERY_LINES } from '../../exact/index.ts';
import type { FormulaVariable } from '../../mapping/index.ts';

/** `delivery`: a goods delivery of Exact Online, under Exact's own field names. */
export const DELIVERY: FormulaVariable = { name: 'delivery', fields: GOODS_DELIVERIES.kinds };

/** `deliveryLine`: a line of it. */
export const DELIVERY_LINE: FormulaVariable = { name: 'deliveryLine', fields: GOODS_DELIVERY_LINES.kinds };
