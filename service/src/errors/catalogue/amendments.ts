/** Errors of orders that changed, or were cancelled, after they were sent. `{order}` is the order number in Salesforce. */
export const AMENDMENT_ERRORS = {
  order_amendment_conflict: {
    title: 'Changed on both sides',
    status: 422,
    message:
      'Order {order} was changed after it was sent, and so was sales order {number} in Exact Online. Nothing is overwritten and nothing was sent. {lines}.',
    action:
      'Decide which of them is right and make the other side say the same, then press Retry or Send to Exact Online on order {order}.',
    handling: 'person',
  },
  order_amendment_protected: {
    title: 'Delivered or invoiced already',
    status: 422,
    message:
      'The change of order {order} touches what is delivered or invoiced of sales order {number}, or closed there. Nothing of it was sent. {lines}.',
    action:
      'Take that part of the change back in Salesforce, then press Retry or Send to Exact Online on order {order}. What was delivered or invoiced too much is a return or a credit note.',
    handling: 'person',
  },
  order_amendment_closed: {
    title: 'The sales order is closed',
    status: 422,
    message: 'Order {order} was changed, but sales order {number} in Exact Online is complete or cancelled and takes no change.',
    action: 'Take the change back in Salesforce, or put what is new on an order of its own, then press Retry on order {order}.',
    handling: 'person',
  },
  order_amendment_debtor: {
    title: 'The sales order has another customer',
    status: 422,
    message:
      'Order {order} belongs to another customer than sales order {number}. Exact Online does not change the customer of a sales order.',
    action: 'Give order {order} its former account again, or cancel it and make a new order, then press Retry.',
    handling: 'person',
  },
  order_amendment_currency: {
    title: 'The sales order has another currency',
    status: 422,
    message:
      'Order {order} is in another currency than sales order {number}. An amount in one is never sent as one in the other.',
    action: 'Cancel order {order} and make a new one in the other currency, or change it back, then press Retry.',
    handling: 'person',
  },
  order_amendment_sets: {
    title: 'Sent as the parts of a set',
    status: 422,
    message:
      'Order {order} was changed, and sales order {number} has, or would get, the parts of a set. Such a change is not sent by Tandem.',
    action:
      'Make the same change in Exact Online or take it back in Salesforce, then press Retry or Send to Exact Online on order {order}.',
    handling: 'person',
  },
  order_amendment_lost: {
    title: 'Exact Online stored other lines',
    status: 422,
    message: 'The changes of order {order} were sent, but sales order {number} does not have the lines that were sent.',
    action: 'Compare sales order {number} in Exact Online with order {order}, correct it, then press Retry on order {order}.',
    handling: 'person',
  },
  order_cancelled_after_sending: {
    title: 'Cancelled after sending',
    status: 422,
    message: 'Order {order} was cancelled in Salesforce, and {document} stands in Exact Online as it was.',
    action:
      'Undo {document} in Exact Online, or activate order {order} again; then press Retry on order {order}, or Ignore where nothing is left to do.',
    handling: 'person',
  },
  order_cancelled_delivered: {
    title: 'Cancelled, but delivered',
    status: 422,
    message: 'Order {order} was cancelled in Salesforce, but all of sales order {number} is delivered: {lines}.',
    action: 'Make a return or a credit note in Exact Online, or activate order {order} again. Then press Ignore.',
    handling: 'person',
  },
  order_completion_refused: {
    title: 'Exact Online did not close the sales order',
    status: 422,
    message: 'The sales order of order {order} was to be closed. Exact Online answers: {problem}',
    action: 'Look at the sales order in Exact Online, then press Retry on order {order}.',
    handling: 'person',
  },
} as const;
