/** Errors of customers. `{customer}` is the account's name in Salesforce. */
export const CUSTOMER_ERRORS = {
  customer_without_email: {
    title: 'The customer has no e-mail address',
    status: 422,
    message: 'Customer {customer} has no e-mail address, so Tandem cannot tell whether Exact Online has this customer already.',
    action:
      'Enter an e-mail address on the contact of {customer}, or the Exact id of the debtor on the account, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  customer_ambiguous: {
    title: 'Several debtors have this e-mail address',
    status: 422,
    message:
      'Exact Online has {count} accounts with the e-mail address {email}: {accounts}. Tandem does not choose one for {customer}.',
    action:
      'Enter the Exact id of the right one on the account of {customer}, or correct the addresses in Exact Online, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  customer_blocked: {
    title: 'The debtor is blocked in Exact Online',
    status: 422,
    message: 'Customer {customer} is debtor {code} in Exact Online, and that debtor is blocked.',
    action: 'Unblock debtor {code} in Exact Online, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  customer_gone: {
    title: 'The linked debtor is not in Exact Online',
    status: 422,
    message: 'Customer {customer} is linked to an account that this company in Exact Online does not have.',
    action:
      'Clear the field Exact Id on the account of {customer}, then press Retry or Send to Exact Online: Tandem looks for the debtor by e-mail.',
    handling: 'person',
  },
  customer_name_missing: {
    title: 'The contact has no name',
    status: 422,
    message: 'The contact of customer {customer} has neither a first nor a last name.',
    action: 'Enter a last name on the contact of {customer}, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  default_debtor_missing: {
    title: 'The default debtor does not exist',
    status: 422,
    message: 'The settings name {code} as default debtor, but Exact Online has no account with that code.',
    action:
      'Enter the code of an existing account as debtor on the Settings tab of Tandem Setup, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
} as const;
