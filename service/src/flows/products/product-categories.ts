import type { CompiledRule, MappedField, TargetLimits } from '../../mapping/index.ts';
import type { ProductsConfiguration } from './settings.ts';
import type { ProductFacts } from './types.ts';

/** The lookup of a product to its category: rules name a category, and the id of its row is what is written. */
const CATEGORY_FIELD = 'Exact_Category__c';
const ANY_NAME: TargetLimits = { kind: 'text' };

/** The rules, without the one for the category where none are taken over. */
export function rulesInForce({ rules }: ProductsConfiguration, { categories }: ProductFacts): readonly CompiledRule[] {
  return categories === undefined ? rules.filter(({ field }) => field !== CATEGORY_FIELD) : rules;
}

/** What a field takes. A category is named by what Exact calls it, which is longer than an id of Salesforce. */
export function limitsOf(field: string, { productFields }: ProductFacts): TargetLimits | undefined {
  const limits = productFields.get(field);
  return limits !== undefined && field === CATEGORY_FIELD ? ANY_NAME : limits;
}

/** The fields with the row that the category stands in. One that is not there (yet) is none: better empty than the former one. */
export function withCategory(fields: readonly MappedField[], { categories }: ProductFacts): readonly MappedField[] {
  if (categories === undefined) return fields;
  return fields.map((mapped) => {
    const { rule, value } = mapped;
    if (rule.field !== CATEGORY_FIELD || typeof value !== 'string') return mapped;
    return { ...mapped, value: categories.idOf(value) ?? null };
  });
}

/** True where nothing but its item group decides about the category of an item. */
export function namesOnlyGroups({ rules }: ProductsConfiguration): boolean {
  const read = rules.filter(({ field }) => field === CATEGORY_FIELD).flatMap(({ formula }) => formula.references);
  return read.every(({ field }) => field === 'ItemGroup');
}
