import { TandemError } from '../../errors/index.ts';
import {
  chooseDebtor,
  listDebtors,
  readCustomers,
  type Customer,
  type DebtorChoice,
  type DebtorList,
} from '../customers/index.ts';
import type { FlowContext } from '../flow.ts';
import { customerOfOrder } from './customer.ts';
import { readOrderRows } from './read-rows.ts';
import { ORDER_SETTINGS } from './settings.ts';

/** Who may be the debtor of an order, or of an account, see `listDebtors`. Fails with `order_not_found`. */
export async function listDebtorsOfOrder(context: FlowContext, orderId: string, search: string): Promise<DebtorList> {
  return listDebtors(context, await readCustomer(context, orderId), ORDER_SETTINGS.of(context.configuration), search);
}

/** Links the customer of an order, or an account, to a debtor, see `chooseDebtor`. Fails with `order_not_found` besides. */
export async function chooseDebtorOfOrder(
  context: FlowContext,
  orderId: string,
  choice: DebtorChoice,
): Promise<{ readonly code: string; readonly name: string } | undefined> {
  return chooseDebtor(context, await readCustomer(context, orderId), ORDER_SETTINGS.of(context.configuration), choice);
}

async function readCustomer(context: FlowContext, orderId: string): Promise<Customer> {
  const { orders, contactsOf } = await readOrderRows(context, [orderId]);
  const [order] = orders;
  if (order === undefined) {
    // The issue of a customer itself is on its account.
    const [customer] = await readCustomers(context, [orderId], { account: [], contact: [] });
    if (customer !== undefined) return customer;
    throw new TandemError('order_not_found', { order: orderId }, { recordId: orderId });
  }
  return customerOfOrder(order, contactsOf.get(order.AccountId ?? '') ?? []);
}
