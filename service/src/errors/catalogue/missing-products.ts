/** Errors of orders whose products have no item in Exact. `{order}` is the order number in Salesforce. */
export const MISSING_PRODUCT_ERRORS = {
  order_item_awaited: {
    title: 'An item is being made in Exact Online',
    status: 503,
    message: 'Order {order} waits for the item of the product {product}, which Tandem makes in Exact Online.',
    action: 'Nothing: the order goes by itself once its product is linked to the item.',
    handling: 'retry',
  },
  order_item_unusable: {
    title: 'No item can be made of a product',
    status: 422,
    message:
      'Order {order} has the product {product}, which has no item in Exact Online, and none can be made of it: {field} holds "{value}", and Exact Online takes 1 to {most} characters. Nothing was sent.',
    action: 'Correct {field} of the product {product} in Salesforce, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_item_of_other_product: {
    title: 'The item is that of another product',
    status: 422,
    message:
      'Order {order} has the product {product}, which has no item in Exact Online. The item with its code {code} is that of another product in Salesforce ({other}). Nothing was sent.',
    action:
      'Replace the product on order {order} by that one, or give it a code of its own, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_placeholder_missing: {
    title: 'Exact Online does not have the placeholder item',
    status: 422,
    message:
      'Order {order} has the product {product}, which has no item in Exact Online and is to go on the placeholder {code}, but company {company} in Exact Online has no such item. Nothing was sent.',
    action:
      'For an administrator: make the item {code} in Exact Online, or name another one on the Settings tab of Tandem Setup, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_placeholder_unnoted: {
    title: 'There is no place to note what went on a placeholder',
    status: 422,
    message:
      'Order {order} has the product {product}, which is to go on a placeholder item, but {object} has no field that Tandem may read and that notes it. Nothing was sent.',
    action:
      'For an administrator: give {object} a long text field and name it as sets in the results of this source, with rights for the integration user, or have such orders stop. Then press Retry or Send to Exact Online.',
    handling: 'person',
  },
} as const;
