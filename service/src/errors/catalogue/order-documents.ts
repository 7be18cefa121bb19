/** Errors of the documents that orders become in Exact Online. `{order}` is the order number in Salesforce. */
export const ORDER_DOCUMENT_ERRORS = {
  order_payment_condition_missing: {
    title: 'There is no payment condition for an invoice',
    status: 422,
    message:
      'Order {order} was not sent as a {document}: {customer} is new in Exact Online, and neither the order nor the account has a payment condition.',
    action: 'Fill in the Payment Condition of the account or of order {order}, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_journal_unusable: {
    title: 'There is no journal for the document of an order',
    status: 422,
    message: 'Order {order} was not sent as a {document}: {why}.',
    action:
      'For an administrator: choose the journal on the Settings tab of Tandem Setup, or correct it in Exact Online, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_warehouse_unusable: {
    title: 'There is no warehouse for the document of an order',
    status: 422,
    message: 'Order {order} was not sent as a {document}: {why}.',
    action:
      'For an administrator: choose the warehouse on the Settings tab of Tandem Setup, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_field_lost: {
    title: 'Exact Online did not keep all of an order',
    status: 422,
    message: 'Order {order} is in Exact Online as {number}, but what was sent for {fields} is empty there.',
    action: 'Fill it in by hand in Exact Online. Check whether what it refers to belongs to the same company.',
    handling: 'person',
  },
} as const;
