/** Errors of families of variants. `{item}` is the code of an item in Exact Online, `{family}` that of its family. */
export const VARIANT_ERRORS = {
  variant_family_taken: {
    title: 'The family has the code of a product',
    status: 422,
    message:
      'Item {item} belongs to the variant family {family} by the settings, but a product in Salesforce has {family} as its own code. The item was left as it is.',
    action:
      'Give the item {family} another code in Exact Online, or let an administrator group items in another way in the Tandem settings, then press Retry.',
    handling: 'person',
  },
  variant_family_mixed: {
    title: 'The variants of a family differ in different things',
    status: 422,
    message:
      'Item {item} is told apart by {parts}, the other variants of family {family} by {others}. The item was left as it is.',
    action:
      'Correct the code of item {item} in Exact Online, or let an administrator change the pattern in the Tandem settings. The next run takes it over.',
    handling: 'person',
  },
  variant_parent_missing: {
    title: 'The product of the family could not be made',
    status: 422,
    message:
      'Item {item} belongs to a variant family whose product could not be made in Salesforce, so the item was not put below it.',
    action:
      'Look at the other items of this family: one of them says why Salesforce refused the product. Solve that, then press Retry on this item.',
    handling: 'person',
  },
  variant_without_product: {
    title: 'The item is no product in Salesforce',
    status: 422,
    message: 'Item {item} is no product in Salesforce, so it can be no variant there.',
    action: 'Bring the item with the Products flow first; its family follows by itself.',
    handling: 'person',
  },
  variant_without_family: {
    title: 'The item is of no family',
    status: 422,
    message: 'The settings of the variants put item {item} into no family.',
    action: 'Nothing, or let an administrator change in the Tandem settings how items are grouped.',
    handling: 'person',
  },
} as const;
