import type { FlowContext } from '../flow.ts';
import { soldOnly } from '../sold-only.ts';
import { writableFields } from '../writable-fields.ts';
import type { ProgressFacts } from './types.ts';

/** What a plan has to know of the org. Read when the first order of Tandem's comes: a poll with nothing new asks nothing. */
export async function readProgressFacts({ exact, salesforce }: FlowContext): Promise<ProgressFacts> {
  const { language } = await salesforce.features();
  const orders = await salesforce.describe('Order');
  return {
    language,
    host: exact.host,
    orderFields: writableFields(orders),
    soldOnly: soldOnly(orders.fields),
    lineFields: writableFields(await salesforce.describe('OrderItem')),
  };
}
