/** Errors of items, products and prices. `{item}` is the item code in Exact Online. */
export const PRODUCT_ERRORS = {
  item_without_price: {
    title: 'The item has no sales price',
    status: 422,
    message:
      'Item {item} has no general sales price in Exact Online that is valid today, so the product has no price book entry.',
    action:
      'Enter a sales price for item {item} in Exact Online (without a customer, from quantity 1, in the default unit). A price of 0 counts. The next run takes it over.',
    handling: 'person',
  },
  item_without_unit: {
    title: 'The item has no unit',
    status: 422,
    message: 'Item {item} has no unit in Exact Online. The product was synced without one.',
    action: 'Choose a unit for item {item} in Exact Online. The next run takes it over.',
    handling: 'person',
  },
  item_not_selected: {
    title: 'The item does not meet the condition',
    status: 422,
    message: 'Item {item} does not meet the condition that the settings of the product flow give.',
    action: 'Nothing, or let an administrator change the condition in the Tandem settings.',
    handling: 'person',
  },
  item_kind_off: {
    title: 'This kind of item is not synced',
    status: 422,
    message: 'Item {item} is {kind}, and the settings leave such items out.',
    action: 'Nothing, or let an administrator switch this kind on in the Tandem settings.',
    handling: 'person',
  },
  item_not_sold: {
    title: 'Exact Online does not sell this item',
    status: 422,
    message: 'Item {item} is not a sales item in Exact Online, so it becomes no product: orders of it would be refused.',
    action: 'Nothing, or tick "Sales" on item {item} in Exact Online if it is for sale. The next run takes it over.',
    handling: 'person',
  },
  item_not_found: {
    title: 'The item is not in Exact Online',
    status: 404,
    message: 'Exact Online has no item {item} in this division, and no product in Salesforce belongs to it.',
    action: 'Nothing: the item was deleted. Press Ignore.',
    handling: 'person',
  },
  product_ambiguous: {
    title: 'Several products have this code',
    status: 422,
    message:
      'Salesforce has {count} active products with the code {item}, and none of them is linked to Exact Online: {products}.',
    action: 'Keep one of them active with this code, or change the code of the others, then press Retry.',
    handling: 'person',
  },
  product_code_taken: {
    title: 'Another product has this code',
    status: 422,
    message:
      'Another active product of Salesforce has the code {item} too: {products}. Both are for sale, and their code tells them apart no more.',
    action:
      'Switch the other product off if no item of Exact Online belongs to it. Else give one of both items another code in Exact Online, or end it there. Tandem looks again the next day.',
    handling: 'person',
  },
  category_membership_refused: {
    title: 'The product could not be put in its Product Category',
    status: 422,
    message: 'Salesforce did not let product {code} into the Product Category of its category: {text}',
    action:
      'Look at the categories of product {code} in Salesforce and do what this text says, then press Retry. All else of the product is in step.',
    handling: 'person',
  },
  stock_without_product: {
    title: 'The item is no product in Salesforce',
    status: 422,
    message: 'Item {item} has stock in Exact Online, and no product in Salesforce stands for it.',
    action: 'Bring the item over with the flow Products first; its stock follows by itself.',
    handling: 'person',
  },
  price_currency_missing: {
    title: 'The org does not have this currency',
    status: 422,
    message: 'Item {item} has a sales price in {currency}, which this Salesforce org does not use.',
    action:
      'For an administrator: activate {currency} in Salesforce Setup, or choose one currency for prices in the Tandem settings.',
    handling: 'person',
  },
  price_too_precise: {
    title: 'The price has too many decimals',
    status: 422,
    message:
      'The sales price {price} {currency} of item {item} has more than the {scale} decimals that prices in Salesforce have.',
    action:
      'Round the price in Exact Online, or let an administrator have such prices rounded (settings of the product flow), then press Retry.',
    handling: 'person',
  },
  price_vat_unknown: {
    title: 'The VAT rate of a price is not known',
    status: 422,
    message:
      'The sales price of item {item} cannot be turned into a price {wanted} VAT, because the item has no VAT code that Exact Online knows ("{code}").',
    action:
      'Choose a sales VAT code for item {item} in Exact Online, or let an administrator take prices over as they are in Exact on the Settings tab of Tandem Setup.',
    handling: 'person',
  },
  price_book_missing: {
    title: 'The standard price book is missing',
    status: 409,
    message: 'Salesforce shows no standard price book to the integration user, so prices have no place.',
    action:
      'For an administrator: open Price Books in Salesforce, activate the standard price book and give the integration user access to it.',
    handling: 'stop',
  },
} as const;
