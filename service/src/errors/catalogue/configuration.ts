/** Errors of the configuration document and of its rules when they meet a record. */
export const CONFIGURATION_ERRORS = {
  configuration_invalid: {
    title: 'The settings are not valid',
    status: 422,
    message: 'The settings have {count} problem(s). First: {first}',
    action: 'Correct the marked settings and save again. Nothing was changed.',
    handling: 'person',
  },
  configuration_outdated: {
    title: 'Somebody else saved the settings',
    status: 412,
    message: 'The settings were saved by somebody else after you opened them.',
    action: 'Open the settings again and repeat your change.',
    handling: 'person',
  },
  formula_failed: {
    title: 'A formula could not be worked out',
    status: 422,
    message: 'The formula for {field} cannot be worked out for {record}: {problem}',
    action: 'Correct the formula for {field} in the settings, or the value it uses.',
    handling: 'person',
  },
  value_not_mapped: {
    title: 'A value has no counterpart in Exact Online',
    status: 422,
    message: '{record} has the value "{value}", which the table "{table}" does not know.',
    action: 'Add a row for "{value}" to the table "{table}" in the Tandem settings, then try again.',
    handling: 'person',
  },
  value_not_in_exact: {
    title: 'The table names something Exact Online does not have',
    status: 422,
    message: 'The table "{table}" turns "{value}" into "{exact}", but this company in Exact Online has no {what} "{exact}".',
    action: 'Choose an existing {what} for "{value}" in the table "{table}" of the Tandem settings, then try again.',
    handling: 'person',
  },
  country_unknown: {
    title: 'The country is not known',
    status: 422,
    message: '{record} has the country "{country}", which is no country name that Tandem knows.',
    action:
      'Write the country in full or as its two-letter code, or add a row for "{country}" to the table "countries" in the Tandem settings.',
    handling: 'person',
  },
  text_too_long: {
    title: 'A text is too long',
    status: 422,
    message: '{field} of {record} has {length} characters; {system} takes at most {limit}.',
    action: 'Shorten the text, or let the rule for {field} cut it (too long: truncate) in the Tandem settings.',
    handling: 'person',
  },
  target_field_missing: {
    title: 'A field of the settings does not exist',
    status: 422,
    message:
      'The rule for {field} names a field that {object} in this org does not have, or that the integration user may not edit.',
    action: 'Correct the rule in the Tandem settings, or give the integration user access to the field.',
    handling: 'person',
  },
  picklist_value_refused: {
    title: 'The picklist does not have this value',
    status: 422,
    message: '{record} should get "{value}" in {field}, but the picklist does not have it. The record was synced without it.',
    action:
      'Add "{value}" to the picklist {field} in Salesforce Setup, or change the rule for it. The next change of the record fills it.',
    handling: 'person',
  },
} as const;
