/** Why a record is not in Exact Online, or not yet, where nothing went wrong. */
export const RECORD_ERRORS = {
  record_waiting: {
    title: 'Waiting',
    status: 409,
    message: 'Tandem takes it up again by itself. {why}',
    action: 'Nothing: Tandem goes on by itself.',
    handling: 'person',
  },
  record_on_its_way: {
    title: 'On its way',
    status: 409,
    message: 'It meets the settings and goes to Exact Online at the next check, within {minutes} minutes.',
    action: 'Nothing, or send it now.',
    handling: 'person',
  },
  record_not_readable: {
    title: 'Tandem cannot see this record',
    status: 404,
    message: 'The user as whom Tandem works in Salesforce does not see this record, so it goes nowhere.',
    action: 'For an administrator: give the integration user access to this record by the sharing settings in Salesforce Setup.',
    handling: 'person',
  },
  product_not_in_exact: {
    title: 'No item of Exact Online belongs to it',
    status: 409,
    message:
      'Products come from Exact Online, and no item with the code "{code}" has come. Orders with this product cannot be sent.',
    action: 'Give this product the code of an item that Exact Online sells, or create the item {code} there.',
    handling: 'person',
  },
  product_without_code: {
    title: 'The product has no code',
    status: 409,
    message: 'Products come from Exact Online by their product code, and this one has none. Orders with it cannot be sent.',
    action: 'Enter the code of the item in Exact Online as product code.',
    handling: 'person',
  },
  account_not_in_exact: {
    title: 'Not a customer in Exact Online yet',
    status: 409,
    message: 'A customer comes into Exact Online with its first order, or is found there then by its e-mail address.',
    action: 'Nothing: send an order of this account.',
    handling: 'person',
  },
} as const;
