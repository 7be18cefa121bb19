import { phrase } from '../errors/index.ts';
import type { Configuration } from './configuration.ts';
import type { ConfigurationDocument } from './document.ts';
import type { FieldRuleDocument } from './field-rule.ts';
import type { FlowDocument, FlowMapping, RuleTarget } from './flow-mapping.ts';
import type { Formula } from './formula.ts';
import type { CompiledRule } from './rules.ts';
import type { SettingsReference } from './settings-reference.ts';

/** See `FlowMapping.objectReadFor`. */
type ObjectFor = (object: string) => string | undefined;

const CODE_TABLES = [
  { table: 'vat', list: 'vatCodes', what: phrase('what_vat_code') },
  { table: 'vatOfSales', list: 'vatCodes', what: phrase('what_vat_code') },
  { table: 'paymentConditions', list: 'paymentConditions', what: phrase('what_payment_condition') },
  { table: 'shippingMethods', list: 'shippingMethods', what: phrase('what_shipping_method') },
] as const;

/**
 * What a document names in the two systems: fields of Salesforce that its own rules and conditions read or write, codes on the
 * right side of tables, what each flow's settings name. Nothing of the default rules: an org may lack their fields.
 */
export function referencesOf(
  document: ConfigurationDocument,
  configuration: Configuration,
  mappings: readonly FlowMapping[],
): readonly SettingsReference[] {
  const ofFlows = mappings.map((mapping) => {
    const settings = document.flows[mapping.flow];
    const compiled = configuration.flows[mapping.flow];
    if (settings === undefined || compiled === undefined) return { fields: [], others: [] };
    const at = `/flows/${mapping.flow}`;
    const objectFor = (object: string): string | undefined =>
      mapping.objectReadFor === undefined ? object : mapping.objectReadFor(settings, object);
    const others = (mapping.referencesOf?.(settings) ?? []).map((found) => ({ ...found, pointer: `${at}${found.pointer}` }));
    return {
      fields: [
        ...ruleReferences(settings, mapping, { rules: compiled.rules, objectFor }, `${at}/fields`),
        ...(compiled.when === undefined ? [] : readBy(compiled.when, objectFor, `${at}/when`)),
        ...compiled.divisionRules.flatMap(({ when }, index) => readBy(when, objectFor, `${at}/divisionRules/${index}/when`)),
        ...[...compiled.furtherConditions].flatMap(([place, formula]) => readBy(formula, objectFor, `${at}${place}`)),
      ],
      others,
    };
  });
  return [
    ...ofFlows.flatMap(({ fields }) => fields),
    ...CODE_TABLES.flatMap(({ table, list, what }) =>
      document.tables[table].map(({ exact }, index) => {
        return { kind: 'code' as const, pointer: `/tables/${table}/${index}/exact`, list, what, code: exact };
      }),
    ),
    ...ofFlows.flatMap(({ others }) => others),
  ];
}

/** Fields of Salesforce that the rules of a configuration write, the default ones too, by object. */
export function writtenFields({ flows }: Configuration): ReadonlyMap<string, readonly string[]> {
  const rules = Object.values(flows).flatMap((flow) => flow.rules);
  const written = rules.filter(({ system, policy }) => system === 'salesforce' && policy !== 'never');
  const byObject = Map.groupBy(written, ({ object }) => object);
  return new Map([...byObject].map(([object, ofObject]) => [object, [...new Set(ofObject.map(({ field }) => field))]]));
}

function ruleReferences(
  { fields }: FlowDocument,
  mapping: FlowMapping,
  { rules, objectFor }: { readonly rules: readonly CompiledRule[]; readonly objectFor: ObjectFor },
  pointer: string,
): SettingsReference[] {
  return fields.flatMap((rule, index): SettingsReference[] => {
    const target = mapping.targetOf(rule.to);
    if ('text' in target || rule.policy === 'never') return [];
    const formula = rules.find((compiled) => compiled.object === target.object && compiled.field === target.field)?.formula;
    return [
      ...writtenBy(rule, target, `${pointer}/${index}/to`),
      ...(formula === undefined ? [] : readBy(formula, objectFor, `${pointer}/${index}/from`)),
    ];
  });
}

function writtenBy({ policy }: FieldRuleDocument, { system, object, field }: RuleTarget, pointer: string): SettingsReference[] {
  if (system !== 'salesforce') return [];
  return [{ kind: 'field', pointer, object, field, use: policy === 'create' ? 'create' : 'update' }];
}

/** Custom fields: which standard ones a formula may name is decided when it is compiled. */
function readBy(formula: Formula, objectFor: ObjectFor, pointer: string): SettingsReference[] {
  return formula.references.flatMap(({ salesforceObject, field }): SettingsReference[] => {
    const object = salesforceObject === undefined ? undefined : objectFor(salesforceObject);
    return object === undefined || !field.endsWith('__c') ? [] : [{ kind: 'field', pointer, object, field, use: 'read' }];
  });
}
