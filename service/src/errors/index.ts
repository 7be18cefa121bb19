import './schema-language.ts';
export { CATALOGUE, type ErrorCode } from './catalogue.ts';
export {
  TandemError,
  isTandemError,
  retell,
  toTandemError,
  type Alternative,
  type CatalogueEntry,
  type ErrorParams,
  type ParamsOf,
  type TandemErrorOptions,
} from './tandem-error.ts';
