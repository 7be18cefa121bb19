export { splitStreet, toExactAddressLines } from './addresses.ts';
export { isLeftOut, isSameValue, plannedChanges } from './changes.ts';
export {
  checkConfiguration,
  checkSuccession,
  divisionOfFlow,
  parseConfiguration,
  timeZoneOf,
  withStartPoint,
  type Configuration,
  type OrdersConfiguration,
  type ProductsConfiguration,
} from './configuration.ts';
export { countryCode, countryList, countryName } from './countries.ts';
export { type ConfigurationProblem } from './document-checks.ts';
export { configurationJsonSchema } from './document.ts';
export { type FormulaScope } from './formula.ts';
export { plainText } from './plain-text.ts';
export { referencesOf, writtenProductFields, type SettingsReference } from './references.ts';
export { applyRules, type MappedField, type MappedRecord, type MappedValue, type TargetLimits } from './rules.ts';
export { SOURCE_FIELDS, type SourceVariable } from './source-fields.ts';
export { TABLE_TITLES, type TableName } from './tables.ts';
export { exactTargetField, type ExactTarget } from './target-fields.ts';
