export {
  joinStreet,
  splitStreet,
  toExactAddressLines,
  toSalesforceStreet,
  type ExactAddressLines,
  type StreetParts,
} from './addresses.ts';
export { isLeftOut, isSameValue, plannedChanges, type PlannedChange } from './changes.ts';
export {
  checkConfiguration,
  checkSuccession,
  divisionOfFlow,
  parseConfiguration,
  timeZoneOf,
  withStartPoint,
  type Configuration,
  type ConfigurationCheck,
  type OrdersConfiguration,
  type ProductsConfiguration,
} from './configuration.ts';
export { countryCode, countryList, countryName } from './countries.ts';
export { type ConfigurationProblem } from './document-checks.ts';
export { configurationJsonSchema, type ConfigurationDocument, type FieldRuleDocument } from './document.ts';
export { type Formula, type FormulaScope, type FormulaValue } from './formula.ts';
export { momentText } from './moments.ts';
export { plainText } from './plain-text.ts';
export { previewRecords, type PreviewField, type PreviewRecord } from './preview.ts';
export { referencesOf, writtenProductFields, type SettingsReference } from './references.ts';
export {
  applyRules,
  type CompiledRule,
  type MappedField,
  type MappedRecord,
  type MappedValue,
  type MappingNames,
  type TargetLimits,
} from './rules.ts';
export { SOURCE_FIELDS, type SourceVariable } from './source-fields.ts';
export { lookUp, TABLE_TITLES, type TableName, type TableRow, type ValueTables } from './tables.ts';
export { exactTargetField, type ExactTarget, type TargetField } from './target-fields.ts';
