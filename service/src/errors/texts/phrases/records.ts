/** Records and what becomes of them: what fills a slot of a problem, labels of buttons, the history of a record, forecasts. */
export const RECORD_PHRASES = {
  // What a problem shows that was stored without its words, or by another version.
  words_dropped: 'Press Retry to see the whole reason again.',
  code_unknown_title: 'A problem that this version does not know',
  code_unknown: 'Code {code}.',
  code_unknown_with: 'Code {code}: {params}.',
  code_unknown_action: 'Look it up by its code, or ask support.',

  // Lists.
  either: '{first} or {other}',
  comma: '{first}, {other}',
  semicolon: '{first}; {other}',
  slash: '{first} / {other}',
  and: '{first} and {other}',
  sentences: '{first} {other}',
  at_most: 'up to {count}',

  // Records, as problems and notes name them.
  record_order: 'order {order}',
  record_delivery: 'delivery {delivery}',
  shipment_of_delivery: 'Goods delivery {delivery} of Exact Online, for {orders}.',
  shipment_deleted_in_exact: 'Goods delivery {delivery} was deleted in Exact Online.',
  record_order_product: 'order {order}, product {product}',
  record_item: 'item {item}',
  record_category: 'category {category}',
  record_family: 'variant family {family}',
  no_parts: 'nothing',
  record_picture: 'picture of {item}',
  record_stock: 'stock of {item} in warehouse {warehouse}',
  record_set_part: 'part {part} of set {item}',
  part_of_set: 'a part of a set',
  part_family: 'the product of a variant family',
  part_stock_position: 'a stock position',
  record_debtor: 'debtor {debtor}',
  record_price: 'a price of {item}',
  part_price: 'a price',
  record_invoice: 'invoice {invoice}',
  part_invoice_line: 'an invoice line',
  one_of_the_records: 'one of the records',

  // Values of orders.
  status_any_activated: 'any activated status',
  status_any_draft: 'any draft status',
  status_named: 'the status {names}',
  status_none: 'no status',
  order_activated: 'activated {moment}',
  order_created: 'created {moment}',
  start_not_set: 'not set',
  item_begins: 'begins on {day}',
  item_ended: 'ended on {day}',
  set_part_without_quantity: 'has no quantity',
  set_part_price_negative: 'has a standard sales price below zero',
  vat_code_missing: 'does not exist',
  vat_code_blocked: 'is blocked',
  vat_code_purchases: 'is for purchases only',
  what_vat_code: 'VAT code',
  what_warehouse: 'warehouse',
  what_payment_condition: 'payment condition',
  what_shipping_method: 'shipping method',
  account_prospect: 'a prospect',
  account_suspect: 'a suspect',
  account_no_customer: 'no customer',
  a_debtor: 'a debtor',
  debtor_with_code: 'debtor {code}',
  order_told: 'order {order} of {day}, customer {customer}, {amount}, {lines}',
  sales_order_told: 'sales order {number} of {day}, debtor {debtor}, {amount}, {lines}',
  line_told: '{quantity} x {product} = {amount}',
  line_without_product: 'a line without product',
  lines_none: 'no lines',
  lines_more: 'and {count} more',

  // Why an order is held for what its customer owes.
  amount_without_vat: '{amount} without VAT',
  credit_beyond:
    'The credit line is {line}: {open} is open and {ordered} is ordered and not yet invoiced, so {available} is available.',
  credit_overdue: 'Overdue is {amount}, the oldest part of it since {day}: that is {days} days.',
  credit_other_currency:
    'The order is in {currency} and the books are in {company}, so nobody can tell whether it goes beyond the credit line.',

  // Values of items.
  feature_yes: 'Yes',
  item_stocked: 'a stock item',
  item_not_stocked: 'not a stock item',
  vat_included: 'including',
  vat_excluded: 'excluding',

  // What settings may not change.
  default_division_stays:
    'The default division has to stay {division}: what records in Salesforce say of Exact Online is of that division, and would be taken for another one. Choose {division} as default again, and give each flow that is to work elsewhere a division of its own.',

  // What holds everything up.
  paused_since: ' since {since} UTC',
  paused_since_by: ' since {since} UTC by {by}',
  paused_by: ' by {by}',

  unnamed_administrator: 'Salesforce administrator',
  unnamed_operator: 'The operator of the service',

  // States of a run.
  run_queued: 'queued',
  run_running: 'running',
  run_paused: 'paused',
  run_planned: 'planned',
  run_succeeded: 'succeeded',
  run_failed: 'failed',
  run_cancelled: 'cancelled',

  // Buttons.
  send_again: 'Send again',
  send_as: 'Send as {reference}',
  link_to_sales_order: 'Link to sales order {number}',

  // Where an order stands while its button waits.
  push_sending: 'Tandem is sending the order.',
  push_checking: 'Tandem is checking whether Exact Online stored it: the answer was lost on its way. It is not sent twice.',
  push_telling: 'Exact Online has the order as {number}. Tandem is writing that on the order.',
  push_waiting: '{reason} The order waits and is sent by itself.',

  // The history of a record.
  told_created: 'Created in {system}',
  told_updated: 'Updated in {system}',
  told_skipped: 'Skipped',
  told_failed: 'Could not be sent to {system}',
  told_number: 'Number {number} in Exact Online',
  told_one_field: '1 field written',
  told_fields: '{count} fields written',

  // How long a flow takes.
  forecast_done: "{records} at today's pace: done {at}",
  forecast_done_soon: "{records} at today's pace: done soon",
  forecast_held_one: '{records} waits until the flow goes on',
  forecast_held: '{records} wait until the flow goes on',
  forecast_later_one: '{records} waits for a later day, such as that of a new price',
  forecast_later: '{records} wait for a later day, such as that of a new price',
  forecast_uncounted: '{records} done so far; how many there are is not known yet',
  forecast_uncounted_pace: '{records} done so far, {pace} a minute; how many there are is not known yet',
  forecast_no_calls_one: '{records} waits: with the calls that Exact Online allows it takes longer than a year',
  forecast_no_calls: '{records} wait: with the calls that Exact Online allows it takes longer than a year',
  forecast_unmeasured_one: '{records} waits; how long it takes shows once a run has begun',
  forecast_unmeasured: '{records} wait; how long it takes shows once a run has begun',
  history_priced:
    '{records} of {from} to {to}: some {rows} rows ({storage} MB) in Salesforce. It takes some {exact} calls of Exact Online and {salesforce} of Salesforce, and is done {at} at the earliest',
  history_unpriced:
    '{records} of {from} to {to}: some {rows} rows ({storage} MB) in Salesforce. It takes some {exact} calls of Exact Online and {salesforce} of Salesforce: longer than a year',
  history_empty: 'Exact Online has no {several} of {from} to {to}',
  forecast_out_of_calls: "{forecast}. Today's calls to Exact Online are used: it goes on {at}",
  today_at: 'today {time}',
  noun_record: 'record',
  noun_records: 'records',
} as const;
