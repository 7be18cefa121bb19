/** The languages of the texts that Tandem makes itself. The first one is spoken where none is known. */
export const LANGUAGES = ['en', 'nl'] as const;

export type Language = (typeof LANGUAGES)[number];

/** What logs and the operator read, and readers whose language Tandem does not speak. */
export const ENGLISH: Language = 'en';

/** How days, times and numbers are written in each language. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', nl: 'nl-NL' };

/** The language of a locale as Salesforce or a browser names it, such as `nl_NL`, `nl-BE` or `en`; English for any other. */
export function languageOf(locale: unknown): Language {
  const [name] = typeof locale === 'string' ? locale.toLowerCase().split(/[-_]/, 1) : [];
  return LANGUAGES.find((language) => language === name) ?? ENGLISH;
}
