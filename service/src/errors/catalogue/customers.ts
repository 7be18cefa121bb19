/**
 * Errors of customers. `{customer}` is the account's name in Salesforce, `{code}` and `{debtor}` are code and name of the account
 * in Exact Online. A debtor is chosen on the issue, and on the order where it was to be sent: by code or name, or a new one.
 */
export const CUSTOMER_ERRORS = {
  customer_without_email: {
    title: 'The customer has no e-mail address',
    status: 422,
    message: 'Customer {customer} has no e-mail address, so Tandem cannot tell whether Exact Online has this customer already.',
    action:
      'Enter an e-mail address on a contact of {customer}, then press Retry or Send to Exact Online. Or press Choose debtor: take one by its code or name, or have a new one made.',
    handling: 'person',
  },
  customer_ambiguous: {
    title: 'Several debtors may be this customer',
    status: 422,
    message:
      'Exact Online has {count} accounts with the e-mail address {email}: {accounts}. Tandem does not choose one for {customer}.',
    action: 'Press Choose debtor and take the right one by its code or name, or have a new debtor made for {customer}.',
    handling: 'person',
  },
  customer_email_shared: {
    title: 'The debtor with this e-mail address belongs to another account',
    status: 422,
    message:
      'The debtor in Exact Online with the e-mail address {email} is {code} {debtor}, and that one belongs to the account {other}. Tandem does not take it for {customer}.',
    action:
      'Press Choose debtor: have a debtor of its own made for {customer}, or link {customer} to {code} {debtor} too. A linked debtor keeps the name and address of {other}.',
    handling: 'person',
  },
  customer_proposed: {
    title: 'Exact Online may have this customer under another name',
    status: 422,
    message:
      'In Exact Online the e-mail address {email} stands on a contact of {accounts}. Tandem cannot tell whether that is {customer}.',
    action: 'Press Choose debtor and take the right one by its code or name, or have a new debtor made for {customer}.',
    handling: 'person',
  },
  customer_blocked: {
    title: 'The debtor is blocked in Exact Online',
    status: 422,
    message: 'Customer {customer} is debtor {code} {debtor} in Exact Online, and that debtor is blocked.',
    action:
      'Unblock debtor {code} in Exact Online, then press Retry or Send to Exact Online. Or press Choose debtor and take another one.',
    handling: 'person',
  },
  customer_ended: {
    title: 'The debtor is not active any more',
    status: 422,
    message: 'Customer {customer} is debtor {code} {debtor} in Exact Online, and that debtor is not active since {since}.',
    action:
      'Clear or change the end date of debtor {code} in Exact Online, then press Retry or Send to Exact Online. Or press Choose debtor and take another one.',
    handling: 'person',
  },
  customer_not_started: {
    title: 'The debtor is not active yet',
    status: 422,
    message: 'Customer {customer} is debtor {code} {debtor} in Exact Online, and that debtor is active from {from} only.',
    action:
      'Change the start date of debtor {code} in Exact Online, then press Retry or Send to Exact Online. Or press Choose debtor and take another one.',
    handling: 'person',
  },
  customer_not_a_debtor: {
    title: 'The account in Exact Online is no customer',
    status: 422,
    message:
      'Customer {customer} is {code} {debtor} in Exact Online, and that account is {kind} there, so that it cannot be sold to.',
    action:
      'Give {code} {debtor} the status Customer in Exact Online, then press Retry or Send to Exact Online. Or press Choose debtor and take another one.',
    handling: 'person',
  },
  customer_gone: {
    title: 'The linked debtor is not in Exact Online',
    status: 422,
    message: 'Customer {customer} is linked to {debtor} that this company in Exact Online does not have.',
    action: 'Press Choose debtor and take the right one by its code or name, or have a new debtor made for {customer}.',
    handling: 'person',
  },
  customer_link_unclear: {
    title: 'The link of the customer belongs to another company',
    status: 409,
    message:
      'What account {customer} says of its debtor is of another company in Exact Online. Tandem moves that link to a place of its own first.',
    action: 'Nothing: Tandem tries again by itself. Where this stays, ask an administrator whether Tandem may write Exact Links.',
    handling: 'retry',
  },
  customer_name_missing: {
    title: 'The contact has no name',
    status: 422,
    message: 'The contact of customer {customer} has neither a first nor a last name.',
    action: 'Enter a last name on the contact of {customer}, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  debtor_not_found: {
    title: 'Exact Online has no such debtor',
    status: 404,
    message: 'Exact Online has no account with the code {code}.',
    action: 'Look the debtor up by its code or name, and choose it from the list.',
    handling: 'person',
  },
  default_debtor_missing: {
    title: 'The default debtor does not exist',
    status: 422,
    message: 'The settings name {code} as default debtor, but Exact Online has no account with that code.',
    action:
      'For an administrator: enter the code of an existing account as debtor on the Settings tab of Tandem Setup, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  deliveries_without_account: {
    title: 'Whom deliveries went to is no account in Salesforce',
    status: 422,
    message: 'Deliveries of the past went to {customer}, and no account in Salesforce stands for it.',
    action: 'Link an account to this customer and load the history again; what is there already is not written twice.',
    handling: 'person',
  },
  invoices_without_account: {
    title: 'The debtor is no account in Salesforce',
    status: 422,
    message: 'Customer {customer} has invoices in Exact Online, and no account in Salesforce stands for it.',
    action: 'Link an account to this debtor; all invoices of it follow by themselves.',
    handling: 'person',
  },
  receivables_differ: {
    title: 'What is open differs from Exact Online',
    status: 422,
    message:
      'The open items of {customer} come to {here} {currency} in Salesforce, and to {there} {currency} in the receivables list of Exact Online.',
    action:
      'Try it again here: everything of this customer is then read and compared anew. Nothing is changed by itself; once both are equal, this closes with the next night.',
    handling: 'person',
  },
  balance_differs: {
    title: 'What is open on the account differs from its open items',
    status: 422,
    message: 'The account {customer} says that {here} is open, and its open items from Exact Online come to {there}.',
    action:
      'Try it again here: everything of this customer is then read and compared anew. See whether somebody changes the fields that Tandem fills.',
    handling: 'person',
  },
  customer_changed_on_both_sides: {
    title: 'A customer was changed on both sides',
    status: 409,
    message:
      'Customer {customer} says something else in Salesforce than in Exact Online, and neither is known to be the older one. {values}. What {stays} says stays.',
    action: 'Nothing, where that is right. Else change it once more in either of the two: the change goes across by itself.',
    handling: 'person',
  },
  customer_deleted_in_exact: {
    title: 'The debtor was deleted in Exact Online',
    status: 409,
    message: 'Debtor {code} of account {customer} was deleted in Exact Online, so that the account is linked to none any more.',
    action:
      'Nothing, where that is right: with its next order a debtor is looked for, or made. Where it was merged into another one there, send an order of {customer} and press Choose debtor.',
    handling: 'person',
  },
  contact_ambiguous: {
    title: 'Contacts in Salesforce may be this person already',
    status: 422,
    message:
      'Contact {contact} of Exact Online may be one of several contacts of {customer}, or one that is linked to somebody else there. Tandem makes none and links none.',
    action: 'Correct what they have in common, such as an e-mail address, or merge the contacts, then press Retry.',
    handling: 'person',
  },
  contact_deleted_in_exact: {
    title: 'The contact was deleted in Exact Online',
    status: 409,
    message:
      'Contact {contact} of {customer} was deleted in Exact Online, so that the one in Salesforce is linked to none any more.',
    action: 'Nothing, where that is right: the contact in Salesforce stays. Else delete it there too.',
    handling: 'person',
  },
  customer_merged: {
    title: 'Several debtors stand behind one account',
    status: 409,
    message:
      'Accounts in Salesforce were merged into {customer}, and each had a debtor in Exact Online of its own: {accounts}. Tandem writes none of them until it is known which one stays.',
    action:
      'Press Choose debtor and take the one that stays. The others remain in Exact Online as they are: merge them there where they are one customer.',
    handling: 'person',
  },
  customer_number_known: {
    title: 'Exact Online may have this customer already',
    status: 422,
    message:
      'In Exact Online the {what} {number} of {customer} stands on {accounts}. Where these are several, or another account of Salesforce has it, Tandem takes none.',
    action: 'Press Choose debtor and take the right one by its code or name, or have a new debtor made for {customer}.',
    handling: 'person',
  },
  debtor_ambiguous: {
    title: 'Accounts in Salesforce may be this debtor already',
    status: 422,
    message:
      'No account is linked to debtor {code} {debtor}, and in Salesforce it may be {accounts}. Tandem makes no account and links none.',
    action:
      'Enter {code} as Exact Code on the right account, or correct what both have in common, such as a VAT number, then press Retry.',
    handling: 'person',
  },
} as const;
