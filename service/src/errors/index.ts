export { CATALOGUE, type ErrorCode } from './catalogue.ts';
export {
  TandemError,
  isTandemError,
  toTandemError,
  type CatalogueEntry,
  type ErrorParams,
  type Handling,
  type TandemErrorOptions,
} from './tandem-error.ts';
