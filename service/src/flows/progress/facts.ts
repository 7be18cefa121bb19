import type { TargetLimits } from '../../mapping/index.ts';
import type { FlowContext } from '../flow.ts';
import { writableFields } from '../writable-fields.ts';
import { readFollowed } from './followed.ts';
import type { ProgressFacts } from './types.ts';

/** What a plan has to know of the org. Read when the first order of Tandem's comes: a poll with nothing new asks nothing. */
export async function readProgressFacts(context: FlowContext): Promise<ProgressFacts> {
  const { exact, salesforce } = context;
  const { language } = await salesforce.features();
  const followed = await readFollowed(context);
  const hasOrders = followed.some(({ source }) => source.object === 'Order');
  const fieldsOf = async (object: string): Promise<ReadonlyMap<string, TargetLimits>> =>
    hasOrders ? writableFields(await salesforce.describe(object)) : new Map();
  return {
    language,
    host: exact.host,
    followed,
    orderFields: await fieldsOf('Order'),
    lineFields: await fieldsOf('OrderItem'),
  };
}
