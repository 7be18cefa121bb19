import type { FlowContext } from '../../flow.ts';
import { ORDER_SETTINGS } from '../settings.ts';
import type { OrderRow } from '../types.ts';

/**
 * Claims the customers of these orders beside the orders themselves, where what they owe is looked at: of one customer only one job at
 * a time finds out what he may still buy, and lets him. Answers the orders whose customer is held. No call of either system.
 */
export async function holdCustomers(context: FlowContext, orders: readonly OrderRow[]): Promise<readonly OrderRow[]> {
  const { credit, debtor } = ORDER_SETTINGS.of(context.configuration);
  if (credit.block === 'none' || orders.length === 0) return orders;
  const own = ({ Id, AccountId }: OrderRow): string => AccountId ?? Id;
  // Whoever shares a debtor shares what he owes.
  const customerOf = (order: OrderRow): string =>
    debtor.use === 'account' ? own(order) : (debtor.defaultAccountCode ?? own(order));
  const held = await context.claims.take([...new Set(orders.map(customerOf))]);
  return orders.filter((order) => held.has(customerOf(order)));
}
