/** What is wrong with a formula, as a clause: when it is saved, and when it is worked out. */
export const FORMULA_PHRASES = {
  // When it is saved.
  formula_too_long: 'a formula has at most {count} characters',
  formula_names_quoted: 'the names before the colons of a list in braces are written out as texts in quotes',
  formula_no_matches: 'the function matches is not allowed; use contains, startsWith or endsWith',
  formula_no_bytes: 'formulas work with texts, not with bytes',
  formula_no_function: 'there is no function {function}',
  formula_which_table: 'the function lookup wants one of the tables {tables} first',
  formula_many_steps:
    'this formula may take too long: lists inside lists multiply, here to {steps} steps, and at most {most} are allowed; use shorter lists, or fewer inside each other',
  formula_countless_steps:
    'this formula may take too long: lists inside lists multiply, here to countless steps, and at most {most} are allowed; use shorter lists, or fewer inside each other',
  formula_many_steps_together:
    'with this formula the rules for {what} may take too long together: {steps} steps, and at most {most} are allowed; make it or the rules before it simpler',
  formula_types: 'the types do not fit',
  formula_gives: 'it gives {type}, but {wanted} is needed',
  formula_wants_flag: 'yes or no (bool)',
  formula_wants_amount: 'a number',
  formula_wants_text: 'a text',

  // When it is worked out.
  formula_takes_long: 'it takes too long; lists inside lists and long texts multiply its steps',
  formula_short_duration: 'a duration is a short text such as "36h"',
  formula_long_text: 'it makes a text of more than {count} characters',
  formula_long_list: 'it makes a list of more than {count} elements',
  formula_large_list: 'it makes a list of more than {count} characters',
  formula_deep_list: 'it puts too many lists inside lists',
  formula_long_number: 'it makes a number of more than {count} digits',
  formula_divides_by_zero: 'it divides by zero',
  formula_no_number: '{value} is no number',
  formula_rounds: 'it rounds to {decimals} decimals, and only 0 to {most} are possible',
  formula_no_value: 'it gives neither text, nor a number, nor yes or no',

  // What the language of formulas itself finds.
  formula_unknown_variable: 'there is no variable {name}',
  formula_no_field: 'there is no field {name}',
  formula_no_overload: 'these types do not fit: {types}',
  formula_no_call: 'there is no function for {call}',
  formula_unexpected: 'this is not expected here: {token}',
  formula_expected: 'expected is {wanted}, not {token}',
  formula_unterminated: 'the quote that ends a text is missing',
  formula_branches: 'both sides of a choice need the same type, not {first} and {other}',
  formula_condition: 'what is before the question mark must be yes or no, not {type}',
  formula_logical: 'both sides of && and || must be yes or no, not {type}',
  formula_limit: 'it is too large: {limit}',
  formula_said: '{words}',

  // Where a formula or a rule is.
  the_condition: 'the condition',
  one_record_of: 'one record of {object}',
  an_order_line: 'an order line',
} as const;
