/** Errors of orders on their way to Exact Online. `{order}` is the order number in Salesforce. */
export const ORDER_ERRORS = {
  order_not_found: {
    title: 'The order does not exist',
    status: 404,
    message: 'Salesforce has no order with the id {order}, or the integration user may not see it.',
    action: 'Check the record; an administrator checks whether orders are shared with the integration user.',
    handling: 'person',
  },
  order_without_lines: {
    title: 'The order has no products',
    status: 422,
    message: 'Order {order} has no order products. Exact Online does not take an order without lines.',
    action: 'Add at least one product to order {order}, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_status_not_chosen: {
    title: 'The order is not ready to be sent',
    status: 422,
    message: 'Order {order} has the status "{status}". Orders go to Exact Online with {sent}.',
    action: 'Give order {order} such a status when it is ready.',
    handling: 'person',
  },
  order_before_start: {
    title: 'The order is older than the start point',
    status: 422,
    message: 'Order {order} was {dated}. That is before the start point of the order flow, {start}: it goes only by hand.',
    action: 'Press Send to Exact Online on the order if it belongs there.',
    handling: 'person',
  },
  order_of_other_division: {
    title: 'The order goes to another company',
    status: 422,
    message: 'Order {order} goes to company {division} by the rules of the order flow, not to company {here}.',
    action: 'Press Send to Exact Online on the order, or run the order flow for company {division}.',
    handling: 'person',
  },
  order_not_selected: {
    title: 'The order does not meet the condition',
    status: 422,
    message: 'Order {order} does not meet the condition that the settings of the order flow give.',
    action: 'Nothing, or let an administrator change the condition in the Tandem settings.',
    handling: 'person',
  },
  order_source_off: {
    title: 'Records of this kind are not sent',
    status: 422,
    message:
      'Tandem sends no records of {object} to Exact Online: the settings of the order flow name others, so {order} stays here.',
    action: 'Nothing, or let an administrator add {object} to the sources of the order flow.',
    handling: 'person',
  },
  order_key_unusable: {
    title: 'It has nothing that it can be known by in Exact Online',
    status: 422,
    message:
      'The field {field} of {order} is to be its number in Exact Online and holds "{reference}", which cannot be one: it takes 1 to {most} characters. Nothing was sent.',
    action: 'Fill in the field {field} of {order}, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_deal_sent: {
    title: 'The deal is in Exact Online already',
    status: 422,
    message: 'This deal is in Exact Online as order {number}, by {object} {other}. {order} is not sent besides.',
    action:
      'Nothing. If {order} is something else that was sold, take it off the opportunity or quote, then press Send to Exact Online.',
    handling: 'person',
  },
  order_deal_goes: {
    title: 'The deal goes to Exact Online by another record',
    status: 422,
    message: 'This deal goes to Exact Online by {object} {other}. {order} is not sent besides.',
    action: 'Nothing. If {object} {other} cannot be sent, press Send to Exact Online on {order}.',
    handling: 'person',
  },
  order_deal_found: {
    title: 'Exact Online may have the deal already',
    status: 422,
    message:
      'Exact Online has order {number} under the reference {reference}, which is that of {object} {other} of the same deal. {order} is not sent besides.',
    action:
      'Press Send to Exact Online on {object} {other}: it is linked where order {number} is its order. If it is not, take {order} off the opportunity or quote, then press Send to Exact Online.',
    handling: 'person',
  },
  order_deal_open: {
    title: 'It is not yet known whether the deal arrived',
    status: 503,
    message: 'The deal of {order} is on its way to Exact Online by {object} {other}, and the answer is not known yet.',
    action: 'Nothing: Tandem looks again in a moment.',
    handling: 'retry',
  },
  order_product_unknown: {
    title: 'A product is not linked to Exact Online',
    status: 422,
    message: 'Order {order} has the product {product}, which has no item in Exact Online.',
    action:
      'Create the item {product} in Exact Online: once it is synced, the order is sent by itself. Or replace the product on order {order}, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_item_not_sold: {
    title: 'Exact Online does not sell a product',
    status: 422,
    message: 'Order {order} has the product {product}, which is not marked as a sales item in Exact Online. Nothing was sent.',
    action:
      'Mark the item {product} as a sales item in Exact Online, or replace the product on order {order}, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_item_not_active: {
    title: 'A product is not sold on the day of the order',
    status: 422,
    message: 'Order {order} is dated {day}, and its product {product} {window} in Exact Online. Nothing was sent.',
    action:
      'Correct the start date of order {order} in Salesforce, or the dates of the item {product} in Exact Online, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_item_fraction: {
    title: 'A product is sold in whole pieces only',
    status: 422,
    message:
      'Order {order} has {quantity} of the product {product}, which Exact Online sells in whole numbers only. Nothing was sent.',
    action:
      'Correct the quantity of {product} on order {order}, or allow fractions on the item in Exact Online, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_price_quantity_unusable: {
    title: 'A price is of a number of pieces that Tandem cannot read',
    status: 422,
    message:
      'The price of the product {product} on order {order} is of {pieces} pieces, as Pieces per Price on the order product says. Tandem reads 1, 10, 100, 1000 and 10000. Nothing was sent.',
    action:
      'Correct Pieces per Price, and with it quantity and sales price, on that order product, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_price_quantity_doubtful: {
    title: 'A price may be of another number of pieces',
    status: 422,
    message:
      'Order {order} has the product {product} at {price} for {pieces}, whereas its price book has {listPrice} for {listPieces}. Quantity and price may have been entered for another number of pieces. Nothing was sent.',
    action:
      'Look at quantity, sales price and Pieces per Price of that order product in Salesforce and correct what is wrong: empty and 1 are for single pieces. A large discount belongs in Line Discount. Then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_set_without_parts: {
    title: 'A set has no parts in Exact Online',
    status: 422,
    message:
      'Order {order} has the set {product}, which is to be sent as its parts, but company {company} in Exact Online has no parts of it. Nothing was sent.',
    action:
      'Enter the parts of {product} in Exact Online, or, if it is no set any more, run the flow Sets so that its product says so. Then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_set_unnoted: {
    title: 'There is no place to note what a set was sent as',
    status: 422,
    message:
      'Order {order} has the set {product}, which is to be sent as its parts, but {object} has no field that Tandem may read and that notes it. Nothing was sent.',
    action:
      'For an administrator: give {object} a long text field and name it as sets in the results of this source, with rights for the integration user, or have {product} sent as one line by the condition of the setting Sets on an order. Then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_set_too_large: {
    title: 'A set has too many parts',
    status: 422,
    message:
      'Order {order} has the set {product} with {count} parts, whereas sets of at most {most} are sent as their parts. Nothing was sent.',
    action:
      'Have {product} sent as one line by the condition of the setting Sets on an order, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_set_part_unclear: {
    title: 'Nobody can tell what a part of a set is worth',
    status: 422,
    message: 'Order {order} has the set {product}, whose part {part} {fault} in Exact Online. Nothing was sent.',
    action: 'Correct {part} of {product} in Exact Online, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_set_price_too_fine: {
    title: 'No price of a part gives its amount',
    status: 422,
    message:
      'Order {order} has the set {product}, whose part {part} comes to {amount} for {quantity}: a price for one would need more decimals than prices have. Nothing was sent.',
    action:
      'Have {product} sent as one line by the condition of the setting Sets on an order, or share it over several order products. Then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_set_vat_unclear: {
    title: 'The VAT code of a set is not known',
    status: 422,
    message:
      'Order {order} has the set {product}, whose parts have other VAT codes than the set itself in Exact Online. Which code the set gets is not known: neither the order product nor the debtor nor the item has one. Nothing was sent.',
    action:
      'Give the item {product} a sales VAT code in Exact Online, or the order product a VAT code in Salesforce, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_item_gone: {
    title: 'A product is not in Exact Online any more',
    status: 422,
    message:
      'Order {order} has the product {product}, whose item company {company} in Exact Online does not have. Nothing was sent.',
    action: 'Replace the product on order {order}, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_item_of_other_company: {
    title: 'A product belongs to another company in Exact Online',
    status: 422,
    message:
      'Order {order} goes to company {company} in Exact Online, but its product {product} comes from company {other}. Nothing was sent.',
    action:
      'For an administrator: choose the same company for products and orders on the Settings tab of Tandem Setup, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_unit_unknown: {
    title: 'Exact Online does not know a unit',
    status: 422,
    message: 'Order {order} has the product {product} in the unit "{unit}", which Exact Online does not have. Nothing was sent.',
    action:
      'Correct the unit on order {order}, or let an administrator correct the rule for the unit in the Tandem settings, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_unit_differs: {
    title: 'A product is sold in another unit',
    status: 422,
    message:
      'Order {order} has the product {product} in the unit "{unit}", but Exact Online sells it in "{itemUnit}". Nothing was sent.',
    action: 'Give the product on order {order} the unit of Exact Online, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_vat_code_unusable: {
    title: 'A VAT code cannot be used for sales',
    status: 422,
    message:
      'Order {order} would get VAT code {code} for the product {product}, and that code {state} in Exact Online. Nothing was sent.',
    action:
      'Correct the VAT code of the item {product} in Exact Online, or let an administrator correct the table of VAT codes on the Settings tab of Tandem Setup, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_period_closed: {
    title: 'An order is dated in a closed period',
    status: 422,
    message:
      'Order {order} is dated {day}, in period {period}, in which every sales journal in Exact Online is closed. Nothing was sent.',
    action:
      'Correct the start date of order {order} in Salesforce, or let the bookkeeper open the period in Exact Online, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_cost_centre_missing: {
    title: 'A line has no cost centre',
    status: 422,
    message:
      'The product {product} on order {order} has no cost centre, and the settings say that every line needs one. Nothing was sent.',
    action:
      'Fill what the rule for the cost centre reads on that order product, or let an administrator add a rule for Line.CostCenter in the Tandem settings, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_price_negative: {
    title: 'A price is negative',
    status: 422,
    message:
      'The product {product} on order {order} costs {price}, and {customer} is a business in Belgium: its structured invoice takes no negative price. Nothing was sent.',
    action: 'Take the amount off the price of another line, or enter it as a discount, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_vat_unclear: {
    title: 'Which VAT a line has cannot be told',
    status: 422,
    message: 'Which VAT the product {product} on order {order} has cannot be told: {why}. Known is: {facts}. Nothing was sent.',
    action: 'What to do: {remedy}. Then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_vat_code_undecided: {
    title: 'A line has no VAT code that is certain',
    status: 422,
    message: 'The product {product} on order {order} is {sale}, and {fault}. Nothing was sent.',
    action: 'What to do: {remedy}. Then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  customer_vat_code_unusable: {
    title: 'The VAT code of the customer cannot be used for sales',
    status: 422,
    message:
      'Order {order} would get VAT code {code} of its customer {customer}, and that code {state} in Exact Online. Nothing was sent.',
    action:
      'Correct the VAT code for sales of the debtor of {customer} in Exact Online, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_currency_unknown: {
    title: 'Exact Online does not have the currency',
    status: 422,
    message: 'Order {order} is in {currency}, a currency that company {company} in Exact Online does not have. Nothing was sent.',
    action:
      'Add the currency {currency} in Exact Online, or correct the currency of order {order}, then press Retry or Send to Exact Online.',
    handling: 'person',
  },
  order_total_differs: {
    title: 'The totals would differ',
    status: 422,
    message: 'Order {order} would have a total of {exact} in Exact Online, but Salesforce says {salesforce}. Nothing was sent.',
    action:
      'Check prices, quantities and discounts of order {order}, then press Retry or Send to Exact Online. An administrator can allow a tolerance in cents in the Tandem settings.',
    handling: 'person',
  },
  order_total_differs_in_exact: {
    title: 'Exact Online calculated another total',
    status: 422,
    message: 'Order {order} is in Exact Online as {number}, with a total of {exact} instead of the expected {expected}.',
    action: 'Compare both orders and correct the one in Exact Online. Check the VAT codes of the items and of the customer.',
    handling: 'person',
  },
  order_reference_ambiguous: {
    title: 'Exact Online has several orders with this reference',
    status: 422,
    message:
      'Exact Online has {count} sales orders with the reference {reference} ({numbers}), so Tandem does not know which one is order {order}.',
    action: 'Give the wrong ones another reference in Exact Online, then press Retry or Send to Exact Online on order {order}.',
    handling: 'person',
  },
  order_reference_taken: {
    title: 'Another order has this reference in Exact Online',
    status: 422,
    message:
      'Exact Online has another order under the reference {reference}, so order {order} was not sent. In Salesforce: {salesforce}. In Exact Online: {exact}.',
    action:
      'Compare both. If they are the same order, make debtor and lines the same on both sides; if not, give the one in Exact Online another reference. Then press Retry or Send to Exact Online on order {order}.',
    handling: 'person',
  },
  order_link_unknown: {
    title: 'There is no such order to link',
    status: 422,
    message: 'Exact Online has no sales order {number} with the reference {reference}, so order {order} was not linked.',
    action: 'Press Send to Exact Online on order {order} again: it shows what is there now.',
    handling: 'person',
  },
  order_begun_in_other_company: {
    title: 'The order may be in another company',
    status: 422,
    message:
      'Order {order} was on its way to company {division} when the settings gave orders another one. Whether Exact Online stored it there is not known, so it was not sent again.',
    action:
      'Look in company {division} for reference {reference}. If it is there, let a rule of the order flow name that company again: Tandem then finds it. If it is not there, choose Send again where it is offered.',
    handling: 'person',
  },
  order_gone_in_exact: {
    title: 'The order is gone from Exact Online',
    status: 422,
    message:
      'Order {order} was sent as sales order {number}, but Exact Online does not have that order any more. It was not sent again.',
    action:
      'If it shall be there again, choose Send again where it is offered, or activate a clone of order {order} in Salesforce. If not, nothing has to be done.',
    handling: 'person',
  },
  order_changed_after_sending: {
    title: 'Changed after sending',
    status: 422,
    message:
      'Order {order} was changed after it was sent as sales order {number}: the two differ. In Salesforce: {salesforce}. In Exact Online: {exact}.',
    action:
      'Make the same change in Exact Online or take it back in Salesforce, then press Retry or Send to Exact Online on order {order}.',
    handling: 'person',
  },
  order_outcome_open: {
    title: 'It is not yet known whether the order arrived',
    status: 503,
    message: 'The answer of Exact Online for order {order} was lost a moment ago, and the order is not there yet.',
    action: 'Nothing: Tandem looks again in a moment and sends the order only if it did not arrive.',
    handling: 'retry',
  },
  order_write_back_refused: {
    title: 'Salesforce does not take the result',
    status: 422,
    message: 'Order {order} is in Exact Online as {number}, but Salesforce refuses to store that: {problem}',
    action:
      'For an administrator: give the integration user the permission "Edit Activated Orders" and check the validation rules of orders, then press Retry. The order is not sent twice.',
    handling: 'person',
  },
  order_credit_blocked: {
    title: 'The customer owes too much for this order',
    status: 422,
    message: 'Order {order} of {amount} for {customer} was not sent to Exact Online. {why}',
    action:
      'Let {customer} pay, or raise the credit line in Exact Online, then press Retry or Send to Exact Online; where Tandem follows credit and invoices it goes by itself then. Or ask for approval, with a reason: a second person may let it through.',
    handling: 'person',
  },
} as const;
