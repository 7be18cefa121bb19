/** Errors of what a seller asks. `{product}` is its code, or its name where it has none. */
export const SELLING_ERRORS = {
  selling_product_unlinked: {
    title: 'The product is no item of this company in Exact Online',
    status: 422,
    message: 'This product is not linked to an item of this company in Exact Online, so it has no price and no stock there.',
    action: 'Choose a product that comes from Exact Online, or let an administrator run the products flow in Tandem Setup.',
    handling: 'person',
  },
  selling_without_price: {
    title: 'The product has no price today',
    status: 422,
    message: 'Exact Online has no price of product {product} in {currency} that holds today in the unit in which it is sold.',
    action: 'Enter a sales price of product {product} in {currency} in Exact Online, then ask again.',
    handling: 'person',
  },
  selling_debtor_gone: {
    title: 'The customer is not in Exact Online any more',
    status: 422,
    message: 'The account is linked to a debtor that this company in Exact Online does not have any more.',
    action: 'Link the account to another debtor by sending an order of it, or ask for prices without the account.',
    handling: 'person',
  },
} as const;
