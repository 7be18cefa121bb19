import { ITEMS } from '../../exact/index.ts';
import type { FormulaVariable } from '../../mapping/index.ts';

/** `item`: an item of Exact Online, under Exact's own field names. */
export const ITEM: FormulaVariable = { name: 'item', fields: ITEMS.kinds };
