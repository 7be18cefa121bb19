import { SET_PARTS } from '../../exact/index.ts';
import type { FormulaVariable } from '../../mapping/index.ts';

/** `part`: a part of a set in Exact Online, under Exact's own field names. */
export const PART: FormulaVariable = { name: 'part', fields: SET_PARTS.kinds };
