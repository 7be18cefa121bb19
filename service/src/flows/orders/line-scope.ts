import type { FormulaScope } from '../../mapping/index.ts';
import type { LineRow } from './types.ts';

/** An order product as formulas read it. */
export function lineScope(row: LineRow): NonNullable<FormulaScope['line']> {
  return { ...row, ProductCode: row.Product2?.ProductCode, ProductName: row.Product2?.Name };
}
