export { toExactAddressLines } from './addresses.ts';
export { isLeftOut, isSameValue, plannedChanges } from './changes.ts';
export {
  defaultDivision,
  divisionsOfFlow,
  isFurtherDivision,
  timeZoneOf,
  yieldsToDefault,
  type Configuration,
} from './configuration.ts';
export { ConfigurationFormat, refusal } from './configuration-format.ts';
export { type ConfigurationProblem } from './configuration-problem.ts';
export { countryCode, countryList, countryName } from './countries.ts';
export { FORMULA, type FieldRuleDocument } from './field-rule.ts';
export {
  defineMapping,
  DIVISION_RULES,
  flowDocument,
  IN_SEVERAL_DIVISIONS,
  lookingEvery,
  MADE_BY_RULE,
  START_POINT,
  type FlowDocument,
  type FlowMapping,
  type FlowSettings,
  type RuleTarget,
} from './flow-mapping.ts';
export type { Formula, FormulaScope } from './formula.ts';
export { truncateText } from './formula-environment.ts';
export { rememberParsed } from './parsed-configurations.ts';
export { plainText } from './plain-text.ts';
export { writtenFields } from './references.ts';
export { type SettingsReference } from './settings-reference.ts';
export {
  applyRules,
  type CompiledRule,
  type MappedField,
  type MappedRecord,
  type MappedValue,
  type TargetLimits,
} from './rules.ts';
export { textFields, type FormulaVariable } from './source-fields.ts';
export { lookUp, TABLE_NAMES, TABLES, type TableName, type ValueTables } from './tables.ts';
export { joinStreet, splitStreet, streetLine } from './streets.ts';
