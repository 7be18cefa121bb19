import { LANGUAGES, type Language } from '../errors/index.ts';

/**
 * What a field shall show that everybody reads: `textIn` the language of the org. A text that says the same in another language
 * stays, so that a change of language rewrites no record.
 */
export function notedText(standing: unknown, textIn: (language: Language) => string, language: Language): string {
  return LANGUAGES.map(textIn).find((text) => text === standing) ?? textIn(language);
}
