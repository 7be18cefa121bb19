import { outcomesOf, SalesforceWrites } from '../execute/index.ts';
import type { FlowContext, Operation, Outcome } from '../flow.ts';
import { PRODUCT_OBJECTS } from './objects.ts';

/** Writes products first, then their price book entries, each kind at once. */
export async function applyProducts(context: FlowContext, operations: readonly Operation[]): Promise<readonly Outcome[]> {
  const writes = new SalesforceWrites(context, PRODUCT_OBJECTS, operations);
  await writes.write();
  return outcomesOf(operations, writes, 'Product2');
}
