/** What Salesforce may answer or do. `{text}` is Salesforce's own message, `{object}` and `{field}` are API names. */
export const SALESFORCE_ERRORS = {
  salesforce_reconnect: {
    title: 'Salesforce must be connected again',
    status: 409,
    message: 'Salesforce no longer accepts the stored sign-in: {reason}.',
    action:
      'For an administrator: press Connect again at Salesforce in Tandem Setup. Nothing is lost: Tandem goes on where it stopped.',
    handling: 'stop',
  },
  salesforce_app_registration: {
    title: 'The Tandem app is not accepted by this org',
    status: 409,
    message: 'Salesforce does not give Tandem a sign-in ({text}).',
    action:
      'For an administrator: in Salesforce Setup > External Client App Manager > Tandem, enable the flow, choose the Run As user and assign the permission set Tandem Integration.',
    handling: 'stop',
  },
  salesforce_run_as_missing: {
    title: 'No user to run as is chosen for the Tandem app',
    status: 409,
    message: 'Salesforce does not let Tandem work as a user of the app ({text}).',
    action:
      'For an administrator: in Salesforce Setup > External Client App Manager > Tandem > Policies, switch on the client credentials flow and choose a Run As user who has the permission set Tandem Integration. Then try again.',
    handling: 'stop',
  },
  salesforce_certificate_refused: {
    title: 'Salesforce refuses the sign-in by certificate',
    status: 409,
    message: 'Salesforce does not let Tandem sign in as {username} by its certificate ({text}).',
    action:
      'For an administrator: check the username. In Salesforce Setup > External Client App Manager > Tandem > Policies, let administrators approve the users beforehand and add a permission set that {username} has. Then try again.',
    handling: 'stop',
  },
  salesforce_code_refused: {
    title: 'The sign-in at Salesforce was not completed',
    status: 400,
    message: 'Salesforce did not accept the sign-in code ({text}). A code can be used once and only for a few minutes.',
    action: 'For an administrator: press Connect at Salesforce in Tandem Setup and log in again.',
    handling: 'person',
  },
  salesforce_access_refused: {
    title: 'Salesforce refuses the sign-in',
    status: 409,
    message: 'Salesforce refused a new sign-in as well ({text}).',
    action:
      'For an administrator: check in Salesforce that the integration user is active and may use the API, then press Connect again at Salesforce in Tandem Setup.',
    handling: 'stop',
  },
  salesforce_api_disabled: {
    title: 'The API is switched off for Tandem',
    status: 409,
    message: 'Salesforce does not allow API calls: {text}',
    action:
      'For an administrator: press "Grant the rights" in Tandem Setup, which gives the integration user the right API Enabled, or use an edition of Salesforce with API access.',
    handling: 'stop',
  },
  salesforce_request_limit: {
    title: 'The API calls of this org are used up',
    status: 503,
    message: 'Salesforce accepts no more API calls at the moment: {text}',
    action:
      'Nothing: Tandem goes on when Salesforce accepts calls again. An administrator sees under Setup > Company Information who uses them.',
    handling: 'wait',
  },
  salesforce_reserve: {
    title: 'The last API calls of this org are kept for people',
    status: 503,
    message:
      'Salesforce has counted {used} of the {limit} API calls that this org has in 24 hours. Tandem leaves the last tenth to people and to other programs.',
    action:
      'Nothing: the flows go on when calls come free, and Send to Exact Online works meanwhile. An administrator sees under Setup > Company Information who uses the calls.',
    handling: 'wait',
  },
  salesforce_quota: {
    title: 'A limit of this org is reached',
    status: 503,
    message: 'Salesforce refuses because a limit of the org is reached: {text}',
    action: 'For an administrator: free storage or raise the limit in Salesforce. Tandem goes on by itself then.',
    handling: 'stop',
  },
  salesforce_package_missing: {
    title: 'The Tandem package is not installed',
    status: 409,
    message: 'The object ExactLink__c does not exist in this org or is hidden from the integration user.',
    action:
      'For an administrator: install the Tandem package and assign the permission set Tandem Integration to the integration user.',
    handling: 'stop',
  },
  salesforce_notification_type_missing: {
    title: 'Tandem cannot send notifications',
    status: 409,
    message: 'The notification type Tandem_Issue of the package does not exist in this org.',
    action: 'For an administrator: install the newest version of the Tandem package.',
    handling: 'stop',
  },
  salesforce_object_missing: {
    title: 'An object is missing in Salesforce',
    status: 422,
    message: 'The object {object} does not exist in this org or is hidden from the integration user.',
    action:
      'For an administrator: switch the feature on in Salesforce, or press "Grant the rights" in Tandem Setup, which gives the integration user access to {object}.',
    handling: 'stop',
  },
  salesforce_field_missing: {
    title: 'A field is missing in Salesforce',
    status: 422,
    message: 'Salesforce does not know {field} or hides it from the integration user: {text}',
    action:
      'For an administrator: create the field, give the integration user access to it, or take it out of the rules in the Tandem settings, then press Retry.',
    handling: 'person',
  },
  salesforce_field_readonly: {
    title: 'A field cannot be written in Salesforce',
    status: 422,
    message: 'Salesforce does not let Tandem write {field} of {object}: {text}',
    action:
      'For an administrator: give the integration user edit access to {field}, or take it out of the rules in the Tandem settings, then press Retry.',
    handling: 'person',
  },
  salesforce_field_required: {
    title: 'Salesforce wants a field that is empty',
    status: 422,
    message: 'Salesforce refuses {object} because {field} is empty: {text}',
    action: 'Fill {field} at the source, or let an administrator give it a value in the Tandem settings, then press Retry.',
    handling: 'person',
  },
  salesforce_field_too_long: {
    title: 'A text is too long for Salesforce',
    status: 422,
    message: 'The value for {field} of {object} is too long: {text}',
    action:
      'Shorten the text in Exact Online, or let an administrator change the rule for {field} in the Tandem settings so that it is shortened or left out, then press Retry.',
    handling: 'person',
  },
  salesforce_picklist: {
    title: 'A value is not in the picklist',
    status: 422,
    message: 'The picklist {field} of {object} does not have this value: {text}',
    action:
      'For an administrator: add the value to the picklist in Salesforce, or change the rule for {field} in the Tandem settings, then press Retry.',
    handling: 'person',
  },
  salesforce_value_refused: {
    title: 'Salesforce refuses a value',
    status: 422,
    message: 'Salesforce refuses the value for {field} of {object}: {text}',
    action:
      'Correct the value at the source, or let an administrator correct the rule for {field} in the Tandem settings, then press Retry.',
    handling: 'person',
  },
  salesforce_validation_rule: {
    title: 'A validation rule refuses the record',
    status: 422,
    message: 'A validation rule on {object} says: {text}',
    action: 'Correct the record, or let an administrator make the validation rule except the integration user, then press Retry.',
    handling: 'person',
  },
  salesforce_duplicate: {
    title: 'A duplicate rule refuses the record',
    status: 409,
    message: 'A duplicate rule on {object} found a similar record: {text}',
    action:
      'Merge the two records, or let an administrator make the duplicate rule except the integration user, then press Retry.',
    handling: 'person',
  },
  salesforce_duplicate_value: {
    title: 'The value is used by another record',
    status: 409,
    message: 'Another record of {object} has this value already: {text}',
    action: 'Look at the other record in Salesforce. Merge the two or empty the field there, then press Retry.',
    handling: 'person',
  },
  salesforce_standard_price: {
    title: 'A standard price is missing',
    status: 422,
    message: 'Salesforce wants a price in the standard price book first: {text}',
    action: 'Give the product a standard price in this currency in Salesforce, then press Retry.',
    handling: 'person',
  },
  salesforce_activation: {
    title: 'The order cannot be activated',
    status: 422,
    message: 'Salesforce does not activate the order: {text}',
    action: 'Complete the order in Salesforce, then press Retry.',
    handling: 'person',
  },
  salesforce_automation: {
    title: 'An automation in Salesforce failed',
    status: 422,
    message: 'A flow or trigger on {object} stopped the change: {text}',
    action: 'Show this text to your Salesforce administrator: the flow or trigger must be corrected. Then press Retry.',
    handling: 'person',
  },
  salesforce_rights: {
    title: 'The integration user lacks a right',
    status: 403,
    message: 'Salesforce does not let the integration user change this record of {object}: {text}',
    action:
      'For an administrator: press "Check both systems" in Tandem Setup, which names the right that is missing, and check sharing. Then press Retry.',
    handling: 'person',
  },
  salesforce_record_missing: {
    title: 'The record is gone in Salesforce',
    status: 404,
    message: 'A record of {object} was deleted or does not exist: {text}',
    action: 'Restore it from the recycle bin and press Retry, or press Ignore.',
    handling: 'person',
  },
  salesforce_record_locked: {
    title: 'The record is locked',
    status: 409,
    message: 'The record of {object} is locked, mostly by an approval process: {text}',
    action: 'Finish the approval in Salesforce. Tandem tries again by itself.',
    handling: 'retry',
  },
  salesforce_row_locked: {
    title: 'Somebody else is changing the record',
    status: 409,
    message: 'Salesforce could not lock the record of {object}: {text}',
    action: 'Nothing: Tandem tries again by itself.',
    handling: 'retry',
  },
  salesforce_rolled_back: {
    title: 'Not done because of another record',
    status: 409,
    message: 'Salesforce did not change this record of {object} because another one of the same group failed.',
    action: 'Solve the issue of the other record; Tandem tries this one again by itself.',
    handling: 'retry',
  },
  salesforce_query_expired: {
    title: 'A long query has expired',
    status: 503,
    message: 'Salesforce has dropped the rest of a query: {text}',
    action: 'Nothing: Tandem starts the query again.',
    handling: 'retry',
  },
  salesforce_request_refused: {
    title: 'Salesforce does not understand the request',
    status: 502,
    message: 'Salesforce refuses a request of Tandem ({salesforceCode}): {text}',
    action: 'For an administrator: check the field rules in the Tandem settings. If it stays, send this text to support.',
    handling: 'person',
  },
  salesforce_unavailable: {
    title: 'Salesforce does not answer',
    status: 503,
    message: 'Salesforce cannot be reached at the moment ({text}).',
    action: 'Nothing: Tandem tries again by itself. See https://status.salesforce.com if it lasts.',
    handling: 'retry',
  },
  salesforce_unreadable_answer: {
    title: 'Salesforce sent an answer that cannot be read',
    status: 502,
    message: 'The answer of Salesforce cannot be read: {text}.',
    action: 'Nothing: Tandem tries again by itself. If it stays, send this text to support.',
    handling: 'retry',
  },
  salesforce_outcome_unknown: {
    title: 'It is not known whether Salesforce stored it',
    status: 503,
    message: 'The answer of Salesforce was lost while {object} was written ({text}).',
    action: 'Nothing: Tandem first looks in Salesforce whether it is there and only then tries again.',
    handling: 'retry',
  },
  salesforce_bulk_unfinished: {
    title: 'Salesforce has not finished a large load',
    status: 503,
    message: 'Tandem does not yet know what became of {count} records of {object} that Salesforce loads as one job ({text}).',
    action:
      'Nothing: Tandem looks again at what is there and goes on by itself. An administrator sees the job under Setup > Bulk Data Load Jobs.',
    handling: 'wait',
  },
  salesforce_bulk_failed: {
    title: 'Salesforce gave up a large load',
    status: 503,
    message: 'Salesforce did not write this record of {object}, because the job it was part of ended early: {text}',
    action: 'Nothing: Tandem tries the record again by itself. An administrator sees the job under Setup > Bulk Data Load Jobs.',
    handling: 'retry',
  },
} as const;
