import { SYNC_STOCK_POSITIONS } from '../../exact/index.ts';
import type { FormulaVariable } from '../../mapping/index.ts';

const { Timestamp: _version, ...fields } = SYNC_STOCK_POSITIONS.kinds;

/** `stock`: an item in a warehouse of Exact Online, under Exact's own field names. */
export const STOCK_POSITION: FormulaVariable = { name: 'stock', fields };
