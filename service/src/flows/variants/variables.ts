import { VARIANT_ITEMS } from '../../exact/index.ts';
import { textFields, type FormulaVariable } from '../../mapping/index.ts';

/** `item`: an item of Exact Online, under Exact's own field names. */
export const GROUPED_ITEM: FormulaVariable = { name: 'item', fields: VARIANT_ITEMS.kinds };

/** `family`: its code, what the names of its variants have in common, and the names of the parts in which they differ. */
export const FAMILY: FormulaVariable = { name: 'family', fields: textFields('code', 'name', 'attributes') };

/** `variant`: the code of its family, its parts as one text, and each of them by its place. */
export const VARIANT: FormulaVariable = {
  name: 'variant',
  fields: textFields('family', 'attributes', 'value1', 'value2', 'value3', 'value4', 'value5'),
};
