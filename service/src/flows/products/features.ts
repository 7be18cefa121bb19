import { phrase, phraseText, type Language } from '../../errors/index.ts';
import { plainText, plannedChanges, truncateText } from '../../mapping/index.ts';
import type { FieldChange } from '../operation.ts';
import type { ProductsConfiguration } from './settings.ts';
import type { ItemInput, ProductFacts, ProductRow } from './types.ts';

/** The field of a product that has its features, a line each. */
export const FEATURES_FIELD = 'Exact_Features__c';

type Item = ItemInput['item'];

/** The features of an item as a change to what its product has. None where the settings list none. */
export function featureChanges(
  item: Item,
  product: ProductRow | undefined,
  { list, policy }: ProductsConfiguration['features'],
  { productFields, language }: ProductFacts,
): readonly FieldChange[] {
  const limits = productFields.get(FEATURES_FIELD);
  if (list.length === 0 || limits === undefined) return [];
  const text = list.flatMap((feature) => lineOf(feature, item, language)).join('\n');
  const limit = limits.length ?? text.length;
  const value = truncateText(text, limit);
  const cut = { from: text.length, to: value.length, system: 'Salesforce', limit };
  const planned = {
    rule: { field: FEATURES_FIELD, policy },
    value: value === '' ? null : value,
    ...(value === text ? {} : { note: phrase('note_shortened', cut) }),
  };
  return plannedChanges([planned], product, { keepsEmpty: false });
}

/** A feature that the item does not have has no line. */
function lineOf({ label, from }: { readonly label: string; readonly from: string }, item: Item, language: Language): string[] {
  const fields: Readonly<Record<string, unknown>> = { ...item };
  const [, name] = from.split(/^extra\//);
  const value = name === undefined ? fields[from] : item.extra?.[name];
  // Exact does not tell a box that is not ticked from one that nobody looked at.
  const shown = value === true ? phraseText(phrase('feature_yes'), language) : value === false ? '' : plainText(value);
  return shown === '' ? [] : [`${label}: ${shown}`];
}
