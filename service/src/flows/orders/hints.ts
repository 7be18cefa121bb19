import { soqlForValues } from '../../salesforce/index.ts';
import type { HintContext } from '../flow.ts';

/** The orders of order products that changed. One composite call for many. */
export async function ordersOfLines({ salesforce }: HintContext, lineIds: readonly string[]): Promise<readonly string[]> {
  const queries = soqlForValues('Id', lineIds, (condition) => `SELECT OrderId FROM OrderItem WHERE ${condition}`);
  const lines = (await salesforce.queryMany(queries)).flat();
  return [...new Set(lines.map((line) => String(line['OrderId'])))];
}
