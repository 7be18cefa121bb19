/** What "Check both systems" tells, what is left for a person after disconnecting, and what was found of the names in settings. */
export const CHECK_PHRASES = {
  // The two systems.
  check_exact_answers: 'Exact Online answers',
  check_exact_connected: 'Connected as {user}.',
  check_exact_connected_unnamed: 'Connected as the user who signed in.',
  check_company: 'Division {division} of Exact Online is open to Tandem',
  check_company_open: 'The app and the connected user may read there what the flows that are switched on need.',
  check_vat_codes: 'VAT codes can be read',
  check_vat_codes_found: '{count} VAT codes found.',
  check_vat_codes_none: 'The division has no VAT codes that this user may see.',
  check_vat_codes_action: 'Give the user the right to see VAT codes in Exact Online.',
  check_vat_of_sales: 'VAT by kind of sale in company {company}',
  check_vat_of_sales_action:
    'Give what nobody decided a row in the table VAT by kind of sale on the Settings tab of Tandem Setup, if you sell like that. Orders that need such a row stop until then.',
  sale_row_tabled: '{row}: {code}, as the settings say',
  sale_row_said: '{row}: {code}, as that code says in Exact Online',
  sale_row_open: '{row}: nobody decided',
  sale_row_several: '{row}: nobody decided between {codes}',
  check_structured_invoices: 'Businesses in Belgium can get structured invoices from company {company}',
  check_structured_invoices_action:
    'Complete these debtors in Exact Online, or their accounts in Salesforce. The Peppol identifier is entered in Exact Online.',
  check_invoice_journal: 'Invoices of company {company} have a sales journal',
  check_invoice_journal_found: 'They are booked in journal {journal}.',
  check_invoice_journal_action: 'Choose a sales journal for invoices on the Settings tab of Tandem Setup.',
  check_invoice_warehouse: 'Direct invoices of company {company} have a warehouse',
  check_invoice_warehouse_found: 'They deliver from warehouse {warehouse}.',
  check_invoice_warehouse_action: 'Choose a warehouse for direct invoices on the Settings tab of Tandem Setup.',
  peppol_counted: 'Ready: {ready}. Not ready: {lacking}.',
  peppol_named: 'What is lacking: {debtors}.',
  peppol_more: 'And {count} more.',
  peppol_unknown:
    'Debtors in Belgium with neither a VAT number nor an enterprise number: {count}. A business among them is not ready.',
  peppol_not_all: 'Only the first {count} relations were looked at.',
  peppol_debtor: '{code} {name} lacks {what}',
  peppol_debtor_proposed: '{code} {name} lacks {what}, which would be {identifier}',
  peppol_lacks_enterprise_number: 'a valid enterprise number',
  peppol_lacks_same_numbers: 'a VAT number of the same company as its enterprise number',
  peppol_lacks_vat_number: 'a valid VAT number',
  peppol_lacks_identifier: 'a Peppol identifier',
  peppol_lacks_own_identifier: 'a Peppol identifier with its own enterprise number',
  peppol_lacks_address: 'a complete address',
  check_salesforce_answers: 'Salesforce answers',
  check_salesforce_connected: 'Connected to {org} as {user}.',
  check_salesforce_connected_unnamed: 'Connected to the org as {user}.',

  // Objects that an org may switch off.
  check_object_there: 'The org has the {object} object.',
  check_object_off: 'The org does not have the {object} object.',
  check_object_hidden: 'The {object} object is not there, or is hidden from the integration user.',
  check_object_hidden_action: '{switchOn} Then grant the rights that are missing below.',
  check_orders_on: 'Orders are switched on',
  check_orders_action: 'In Setup, open Order Settings and enable orders.',

  // Rights.
  check_object_open: 'What Tandem needs of {object} is open',
  check_user_rights: 'Rights that belong to no object are granted',
  check_rights_complete: '{user} has every right that Tandem uses.',
  check_rights_missing: 'The integration user {user} {rights}.',
  check_rights_missing_unshared:
    'The integration user {user} {rights}. Records that are not shared with this user are not found.',
  check_rights_action:
    'In Tandem Setup press "Grant the rights". It grants what is missing in the permission set "Tandem Integration: rights of this org".',
  check_rights_action_unassigned: 'Assign the permission set Tandem Integration to {user}. {grant}',
  check_people: 'People with Tandem User or Tandem Administrator can work with it',
  check_people_complete: 'All of them may see what they work with.',
  check_people_action:
    'In Tandem Setup press "Grant the rights". It gives them the permission set "Tandem User: rights of this org".',
  person_lacks: '{name} {rights}.',
  people_more: 'So it is for {count} more.',
  check_rule_fields: 'Fields of {object} that the rules fill are open',
  check_rule_fields_open: 'The integration user may write all of them.',
  check_rule_fields_closed: 'The integration user may not write {fields} of {object}, so its records come without them.',
  check_rule_fields_action:
    'In Tandem Setup press "Grant the rights"; for fields of your own give the integration user access to them, or take the rules off.',
  check_source: '{object} is sent as an order',
  check_source_open: 'Tandem may read what is sent, and write what became of it.',
  check_source_missing: 'The org has no {objects}, or hides it from the user that Tandem acts as.',
  check_source_closed: 'These fields are closed to the user that Tandem acts as, or are not there: {fields}.',
  check_source_action:
    'Give that user in a permission set of your own the right to read and edit {object} and all its fields, and to read the fields of its lines. Quotes are switched on in Setup, and need the package Tandem for Quotes.',
  check_fed: '{object} can be filled, as the settings ask',
  check_fed_open: 'It is there, and the integration user may write what is filled of it.',
  check_fed_missing:
    'The org has no {object}, or the integration user may not see it. Nothing of it is filled; all else goes on.',
  check_fed_missing_action:
    'Where the org has it, give the integration user the rights to read, create and edit {object}, with its fields, in a permission set of your own. Where it has not, switch the setting off.',
  check_fed_missing_remade_action:
    'Where the org has it, give the integration user the rights to read, create, edit and delete {object} in a permission set of your own. Where it has not, switch the setting off.',
  check_fed_lacking: 'The integration user {rights}.',
  check_fed_not: 'No {object} is made; all else goes on.',
  check_fed_partly: 'Each {object} comes without it.',
  check_fed_action:
    'Give the integration user these rights in a permission set of your own: the one of the package cannot name {object}, which not every org has.',
  check_sets: 'It is clear which products are sets',
  check_sets_kept: 'Sets on orders go as their parts, and the flow Sets keeps which products are sets.',
  check_sets_not_kept:
    'Sets on orders are to go as their parts, but the flow Sets is off: a product that it has not marked goes as one line.',
  check_sets_action: 'Switch the flow Sets on, or have sets on orders sent as one line.',
  check_catalog: 'It is clear which product catalog is meant',
  check_catalog_found: 'Categories go to the catalog {name}.',
  check_catalog_none: 'The org has no product catalog, so no Product Category is made.',
  check_catalog_none_action: 'Make a Product Catalog in Salesforce.',
  check_catalog_several: 'Several product catalogs may be meant, so no Product Category is made: {names}.',
  check_catalog_unknown: 'No product catalog is called {name}, so no Product Category is made. There are: {names}.',
  check_catalog_action: 'In the settings of the categories, enter the name or the id of the catalog.',
  check_catalog_hidden_action:
    'Where the org has it, give the integration user the right to read ProductCatalog in a permission set of your own. Where it has not, switch the setting off.',

  // One right that somebody lacks, after the name of the user.
  lacks_read: 'cannot read {object}',
  lacks_create: 'cannot create {object}',
  lacks_edit: 'cannot edit {object}',
  lacks_delete: 'cannot delete {object}',
  lacks_all_fields: 'cannot see all fields of {object}',
  lacks_all_records: 'cannot see all records of {object}',
  lacks_user_right: 'lacks the right {right}',

  // What a person still has to do once Tandem has forgotten an org.
  left_exact:
    'Exact Online takes no sign-in back. Tandem has forgotten it, and it ends by itself after 30 days; to end it at once, remove Tandem in Exact Online under My apps.',
  left_webhooks:
    'Exact Online could not be asked to stop telling Tandem of changes. What it still tells is refused; removing Tandem under My apps ends it.',
  left_salesforce:
    'Salesforce did not take its sign-in back. Tandem has forgotten it; to end it, revoke Tandem in Setup under Connected Apps OAuth Usage.',

  // What settings name in the two systems.
  unchecked_fields: 'Salesforce could not be asked ({reason}), so the fields of the rules were not checked.',
  unchecked_codes: 'Exact Online could not be asked ({reason}), so the codes of the tables were not checked.',
  unchecked_debtor: 'Exact Online could not be asked ({reason}), so the default debtor was not checked.',
  named_object_missing: 'This org has no object {object}, or the integration user may not see it.',
  named_field_missing: '{object} has no field {field}, or the integration user may not see it.',
  named_field_closed: 'The integration user may not write the field {field} of {object}.',
  named_code_missing: 'There is no {what} "{code}" in Exact Online.',
  named_debtor_missing: 'There is no account with the code "{code}" in Exact Online.',
  with_near: '{fault} Near it: {near}.',
  code_described: '{code} ({description})',
} as const;
