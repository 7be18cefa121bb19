import type { ParamValue } from '../../errors/index.ts';
import type { Decimal } from '../../money/index.ts';
import type { TotalledLine } from './totals.ts';

/** What was done to a value of a line so that it fits. */
export interface LineNote {
  readonly field: string;
  readonly note: ParamValue;
}

/** One line as Exact takes it, and what its totals are checked by. */
export interface OrderLine {
  readonly values: Record<string, string>;
  readonly notes: readonly LineNote[];
  readonly totalled: TotalledLine;
  /** Price of one after discounts as Salesforce has it, with VAT or without. */
  readonly price: Decimal;
}
