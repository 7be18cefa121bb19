export { CATALOGUE, type ErrorCode } from './catalogue.ts';
export { ENGLISH, inLanguage, LANGUAGES, languageOf, LOCALES, type Language, type Translated } from './language.ts';
export { named, UNNAMED } from './named.ts';
export {
  actionOf,
  carried,
  carry,
  joined,
  listed,
  messageOf,
  moment,
  number,
  phrase,
  titleOf,
  type ErrorParams,
  type ParamValue,
  type Phrase,
} from './params.ts';
export { phraseText, problemText, problemTitle, sentenceText, textOpening, valueText, type ToldProblem } from './problem-text.ts';
export { wording } from './schema-language.ts';
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
