import { TandemError } from '../../errors/index.ts';
import { REDUCTION_FLAG } from '../sold-only.ts';
import type { OrderRow } from './types.ts';

/** Why a reduction order is never sent as an order: it is a return, with a flow of its own. Undefined for a sale. Pure. */
export function returnRefused(order: OrderRow): TandemError | undefined {
  if (order[REDUCTION_FLAG] !== true) return undefined;
  return new TandemError('order_is_return', { order: order.OrderNumber }, { recordId: order.Id });
}
