import { enterOrder, faultsOf, readBooks, type EnteredOrder } from './order-book.ts';
import type { FaultWorld } from './fault-world.ts';

/**
 * Sends one order while nothing is wrong. What cannot be sent then, cannot be sent under faults either: throws at once, with what
 * the button said.
 */
export async function sendFirstOrder({ world }: FaultWorld): Promise<EnteredOrder> {
  const order = await enterOrder(world, 'First');
  const answer = await world.api('POST', `/v1/orders/${order.orderId}/push?waitMs=20000`);
  const faults = faultsOf(order, await readBooks(world));
  if (answer.status === 200 && faults.length === 0) return order;
  throw new Error(`the first order was not sent: ${faults.join('; ')}; the button said ${JSON.stringify(answer)}`);
}
