/** The languages of the texts that Tandem makes itself, each with how days, times and numbers are written in it. */
export const LOCALES = { en: 'en-GB', nl: 'nl-NL' } as const;

export type Language = keyof typeof LOCALES;

export const LANGUAGES = Object.keys(LOCALES) as readonly Language[];

/** What logs and the operator read, and readers whose language Tandem does not speak. */
export const ENGLISH = 'en' satisfies Language;

/** Texts by language: always in English, in others where somebody has written them. */
export type Translated<T> = Readonly<Record<typeof ENGLISH, T>> & Readonly<Partial<Record<Language, T>>>;

/** The texts in a language, or in English where it has none. */
export function inLanguage<T>(texts: Translated<T>, language: Language): T {
  return texts[language] ?? texts[ENGLISH];
}

/** The language of a locale as Salesforce or a browser names it, such as `nl_NL`, `nl-BE` or `en`; English for any other. */
export function languageOf(locale: unknown): Language {
  const [name] = typeof locale === 'string' ? locale.toLowerCase().split(/[-_]/, 1) : [];
  return LANGUAGES.find((language) => language === name) ?? ENGLISH;
}
