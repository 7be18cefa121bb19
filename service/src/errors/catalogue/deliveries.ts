/** Errors of goods deliveries of Exact Online. `{delivery}` is the number of the delivery, `{order}` that of the order in Salesforce. */
export const DELIVERIES_ERRORS = {
  delivery_deleted_in_exact: {
    title: 'The delivery was deleted in Exact Online',
    status: 422,
    message: 'Delivery {delivery} was deleted in Exact Online. Its lines show a quantity of 0.',
    action: 'Tell the customer if the goods do not come, then press Ignore.',
    handling: 'person',
  },
  delivery_lines_deleted_in_exact: {
    title: 'Lines of the delivery were deleted in Exact Online',
    status: 422,
    message: 'Delivery {delivery} does not bring these products any more: {products}. They show a quantity of 0.',
    action: 'Tell the customer if the goods do not come, then press Retry or Ignore.',
    handling: 'person',
  },
  delivery_line_without_product: {
    title: 'A line of the delivery is of no product of the order',
    status: 422,
    message:
      'Lines of delivery {delivery} are of order {order}, but of none of its products in Salesforce: {lines}. They are shown on the order only.',
    action:
      'Compare order {order} with the one in Exact Online. When its lines are in order, press Retry; if they may stay as they are, press Ignore.',
    handling: 'person',
  },
  delivery_more_than_ordered: {
    title: 'More was delivered than ordered',
    status: 422,
    message: 'Delivery {delivery} brings {delivered} of {product}, of which {ordered} were ordered.',
    action: 'Correct the delivery or the order in Exact Online. If it is right, press Ignore.',
    handling: 'person',
  },
  delivery_not_selected: {
    title: 'The delivery does not meet the condition',
    status: 422,
    message: 'Delivery {delivery} does not meet the condition that the settings of the deliveries give.',
    action: 'Nothing, or let an administrator change the condition in the Tandem settings.',
    handling: 'person',
  },
  delivery_of_no_order: {
    title: 'The delivery is of no order and no account in Salesforce',
    status: 422,
    message:
      'Delivery {delivery} brings nothing of an order that was sent from Salesforce, and went to nobody who is an account there; or Exact Online does not have it.',
    action: 'Link an account to whom it went to and press Retry, or press Ignore.',
    handling: 'person',
  },
} as const;
