import './schema-language.ts';
export { CATALOGUE, type ErrorCode } from './catalogue.ts';
export { ENGLISH, LANGUAGES, languageOf, LOCALES, type Language } from './language.ts';
export { joined, messageOf, moment, phrase, type ErrorParams, type ParamValue, type Phrase } from './params.ts';
export { phraseText, problemText, problemTitle, textOpening, valueText, type ToldProblem } from './problem-text.ts';
export {
  TandemError,
  isTandemError,
  retell,
  toTandemError,
  type Alternative,
  type CatalogueEntry,
  type ParamsOf,
  type TandemErrorOptions,
} from './tandem-error.ts';
export type { ProblemText } from './texts/translation.ts';
