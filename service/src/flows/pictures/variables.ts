import { ITEM_PICTURES } from '../../exact/index.ts';
import type { FormulaVariable } from '../../mapping/index.ts';

/** `item`: an item of Exact Online as far as its picture goes, under Exact's own field names. */
export const PICTURED_ITEM: FormulaVariable = { name: 'item', fields: ITEM_PICTURES.kinds };
