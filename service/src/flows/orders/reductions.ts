import { TandemError } from '../../errors/index.ts';
import type { SalesforceOrg } from '../../salesforce/index.ts';
import type { OrderSource } from './sources/index.ts';
import type { OrderRow } from './types.ts';

/** Flag of an order that takes back what another one sold. */
export const REDUCTION_FLAG = 'IsReductionOrder';

/** SOQL that leaves out what is no sale, behind another condition; empty for records that always are one. */
export async function soldOnly(salesforce: Pick<SalesforceOrg, 'describe'>, { object }: OrderSource): Promise<string> {
  const { fields } = await salesforce.describe(object);
  return fields.has(REDUCTION_FLAG) ? ` AND ${REDUCTION_FLAG} = false` : '';
}

/** Why a reduction order is never sent as an order: it is a return, with a flow of its own. Undefined for a sale. Pure. */
export function returnRefused(order: OrderRow): TandemError | undefined {
  if (order[REDUCTION_FLAG] !== true) return undefined;
  return new TandemError('order_is_return', { order: order.OrderNumber }, { recordId: order.Id });
}
