import { PRICE_LIST_LINES, BULK_AGREED_PRICES } from '../../exact/index.ts';
import type { FormulaVariable } from '../../mapping/index.ts';

/** `price`: a line of a price list or a sales price of Exact Online, under Exact's own field names; what the one lacks is empty. */
export const PRICE: FormulaVariable = { name: 'price', fields: { ...PRICE_LIST_LINES.kinds, ...BULK_AGREED_PRICES.kinds } };
