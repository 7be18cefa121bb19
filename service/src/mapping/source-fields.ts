/**
 * Kinds of a field in a formula. A missing `text` is the empty text, a missing `amountOrZero` is 0 (discounts); a missing
 * `amount` makes the whole formula empty, so that nobody takes "unknown" for zero. `texts` are texts by name, such as `item.extra["Colour"]`;
 * one that is not there makes the whole formula empty too.
 */
export type SourceKind = 'text' | 'texts' | 'flag' | 'amount' | 'amountOrZero';

export type SourceFields = Readonly<Record<string, SourceKind>>;

/** A record that formulas may read. */
export interface FormulaVariable {
  /** What formulas call it, such as `order`. */
  readonly name: string;
  readonly fields: SourceFields;
  /** API name of its object in Salesforce; absent for a record of Exact Online, whose fields are all declared. */
  readonly salesforceObject?: string;
}

/** Fields of kind `text`. */
export function textFields(...names: readonly string[]): SourceFields {
  return Object.fromEntries(names.map((name) => [name, 'text']));
}
