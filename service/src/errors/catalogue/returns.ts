/** Errors of returns. `{order}` is the number of the reduction order in Salesforce, `{original}` that of the order which it takes back. */
export const RETURN_ERRORS = {
  order_is_return: {
    title: 'The order is a return',
    status: 422,
    message:
      'Order {order} is a reduction order: it takes back what another order sold, and is never sent as an order of its own.',
    action:
      'Let an administrator switch on the returns flow in the Tandem settings if it shall become a credit note in Exact Online.',
    handling: 'person',
  },
  return_before_start: {
    title: 'The return is older than the start point',
    status: 422,
    message:
      'Reduction order {order} was {dated}. That is before the start point of the returns flow, {start}: it goes only by hand.',
    action: 'Press Send to Exact Online on the reduction order if it belongs there.',
    handling: 'person',
  },
  return_beyond_invoiced: {
    title: 'More comes back than was invoiced',
    status: 422,
    message:
      'Reduction order {order} takes back {wanted} of {product}, but of order {original} only {possible} can be credited: {invoiced} were invoiced, and the rest was credited before or is being credited.',
    action:
      'Take back {possible} at most. Invoices that are not processed in Exact Online do not count yet: process the invoice there first, then press Retry.',
    handling: 'person',
  },
  return_changed_after_sending: {
    title: 'Changed after sending',
    status: 422,
    message: 'Reduction order {order} was changed after it was sent as credit note {number}: products or quantities differ.',
    action:
      'Make both the same: correct the credit note in Exact Online by hand while it is not processed, or the reduction order in Salesforce. Then press Retry.',
    handling: 'person',
  },
  return_credit_unclear: {
    title: 'A credit note may be of this order',
    status: 422,
    message:
      'Reduction order {order} takes back {wanted} of {product}. Of order {original} {invoiced} were invoiced, and {possible} can be credited for certain: the customer has credit notes of this product that do not say what they are of ({credits}).',
    action:
      'Look at these credit notes in Exact Online. Give each the reference of the order that it belongs to in Your ref., then press Retry.',
    handling: 'person',
  },
  return_gone_in_exact: {
    title: 'The credit note is gone from Exact Online',
    status: 422,
    message:
      'Reduction order {order} was sent as credit note {number}, but Exact Online does not have it any more. It was not sent again.',
    action:
      'If it shall be there again, choose Send again where it is offered: a second person has to approve it again. If not, nothing has to be done.',
    handling: 'person',
  },
  return_invoice_discounted: {
    title: 'The invoice has a discount on its total',
    status: 422,
    message:
      'Invoice {invoice}, which reduction order {order} takes something back of, has a discount on its total. What one product of it did cost is not certain, so nothing was credited.',
    action: 'Credit it in Exact Online by hand.',
    handling: 'person',
  },
  return_invoices_differ: {
    title: 'One credit note cannot take it back',
    status: 422,
    message:
      'Reduction order {order} takes back products of invoices that differ in debtor, currency or journal ({invoices}), so that no single credit note can be made.',
    action: 'Make a reduction order for each of these invoices.',
    handling: 'person',
  },
  return_kind_differs: {
    title: 'Exact Online made another document',
    status: 422,
    message: 'Reduction order {order} is in Exact Online as {number}, which is no credit note but a document of type {kind}.',
    action: 'Do not process it: correct or delete it in Exact Online, and credit the customer by hand.',
    handling: 'person',
  },
  return_needs_approval: {
    title: 'A second person has to approve the return',
    status: 422,
    message:
      'Reduction order {order} of {customer} waits for approval. It becomes a credit note of {amount} for order {original} (invoice {invoices}): {lines}.',
    action:
      'Ask for approval, with a reason. Once somebody else has approved it, it goes by itself. If anything of it changes, it has to be approved anew.',
    handling: 'person',
  },
  return_not_invoiced: {
    title: 'What comes back was not invoiced',
    status: 422,
    message:
      'Reduction order {order} takes back {wanted} of {product}, but no processed invoice of order {original} in Exact Online has that product.',
    action:
      'Process the invoice of order {original} in Exact Online first, then press Retry. Where it was sold as part of a set, credit it there by hand.',
    handling: 'person',
  },
  return_not_reduction: {
    title: 'The order is no return',
    status: 422,
    message: 'Order {order} is no reduction order, so there is nothing to take back.',
    action: 'Make a reduction order of order {order} in Salesforce for what comes back.',
    handling: 'person',
  },
  return_not_selected: {
    title: 'The return is left out by the settings',
    status: 422,
    message: 'Reduction order {order} does not meet the condition of the returns flow.',
    action: 'Nothing, or let an administrator change the condition in the Tandem settings.',
    handling: 'person',
  },
  return_of_several_orders: {
    title: 'The return takes back several orders',
    status: 422,
    message: 'Reduction order {order} takes back products of several orders, such as {one} and {other}.',
    action: 'Make a reduction order for each of them.',
    handling: 'person',
  },
  return_original_gone: {
    title: 'The order that comes back is gone',
    status: 422,
    message:
      'Exact Online does not have the sales order of order {original} any more, so nothing of reduction order {order} was credited.',
    action: 'Credit it in Exact Online by hand.',
    handling: 'person',
  },
  return_original_not_sent: {
    title: 'The order that comes back is not in Exact Online',
    status: 422,
    message: 'Reduction order {order} takes back products of order {original}, which Tandem has not sent to Exact Online.',
    action: 'Send order {original} first, or credit it in Exact Online by hand where it was invoiced without Tandem.',
    handling: 'person',
  },
  return_price_differs: {
    title: 'It comes back at another price',
    status: 422,
    message: 'Reduction order {order} takes back {product} at {price}, but order {original} sold it at {sold}.',
    action: 'Give the product in reduction order {order} the price at which it was sold.',
    handling: 'person',
  },
  return_price_unclear: {
    title: 'It was invoiced at several prices',
    status: 422,
    message:
      'The product {product} of order {original} was invoiced at several prices, and nothing tells which of them reduction order {order} takes back.',
    action: 'Credit it in Exact Online by hand.',
    handling: 'person',
  },
  return_quantity_unusable: {
    title: 'The quantity takes nothing back',
    status: 422,
    message: 'Reduction order {order} has {quantity} of {product}. What comes back is less than zero.',
    action: 'Give the product in reduction order {order} a negative quantity, or take it off.',
    handling: 'person',
  },
  return_reference_taken: {
    title: 'Another credit note has this reference',
    status: 422,
    message:
      'Exact Online has a credit note with the reference {reference} already ({numbers}), which has other products or quantities than reduction order {order}. Nothing was made.',
    action:
      'Compare both. If they are the same return, make products and quantities the same on both sides; if not, give the one in Exact Online another reference. Then press Retry.',
    handling: 'person',
  },
  return_without_lines: {
    title: 'The return has no products',
    status: 422,
    message: 'Reduction order {order} has no order products, so there is nothing to credit.',
    action: 'Add what comes back to reduction order {order}.',
    handling: 'person',
  },
  return_without_original: {
    title: 'The return does not say what it takes back',
    status: 422,
    message: 'A product of reduction order {order} names no product of another order that it takes back.',
    action: 'Make the reduction order from the order whose products come back.',
    handling: 'person',
  },
} as const;
