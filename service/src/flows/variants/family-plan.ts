import { phrase, type TandemError } from '../../errors/index.ts';
import { applyRules, plannedChanges } from '../../mapping/index.ts';
import type { FieldChange, Operation } from '../operation.ts';
import { changesTo } from '../record-changes.ts';
import type { Family } from './families.ts';
import type { VariantsConfiguration } from './settings.ts';
import type { VariantFacts } from './types.ts';

/** What becomes of the product that stands for a family. */
export interface PlannedFamily {
  readonly key: string;
  readonly operation: Operation | undefined;
  /** Why it cannot be made; nothing is put below it then. */
  readonly problem: TandemError | undefined;
}

/** Key of the operation that makes or changes the product of a family. */
export function parentKey(familyKey: string): string {
  return `salesforce/Product2/${familyKey}`;
}

/** The product of a family: made with its first variant, inactive once no variant is active, and never deleted. */
export function planFamily(family: Family, settings: VariantsConfiguration, facts: VariantFacts): PlannedFamily {
  const { key, code, parent, hasVariant } = family;
  if (parent === undefined && !hasVariant) return { key, operation: undefined, problem: undefined };
  const attributes = family.partNames.join(', ');
  const scope = { family: { code, name: family.name, attributes } };
  const rules = settings.rules.filter(({ isOfPart }) => isOfPart);
  const mapped = hasVariant
    ? applyRules(rules, scope, (field) => facts.productFields.get(field), {
        record: phrase('record_family', { family: code }),
        system: 'Salesforce',
      })
    : { fields: [], problems: [] };
  const [problem] = mapped.problems;
  const own = hasVariant
    ? { Exact_Family_Key__c: key, Exact_Family__c: code, Exact_Attributes__c: attributes, IsActive: family.isActive }
    : { IsActive: false };
  // A family keeps its code as it was written first: items of one may write it with other capitals.
  const standing =
    parent?.Exact_Family__c?.toLowerCase() === code.toLowerCase() ? { Exact_Family__c: parent.Exact_Family__c } : {};
  const fields: FieldChange[] = [
    ...(problem === undefined ? plannedChanges(mapped.fields, parent, { keepsEmpty: false }) : []),
    ...changesTo(parent, { ...own, ...(hasVariant ? standing : {}) }),
  ];
  if (problem !== undefined && parent === undefined) return { key, operation: undefined, problem };
  const action = parent === undefined ? 'create' : 'update';
  const operation: Operation | undefined =
    fields.length === 0
      ? undefined
      : {
          key: parentKey(key),
          recordId: family.recordId,
          label: code,
          system: 'salesforce',
          object: 'Product2',
          action,
          targetId: parent?.Id,
          fields,
          isMain: true,
        };
  return { key, operation, problem };
}
