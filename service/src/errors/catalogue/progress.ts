/** Errors of what became of an order in Exact Online. `{order}` is its number in Salesforce, `{number}` that in Exact Online. */
export const PROGRESS_ERRORS = {
  order_deleted_in_exact: {
    title: 'The order was deleted in Exact Online',
    status: 422,
    message: 'Order {order} was sent to Exact Online as {number}, and there it was deleted. In Salesforce nothing was deleted.',
    action:
      'If the order should go on, press Send to Exact Online on order {order}. If not, cancel it in Salesforce, then press Ignore.',
    handling: 'person',
  },
  order_amounts_changed_in_exact: {
    title: 'The amount of the order changed in Exact Online',
    status: 422,
    message:
      'The amount of order {order} ({number} in Exact Online) was {before} there and is now {after}. The order in Salesforce shows the new amount.',
    action:
      'Compare the lines of order {order} with those in Exact Online. If the change is right, press Ignore; if not, correct it in Exact Online.',
    handling: 'person',
  },
  order_lines_added_in_exact: {
    title: 'The order got lines in Exact Online',
    status: 422,
    message: 'Exact Online has lines of order {order} ({number}) that are not in Salesforce: {lines}.',
    action:
      'If the lines are right, press Ignore: Salesforce allows no new products on an activated order. If not, take them off in Exact Online, then press Retry.',
    handling: 'person',
  },
  order_lines_removed_in_exact: {
    title: 'Lines of the order were removed in Exact Online',
    status: 422,
    message:
      'Order {order} ({number} in Exact Online) has no lines there any more for these products: {products}. They show an ordered quantity of 0.',
    action: 'If the lines are rightly gone, press Ignore. If not, enter them again in Exact Online, then press Retry.',
    handling: 'person',
  },
  order_lines_ambiguous: {
    title: 'Lines of the order cannot be told apart',
    status: 422,
    message:
      'Lines of order {order} ({number} in Exact Online) may be more than one of its products in Salesforce, or their products are not linked: {lines}. Their quantities were not taken over.',
    action:
      'Make sure that each product of order {order} is linked to its item and that the lines in Exact Online have the order of those in Salesforce, then press Retry.',
    handling: 'person',
  },
  order_progress_not_selected: {
    title: 'The order does not meet the condition',
    status: 422,
    message: 'Order {order} does not meet the condition that the settings of the order progress give.',
    action: 'Nothing, or let an administrator change the condition in the Tandem settings.',
    handling: 'person',
  },
  order_not_sent_from_salesforce: {
    title: 'No order in Salesforce is this sales order',
    status: 422,
    message: 'No order was sent from Salesforce to this company in Exact Online under {order}.',
    action: 'Nothing: what becomes of it is not shown in Salesforce. Press Ignore.',
    handling: 'person',
  },
  orders_without_account: {
    title: 'The debtor of orders is no account in Salesforce',
    status: 422,
    message: 'Customer {customer} has orders in Exact Online, and no account in Salesforce stands for it.',
    action: 'Link an account to this debtor; its orders follow by themselves. If they are of no use in Salesforce, press Ignore.',
    handling: 'person',
  },
} as const;
