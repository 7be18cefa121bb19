import { ITEMS, OWN_ITEM_FIELDS } from '../../exact/index.ts';
import type { FormulaVariable } from '../../mapping/index.ts';

/** The field of `item` that holds its extra fields, by name and by number. */
export const EXTRA = 'extra';

/** `item`: an item of Exact Online, under Exact's own field names, with its extra fields. */
export const ITEM: FormulaVariable = { name: 'item', fields: { ...ITEMS.kinds, ...OWN_ITEM_FIELDS, [EXTRA]: 'texts' } };
