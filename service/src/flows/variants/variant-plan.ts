import { phrase, TandemError } from '../../errors/index.ts';
import { applyRules, plannedChanges } from '../../mapping/index.ts';
import { itemRef } from '../items/index.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import { planAttributes } from './attribute-plan.ts';
import type { Families, LookedAt } from './families.ts';
import { parentKey } from './family-plan.ts';
import { partsText, type Place } from './grouping.ts';
import type { VariantsConfiguration } from './settings.ts';
import type { GroupedItem, VariantFacts, VariantProduct } from './types.ts';

interface VariantPlanning {
  readonly settings: VariantsConfiguration;
  readonly facts: VariantFacts;
  readonly parents: Families;
  /** Families whose product cannot be made, by key. */
  readonly blocked: ReadonlyMap<string, TandemError>;
}

/** An item below the product of its family, or taken off one it is no variant of any more. */
export function planVariant({ grouped, place, problem }: LookedAt, planning: VariantPlanning): Operation[] {
  const { product } = grouped;
  if (product === undefined) return [told(grouped, 'variant_without_product')];
  const key = planning.parents.keyOf(place);
  const reason = problem ?? (place === undefined ? undefined : planning.blocked.get(key));
  if (reason !== undefined) return blocked(grouped, product, reason);
  const parent = place === undefined ? undefined : planning.parents.parentOf(key);
  const isMade = place !== undefined && parent === undefined;
  const below: FieldChange[] = isMade
    ? [{ field: 'Exact_Variant_Of__c', from: product.Exact_Variant_Of__c, to: { ref: parentKey(key) }, policy: 'always' }]
    : changesTo(product, { Exact_Variant_Of__c: parent?.Id ?? null });
  const mapped = mappedOf(grouped, place, planning);
  if (mapped instanceof TandemError) return blocked(grouped, product, mapped);
  const family = parent?.Exact_Family__c ?? place?.family ?? null;
  const fields: FieldChange[] = [
    ...plannedChanges(mapped, product, { keepsEmpty: false }),
    ...below,
    ...changesTo(product, {
      Exact_Family__c: family,
      Exact_Attributes__c: place === undefined ? null : partsText(place.parts) || null,
    }),
  ];
  const attributes = planAttributes(grouped, product, place?.parts ?? [], planning.facts);
  const main: Operation = {
    ...ofItem(grouped, product),
    action: fields.length > 0 ? 'update' : 'unchanged',
    fields,
    ...(isMade ? { after: parentKey(key) } : {}),
  };
  if (place === undefined && grouped.isAskedFor && grouped.item !== undefined && fields.length === 0)
    return [told(grouped, 'variant_without_family'), ...attributes];
  return [main, ...stamp(main, product), ...attributes];
}

/** Nothing of its family is written; that it was looked at is. */
function blocked(grouped: GroupedItem, product: VariantProduct, reason: TandemError): Operation[] {
  const main = ofItem(grouped, product);
  return [{ ...main, action: 'block', reason }, ...stamp(main, product)];
}

/** That it was looked at is all that can be noted of a product of no family: every write is stamped. */
function stamp(main: Omit<Operation, 'action'>, { Exact_Variants_Synced_At__c: seenAt }: VariantProduct): Operation[] {
  if (main.fields.length > 0 || seenAt !== null) return [];
  return [{ ...main, key: `${main.key}/seen`, action: 'update', isMain: false, isNote: true }];
}

function mappedOf({ item }: GroupedItem, place: Place | undefined, { settings, facts }: VariantPlanning) {
  const rules = settings.rules.filter(({ isOfPart }) => !isOfPart);
  if (item === undefined || place === undefined || rules.length === 0) return [];
  const values = Object.fromEntries(
    Array.from({ length: 5 }, (_, index) => [`value${index + 1}`, place.parts[index]?.value ?? '']),
  );
  const variant = { family: place.family, attributes: partsText(place.parts), ...values };
  const { fields, problems } = applyRules(rules, { item, variant }, (field) => facts.productFields.get(field), {
    record: phrase('record_item', { item: item.Code }),
    system: 'Salesforce',
  });
  return problems[0] ?? fields;
}

function told(grouped: GroupedItem, code: 'variant_without_product' | 'variant_without_family'): Operation {
  const item = grouped.item?.Code ?? grouped.itemId;
  const reason = new TandemError(code, { item }, { recordId: grouped.itemId });
  return { ...ofItem(grouped, grouped.product), action: 'skip', reason };
}

function ofItem({ itemId, item }: GroupedItem, product: VariantProduct | undefined): Omit<Operation, 'action'> {
  return {
    key: `salesforce/Product2/${itemId}/family`,
    recordId: itemId,
    label: item?.Code ?? product?.ProductCode ?? itemId,
    system: 'salesforce',
    object: 'Product2',
    source: itemRef(itemId),
    targetId: product?.Id,
    fields: [],
    isMain: true,
  };
}
