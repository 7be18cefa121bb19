import { plainText } from '../../mapping/index.ts';
import { customerOf, type ContactRow, type Customer } from '../customers/index.ts';
import type { OrderRow } from './types.ts';

/** The customer of an order: its account, and its bill-to contact before those of the account. `contacts`: the account's, the oldest first. */
export function customerOfOrder(order: OrderRow, contacts: readonly ContactRow[]): Customer {
  return customerOf({
    record: { id: order.Id, label: order.OrderNumber, day: plainText(order['EffectiveDate']) },
    accountId: order.AccountId,
    account: order.Account,
    named: order.BillToContact,
    contacts,
    scope: { order },
  });
}
