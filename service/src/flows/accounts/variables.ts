import { ACCOUNTS } from '../../exact/index.ts';
import type { FormulaVariable } from '../../mapping/index.ts';

/** `debtor`: an account of Exact Online, under Exact's own field names. */
export const DEBTOR: FormulaVariable = { name: 'debtor', fields: ACCOUNTS.kinds };
