import { DEBTOR_CREDITS } from '../../exact/index.ts';
import type { FormulaVariable } from '../../mapping/index.ts';

/** `debtor`: an account of Exact Online as far as its credit goes, under Exact's own field names. */
export const DEBTOR: FormulaVariable = { name: 'debtor', fields: DEBTOR_CREDITS.kinds };
