/** Errors of price lists and agreed prices. `{item}` is the item code, `{list}` the name of the price list in Exact Online. */
export const PRICES_ERRORS = {
  price_list_currency_missing: {
    title: 'The org does not have the currency of a price list',
    status: 422,
    message: 'Price list {list} is in {currency}, which this Salesforce org does not use. None of its prices was taken over.',
    action:
      'For an administrator: activate {currency} in Salesforce Setup, then press Retry. A price list that nobody needs in Salesforce can be ignored.',
    handling: 'person',
  },
  price_book_ambiguous: {
    title: 'Several price books have the name of a price list',
    status: 422,
    message:
      'Price list {list} has no price book yet, and it is not certain which of the {count} that bear its name is meant: {books}.',
    action:
      'Rename or deactivate the price books in Salesforce that are not meant, or give price lists of one name different names in Exact Online, then press Retry.',
    handling: 'person',
  },
  price_list_gone: {
    title: 'A price list was deleted in Exact Online',
    status: 404,
    message:
      'Exact Online has price list {list} no more. Its price book was deactivated; its prices stay in it and count no more.',
    action: 'Choose another price book for the opportunities and quotes that use it, then press Ignore.',
    handling: 'person',
  },
  price_window_reversed: {
    title: 'A price ends before it begins',
    status: 422,
    message: 'A price of item {item} counts from {from} until {until} in Exact Online, so on no day at all.',
    action:
      'Correct one of the days in Exact Online: those of the price, or of the period of its price list. The next run takes it over.',
    handling: 'person',
  },
  price_contradicted: {
    title: 'Two prices contradict each other',
    status: 422,
    message:
      'Exact Online has two prices of item {item} that begin on the same day and differ in nothing but the amount (from quantity {quantity}, {currency}). Neither counts in Salesforce.',
    action: 'Delete one of them in Exact Online, or give it another window or quantity. The next run takes the other one over.',
    handling: 'person',
  },
  price_finer_than_field: {
    title: 'The price has too many decimals',
    status: 422,
    message:
      'The price {price} {currency} of item {item} has more than the {scale} decimals that its field in Salesforce has, or would be nothing when rounded.',
    action:
      'Round the price in Exact Online, or let an administrator have such prices rounded (settings of the flow Price lists and agreements). The next run takes it over.',
    handling: 'person',
  },
  price_without_product: {
    title: 'The item is no product in Salesforce',
    status: 422,
    message:
      'Item {item} has prices in a price list or for a customer in Exact Online, and no product in Salesforce stands for it.',
    action: 'Nothing, or bring the item over with the flow Products; its prices follow by themselves.',
    handling: 'person',
  },
  price_without_account: {
    title: 'The customer of a price has no account in Salesforce',
    status: 422,
    message: 'Prices are agreed with {debtor} in Exact Online, and no account in Salesforce is linked to that customer.',
    action: 'Nothing, or link an account to {debtor}; its prices follow by themselves.',
    handling: 'person',
  },
} as const;
