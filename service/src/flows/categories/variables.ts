import { textFields, type FormulaVariable } from '../../mapping/index.ts';
import type { ExactCategory } from './types.ts';

/** `category`: an item group, an assortment or one of its properties. */
export const CATEGORY: FormulaVariable = { name: 'category', fields: textFields('Code', 'Description', 'ParentCode') };

/** A category as formulas see it. */
export function categoryScope({ code, description, parent }: ExactCategory) {
  return { category: { Code: code, Description: description, ParentCode: parent?.code ?? null } };
}
