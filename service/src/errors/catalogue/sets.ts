/** Errors of sets. `{item}` is the code in Exact Online of the item that is made of others, `{part}` that of one of those. */
export const SET_ERRORS = {
  set_without_product: {
    title: 'The set is no product in Salesforce',
    status: 422,
    message: 'Item {item} is no product in Salesforce, so there is nothing to show its parts on.',
    action: 'Bring the item with the Products flow first; its parts follow by themselves.',
    handling: 'person',
  },
  set_part_without_product: {
    title: 'A part of the set is no product',
    status: 422,
    message: 'Item {part}, a part of set {item}, is no product in Salesforce. The part is shown with its code and name only.',
    action:
      'If customers may buy item {part} by itself, tick "Sales" on it in Exact Online: it is linked once it is a product. If not, press Ignore.',
    handling: 'person',
  },
} as const;
