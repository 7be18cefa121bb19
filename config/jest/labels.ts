/** Every custom label of the package by name, in each language: `jest.config.js` reads them once. */
declare const CUSTOM_LABELS: Readonly<Record<string, Readonly<Record<string, string>>>>;

let language = 'en_US';

/** Components that are imported from here on have a reader of that language. */
export function speak(chosen: string): void {
  language = chosen;
}

/** The reader's language as the platform gives it to components, such as `nl-NL`. */
export function languageTag(): string {
  return language.replace('_', '-');
}

/** What an import of a custom label gives. A name or translation that does not exist fails the test that imports it. */
export function labelNamed(name: string): string {
  const text = CUSTOM_LABELS[name]?.[language];
  if (text === undefined) {
    throw new Error(`there is no custom label ${name} in ${language}`);
  }
  return text;
}
