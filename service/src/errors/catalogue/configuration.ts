/** Errors of the configuration document and of its rules when they meet a record. */
export const CONFIGURATION_ERRORS = {
  configuration_invalid: {
    title: 'The settings are not valid',
    status: 422,
    message: 'The settings cannot be used as they are. Problems: {count}; the first: {first}',
    action: 'Correct the marked settings and save again. Nothing was changed.',
    handling: 'person',
  },
  configuration_outdated: {
    title: 'Somebody else saved the settings',
    status: 412,
    message: 'The settings were saved by somebody else after you opened them.',
    action: 'Look at what was changed meanwhile, then save again. Nothing of it is overwritten.',
    handling: 'person',
  },
  start_point_moves_back: {
    title: 'Older orders would be sent',
    status: 409,
    message:
      'With these settings Tandem would send {count} orders that it leaves alone today: the oldest of {oldest}, the newest of {newest}, together {amount}.',
    action:
      'Confirm this number to save, or choose a later start point, fewer statuses or the former condition. Nothing was saved.',
    handling: 'person',
  },
  formula_failed: {
    title: 'A formula could not be worked out',
    status: 422,
    message: 'The formula for {field} cannot be worked out for {record}: {problem}',
    action:
      'For an administrator: correct the formula for {field} in the Tandem settings, or the value it uses, then press Retry.',
    handling: 'person',
  },
  formula_stopped: {
    title: 'A formula does too much',
    status: 422,
    message: 'The formula for {field} was stopped at {record}: {problem}.',
    action:
      'For an administrator: make the formula for {field} simpler in the Tandem settings, or shorten the value it uses, then press Retry.',
    handling: 'person',
  },
  draft_too_costly: {
    title: 'Trying out these settings takes too much',
    status: 422,
    message:
      'Working out these settings took more than {seconds} seconds, or too much memory, and was stopped. Nothing was changed.',
    action: 'Make the formulas simpler, above all lists inside lists, and try again. If they are simple, try again in a minute.',
    handling: 'person',
  },
  drafts_busy: {
    title: 'Settings are still being worked out',
    status: 429,
    message: 'Other previews or changes of the settings of this company are still being worked out.',
    action: 'Wait a few seconds, then try again.',
    handling: 'wait',
  },
  value_not_mapped: {
    title: 'A value has no counterpart in Exact Online',
    status: 422,
    message:
      'The table "{table}" has no row for the value "{value}" of {record}, so Tandem does not know what to enter for {field} in Exact Online.',
    action:
      'For an administrator: add a row for "{value}" to the table "{table}" on the Settings tab of Tandem Setup, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  value_not_in_exact: {
    title: 'The table names something Exact Online does not have',
    status: 422,
    message: 'The table "{table}" gives "{exact}" for {value}, but this company in Exact Online has no {what} "{exact}".',
    action:
      'For an administrator: choose an existing {what} in the table "{table}" on the Settings tab of Tandem Setup, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  country_unknown: {
    title: 'The country is not known',
    status: 422,
    message: 'The country "{country}" of {record} is neither a country name nor a country code that Tandem knows.',
    action:
      'Write the country in full or as its two-letter code, or let an administrator add a row for "{country}" to the table "Countries" on the Settings tab of Tandem Setup, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  vat_number_wrong: {
    title: 'The VAT number is none',
    status: 422,
    message: 'The VAT number {number} of {record} is no VAT number of {country}: a digit or its form is wrong.',
    action:
      'Correct the VAT number in Salesforce, or empty it, then press Retry or Send to Exact Online. If it is right all the same, an administrator can take it over unchecked by a rule in the Tandem settings.',
    handling: 'person',
  },
  text_too_long: {
    title: 'A text is too long',
    status: 422,
    message: 'The text for {field} of {record} has {length} characters; {system} takes at most {limit}.',
    action:
      'Shorten the text, or let an administrator change the rule for {field} in the Tandem settings so that it is shortened or left out, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  target_field_missing: {
    title: 'A field of the settings does not exist',
    status: 422,
    message:
      'The rule for {field} names a field that {object} in this org does not have, or that the integration user may not edit.',
    action:
      'For an administrator: correct the rule in the Tandem settings, or give the integration user access to the field, then press Retry.',
    handling: 'person',
  },
  picklist_value_refused: {
    title: 'The picklist does not have this value',
    status: 422,
    message: 'The picklist {field} does not have the value "{value}" that {record} should get. It was synced without this value.',
    action: 'For an administrator: add "{value}" to the picklist {field} in Salesforce Setup, then press Retry.',
    handling: 'person',
  },
} as const;
